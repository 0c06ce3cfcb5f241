"""What a line says of an account and of a prospect: references, referrals, losses, verdicts.

What is sensible is decided in `loyalty/` and the book; here it is only understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loyaltytui.capture.chips import ChipKind
from loyaltytui.capture.clauses import (
    Back,
    Clause,
    Referred,
    Understood,
    date_at_end,
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
_FIRST = re.compile(r"(let\s+go|[a-z]+)(?=[\s,;:.]|\Z)[\s,;:.]*", re.IGNORECASE)
_NEW = re.compile(r'\+\s*"([^"\r\n]*)"')


def reference(clause: Clause) -> Understood | None:
    """Understand how far they have come as a reference, and what was said with it."""
    if clause.start == clause.end:
        return None
    found = _first_word(clause)
    state = _STATES.get(found[0]) if found else None
    if found is None or state is None:
        return _say_one_of(clause, _STATES)
    if refused := _no_secret(clause):
        return refused
    text = _words(clause, found[1], clause.end)
    said = f"{state}" + (f", {text}" if text else "")
    chip = clause.chip(ChipKind.ACCOUNT, f"reference: {said}", f"Reference: {with_stop(said)}")
    return Understood(chip, ReferenceDraft(state, text))


def referred(clause: Clause) -> Understood | None:
    """Understand whom they sent our way: `+"Kim Ode @ Vale"`, or somebody who is known."""
    if clause.start == clause.end:
        return None
    raw = clause.words(clause.start, clause.end)
    new = _NEW.match(raw)
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
    if refused := _no_secret(clause):
        return refused
    found = date_at_end(clause.typed.bare[clause.start : clause.end], clause.today, clause.rules)
    end = clause.start + found.start if found else clause.end
    why = _words(clause, clause.start, end, is_dated=True)
    day = found.on if found else None
    said = (why or "no reason given") + (
        f", look again {say_day(day, clause.today)}" if day else ""
    )
    chip = clause.chip(ChipKind.ACCOUNT, f"lost: {said}", f"Lost: {with_stop(said)}")
    return Understood(chip, DepartureDraft(why, day))


def back(clause: Clause) -> Understood | None:
    """Understand that the account came back; what else is said stays text."""
    if any(isinstance(part, Back) for part in clause.so_far):
        return _twice(clause)
    chip = clause.mark_chip(ChipKind.ACCOUNT, "back", "They came back.")
    return Understood(chip, Back(), taken_to=clause.mark_end)


def verdict(clause: Clause) -> Understood | None:
    """Understand a verdict: about a customer at renewal, or about a prospect."""
    if clause.start == clause.end:
        return None
    found = _first_word(clause)
    word = found[0] if found else ""
    if found is None or word not in {**_JUDGEMENTS, **_COURSES}:
        return _say_one_of(clause, {**_JUDGEMENTS, **_COURSES})
    if refused := _no_secret(clause):
        return refused
    if word in _COURSES:
        return _course(clause, _COURSES[word], found[1])
    why = _words(clause, found[1], clause.end)
    said = word + (f", {why}" if why else "")
    chip = clause.chip(ChipKind.ACCOUNT, f"verdict: {said}", f"Verdict: {with_stop(said)}")
    return Understood(chip, VerdictDraft(_JUDGEMENTS[word], why))


def _course(clause: Clause, course: Course, start: int) -> Understood:
    if any(isinstance(part, PursuitDraft) for part in clause.so_far):
        return _twice(clause)
    end, until = clause.end, None
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
    chip = clause.chip(ChipKind.PROSPECT, f"verdict: {said}", f"Prospect: {with_stop(said)}")
    return Understood(chip, PursuitDraft(course, until, why))


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
    found = _FIRST.match(clause.typed.bare[clause.start : clause.end])
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


def _no_secret(clause: Clause) -> Understood | None:
    """What can't be kept in confidence must not be taken for it."""
    if not clause.typed.bare[clause.start : clause.end].endswith("*"):
        return None
    return Understood(
        trouble=f"{clause.word}: this can't be kept in confidence. Take the * away, "
        "or write it down as a note.",
        is_blocking=True,
    )


def _twice(clause: Clause) -> Understood:
    return Understood(trouble=f"{clause.word}: that is said twice. Say it once.", is_blocking=True)
