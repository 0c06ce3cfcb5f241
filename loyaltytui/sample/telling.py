"""Telling the sample's story to a new book, day by day, as its rep would have typed it.

What the story says lives beside this; how a line is understood in `capture/`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from loyaltytui.book.book import Book, create_book
from loyaltytui.capture.reading import read_line
from loyaltytui.dates import DayRules
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Contact, Owner, Scope
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.sample.customers import CUSTOMERS
from loyaltytui.sample.newcomers import NEWCOMERS
from loyaltytui.sample.news import NEWS, TOLD
from loyaltytui.sample.people import CHANNELS, IN_CONFIDENCE, NEW_JOBS, PEOPLE, TAGS
from loyaltytui.sample.prospects import MOVES, PROSPECTS

_ENTRY = re.compile(r"(-\d+)(!?) (\d\d:\d\d) (.+)", re.DOTALL)
_DAY = re.compile(r"\{(-?\d+)\}")
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FAR = 300
"""Days. A date this far off is typed with its year."""


class Untellable(Exception):
    """A line of the story that its own grammar does not understand: a fault of ours."""


class Entry(Struct, frozen=True):
    """One line of the story, on its day."""

    moment: dt.datetime
    line: str
    """As it was typed then: the days in it are words of that day."""


class Calendar(Struct, frozen=True):
    """The days of the story, counted from today."""

    today: dt.date
    rules: DayRules

    def day(self, count: int) -> dt.date:
        """So many days from today, slid away from today off weekends: nobody calls on Sunday.

        Today itself stays, whatever weekday the sample is opened on.
        """
        day = self.today + dt.timedelta(days=count)
        step = dt.timedelta(days=1 if count > 0 else -1)
        while count and self.rules.has_workdays and self.rules.is_off(day):
            day += step
        return day

    def moment(self, count: int, time: str, *, is_slid: bool = True) -> dt.datetime:
        """A wall-clock time on such a day, or on that very day if it is not slid."""
        day = self.day(count) if is_slid else self.today + dt.timedelta(days=count)
        return dt.datetime.combine(day, dt.time.fromisoformat(time))

    def typed(self, count: int, on: dt.date) -> str:
        """Such a day as it would be typed on another: `tomorrow`, `fri`, `18 nov`."""
        day = self.day(count)
        ahead = (day - on).days
        if ahead in _NEAR:
            return _NEAR[ahead]
        if abs(ahead) < 7:
            return _WEEKDAYS[day.weekday()]
        year = f" {day.year}" if abs(ahead) > _FAR else ""
        return f"{day.day} {_MONTHS[day.month - 1]}{year}"


class _MovingClock(Struct):
    """The clock of the book while its story is told."""

    moment: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.moment


def write_sample(path: Path, now: dt.datetime, rules: CheckInRules) -> None:
    """Makes a book at a path and fills it with a year and a half of a rep who sells pumps."""
    calendar = Calendar(now.date(), rules.days)
    clock = _MovingClock(now)
    book = create_book(path, clock, rules, origin="sample")
    try:
        # One transaction around all verbs: hundreds of waits for a slow disk become one, and a
        # story cut short leaves an empty book, not half a one.
        with book.db.atomic("IMMEDIATE"):
            for moment, happen in _happenings(calendar):
                clock.moment = moment
                happen(book)
    finally:
        book.close()


def story(calendar: Calendar) -> list[Entry]:
    """Every log line on its day, in the order it was typed."""
    text = "\n".join((CUSTOMERS, NEWCOMERS, PROSPECTS))
    written = [_ENTRY.fullmatch(each.strip()) for each in re.split(r"\n+(?=-)", text.strip())]
    if None in written:
        raise Untellable("Each entry of the story needs a day, a time and a line.")
    entries: list[Entry] = []
    for found in sorted(filter(None, written), key=lambda each: (int(each[1]), each[3])):
        moment = calendar.moment(int(found[1]), found[3], is_slid=not found[2])
        if entries:
            # Slid off a weekend, a day falls on the one before: still one thing after another.
            moment = max(moment, entries[-1].moment + dt.timedelta(minutes=7))
        days = partial(_typed_day, calendar, moment.date())
        entries.append(Entry(moment, _DAY.sub(days, " ".join(found[4].split()))))
    return entries


def _typed_day(calendar: Calendar, on: dt.date, written: re.Match[str]) -> str:
    return calendar.typed(int(written[1]), on)


def _happenings(calendar: Calendar) -> list[tuple[dt.datetime, Callable[[Book], object]]]:
    """All that happens, by time: people come before the lines that name them."""
    happenings: list[tuple[dt.datetime, Callable[[Book], object]]] = [
        (calendar.moment(since, "00:01"), partial(Book.add_contact, draft=_draft(*person)))
        for since, *person in PEOPLE
    ]
    happenings += [
        (calendar.moment(since, "00:02"), partial(_take_job, job=job)) for since, *job in NEW_JOBS
    ]
    happenings += [(entry.moment, partial(_log, entry=entry)) for entry in story(calendar)]
    happenings += [
        (calendar.moment(since, "18:30"), partial(_move, whom=whom, what=what, on=calendar.day(to)))
        for since, whom, what, to in MOVES
    ]
    happenings += [
        (calendar.moment(since, "17:30"), partial(_announce, text=text, whom=whom))
        for since, text, whom in NEWS
    ]
    happenings += [
        (calendar.moment(since, "18:10"), partial(_tell, whom=whom)) for since, whom in TOLD
    ]
    return sorted(happenings, key=lambda happening: happening[0])


def _log(book: Book, entry: Entry) -> None:
    moment = entry.moment
    reading = read_line(
        entry.line,
        today=moment.date(),
        now=f"{moment:%H:%M}",
        directory=book,
        rules=book.rules.days,
    )
    if reading.draft is None or reading.troubles:
        unclear = [each.words for each in reading.ambiguities]
        raise Untellable(f"{entry.line}: {[*reading.troubles, *reading.unknown, *unclear]}")
    book.log(reading.draft)


def _draft(name: str, account: str, job: str, tier: str, cadence: str) -> ContactDraft:
    channels = tuple(_channel(value, scope) for whom, value, scope in CHANNELS if whom == name)
    tags = tuple(tag for tag, *whom in TAGS if name in whom)
    return ContactDraft(
        name, account, job=job, tier=tier, cadence=cadence, channels=channels, tags=tags
    )


def _channel(value: str, scope: str) -> ChannelDraft:
    kind = ChannelKind.PHONE if value.startswith("+") else ChannelKind.EMAIL
    if value.startswith("https:"):
        kind = ChannelKind.LINK
    is_personal = scope == Scope.PERSONAL
    return ChannelDraft(
        kind,
        value,
        label="private" if is_personal else "office",
        scope=Scope(scope),
        owner=Owner.MINE if is_personal else Owner.COMPANY,
        is_confidential=value in IN_CONFIDENCE,
    )


def _take_job(book: Book, job: Sequence[str]) -> None:
    before = _contact(book, job[0])
    # The channels of a draft are not read here: those of the book stay.
    book.edit_contact(before, _draft(*job))


def _move(book: Book, whom: str, what: str, on: dt.date) -> None:
    open_ones = book.open_promises([_contact(book, whom).id])
    (promise,) = (each for each in open_ones if what in each.text)
    book.move(promise, on)


def _announce(book: Book, text: str, whom: Sequence[str]) -> None:
    book.announce(text, [_contact(book, name).id for name in whom])


def _tell(book: Book, whom: str) -> None:
    (telling,) = book.tellings_of(_contact(book, whom).id)
    book.tell(telling)


def _contact(book: Book, name: str) -> Contact:
    nearest = book.candidates(name)[0]
    return book.contact(nearest.id)
