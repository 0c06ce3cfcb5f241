"""Whether the interface stays alive beside long work: keys, the moving bar, and escape.

Everything is begun by keys in a pseudo-terminal, and keys are pressed while it goes on: in the
list, or in the palette where a box lies over it. The floor is the same keys in the same app just
before the work began.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.benchmarks.books import Books
from tests.benchmarks.frames import ANSWER, FIRST_WORD
from tests.benchmarks.measuring import NotHere, Report, process
from tests.benchmarks.outputs import write_sources
from tests.benchmarks.terminal import Terminal, a_terminal
from tests.benchmarks.watched import Seen, Watched

MEDIAN_BEYOND, WORST_BEYOND = 0.016, 0.1
"""Seconds beyond the bare app: one frame; and what is felt as a hitch."""
_MOST_STILL = 0.5
"""Seconds between two paintings of the bar."""
_MOST_TO_STOP = 1.0
_LEAST_KEYS = 10
_BETWEEN_KEYS = 0.03
_WORD = 20
"""So many letters are typed before they are taken back; so far goes the cursor."""
_SHARES = (0.1, 0.5, 0.9)
"""When it is stopped: early, in the middle, late."""
_STOPPED = "Stopped"
_AT_REST = 40
"""Keys before the work begins."""
_TURNS = 24
"""Three times around the overview."""
_SECTION = "Referred"
"""One of its sections, and no other page's word."""
_PALETTE = "\x10"
_OFFER = "A command, a theme"
_CURSOR = "▌"


@dataclass(frozen=True)
class Work:
    """One piece of long work, as a rep begins it."""

    name: str
    steps: tuple[tuple[str, str], ...]
    """Keys, and what is waited for before them. The last of them begin the work."""
    said: tuple[str, ...]
    """What the line with its bar says."""
    done: str
    """What is on the glass when it is over."""
    is_box: bool = False
    """A box stands over the list: keys are typed into the palette above it."""
    makes: Path | None = None
    """The file it writes, which must not be there: nothing is replaced unasked."""


def alive(report: Report, books: Books) -> None:
    """Each long work: its keys, its bar, its end by escape."""
    letter = books.largest
    for work in _works(books):
        try:
            seen = _watched(books, letter, work)
            if work.is_box:
                _typed_above(books, letter, work, seen)
            _told(report, f"{letter} {work.name}", seen)
            _stopped(report, books, letter, work, seen.took)
        except NotHere as why:
            report.skipped(f"{letter} {work.name}", str(why))
    _plots(report, books, letter)


