"""Writing a draft down as a log line, and saying what a line was read as.

The other direction lives in `reading`: what is written here reads as the same draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from loyaltytui.capture.chips import ChipKind, Reading
from loyaltytui.capture.clauses import date_at_end, date_at_start
from loyaltytui.capture.marks import marks_in
from loyaltytui.capture.promises import is_colleague, via_at_end
from loyaltytui.capture.tail import Day, read_tail, words_of
from loyaltytui.capture.typed import Typed, has_stray_quote, one_line
from loyaltytui.capture.writing_dealings import (
    guard_star,
    write_dealings,
    write_note,
    write_tagged,
)
from loyaltytui.dates import DayRules, say_day
from loyaltytui.drafts import CheckInDraft, LogDraft, NewContact, PromiseDraft
from loyaltytui.entries import ContactId, Outcome, Side
from loyaltytui.kinds import MEDIUM_BY_WORD

_RULES = DayRules()
_ENDING_WORDS = {Outcome.KEPT: "kept", Outcome.BROKEN: "broke", Outcome.RELEASED: "released"}


def say_reading(reading: Reading, today: dt.date) -> list[str]:
    """Say the chips of a line as plain sentences; what is in confidence stays unsaid."""
    sentences = [_say_header(reading, reading.draft, today)] if reading.draft else []
    return sentences + [chip.sentence for chip in reading.chips if chip.sentence]


def write_line(draft: LogDraft, names: Mapping[ContactId, str], today: dt.date) -> str:
    """Write a draft as the canonical log line.

    `names` must be clear: where two contacts share one, give name and account. They hold whoever
    was referred too.
    """
    who = ", ".join(_write_who(each, names, today) for each in draft.contacts)
    minutes = f"{draft.minutes}m" if draft.minutes else ""
    when = f"{draft.happened_on.isoformat()} {draft.at_time}".strip()
    line = " ".join(word for word in (who, draft.medium, minutes, when) if word) + ":"
    for piece in _pieces(draft, names, today):
        # A stray quote would pair up with one of the next piece, if not for the line's end.
        line += ("\n" if has_stray_quote(line) else " ") + piece
    return line


def _pieces(draft: LogDraft, names: Mapping[ContactId, str], today: dt.date) -> Iterator[str]:
    def guard(text: str) -> str:
        return _guard_marks(text, today)

    def write_referred(number: int) -> str:
        return _write_who(draft.referred[number], names, today)

    # Behind a stray quote only the check-in before it keeps another `~3w` from being one.
    is_early = draft.check_in is not None and has_stray_quote(draft.text)
    if draft.check_in is not None and is_early:
        yield _write_check_in(draft.check_in, today) + "\n"
    if draft.text:
        yield _guard_marks(draft.text, today)
    for promise in draft.promises:
        yield _write_promise(promise, today)
    for question in draft.questions:
        text = write_tagged(question.text, "", (), guard, question.is_confidential)
        yield f"ask: {text}"
    for note in draft.notes:
        yield write_note(note, guard)
    for ending in draft.endings:
        words = _guard_marks(one_line(ending.text), today)
        yield f"{_ENDING_WORDS[ending.outcome]}: {words}".strip()
    yield from write_dealings(draft, guard, write_referred, today)
    if draft.check_in is not None and not is_early:
        yield _write_check_in(draft.check_in, today)


def _write_who(
    contact: ContactId | NewContact, names: Mapping[ContactId, str], today: dt.date
) -> str:
    if isinstance(contact, NewContact):
        name = f"{contact.name} @ {contact.account}" if contact.account else contact.name
        return '+"' + one_line(name).replace('"', "") + '"'
    name = one_line(names[contact]).replace('"', "")
    words = words_of(Typed(name, name), 0, len(name))
    day = Day(today, "23:59", _RULES)
    is_plain = (
        0 < len(words) <= 4
        and all(word.text[0].isalpha() for word in words)
        and not any(char in ",:" for char in name)
        and not any(read_tail(words[at:], day) for at in range(len(words)))
    )
    return name if is_plain else f'"{name}"'


def _write_promise(promise: PromiseDraft, today: dt.date) -> str:
    is_mine = promise.side is Side.MINE
    text = _guard_end(_guard_marks(one_line(promise.text), today), is_mine, promise, today)
    via = promise.via.replace('"', "")
    via = (f" via {via}" if is_colleague(via) else f' via "{via}"') if via else ""
    by = f" by {promise.due_on.isoformat()}" if promise.due_on else ""
    star = " *" if promise.is_confidential else ""
    return f"{'>' if is_mine else '<'} {text}{via}{by}{star}"


def _write_check_in(check_in: CheckInDraft, today: dt.date) -> str:
    day, reason = check_in.due_on.isoformat(), one_line(check_in.reason)
    found = date_at_start(f"{day} {reason}", today, _RULES)
    comma = "" if found is not None and found.end == len(day) else ","
    reason = guard_star(_guard_marks(reason, today), check_in.is_confidential)
    return f"~{day}{comma} {reason}{' *' if check_in.is_confidential else ''}".strip()


def _guard_end(text: str, is_mine: bool, promise: PromiseDraft, today: dt.date) -> str:
    """Quote what would be read as a date, a colleague or a star at the end of a promise."""
    bare = Typed.of(text).bare
    if found := date_at_end(bare, today, _RULES):
        return _quoted(text, found.start, found.end)
    if is_mine and not promise.via and (via := via_at_end(text, bare)):
        return _quoted(text, via.start, len(text))
    return guard_star(text, promise.is_confidential or bool(promise.due_on or promise.via))


def _guard_marks(text: str, today: dt.date) -> str:
    """Quote each mark of a text, so that it is read as text again."""
    typed = Typed.of(text)
    for place in reversed(list(marks_in(typed, 0, len(text), today, _RULES))):
        line_start = text.rfind("\n", 0, place.start) + 1
        # Behind a stray quote or against another one a mark cannot be quoted. It needs no quotes
        # either: such words only became text because they say nothing, and do so again.
        if not (
            has_stray_quote(text[line_start : place.start])
            or text[place.literal_end : place.literal_end + 1] == '"'
        ):
            text = _quoted(text, place.start, place.literal_end)
    return text


def _quoted(text: str, start: int, end: int) -> str:
    return f'{text[:start]}"{text[start:end]}"{text[end:]}'


def _say_header(reading: Reading, draft: LogDraft, today: dt.date) -> str:
    said = f"{MEDIUM_BY_WORD[draft.medium].label.capitalize()} with {' and '.join(reading.whom)}"
    day = "today" if draft.happened_on == today else say_day(draft.happened_on, today)
    said += f", {day}"
    if draft.at_time and any(chip.kind is ChipKind.WHEN for chip in reading.chips):
        said += f" at {draft.at_time}"
    return said + (f", {draft.minutes} minutes." if draft.minutes else ".")
