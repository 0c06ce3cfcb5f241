"""Clocks that are wrong, jump, or stand in another zone: days are those on the wall, rows stay."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import time
import zoneinfo
from pathlib import Path

from tests.builders import a_book, a_contact
from tests.faults.children import ROOT, start
from tests.faults.killing import sort_out
from tests.faults.ledger import Fault, NotHere, Tried, damage_of, doubles_in, missing_of, opened

MOMENTS = (
    "1970-01-02 00:00:30",
    "2036-02-29 12:00:00",
    "2038-01-19 03:14:06",
    "2026-12-31 10:00:01",
    "2026-12-31 12:30:00",
    "2026-12-31 23:59:58",
    "2027-01-01 11:59:59",
    "2026-03-29 00:59:58",
    "2026-10-25 00:59:58",
    "2026-10-25 01:30:00",
    "2026-03-08 06:59:59",
    "2026-11-01 06:30:00",
)
"""In UTC: wrong years, New Year from the first zone to the last, hours that are lost or doubled."""
ZONES_AT_ONCE = 25


def tell_time(path: str, label: str, *zones: str) -> None:
    """In a child: logs a line in each zone, and looks at the day it got."""
    from loyaltytui.book.book import open_book
    from loyaltytui.cli.desk import wall_clock
    from loyaltytui.drafts import LogDraft
    from loyaltytui.entries import ContactId
    from tests.builders import RULES

    book = open_book(Path(path), wall_clock, RULES, origin="test")
    for zone in zones:
        os.environ["TZ"] = zone
        time.tzset()
        expected = dt.datetime.now(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
        now = wall_clock()
        text = f"{label} {zone}"
        book.log(LogDraft((ContactId(1),), book.today, text=text), uuid=text)
        ((stored, done),) = book.rows(
            "select happened_on, done_at from interaction, action where text = ?1 and uuid = ?1",
            (text,),
        )
        near = abs((now - expected).total_seconds()) < 5
        days = {expected.date().isoformat(), now.date().isoformat()}
        word = "ack" if near and stored in days and done[:10] in days else f"no {stored} {done}"
        print(word, text, flush=True)
    book.checkpoint()
    book.close()


def _fake(moment: str, *, is_running: bool = True) -> tuple[str, ...]:
    at = f"@{moment}" if is_running else moment
    return ("env", "TZ=UTC", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", at)


def told_the_time(folder: Path, times: int) -> Tried:
    """One book, written at all these moments in all these zones, back and forth."""
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    book.close()
    zones = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
    if not zones:
        raise NotHere("this machine knows no time zones")
    acks: list[str] = []
    for number in range(times):
        moment = MOMENTS[number % len(MOMENTS)]
        random.shuffle(zones)
        words = (f"{number} {moment}", *zones[:ZONES_AT_ONCE])
        child = start("tell_time", book.path, *words, before=_fake(moment))
        lines, trouble = child.rest(300)
        assert child.returncode == 0, trouble
        told = sort_out(lines)
        assert told.refusals == [], "these got the day of another place"
        assert len(told.acks) == ZONES_AT_ONCE
        acks += told.acks
        tried.saw(moment[:10])
    again = opened(book.path)
    tried.acknowledged = len(acks)
    tried.lost = len(missing_of(again, acks))
    in_order = [uuid for (uuid,) in again.rows("select uuid from action order by id")]
    assert [one for one in in_order if one in set(acks)] == acks, "the history goes by number"
    assert damage_of(again) == []
    assert doubles_in(again) == []
    return tried


def _verb(moment: str, path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    faketime = (*_fake(moment), sys.executable, "-m", "loyaltytui", "--book", str(path))
    return subprocess.run(
        [*faketime, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def back_and_forth(folder: Path, times: int) -> Tried:
    """Verbs in a wrong year and back in the right one: nothing is thrown away for its age."""
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    book.close()
    for number in range(times):
        for moment in (MOMENTS[number % len(MOMENTS)], "2026-11-23 09:00:00"):
            done = _verb(moment, book.path, "log", f"ann: {number} at {moment} > send it fri ~3w")
            assert done.returncode == 0, done.stderr
            due = _verb(moment, book.path, "due")
            assert due.returncode in (0, 1), due.stderr
            undone = _verb(moment, book.path, "undo")
            redone = _verb(moment, book.path, "redo")
            assert (undone.returncode, redone.returncode) == (0, 0), undone.stderr + redone.stderr
            tried.acknowledged += 1
            tried.saw(moment[:4])
    again = opened(book.path)
    ((count,),) = again.rows("select count(*) from interaction")
    tried.lost = tried.acknowledged - count
    days = {str(day)[:4] for (day,) in again.rows("select happened_on from interaction")}
    assert {"1970", "2026"} <= days, "the clock was wrong indeed"
    assert damage_of(again) == []
    return tried


def _needs() -> tuple[str, ...]:
    return ("faketime", "env") if shutil.which("env") else ("faketime",)


FAULTS = (
    Fault("clocks and zones", told_the_time, short=2, long=120, needs=_needs()),
    Fault("a wrong year and back", back_and_forth, short=1, long=12, needs=_needs()),
)
