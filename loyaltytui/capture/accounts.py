"""What a line says of an account and of a prospect: references, referrals, losses, verdicts.

What is sensible is decided in `loyalty/` and the book; here it is only understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.clauses import (
    Back,
    Clause,
    Referred,
    Understood,
    date_at_end,
    in_confidence,
)
from loyaltytui.capture.typed import one_line, unquoted, with_stop
from loyaltytui.dates import say_day
from loyaltytui.dealings import (
    Answer,
    Course,
    DepartureDraft,
    Judgement,
    PursuitDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.drafts import NewContact, QualifierDraft

_STATES = {str(each): each for each in ReferenceState}
_JUDGEMENTS = {str(each): each for each in Judgement}
_COURSES = {str(each): each for each in Course}
_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "unknown": Answer.UNKNOWN, "?": Answer.UNKNOWN}
# Told rather than compiled: few lines need them, and to compile them takes longer than to read one.
_FIRST = r"(?i)(let\s+go|[a-z]+)(?=[\s,;:.]|\Z)[\s,;:.]*"
_NEW = r'\+\s*"([^"\r\n]*)"'


def reference(clause: Clause) -> Understood | None:
    """Understand how far they have come as a reference, and what was said with it."""
    told, is_secret = _without_star(clause)
    if clause.start == clause.end:
        return None
    found = _first_word(told)
    state = _STATES.get(found[0]) if found else None
    if found is None or state is None:
        return _say_one_of(clause, _STATES)
    text = _words(told, found[1], told.end)
    said = f"{state}" + (f", {text}" if text else "")
    chip = _chip(clause, ChipKind.ACCOUNT, "Reference", said, is_secret)
    return Understood(chip, ReferenceDraft(state, text, is_secret))


def referred(clause: Clause) -> Understood | None:
    """Understand whom they sent our way: `+"Kim Ode @ Vale"`, or somebody who is known."""
    if clause.start == clause.end:
        return None
    raw = clause.words(clause.start, clause.end)
    new = re.match(_NEW, raw)
    words, end = (f"+{new[1]}", clause.start + new.end()) if new else (raw, clause.end)
    named = clause.who_is(one_line(words.replace('"', "")))
    if named.whom is None:
        return Understood(trouble=_whom_trouble(words, named.candidates), is_blocking=True)
    is_new = isinstance(named.whom, NewContact)
    chip = clause.chip(
        ChipKind.ACCOUNT,
        f"referred: {'new ' if is_new else ''}{named.name}",
        f"They sent {named.name} our way.",
    )
    return Understood(chip, Referred(named.whom), taken_to=end)


def _whom_trouble(words: str, candidates: tuple[object, ...]) -> str:
    name = words.lstrip("+").replace('"', "").strip()
    if candidates:
        return f"referred: '{name}' may mean several people. Say more of the name."
    return f"referred: nobody answers to '{name}'. For somebody new say +\"{name}\"."


def lost(clause: Clause) -> Understood | None:
    """Understand why the account left, and perhaps a day to look again."""
    if clause.start == clause.end:
        return None
    if any(isinstance(part, DepartureDraft) for part in clause.so_far):
        return _twice(clause)
    start, end, is_secret = clause.without_star()
    found = date_at_end(clause.typed.bare[start:end], clause.today, clause.rules)
    end = start + found.start if found else end
    why = _words(clause, start, end, is_dated=True)
    day = found.on if found else None
    said = (why or "no reason given") + (
        f", look again {say_day(day, clause.today)}" if day else ""
    )
    chip = _chip(clause, ChipKind.ACCOUNT, "Lost", said, is_secret)
    return Understood(chip, DepartureDraft(why, day, is_secret))


def back(clause: Clause) -> Understood | None:
    """Understand that the account came back; what else is said stays text."""
    if any(isinstance(part, Back) for part in clause.so_far):
        return _twice(clause)
    chip = clause.mark_chip(ChipKind.ACCOUNT, "back", "They came back.")
    return Understood(chip, Back(), taken_to=clause.mark_end)


def verdict(clause: Clause) -> Understood | None:
    """Understand a verdict: about a customer at renewal, or about a prospect."""
    told, is_secret = _without_star(clause)
    if clause.start == clause.end:
        return None
    found = _first_word(told)
    word = found[0] if found else ""
    if found is None or word not in {**_JUDGEMENTS, **_COURSES}:
        return _say_one_of(clause, {**_JUDGEMENTS, **_COURSES})
    if word in _COURSES:
        return _course(clause, _COURSES[word], (found[1], told.end), is_secret)
    why = _words(told, found[1], told.end)
    said = word + (f", {why}" if why else "")
    chip = _chip(clause, ChipKind.ACCOUNT, "Verdict", said, is_secret)
    return Understood(chip, VerdictDraft(_JUDGEMENTS[word], why, is_secret))


def _course(clause: Clause, course: Course, words: tuple[int, int], is_secret: bool) -> Understood:
    if any(isinstance(part, PursuitDraft) for part in clause.so_far):
        return _twice(clause)
    (start, end), until = words, None
    if course is Course.PARK:
        found = date_at_end(clause.typed.bare[start:end], clause.today, clause.rules)
        if found:
            end, until = start + found.start, found.on
            end = start + len(re.sub(r"\buntil\s*\Z", "", clause.words(start, end)))
    why = _words(clause, start, end, is_dated=course is Course.PARK)
    said = str(course) + (f" until {say_day(until, clause.today)}" if until else "")
    said += f", {why}" if why else ""
    if course is Course.DROP and not why:
        return Understood(trouble="verdict: drop them why? Say a reason.", is_blocking=True)
    chip = _chip(clause, ChipKind.PROSPECT, "Prospect", said, is_secret)
    return Understood(chip, PursuitDraft(course, until, why, is_secret))


def qualify(clause: Clause) -> Understood | None:
    """Understand answered lines of the checklist: `need yes, budget no`."""
    if clause.start == clause.end:
        return None
    lines: list[QualifierDraft] = []
    for piece in clause.words(clause.start, clause.end).casefold().split(","):
        *criterion, answer = piece.split() or [""]
        named = " ".join(criterion)
        if named not in clause.usual.checklist or answer not in _ANSWERS:
            known = ", ".join(clause.usual.checklist)
            return Understood(
                trouble=f"qualify: '{piece.strip()}' is not understood. "
                f"Say yes, no or unknown behind each of {known}.",
                is_blocking=True,
            )
        lines.append(QualifierDraft(named, _ANSWERS[answer]))
    said = ", ".join(f"{line.criterion} {line.answer}" for line in lines)
    chip = clause.chip(ChipKind.PROSPECT, f"qualify: {said}", f"Qualified: {said}.")
    return Understood(chip, lines[0], more=tuple(lines[1:]))


def _first_word(clause: Clause) -> tuple[str, int] | None:
    """The word that says what it is, and where the words behind it begin."""
    found = re.match(_FIRST, clause.typed.bare[clause.start : clause.end])
    return (one_line(found[1].casefold()), clause.start + found.end()) if found else None


def _words(clause: Clause, start: int, end: int, *, is_dated: bool = False) -> str:
    """The words of a stretch; quotes that hid a mark, a star or a date are taken off."""

    def did_work(said: str, is_last: bool) -> bool:
        if clause.hides_mark(said):
            return True
        return is_last and (said.endswith("*") or (is_dated and _is_date(clause, said)))

    return one_line(unquoted(clause.words(start, end).strip(" \t,;"), did_work))


def _is_date(clause: Clause, said: str) -> bool:
    return date_at_end(said, clause.today, clause.rules) is not None


def _say_one_of(clause: Clause, words: Iterable[str]) -> Understood:
    *most, last = words
    return Understood(
        trouble=f"{clause.word}: say {', '.join(most)} or {last} first.", is_blocking=True
    )


def _without_star(clause: Clause) -> tuple[Clause, bool]:
    """The clause up to the star at its end, and whether there was one."""
    start, end, is_secret = clause.without_star()
    return replace(clause, start=start, end=end), is_secret


def _chip(clause: Clause, kind: ChipKind, what: str, said: str, is_secret: bool) -> Chip:
    """The chip of a clause; told in confidence, only what it is about is said afterwards."""
    sentence = f"{what}, in confidence." if is_secret else f"{what}: {with_stop(said)}"
    return clause.chip(kind, f"{clause.word}: {said}{in_confidence(is_secret)}", sentence)


def _twice(clause: Clause) -> Understood:
    return Understood(trouble=f"{clause.word}: that is said twice. Say it once.", is_blocking=True)
