"""Tried again, opened and left, set otherwise, moved elsewhere: nothing twice, changed or lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.settings import Settings
from loyaltytui.settings.in_force import Setting, as_toml
from loyaltytui.tui.dialogs.log_box import LogBox
from loyaltytui.tui.dialogs.saving_box import SavingBox
from tests.book.test_undo_everything import a_full_book
from tests.builders import dump
from tests.faults.ending import SENTENCE
from tests.faults.glass import CUSTOMER, a_glass, a_shown_book, app_on, type_a_line
from tests.faults.held import held_by_another, verb
from tests.faults.ledger import Fault, Tried, damage_of, opened, places
from tests.tui.stage import NARROW, Stage, on_stage, press, type_text, until, until_said

BOXES: tuple[Command, ...] = (
    *(commands.LOG_LINE, commands.ADD_CONTACT, commands.EDIT_CONTACT, commands.EDIT),
    *(commands.ADD_PROMISE, commands.ADD_OWED, commands.ADD_CHECK_IN, commands.ADD_CHANNEL),
    *(commands.ADD_NOTE, commands.ADD_QUESTION, commands.ADD_PURCHASE, commands.ADD_PROBLEM),
    *(commands.QUALIFY, commands.ADD_REFERENCE, commands.ADD_REFERRAL),
    *(commands.GIVE_VERDICT, commands.HISTORY, commands.NEWS, commands.FIND, commands.HELP),
)
"""Keys of a contact's page that open something and do nothing by themselves."""
SAVED_BY: tuple[tuple[Command, str], ...] = (
    (commands.ADD_PROMISE, "send it all"),
    (commands.ADD_OWED, "her list"),
    (commands.ADD_CHANNEL, "zed@there.example"),
    (commands.ADD_QUESTION, "who has to sign?"),
    (commands.LOG_LINE, "spoke of it"),
)
"""Boxes whose first line is all they need."""


def _actions(book: Book) -> int:
    ((count,),) = book.rows("select count(*) from action")
    return int(count)


async def _back(stage: Stage) -> None:
    for _ in range(6):
        if len(stage.app.screen_stack) == 1:
            return
        await press(stage, "escape")
    await until(stage, lambda: len(stage.app.screen_stack) == 1)


async def _at_a_contact(stage: Stage) -> None:
    await _back(stage)
    await press(stage, commands.SHOW_CONTACTS, commands.FIRST, commands.OPEN)


async def _open_and_leave(book: Book, tried: Tried) -> None:
    async with on_stage(book, NARROW) as stage:
        await _at_a_contact(stage)
        for key in BOXES:
            await press(stage, key)
            has_opened = len(stage.app.screen_stack) > 1
            tried.saw("opened and left" if has_opened else "shown in its place")
            await press(stage, "down", "up", "end")
            await _back(stage)
            await press(stage, commands.SHOW_CONTACT)


async def _save_while_held(book: Book, key: Command, words: str, tried: Tried) -> None:
    async with on_stage(book, NARROW) as stage:
        await _at_a_contact(stage)
        await press(stage, key)
        await until(stage, lambda: len(stage.app.screen_stack) > 1)
        await until(stage, lambda: stage.app.screen.focused is not None)
        await type_text(stage, words)
        await until_said(stage, words)
        with held_by_another(book.path):
            for _ in range(2):
                await press(stage, "enter")
                # What was said of the try before still stands there.
                await until(stage, lambda: not _is_saving(stage))
                await until_said(stage, "another program is using")
                assert len(stage.app.screen_stack) > 1, "the box stays open"
        tried.said["NOT SAVED: another program is using the book."] += 1
        await press(stage, "enter")
        await until(stage, lambda: len(stage.app.screen_stack) == 1)


def _is_saving(stage: Stage) -> bool:
    box = stage.app.screen
    return isinstance(box, (SavingBox, LogBox)) and box.is_saving


def _play(scene: Coroutine[None, None, None]) -> None:
    asyncio.run(scene)


def opened_and_left(folder: Path, times: int) -> Tried:
    tried = Tried()
    for place in places(folder, times):
        book = opened(a_full_book(place))
        before, count = dump(book), _actions(book)
        _play(_open_and_leave(book, tried))
        assert dump(book) == before, "somebody only looked"
        assert _actions(book) == count
        assert not Path(f"{book.path}.unsaved").exists(), "nothing was typed"
        book.close()
    tried.must_have_seen("opened and left")
    assert tried.outcomes["opened and left"] >= 15 * times, tried.outcomes
    return tried


def _count_of(book: Book, words: str) -> int:
    """How often a text stands in the book as it was typed."""
    return sum(words in row for rows in dump(book).values() for row in rows)


