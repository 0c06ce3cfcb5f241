"""Other programs that list what is due or who is known, beside ours."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.big_books import TODAY
from tests.benchmarks.books import SIZES, Books
from tests.benchmarks.frames import FIRST_WORD, seen
from tests.benchmarks.measuring import (
    Cost,
    NotHere,
    Report,
    by_turns,
    process,
    wall_of,
)
from tests.benchmarks.terminal import PATIENCE_SECONDS, a_terminal
from tests.faults.glass import CODES

_ENOUGH = 3
"""So often each: some take five seconds."""
_ENOUGH_OF_MANY = 1
"""From 10,000 entries on: some take a quarter of a minute, and chance hardly matters then."""
_FOLDER = "LOYALTYTUI_BENCHMARK_PEERS"
"""The environment's name for a folder of programs to look in before the search path."""

_IN_PYTHON = ("todoman", "khal", "khard")
_IN_C = ("task", "calcurse")
_FIRST_FRAMES = ("dooit", "bagels", "posting", "harlequin", "vit")
_A_FRAME = 40
"""Letters on the glass."""
_INSTEAD = "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"
"""Python gives way to the program: the terminal starts nothing else."""

_MANY = 50_000
"""Entries of a peer beside our largest book: of twice as many khal and khard would take minutes."""
_SIZES = (
    ("S", SIZES["S"], _IN_PYTHON),
    ("M", SIZES["M"], (*_IN_PYTHON, *_IN_C)),
    ("T", SIZES["T"], (*_IN_PYTHON, *_IN_C)),
    ("L", _MANY, ("todoman", "task")),
)
"""Our books, how many entries stand beside them, and whose."""

Laid = Callable[[Path, int], tuple[list[str], dict[str, str]]]


def peers(report: Report, books: Books) -> None:
    """Their lists beside `due`, and their first frames beside ours."""
    for letter, count, names in _SIZES:
        if letter in "SM" or not books.is_quick:
            _lists(report, books, letter, count, names)
    _frames(report, books)


def _lists(report: Report, books: Books, letter: str, count: int, names: Sequence[str]) -> None:
    """`due` against each peer's list of as many entries; of our largest, of half as many."""
    deeds: dict[str, Callable[[], Cost]] = {"due": lambda: process(books.app(letter, "due"))}
    for name in names:
        try:
            words, environment = _PEERS[name](books.folder(f"{name}-{letter}"), count)
            words[0] = _where(words[0])
            process(words, environment=environment)
        except NotHere as why:
            report.skipped(f"{letter} {name} list", str(why))
            continue
        deeds[name] = lambda w=words, e=environment: process(w, environment=e)  # type: ignore[misc]  # defaults bind the loop's values
    if len(deeds) == 1:
        return
    enough = _ENOUGH if letter in "SM" else _ENOUGH_OF_MANY
    taken = by_turns(min(report.times, enough), deeds)
    for name, costs in taken.items():
        # Two read lines of text, in C: below 10,000 entries nothing in Python passes them.
        is_bound = name in _IN_PYTHON or (name == "task" and letter in "TL")
        if name != "due":
            what = f"{letter} due, over {name} list of {count:,}"
            _beside(report, what, taken["due"], costs, is_bound)


def _frames(report: Report, books: Books) -> None:
    """A peer's first frame, empty as it may be, against our true agenda at M."""
    ours = books.app("M")[1:]
    deeds: dict[str, Callable[[], Cost]] = {"": lambda: seen(ours, FIRST_WORD)}
    for name in _FIRST_FRAMES:
        try:
            words = ("-c", _INSTEAD, _where(name))
            home = str(books.folder(f"home-{name}"))
            _painted(words, home)
        except NotHere as why:
            report.skipped(f"{name} first frame", str(why))
            continue
        deeds[name] = lambda w=words, h=home: _painted(w, h)  # type: ignore[misc]  # defaults bind the loop's values
    if len(deeds) == 1:
        return
    taken = by_turns(min(report.times, _ENOUGH), deeds)
    for name, costs in taken.items():
        if name:
            _beside(report, f"M agenda on the glass, over {name}", taken[""], costs, is_bound=True)