def _plots(report: Report, books: Books, letter: str) -> None:
    """The overview's sections, each turned to as soon as the one before is painted.

    What can't be read within a frame is read beside the page, which says so and goes on answering.
    """
    with books.fresh(letter) as book, a_terminal(books.app_on(book)[1:]) as app:
        screen = Watched(app, ())
        screen.until_there(FIRST_WORD)
        app.type("2")
        screen.until_there(ANSWER)
        screen.rest()
        floor = [app.stroke("jk"[nth // _WORD % 2]).first for nth in range(_AT_REST)]
        app.type("4")
        screen.until_there(_SECTION)
        screen.rest()
        ours = [app.stroke("]").first for _ in range(_TURNS)]
    what = f"{letter} the plots: key"
    _beyond(report, f"{what}, median of {len(ours)}", median(ours), median(floor), MEDIAN_BEYOND)
    _beyond(report, f"{what}, worst", max(ours), max(floor), WORST_BEYOND)


def _works(books: Books) -> list[Work]:
    folder = books.folder("alive")
    table, cards = write_sources(folder)
    words = ("Reading", "Comparing", "Copying", "Proving", "Writing", "Making them")
    works = []
    for name, path in (("CSV", table), ("vCard", cards)):
        look = (("I", ""), (f"\x15{path}\r", "Files or folder"))
        works.append(Work(f"looking at a {name}", look, words, "10,000 new", is_box=True))
        write = (*look, ("\r", "10,000 new"))
        works.append(Work(f"import of a {name}", write, words, "Imported from", is_box=True))
    made = folder / "b.json"
    export = (
        (f"{_PALETTE}export", ""),
        ("\r", "Write contacts"),
        (f"\x15{made}\r", "Format"),
    )
    works.append(Work("JSON export", export, ("Writing",), "b.json:", is_box=True, makes=made))
    for name, typed, help, said, done in (
        ("backup", "back up now", "Make a copy", ("Copying", "Proving"), "Backed up:"),
        ("check", "check the book", "Prove that", ("Checking",), "is sound"),
    ):
        works.append(Work(name, ((_PALETTE + typed, ""), ("\r", help)), said, done))
    return works


def _at_contacts(work: Work, app: Terminal) -> Watched:
    """The list of contacts, at rest."""
    screen = Watched(app, work.said)
    screen.until_there(FIRST_WORD)
    app.type("2")
    screen.until_there(ANSWER)
    screen.rest()
    return screen


def _begun(work: Work, screen: Watched) -> None:
    """The work, begun by its keys and with its bar on the glass."""
    if work.makes is not None:
        work.makes.unlink(missing_ok=True)
    for keys, before in work.steps:
        screen.until_there(before)
        screen.terminal.type(keys)
    screen.until_so(lambda: bool(screen.bar), f"the bar of {work.name}")


def _watched(books: Books, letter: str, work: Work) -> Seen:
    """From its beginning to its end, with keys all the while where the list is not covered."""
    with books.fresh(letter) as book, a_terminal(books.app_on(book)[1:]) as app:
        screen = _at_contacts(work, app)
        seen = screen.seen
        if not work.is_box:
            seen.floor = [_typed(work, screen, nth) for nth in range(_AT_REST)]
        _begun(work, screen)
        began = time.perf_counter()
        while not screen.has(work.done):
            if work.is_box:
                screen.look(0.02)
                continue
            took = _typed(work, screen, len(seen.ours))
            # The last key may fall into the end of the work, when the list is read anew.
            if not screen.has(work.done):
                seen.ours.append(took)
        seen.took = time.perf_counter() - began
    return seen


def _typed_above(books: Books, letter: str, work: Work, seen: Seen) -> None:
    """Keys in the palette above the box, for nine tenths of the time that the work takes."""
    with books.fresh(letter) as book, a_terminal(books.app_on(book)[1:]) as app:
        screen = _at_contacts(work, app)
        app.type(_PALETTE)
        screen.until_there(_OFFER)
        seen.floor = [_typed(work, screen, nth) for nth in range(_AT_REST)]
        app.type("\x1b")
        screen.rest()
        _begun(work, screen)
        end = time.perf_counter() + 0.9 * seen.took
        app.type(_PALETTE)
        screen.until_there(_OFFER)
        while time.perf_counter() < end:
            seen.ours.append(_typed(work, screen, len(seen.ours)))


def _typed(work: Work, screen: Watched, nth: int) -> float:
    """One key, answered: in the list up or down, in the palette a letter more."""
    if not work.is_box:
        key, sign = "jk"[nth // _WORD % 2], _CURSOR
    elif nth % _WORD:
        key, sign = "z", "z" * (nth % _WORD + 1)
    else:
        # All of it is taken back first.
        key, sign = "\x15z", "z"
    took = screen.stroke(key, sign.encode())
    screen.look(_BETWEEN_KEYS)
    return took


def _told(report: Report, what: str, seen: Seen) -> None:
    report.aside(f"{what}: took", f"{seen.took:.1f} s")
    if len(seen.ours) >= _LEAST_KEYS:
        count = len(seen.ours)
        middle = median(seen.ours), median(seen.floor)
        _beyond(report, f"{what}: key, median of {count}", *middle, MEDIAN_BEYOND)
        _beyond(report, f"{what}: key, worst", max(seen.ours), max(seen.floor), WORST_BEYOND)
    still = max((two - one for one, two in pairwise(seen.painted)), default=seen.took)
    times, most = f"{len(seen.painted)} x", f"<= {1000 * _MOST_STILL:.0f} ms"
    report.line(f"{what}: bar still", _ms(still), "100.0 ms", times, most, still <= _MOST_STILL)


def _beyond(report: Report, what: str, own: float, least: float, most: float) -> None:
    bound = f"<= +{1000 * most:.0f} ms"
    report.line(what, _ms(own), _ms(least), "", bound, own - least <= most)


def _stopped(report: Report, books: Books, letter: str, work: Work, took: float) -> None:
    """Escape at several moments of it: it ends soon, and the book is as it was."""
    waited: list[float] = []
    is_same = True
    with books.fresh(letter) as book:
        before = _contents(book)
        for share in _SHARES:
            with a_terminal(books.app_on(book)[1:]) as app:
                screen = _at_contacts(work, app)
                _begun(work, screen)
                end = time.perf_counter() + share * took
                while not screen.has(work.done) and time.perf_counter() < end:
                    screen.look(0.02)
                if screen.has(work.done):
                    break
                app.type("\x1b")
                asked = time.perf_counter()
                screen.until_so(
                    lambda: screen.has(_STOPPED) or screen.has(work.done),  # noqa: B023  called at once
                    repr(_STOPPED),
                )
                if screen.has(work.done):
                    # It was over as escape came.
                    break
                waited.append(time.perf_counter() - asked)
            is_same &= _contents(book) == before
        if letter == "M":
            # It ends with an error where anything is found; at L that takes minutes.
            process(books.app_on(book, "check"))
    what = f"{letter} {work.name}: escape"
    if not waited:
        raise NotHere("it was over before escape")
    most, worst = f"<= {1000 * _MOST_TO_STOP:.0f} ms", max(waited)
    report.line(f"{what}, worst of {len(waited)}", _ms(worst), "", "", most, worst <= _MOST_TO_STOP)
    report.line(f"{what} leaves the book as it was", "", "", "", "", is_same)


def _contents(book: Path) -> list[int]:
    """How much is in it, and how many deeds."""
    connection = sqlite3.connect(book)
    try:
        tables = ("contact", "channel", "interaction", "promise", "note", "tag", "action", "change")
        return [connection.execute(f"select count(*) from {one}").fetchone()[0] for one in tables]
    finally:
        connection.close()


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms"
