"""Reading a log line: the typed text in; a draft, its chips and what is unclear out.

The header is read in `header` and `people`, clauses in `clauses`; `writing` says it the other
way round. Nothing is stored here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from loyaltytui.capture.chips import Ambiguity, Chip, ChipKind, Reading, turn_to_text
from loyaltytui.capture.clauses import Clause, Part
from loyaltytui.capture.directory import Candidate, Directory
from loyaltytui.capture.header import Header, find_header
from loyaltytui.capture.marks import holds_mark, marks_in
from loyaltytui.capture.people import People, Picks, find_people
from loyaltytui.capture.tail import Day
from loyaltytui.capture.typed import Typed, unquoted
from loyaltytui.capture.writing import say_reading, write_line
from loyaltytui.dates import DayRules
from loyaltytui.drafts import (
    CheckInDraft,
    Ending,
    LogDraft,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import Promise
from loyaltytui.kinds import MEDIA

__all__ = [
    "Ambiguity",
    "Chip",
    "ChipKind",
    "Reading",
    "read_line",
    "say_reading",
    "turn_to_text",
    "write_line",
]

_USUAL_RULES = DayRules()
_NO_PICKS: Picks = MappingProxyType({})


def read_line(
    text: str,
    *,
    today: dt.date,
    now: str,
    directory: Directory,
    rules: DayRules = _USUAL_RULES,
    about: Sequence[Candidate] = (),
    picks: Picks = _NO_PICKS,
) -> Reading:
    """Understand a log line.

    `now` is `HH:MM`. `about` are the contacts that are filled in already: then the header may be
    left out or hold only HOW, HOW LONG and WHEN. `picks` answers ambiguities.
    """
    if not text.strip():
        return Reading(None, (), (), (), ("There is nothing to write down.",))
    typed = Typed.of(text)
    day = Day(today, now, rules)
    header = find_header(typed, day, directory, bool(about))
    people = find_people(header, about, picks)
    body = _Body(typed, day, _promises_once(directory, people), " and ".join(people.names))
    body.read(header.end if header else 0)
    if not header and about and _quotes_hide_header(typed, day, directory):
        body.runs[0] = body.runs[0].replace('"', "", 2)
    troubles = tuple(body.troubles)
    if not people.contacts and not people.ambiguities and not people.unknown:
        troubles = ("Say whom it was with, then a colon: priya: ...", *troubles)
    chips = [*people.chips, *(header.tail.chips if header else ()), *body.chips]
    return Reading(
        _draft(header, people, body, day) if people.is_clear and not body.is_blocked else None,
        tuple(sorted(chips, key=lambda chip: chip.start)),
        tuple(people.ambiguities),
        tuple(people.unknown),
        troubles,
        tuple(people.names),
    )


@dataclass(slots=True)
class _Body:
    """What follows the header: clauses, and the runs of text around them."""

    typed: Typed
    day: Day
    open_promises: Callable[[], Sequence[Promise] | None]
    whom: str
    parts: list[Part] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    is_blocked: bool = False

    def read(self, start: int) -> None:
        """Understand each clause; what no clause takes is text, in its order."""
        typed, end = self.typed, len(self.typed.text)
        places = list(marks_in(typed, start, end, self.day.today, self.day.rules))
        run_start = start
        for at, place in enumerate(places):
            stop = places[at + 1].start if at + 1 < len(places) else end
            first, last = typed.trimmed(place.end, typed.line_end(place.end, stop))
            clause = self._clause(place.mark.word, (place.start, place.end), (first, last))
            understood = place.mark.understand(clause)
            if understood is None:
                continue
            self.is_blocked = self.is_blocked or understood.is_blocking
            if understood.trouble:
                self.troubles.append(understood.trouble)
            if understood.chip is None or understood.part is None:
                continue
            self._add_run(run_start, place.start)
            self.chips.append(understood.chip)
            self.parts.append(understood.part)
            run_start = last
        self._add_run(run_start, end)

    def text(self) -> str:
        """Join what is text, without the quotes that kept marks from being marks."""
        runs = (unquoted(run, lambda said, _: self._hides_mark(said)).strip() for run in self.runs)
        return "\n".join(run for run in runs if run)

    def _clause(self, word: str, mark: tuple[int, int], words: tuple[int, int]) -> Clause:
        return Clause(
            typed=self.typed,
            word=word,
            mark_start=mark[0],
            mark_end=mark[1],
            start=words[0],
            end=words[1],
            today=self.day.today,
            rules=self.day.rules,
            hides_mark=self._hides_mark,
            open_promises=self.open_promises,
            whom=self.whom,
            so_far=self.parts,
        )

    def _hides_mark(self, said: str) -> bool:
        return holds_mark(said, self.day.today, self.day.rules)

    def _add_run(self, start: int, end: int) -> None:
        run = self.typed.text[start:end].strip()
        if run:
            self.runs.append(run.replace("\r\n", "\n").replace("\r", "\n"))


def _draft(header: Header | None, people: People, body: _Body, day: Day) -> LogDraft:
    how = header.tail if header else None
    when = how.when if how else None
    parts = body.parts
    return LogDraft(
        contacts=tuple(people.contacts),
        happened_on=when.on if when else day.today,
        at_time=when.at_time if when else day.now,
        medium=(how.medium if how else "") or MEDIA[0].word,
        minutes=how.minutes if how else None,
        text=body.text(),
        promises=tuple(part for part in parts if isinstance(part, PromiseDraft)),
        check_in=next((part for part in parts if isinstance(part, CheckInDraft)), None),
        questions=tuple(part for part in parts if isinstance(part, QuestionDraft)),
        notes=tuple(part for part in parts if isinstance(part, NoteDraft)),
        endings=tuple(part for part in parts if isinstance(part, Ending)),
    )


def _promises_once(directory: Directory, people: People) -> Callable[[], Sequence[Promise] | None]:
    """Ask for the open promises when a clause needs them, and only once."""
    asked: list[Sequence[Promise]] = []

    def open_promises() -> Sequence[Promise] | None:
        if not people.is_clear:
            return None
        if not asked:
            asked.append(directory.open_promises(people.known) if people.known else ())
        return asked[0]

    return open_promises


def _quotes_hide_header(typed: Typed, day: Day, directory: Directory) -> bool:
    """Would the line begin with a header if its first words were not quoted?"""
    start, _ = typed.trimmed(0, len(typed.text))
    if typed.bare[start : start + 2] != '""':
        return False
    unhidden = typed.text[start:].replace('"', "", 2)
    return find_header(Typed.of(unhidden), day, directory, is_about=True) is not None
