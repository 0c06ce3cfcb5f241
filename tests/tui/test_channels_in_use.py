"""Copying a channel, and calling by it: on a key press alone, and never what is masked."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import channels
from loyaltytui.drafts import ChannelDraft
from loyaltytui.entries import ChannelKind
from tests.builders import TODAY, a_book, a_contact, who
from tests.tui.stage import (
    Stage,
    lines,
    on_stage,
    played,
    press,
    told,
    until,
    until_told,
    words,
)


def a_book_with_channel(
    folder: Path, kind: ChannelKind, value: str, *, is_confidential: bool = False
) -> Book:
    book = a_book(folder, a_contact("Priya Shah", due=TODAY))
    draft = ChannelDraft(kind, value, is_confidential=is_confidential)
    book.add_channel(who(book, "Priya Shah"), draft)
    return book


async def go_to_reach(pilot: Stage) -> None:
    await press(pilot, "enter", commands.PREVIOUS_SECTION)
    assert "Reach" in words(pilot)


def an_opener(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> Path:
    """A desktop's opener that writes down what it was given."""
    called = folder / "called"
    tools = folder / "bin"
    tools.mkdir()
    for name in ("xdg-open", "open"):
        (tools / name).write_text(
            f'#!/bin/sh\nprintf "%s|" "$#" "$@" > "{called}.half"\n'
            f'/bin/mv "{called}.half" "{called}"\nexit {code}\n'
        )
        (tools / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(tools))
    return called


@played
async def test_y_copies_the_channel_and_says_how(tmp_path: Path) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.EMAIL, "priya@northwind.example")
    async with on_stage(book) as pilot:
        await go_to_reach(pilot)
        await press(pilot, commands.COPY_CHANNEL)
        assert pilot.app.clipboard == "priya@northwind.example"
        assert any("clipboard" in one for one in told(pilot))


@played
async def test_what_was_told_in_confidence_is_copied_only_once_revealed(tmp_path: Path) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.PHONE, "+47 900", is_confidential=True)
    async with on_stage(book) as pilot:
        await go_to_reach(pilot)
        await press(pilot, commands.COPY_CHANNEL, commands.OPEN_CHANNEL)
        assert pilot.app.clipboard == ""
        assert all("in confidence" in one for one in told(pilot))
        await press(pilot, commands.REVEAL, commands.COPY_CHANNEL)
        assert pilot.app.clipboard == "+47 900"
        assert all("900" not in one for one in told(pilot))


@pytest.mark.parametrize(
    ("kind", "value", "given"),
    [
        (ChannelKind.PHONE, "+47 900 00 000", "1|tel:+4790000000|"),
        (ChannelKind.EMAIL, "priya@vale.example", "1|mailto:priya@vale.example|"),
        (ChannelKind.LINK, "vale.example/$(touch x)", "1|https://vale.example/%24(touch%20x)|"),
    ],
)
def test_one_key_hands_the_address_to_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: ChannelKind, value: str, given: str
) -> None:
    @played
    async def journey() -> None:
        book = a_book_with_channel(tmp_path, kind, value)
        called = an_opener(tmp_path, monkeypatch)
        async with on_stage(book) as pilot:
            await go_to_reach(pilot)
            assert not called.exists()
            await press(pilot, commands.OPEN_CHANNEL)
            await pilot.app.workers.wait_for_complete()
            assert called.read_text() == given
            await until_told(pilot, value[:8])

    journey()


@pytest.mark.parametrize("code", [None, 3])
def test_a_desktop_that_cannot_open_it_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    @played
    async def journey() -> None:
        book = a_book_with_channel(tmp_path, ChannelKind.PHONE, "+47 900")
        if code is None:
            monkeypatch.setenv("PATH", str(tmp_path))
        else:
            an_opener(tmp_path, monkeypatch, code)
        async with on_stage(book) as pilot:
            await go_to_reach(pilot)
            await press(pilot, commands.OPEN_CHANNEL)
            await until(pilot, lambda: any("y copies it" in one for one in told(pilot)))

    journey()


@played
async def test_a_value_that_is_no_address_goes_nowhere(tmp_path: Path) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.LINK, "javascript:alert(1)")
    async with on_stage(book) as pilot:
        await go_to_reach(pilot)
        await press(pilot, commands.OPEN_CHANNEL)
        await until_told(pilot, "none that a desktop could open")


def links(pilot: Stage) -> set[str]:
    """Where the terminal's own clicks would lead."""
    strips = pilot.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip]
    return {style.link for style in styles if style is not None and style.link}


@played
async def test_a_channel_is_a_link_of_the_terminal_unless_it_is_masked(tmp_path: Path) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.PHONE, "+47 900", is_confidential=True)
    async with on_stage(book) as pilot:
        await go_to_reach(pilot)
        assert links(pilot) == set()
        await press(pilot, commands.REVEAL)
        assert links(pilot) == {"tel:+47900"}


@played
async def test_y_on_a_list_copies_the_only_channel_of_whoever_is_highlighted(
    tmp_path: Path,
) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.EMAIL, "priya@northwind.example")
    async with on_stage(book) as pilot:
        await press(pilot, channels.COPY_THEIRS)
        await until(pilot, lambda: pilot.app.clipboard == "priya@northwind.example")


@played
async def test_of_several_channels_it_asks_which_and_shows_none_in_confidence(
    tmp_path: Path,
) -> None:
    book = a_book_with_channel(tmp_path, ChannelKind.PHONE, "+47 900", is_confidential=True)
    book.add_channel(who(book, "Priya Shah"), ChannelDraft(ChannelKind.EMAIL, "p@n.example"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, channels.COPY_THEIRS)
        await until(pilot, lambda: "Copy: Priya Shah" in words(pilot))
        assert "p@n.example" in words(pilot)
        assert "+47 900" not in words(pilot)
        while "p@n.example" not in cursor_line_in_box(pilot):
            await press(pilot, commands.DOWN)
        await press(pilot, commands.OPEN)
        await until(pilot, lambda: pilot.app.clipboard == "p@n.example")


def cursor_line_in_box(pilot: Stage) -> str:
    return next(line for line in lines(pilot) if "│ ▌" in line or "▌" in line[3:8])


@played
async def test_nobody_with_a_channel_is_told_how_to_add_one(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann Lee", due=TODAY))) as pilot:
        await press(pilot, channels.OPEN_THEIRS)
        await until_told(pilot, "Ann Lee has no channel yet.")
