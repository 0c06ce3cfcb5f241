"""Ended from outside or by a fault of its own, in mid-sentence, in a real terminal."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.builders import TODAY
from tests.faults.glass import (
    CUSTOMER,
    Glass,
    a_glass,
    a_shown_book,
    app_on,
    type_a_line,
    until_kept,
)
from tests.faults.killing import draft_on_disk
from tests.faults.ledger import Fault, Tried, damage_of, opened

SENTENCE = "renewing, worried about the pri"
FLOOD = "❤️[/]x so they said, and " * 4000
"""A hundred kilobytes that come key by key."""
MANY = 2000
_AT_ONCE = 4096
WAITING_VERBS = (
    ("ctrl+d ends it", "log", "-"),
    ("> ", "review", "--plain"),
    ("Type the whole name", "forget", "ana"),
)
"""What each asks with, and its words."""
BROKEN = """
import sys
from loyaltytui.tui.dialogs.log_box import LogBox

def broken(self):
    customer = "Ana Ruiz, Ana Ruiz, Ana Ruiz"
    raise RuntimeError(f"a fault about {customer}")

LogBox._draft = broken
from loyaltytui.__main__ import main
sys.exit(main())
"""


def _signal(number: signal.Signals) -> Callable[[Glass], None]:
    return lambda glass: os.kill(glass.process, number)


WAYS: dict[str, Callable[[Glass], None]] = {
    "a fault in a screen": lambda glass: glass.type("\r"),
    "SIGINT": _signal(signal.SIGINT),
    "SIGTERM": _signal(signal.SIGTERM),
    "SIGHUP": _signal(signal.SIGHUP),
    "SIGQUIT": _signal(signal.SIGQUIT),
    "the window closed": Glass.close_window,
    "SIGKILL": _signal(signal.SIGKILL),
}


def _one_end(folder: Path, way: str, tried: Tried) -> None:
    path = a_shown_book(folder, f"{way}.db")
    words = app_on(path)
    if way == "a fault in a screen":
        words = ["-c", BROKEN, *words[2:]]
    with a_glass(words) as glass:
        type_a_line(glass, SENTENCE)
        until_kept(glass, path, SENTENCE)
        if way != "a fault in a screen":
            glass.type("ce of")
        WAYS[way](glass)
        glass.until_ended()
        tried.acknowledged += 1
        tried.lost += not draft_on_disk(path).startswith(SENTENCE)
        if way not in ("SIGKILL", "the window closed"):
            assert glass.is_restored, f"{way}: the terminal is left as it was"
            for secret in (CUSTOMER, SENTENCE, "Traceback"):
                assert secret not in glass.last_words, f"{way}: {secret} stays on the terminal"
            tried.said[" ".join(glass.last_words.split())[:60] or f"({way}: nothing)"] += 1
    if way == "a fault in a screen":
        report = Path(f"{path}.crash.txt")
        assert report.stat().st_mode & 0o777 == 0o600
        assert "RuntimeError" in report.read_text()
        assert CUSTOMER not in report.read_text(), "what a fault says may hold words of the book"
    with a_glass(app_on(path)) as glass:
        glass.until(f"Not saved yet, about {CUSTOMER}")
        glass.forget()
        glass.type("l")
        glass.until(SENTENCE)
        glass.type("\r")
        glass.until("Saved: ")
        glass.type("q")
        assert glass.until_ended() == 0
        assert glass.is_restored
    book = opened(path)
    ((text,),) = book.rows("select text from interaction")
    assert text.startswith(SENTENCE)
    assert damage_of(book) == []
    book.close()
    tried.saw(way)


def ended(folder: Path, times: int) -> Tried:
    """Each way of ending, and the sentence is offered back."""
    tried = Tried()
    for number in range(times):
        _one_end(folder, list(WAYS)[number % len(WAYS)], tried)
        for old in folder.iterdir():
            old.unlink() if old.is_file() else None
    return tried


def ctrl_c(folder: Path, times: int) -> Tried:
    """A key like any other in the app: what is typed stays where it is."""
    tried = Tried()
    for number in range(times):
        path = a_shown_book(folder, f"book {number}.db")
        with a_glass(app_on(path)) as glass:
            type_a_line(glass, SENTENCE)
            until_kept(glass, path, SENTENCE)
            glass.type("\x03\x03")
            glass.type("ce")
            until_kept(glass, path, f"{SENTENCE}ce")
            tried.acknowledged += 1
            tried.lost += not draft_on_disk(path).startswith(SENTENCE)
            tried.saw("stayed open")
            glass.type("\r")
            glass.until("Saved: ")
    return tried


def flooded(folder: Path, times: int) -> Tried:
    """Keys by the ten thousand: what is typed is kept meanwhile, and the end is heard at once."""
    tried = Tried()
    ways = ("SIGTERM", "the window closed", "SIGHUP")
    for number in range(times):
        way = ways[number % len(ways)]
        path = a_shown_book(folder, f"flood {number}.db")
        with a_glass(app_on(path)) as glass:
            type_a_line(glass, SENTENCE)
            until_kept(glass, path, SENTENCE)
            left = _pour(glass, FLOOD, partial(_is_much_kept, path))
            assert left, "the flood is over before the end has come"
            WAYS[way](glass)
            if way != "the window closed":
                _pour(glass, left, glass.has_ended)
            glass.until_ended()
            if way != "the window closed":
                assert glass.is_restored, f"{way}: the terminal is left as it was"
                assert SENTENCE not in glass.last_words
        kept = draft_on_disk(path)
        tried.acknowledged += 1
        tried.lost += len(kept) <= MANY or not f"{SENTENCE}{FLOOD}".startswith(kept)
        tried.saw(way)
    return tried


def _is_much_kept(path: Path) -> bool:
    return len(draft_on_disk(path)) > MANY


def _pour(glass: Glass, keys: str, holds: Callable[[], bool]) -> str:
    """Types as fast as the terminal takes it, until something holds; returns what is left."""
    os.set_blocking(glass.master, False)
    waiting = keys.encode()
    while waiting and not holds():
        with suppress(BlockingIOError):
            waiting = waiting[os.write(glass.master, waiting[:_AT_ONCE]) :]
        glass.read(0.01)
    os.set_blocking(glass.master, True)
    return waiting.decode("utf-8", "ignore")


def verbs_interrupted(folder: Path, times: int) -> Tried:
    """ctrl+c while a verb waits for its input: nothing is written, the shell hears of it."""
    tried = Tried()
    path = a_shown_book(folder)
    before = _counts(path)
    for number in range(times):
        asked, *verb = WAITING_VERBS[number % len(WAITING_VERBS)]
        words = ["-m", "loyaltytui", "--book", str(path), "--today", TODAY.isoformat(), *verb]
        with a_glass(words) as glass:
            glass.until(asked)
            glass.type("ana: half a sen\x03")
            assert glass.until_ended() == 130
            assert "Traceback" not in glass.words
        tried.saw(verb[0])
    tried.lost += _counts(path) != before
    return tried


def _counts(path: Path) -> list[tuple[int]]:
    book = opened(path)
    try:
        return [
            book.rows(f"select count(*) from {table}")[0] for table in ("interaction", "contact")
        ]
    finally:
        book.close()


FAULTS = (
    Fault("ended in mid-sentence", ended, short=2, long=28),
    Fault("ctrl+c in mid-sentence", ctrl_c, short=1, long=5),
    Fault("ended in a flood of keys", flooded, short=2, long=12),
    Fault("ctrl+c while a verb waits", verbs_interrupted, short=3, long=300),
)