def saved_again(folder: Path, times: int) -> Tried:
    """Refused twice while another program holds the book, and then taken once."""
    tried = Tried()
    for place in places(folder, times):
        book = opened(a_full_book(place))
        for key, words in SAVED_BY:
            count = _actions(book)
            _play(_save_while_held(book, key, words, tried))
            found = _count_of(book, words)
            tried.saw(f"{key.id}: once" if found == 1 else f"{key.id}: {found} times")
            tried.acknowledged += 1
            tried.lost += found < 1
            assert found == 1, f"{key.id} is there {found} times"
            assert _actions(book) == count + 1
        assert damage_of(book) == []
        book.close()
    return tried


def _other_value(one: Setting) -> str:
    """Some other value that makes sense."""
    known = {
        "date_order": "month-first",
        "theme": "light",
        "currency": "USD",
        "workdays": ["mon", "sun"],
        "holidays": ["2026-11-23", "2026-12-25"],
        "checklist": ["need", "budget"],
        "discovery": ["role", "goal"],
    }
    if one.name in known:
        return as_toml(known[one.name])
    if isinstance(one.usual, int):
        return as_toml(one.usual + 1)
    return as_toml("5w" if one.table == "cadence" else "ctrl+f9")


def settings_changed(folder: Path, times: int) -> Tried:
    """One after the other: figures may be others, but nothing that was written down is."""
    tried = Tried()
    path = a_full_book(folder)
    file = folder / "loyaltytui" / "settings.toml"
    file.parent.mkdir()
    surroundings = {"XDG_CONFIG_HOME": str(folder)}
    verb(path, "due", **surroundings)
    before = _as_it_lies(path)
    every = every_setting(Settings(file))
    chosen = every if times >= len(every) else random.sample(every, times)
    for one in chosen:
        table = f"[{one.table}]\n" if one.table else ""
        file.write_text(f"{table}{one.name} = {_other_value(one)}\n")
        for words in (("due",), ("loyalty",), ("show", "ann"), ("check",)):
            done = verb(path, *words, **surroundings)
            assert done.returncode == 0, (one.full_name, words, done.stderr)
        now = _as_it_lies(path)
        is_reckoned_anew = now.pop("standing") != before["standing"]
        assert now == {name: rows for name, rows in before.items() if name != "standing"}
        tried.saw("figures stored anew" if is_reckoned_anew else "nothing stored")
    file.unlink()
    verb(path, "due", **surroundings)
    assert _as_it_lies(path) == before, "as it was, and so is the book"
    if len(chosen) == len(every):
        # Most settings are keys: of some alone none may be behind a figure.
        tried.must_have_seen("figures stored anew", "nothing stored")
    return tried


def _as_it_lies(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read without opening it as a book, which would reckon its figures by other settings."""
    from loyaltytui.book.connection import connect
    from loyaltytui.book.journal import TABLES

    db = connect(path, writable=False)
    try:
        return {
            name: db.execute_sql(f"select * from {name} order by 1").fetchall()
            for name in (*TABLES, "standing", "action")
        }
    finally:
        db.close()


def moved(folder: Path, times: int) -> Tried:
    """The book goes elsewhere while somebody types; and another path is named."""
    tried = Tried()
    for place in places(folder, times):
        path = a_shown_book(place)
        away = place / "away.db"
        with a_glass(app_on(path)) as glass:
            type_a_line(glass, SENTENCE)
            glass.until(SENTENCE)
            path.rename(away)
            glass.type("\r")
            glass.until("NOT SAVED: ")
            tried.said["NOT SAVED: BOOK can't be opened. Check that it is there."] += 1
            assert not path.exists(), "no other is made in its place"
            away.rename(path)
            glass.save_and_leave()
            tried.acknowledged += 1
        book = opened(path)
        tried.lost += book.rows("select text from interaction") != [(SENTENCE,)]
        assert damage_of(book) == []
        book.close()
        _another_is_named(path, tried)
    return tried


def _another_is_named(path: Path, tried: Tried) -> None:
    before = _as_it_lies(path)
    elsewhere = path.with_name("none") / "book.db"
    for words in (("due",), ("log", "ana: spoke"), ("check",)):
        refused = verb(elsewhere, *words)
        assert refused.returncode == 3, refused.stderr
        assert not elsewhere.exists(), "no book is made by accident"
    tried.saw("none there: a sentence")
    made = verb(elsewhere, "add", "Zoe Orr")
    assert made.returncode == 0, made.stderr
    assert CUSTOMER not in verb(elsewhere, "due").stdout
    tried.saw("begun elsewhere, on purpose")
    assert _as_it_lies(path) == before, "the first is as it was"
    assert CUSTOMER in verb(path, "due").stdout
    tried.saw("back at the first")


FAULTS = (
    Fault("a failed save tried again", saved_again, short=1, long=10),
    Fault("every box opened and left", opened_and_left, short=1, long=5),
    Fault("every setting changed", settings_changed, short=6, long=1000),
    Fault("the book moved, another named", moved, short=1, long=10),
)
