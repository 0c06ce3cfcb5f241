"""Reading a log line: the typed text in; a draft, its chips and what is unclear out.

The header is read in `header` and `people`, clauses in `clauses`; `writing` says it the other
way round. Nothing is stored here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct, field

from loyaltytui.capture.chips import Ambiguity, Chip, ChipKind, Reading, turn_to_text
from loyaltytui.capture.clauses import Back, Clause, Named, Part, Referred, Usual
from loyaltytui.capture.directory import Candidate, Directory, OpenDealings
from loyaltytui.capture.header import Header, find_header, new_contact
from loyaltytui.capture.marks import holds_mark, marks_in
from loyaltytui.capture.meant import the_one_meant
from loyaltytui.capture.people import People, Picks, find_people
from loyaltytui.capture.tail import Day
from loyaltytui.capture.typed import Typed, unquoted
from loyaltytui.capture.writing import say_reading, write_line
from loyaltytui.dates import DayRules
from loyaltytui.dealings import (
    DepartureDraft,
    ProblemDraft,
    PurchaseDraft,
    PursuitDraft,
    ReferenceDraft,
    VerdictDraft,
)
from loyaltytui.drafts import (
    CheckInDraft,
    Ending,
    LogDraft,
    NoteDraft,
    PromiseDraft,
    QualifierDraft,
    QuestionDraft,
    SequelDraft,
    ToldDraft,
)
from loyaltytui.entries import ContactId, Promise
from loyaltytui.kinds import MEDIA

__all__ = [
    "Ambiguity",
    "Chip",
    "ChipKind",
    "Reading",
    "Usual",
    "read_line",
    "say_reading",
    "turn_to_text",
    "write_line",
]

_Draft = TypeVar("_Draft", bound=Part)
_Found = TypeVar("_Found")
_USUAL_RULES = DayRules()
_USUAL = Usual()
_NO_PICKS: Picks = MappingProxyType({})


def read_line(
    text: str,
    *,
    today: dt.date,
    now: str,
    directory: Directory,
    rules: DayRules = _USUAL_RULES,
    usual: Usual = _USUAL,
    about: Sequence[Candidate] = (),
    picks: Picks = _NO_PICKS,
) -> Reading:
    """Understand a log line.

    `now` is `HH:MM`. `about` are the contacts that are filled in already: then the header may be
    left out or hold only HOW, HOW LONG and WHEN. `picks` answers ambiguities. `usual` is what the
    settings say about amounts and prospects.
    """
    if not text.strip():
        return Reading(None, (), (), (), ("There is nothing to write down.",))
    typed = Typed.of(text)
    day = Day(today, now, rules)
    header = find_header(typed, day, directory, bool(about))
    people = find_people(header, about, picks)
    body = _Body(
        typed,
        day,
        usual,
        _once(people, directory.open_promises, ()),
        _once(people, directory.open_dealings, OpenDealings()),
        _who_is(directory),
        " and ".join(people.names),
    )
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


class _Body(Struct):
    """What follows the header: clauses, and the runs of text around them."""

    typed: Typed
    day: Day
    usual: Usual
    open_promises: Callable[[], Sequence[Promise] | None]
    open_dealings: Callable[[], OpenDealings | None]
    who_is: Callable[[str], Named]
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
            self.parts += (understood.part, *understood.more)
            run_start = last if understood.taken_to is None else understood.taken_to
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
            open_dealings=self.open_dealings,
            who_is=self.who_is,
            usual=self.usual,
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
        promises=_of(parts, PromiseDraft),
        check_in=next(iter(_of(parts, CheckInDraft)), None),
        questions=_of(parts, QuestionDraft),
        notes=_of(parts, NoteDraft),
        endings=_of(parts, Ending),
        purchases=_of(parts, PurchaseDraft),
        problems=_of(parts, ProblemDraft),
        # What is in the book already comes first, whatever the line said in between.
        sequels=tuple(sorted(_of(parts, SequelDraft), key=lambda part: part.of is None)),
        references=_of(parts, ReferenceDraft),
        referred=tuple(dict.fromkeys(part.whom for part in _of(parts, Referred))),
        departure=next(iter(_of(parts, DepartureDraft)), None),
        is_back=bool(_of(parts, Back)),
        verdicts=_of(parts, VerdictDraft),
        pursuit=next(iter(_of(parts, PursuitDraft)), None),
        qualifiers=_of(parts, QualifierDraft),
        told=_of(parts, ToldDraft),
    )


def _of(parts: Sequence[Part], kind: type[_Draft]) -> tuple[_Draft, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def _once(
    people: People, ask: Callable[[Sequence[ContactId]], _Found], nothing: _Found
) -> Callable[[], _Found | None]:
    """Ask the directory when a clause needs it, and only once. None: it is not clear of whom."""
    asked: list[_Found] = []

    def found() -> _Found | None:
        if not people.is_clear:
            return None
        if not asked:
            asked.append(ask(people.known) if people.known else nothing)
        return asked[0]

    return found


def _who_is(directory: Directory) -> Callable[[str], Named]:
    """Look up a name inside a clause: `+` creates, else one contact is meant or nobody."""

    def who_is(words: str) -> Named:
        if words.startswith("+"):
            new = new_contact(words[1:])
            name = f"{new.name} @ {new.account}" if new and new.account else new and new.name
            return Named(new, name or "")
        candidates = tuple(directory.candidates(words))
        found = the_one_meant(words, candidates)
        return Named(found.id if found else None, found.name if found else "", candidates)

    return who_is


def _quotes_hide_header(typed: Typed, day: Day, directory: Directory) -> bool:
    """Would the line begin with a header if its first words were not quoted?"""
    start, _ = typed.trimmed(0, len(typed.text))
    if typed.bare[start : start + 2] != '""':
        return False
    unhidden = typed.text[start:].replace('"', "", 2)
    return find_header(Typed.of(unhidden), day, directory, is_about=True) is not None