def _painted(words: Sequence[str], home: str) -> Cost:
    """Until so many letters are painted: whatever it shows first."""
    began = time.perf_counter()
    with a_terminal(words, home=home) as terminal:
        letters = 0
        while letters < _A_FRAME:
            if time.perf_counter() - began > PATIENCE_SECONDS:
                raise NotHere("nothing was painted")
            if terminal.has_ended():
                raise NotHere("it ended at once")
            painted = CODES.sub("", terminal.take(0.5).decode("utf-8", "ignore"))
            letters += sum(map(str.isalpha, painted))
        return Cost(time.perf_counter() - began, 0)


def _beside(
    report: Report, what: str, ours: Sequence[Cost], theirs: Sequence[Cost], is_bound: bool
) -> None:
    ratio = wall_of(ours) / wall_of(theirs)
    took, least = (f"{1000 * wall_of(each):,.0f} ms" for each in (ours, theirs))
    if is_bound:
        report.line(what, took, least, f"{ratio:.2f}", "< 1", ratio < 1)
    else:
        report.aside(what, took, least, f"{ratio:.2f}")


def _where(name: str) -> str:
    found = shutil.which(name, path=os.environ.get(_FOLDER)) or shutil.which(name)
    if found is None:
        raise NotHere("it is not installed")
    return found


def _task(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    rc = folder / "taskrc"
    rc.write_text(f"data.location={folder}\nconfirmation=no\nhooks=off\n")
    environment = {"TASKRC": str(rc), "HOME": str(folder)}
    stamp = "20260101T000000Z"
    told = [
        {"description": f"send quote {one}", "due": stamp, "entry": stamp, "status": "pending"}
        for one in range(count)
    ]
    source = folder / "tasks.json"
    source.write_text(json.dumps(told))
    process([_where("task"), "import", str(source)], environment=environment)
    return ["task", "next"], environment


def _todoman(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    _cards(folder / "todos" / "work", count, "ics", _todo)
    config = folder / "config.py"
    config.write_text(f'path = "{folder}/todos/*"\ndefault_list = "work"\n')
    words = ["todo", "--config", str(config), "list"]
    return words, {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}


def _khal(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    _cards(folder / "events", count, "ics", _event)
    config = folder / "config"
    config.write_text(
        f"[calendars]\n[[work]]\npath = {folder}/events\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    words = ["khal", "-c", str(config), "list", TODAY.isoformat(), "7d"]
    return words, {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}


def _khard(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    _cards(folder / "cards", count, "vcf", _card)
    config = folder / "khard.conf"
    config.write_text(f"[addressbooks]\n[[work]]\npath = {folder}/cards\n")
    return ["khard", "-c", str(config), "list"], {"HOME": str(folder)}


def _calcurse(folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    (folder / "todo").write_text("".join(f"[1] send quote {one}\n" for one in range(count)))
    return ["calcurse", "-D", str(folder), "-C", str(folder), "-t"], {"HOME": str(folder)}


def _cards(folder: Path, count: int, ending: str, made: Callable[[int], Iterator[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in range(count):
        text = "\r\n".join(made(one)) + "\r\n"
        (folder / f"{one}.{ending}").write_text(text, newline="")


def _todo(one: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "BEGIN:VTODO")
    yield from (f"UID:{one}", "DTSTAMP:20260101T000000Z", f"SUMMARY:send quote {one}")
    yield from (f"DUE;VALUE=DATE:{_day(one)}", "END:VTODO", "END:VCALENDAR")


def _event(one: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "BEGIN:VEVENT")
    yield from (f"UID:{one}", "DTSTAMP:20260101T000000Z", f"SUMMARY:check in {one}")
    yield from (f"DTSTART;VALUE=DATE:{_day(one)}", "END:VEVENT", "END:VCALENDAR")


def _card(one: int) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{one}", f"FN:Ana Berg {one}")
    yield from (f"N:Berg {one};Ana;;;", f"EMAIL:p{one}@mail.example", "END:VCARD")


def _day(one: int) -> str:
    return (TODAY + dt.timedelta(days=one % 400 - 200)).strftime("%Y%m%d")


_PEERS: dict[str, Laid] = {
    "task": _task,
    "todoman": _todoman,
    "khal": _khal,
    "khard": _khard,
    "calcurse": _calcurse,
}
