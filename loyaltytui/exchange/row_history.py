"""A row of another program's activities: with whom, and what of it belongs in the book.

Contacts' own rows are read in `row_contact`; what is already in the book is told in `matching`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loyaltytui.drafts import ChannelDraft, ContactDraft, DoneDraft, Past, PastDraft
from loyaltytui.entries import ChannelKind
from loyaltytui.exchange.foreign_days import Moment, read_moment, read_time
from loyaltytui.exchange.foreign_text import clean, one_line
from loyaltytui.exchange.reach_hints import email_scope
from loyaltytui.exchange.row_contact import RowForm, emails_in, plain_text

NOTE_KIND = "background"
"""The kind of a note of which nothing more is known."""
_MEDIA = {
    "call": "call",
    "phone call": "call",
    "logged call": "call",
    "meeting": "meeting",
    "lunch": "meeting",
    "demo": "meeting",
    "email": "email",
    "e-mail": "email",
    "logged email": "email",
    "message": "message",
    "sms": "message",
    "whatsapp": "message",
    "linkedin message": "message",
    "visit": "visit",
    "voicemail": "voicemail",
    "no answer": "voicemail",
}
_DONE = frozenset({"done", "yes", "true", "1", "completed", "x", "finished"})
_NUMBERED = re.compile(r"\s*([^;()]*?)\s*\((\d+)\)\s*[;,]?")
_LONGEST_LIST = 4_000
"""Of the names beside one activity; what is longer is no list of names."""
_LENGTH = re.compile(r"(\d{1,3}):(\d\d)(?::\d\d)?")


def history_of(cells: Sequence[str], form: RowForm, line: int) -> Iterator[ContactDraft]:
    """The contacts whom a row is about, each with what happened; nobody when it names nobody."""
    texts: defaultdict[str, str] = defaultdict(str)
    for place, cell in enumerate(cells):
        text = cell.strip()
        if text and text.casefold() not in form.noise:
            word = form.targets[place].word
            if word == "keep":
                text = f"{texts[word]}\n{one_line(form.headers[place])}: {text}"
                texts[word] = text.strip()
            texts[word] = texts[word] or text
    past = _past(texts, form, line)
    for name, uid in _persons(texts, form.kind):
        emails = emails_in(texts["email"])
        yield ContactDraft(
            name=name,
            account="" if uid else one_line(texts["account"]),
            channels=tuple(
                ChannelDraft(ChannelKind.EMAIL, value, "", email_scope(value)) for value in emails
            ),
            uid=uid,
            about="" if past else _text(texts),
            past=(past,) if past else (),
        )


def _persons(texts: defaultdict[str, str], kind: str) -> list[tuple[str, str]]:
    """Names with their identities in the source: `Ann Lee (901); Bo Ray (902)`."""
    if listed := one_line(texts["persons"])[:_LONGEST_LIST]:
        numbered = _NUMBERED.findall(listed)
        if numbered:
            return [(one_line(name), f"{kind} {number}") for name, number in numbered]
        return [(one_line(name), "") for name in listed.split(";") if name.strip()]
    name = one_line(texts["name"])
    return [(name, "")] if name or texts["email"] else []


def _past(texts: defaultdict[str, str], form: RowForm, line: int) -> PastDraft | None:
    """What happened, or is still to be done; None when no day can be told."""
    is_done = texts["done"].casefold() in _DONE
    when = read_moment(texts["when"], form.order)
    made = read_moment(texts["made"], form.order)
    text = _text(texts)
    promised, due_on = text or texts["type"] or "follow up", when.on if when else None
    if texts["done"] and not is_done:
        made_on = made.on if made else None
        return PastDraft(Past.PROMISE, promised, on=due_on, made_on=made_on)
    marked = read_moment(texts["marked"], form.order)
    happened = marked or when or made
    if happened is None:
        return None
    done = DoneDraft(promised, due_on, marked.on if marked else None) if is_done else None
    medium = _MEDIA.get(texts["type"].casefold(), "")
    if not medium:
        words = text if not texts["type"] or form.kind == "hubspot" else text or texts["type"]
        words = f"{words}\n{texts['keep']}".strip()
        if not words:
            return None
        return PastDraft(Past.NOTE, words, on=happened.on, word=NOTE_KIND, done=done)
    return PastDraft(
        Past.INTERACTION,
        f"{text}\n{texts['keep']}".strip(),
        on=happened.on,
        word=medium,
        at_time=_clock(happened, texts),
        minutes=_minutes(texts["minutes"]),
        key=f"{form.kind} {line}",
        done=done,
    )


def _clock(happened: Moment, texts: defaultdict[str, str]) -> str:
    return happened.at_time or read_time(texts["time"])


def _text(texts: defaultdict[str, str]) -> str:
    """Subject and body, the subject once when the body begins with it."""
    subject, body = one_line(texts["subject"]), clean(plain_text(texts["text"]))[0].strip()
    if subject and body and not body.casefold().startswith(subject.casefold()):
        return f"{subject}\n{body}"
    return body or subject


def _minutes(text: str) -> int | None:
    """How long it took, written `00:30` or in minutes."""
    if found := _LENGTH.fullmatch(text.strip()):
        return (int(found[1]) * 60 + int(found[2])) or None
    return int(text) if text.isdecimal() and 0 < int(text) < 1440 else None
