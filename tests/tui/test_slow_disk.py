"""A disk that takes its time: what is typed is painted meanwhile, and all of it kept in the end."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.tui.keeper import Put, keep_beside, keep_now
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import on_stage, played, press, type_text, until, until_said

_PATIENCE_SECONDS = 30.0


class SlowDisk:
    """Puts nothing down until it is let; SQLite has its own way to the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_asked = threading.Event()
        self.may_go_on = threading.Event()
        self._put_down = os.fsync
        monkeypatch.setattr(os, "fsync", self._wait)

    def _wait(self, descriptor: int) -> None:
        self.is_asked.set()
        assert self.may_go_on.wait(_PATIENCE_SECONDS), "it was never let"
        self._put_down(descriptor)


def kept(book: Book) -> str:
    path = Path(f"{book.path}.unsaved")
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("key", [commands.LOG_LINE, commands.ADD_NOTE], ids=lambda one: one.id)
@played
async def test_letters_are_painted_while_the_disk_takes_what_was_typed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: commands.Command
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACT, key)
        disk = SlowDisk(monkeypatch)
        await type_text(pilot, "pumps")
        await until(pilot, disk.is_asked.is_set)
        await type_text(pilot, " and valves")
        await until_said(pilot, "pumps and valves")
        assert "pumps" not in kept(book)
        disk.may_go_on.set()
        await until(pilot, lambda: "pumps and valves" in kept(book))


@played
async def test_a_box_left_while_the_disk_is_slow_keeps_the_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        disk = SlowDisk(monkeypatch)
        await type_text(pilot, "pumps")
        await until(pilot, disk.is_asked.is_set)
        await type_text(pilot, " and valves")
        disk.may_go_on.set()
        await press(pilot, commands.LEAVE)
        assert "pumps and valves" in kept(book)


@played
async def test_what_was_begun_is_done_first_and_also_when_nobody_waits_any_more() -> None:
    done: list[str] = []
    may_go_on = threading.Event()

    def deed(name: str) -> Put:
        def put() -> None:
            assert may_go_on.wait(_PATIENCE_SECONDS)
            done.append(name)

        return put

    waiting = asyncio.ensure_future(keep_beside(deed("first")))
    after = asyncio.ensure_future(keep_beside(deed("between")))
    await asyncio.sleep(0)
    waiting.cancel()
    after.cancel()
    await asyncio.sleep(0)
    may_go_on.set()
    assert keep_now(deed("last")) == ""
    assert done == ["first", "between", "last"]


@played
async def test_what_keeps_it_from_being_kept_is_said() -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    said = "What you type can't be kept on disk for now: No space left on device."
    assert (keep_now(full), await keep_beside(full)) == (said, said)
