"""A whole book as one JSON document: which tables and columns stand in it, and what may be in them.

Writing it lives in `whole_book_writing`, reading it in `whole_book_reading`; FORMATS.md beside
CONTRIBUTING.md tells it to people. What is derived (figures, keys to sort and find by) is no part
of it and is made anew, nor is the history with its marks on changed rows: a copy of the book's
file keeps that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from loyaltytui.dates import read_span
from loyaltytui.dealings import Answer, Course, Fault, Judgement, Met, ReferenceState
from loyaltytui.entries import ChannelKind, Outcome, Owner, Scope, Side
from loyaltytui.kinds import KIND_BY_WORD, MEDIUM_BY_WORD
from loyaltytui.loyalty.checkins import NO_CADENCE
from loyaltytui.money.currencies import CURRENCIES
from loyaltytui.money.numbers import MOST_MINOR

NAME = "loyaltytui"
"""The first key of the document. Its value says which format this is, and what was left out."""
FORMAT = 2
"""Goes up when a program that knows this one could no longer read the document."""

MOST = 2**53 - 1
"""The largest whole number on which all programs that read JSON agree."""
_MOST_MINUTES = 10**9
_LONGEST_CADENCE = 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?", re.ASCII)


class Column(Struct, frozen=True):
    """One column: what it is called, and what its values are."""

    name: str
    says: str
    """What a value has to be, for the sentence about one that isn't."""
    fits: Callable[[object], bool]
    is_flag: bool = False
    """True or false in the document, 1 or 0 in the book."""


def _is_number(value: object, least: int = 0, most: int = MOST) -> bool:
    # True and false are numbers to Python.
    return type(value) is int and least <= value <= most


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _id(name: str = "id") -> Column:
    return Column(name, "a whole number from 1 on", lambda value: _is_number(value, 1))


def _maybe_id(name: str) -> Column:
    return Column(
        name,
        "a whole number from 1 on, or null",
        lambda value: value is None or _is_number(value, 1),
    )


def _amount(name: str) -> Column:
    return Column(
        name,
        "a whole number of the currency's smallest unit",
        lambda value: _is_number(value, most=MOST_MINOR),
    )


def _maybe_minutes(name: str) -> Column:
    return Column(
        name,
        "a number of minutes or null",
        lambda value: value is None or _is_number(value, most=_MOST_MINUTES),
    )


def _cadence(name: str) -> Column:
    return Column(name, "a cadence such as 3w, none, or empty", _is_cadence)


def _is_cadence(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_CADENCE:
        return False
    if value in ("", NO_CADENCE):
        return True
    span = read_span(value)
    return span is not None and span.count >= 1 and str(span) == value


def _text(name: str) -> Column:
    return Column(name, "text", lambda value: isinstance(value, str))


def _named(name: str) -> Column:
    return Column(
        name, "text that is not empty", lambda value: isinstance(value, str) and bool(value.strip())
    )


def _day(name: str) -> Column:
    return Column(name, "a day such as 2026-12-15", _is_day)


def _maybe_day(name: str) -> Column:
    return Column(
        name, "a day such as 2026-12-15, or null", lambda value: value is None or _is_day(value)
    )


def _time(name: str) -> Column:
    return Column(
        name,
        "a time such as 09:30, or empty",
        lambda value: isinstance(value, str) and (not value or bool(_TIME.fullmatch(value))),
    )


def _flag(name: str) -> Column:
    return Column(name, "true or false", lambda value: isinstance(value, bool), is_flag=True)


def _word(name: str, words: Iterable[str]) -> Column:
    known = frozenset(map(str, words))
    listed = ", ".join(word or "nothing" for word in map(str, words))
    return Column(name, f"one of {listed}", lambda value: isinstance(value, str) and value in known)


def _currency(name: str) -> Column:
    return Column(
        name, "a currency such as EUR", lambda value: isinstance(value, str) and value in CURRENCIES
    )


def _enum(name: str, words: type[StrEnum]) -> Column:
    return _word(name, tuple(words))


_OWNER = _enum("owner", Owner)
_OWNED = (_OWNER, _flag("is_confidential"))
_OF_CONTACT = (_id(), _id("contact_id"))
_LOGGED = (*_OF_CONTACT, _maybe_id("interaction_id"))
_TIERS = ("", "A", "B", "C", "D")
_PURPOSES = ("cadence", "asked", "retry", "delivery", "value", "cycle")

TABLES: dict[str, tuple[Column, ...]] = {
    "account": (_id(), _named("name"), _OWNER),
    "contact": (
        *(_id(), _named("name"), _maybe_id("account_id"), _text("job"), _word("tier", _TIERS)),
        *(_cadence("cadence"), _text("birthday"), _text("address"), _text("about")),
        *(_OWNER, _day("added_on")),
    ),
    "employment": (
        *(*_OF_CONTACT, _maybe_id("account_id"), _text("job"), _day("until_on"), *_OWNED),
    ),
    "channel": (
        *(*_OF_CONTACT, _enum("kind", ChannelKind), _text("label"), _named("value")),
        *(_enum("scope", Scope), *_OWNED),
    ),
    "tag": (*_OF_CONTACT, _named("word")),
    "identity": (*_OF_CONTACT, _named("uid")),
    "extra_field": (*_OF_CONTACT, _text("name"), _text("value"), *_OWNED),
    "interaction": (
        *(_id(), _word("medium", MEDIUM_BY_WORD), _maybe_minutes("minutes"), _day("happened_on")),
        *(_time("at_time"), _text("text"), *_OWNED),
    ),
    "participant": (_id(), _id("interaction_id"), _id("contact_id")),
    "promise": (
        *(*_LOGGED, _enum("side", Side), _text("text"), _day("made_on"), _maybe_day("due_on")),
        *(_enum("outcome", Outcome), _maybe_day("ended_on"), _text("via"), _maybe_day("shown_on")),
        *_OWNED,
    ),
    "promise_move": (
        *(_id(), _id("promise_id"), _day("moved_on"), _maybe_day("from_on"), _day("to_on")),
    ),
    "check_in": (
        *(*_OF_CONTACT, _word("purpose", _PURPOSES), _text("reason"), _day("due_on")),
        *(_maybe_day("shown_on"), _flag("is_open"), _maybe_day("ended_on"), *_OWNED),
    ),
    "note": (
        *(*_LOGGED, _word("kind", KIND_BY_WORD), _text("text"), _day("noted_on")),
        *(_flag("was_noticed"), _enum("was_met", Met), *_OWNED),
    ),
    "question": (
        *(*_LOGGED, _text("topic"), _text("text"), _day("asked_on"), _maybe_day("answered_on")),
        *(_text("answer"), *_OWNED),
    ),
    "purchase": (
        *(_id(), _id("account_id"), _maybe_id("contact_id"), _maybe_id("interaction_id")),
        *(_text("what"), _amount("amount_minor"), _currency("currency")),
        *(_day("bought_on"), _maybe_day("delivered_on"), _maybe_day("confirmed_on")),
        *(_text("confirmed_words"), *_OWNED),
    ),
    "problem": (
        *(*_LOGGED, _text("text"), _enum("fault", Fault), _day("raised_on")),
        *(_maybe_day("apologised_on"), _maybe_day("fixed_on"), _maybe_day("made_good_on")),
        *(_text("made_good"), *_OWNED),
    ),
    "reference": (
        *(*_OF_CONTACT, _enum("state", ReferenceState), _day("stated_on"), _text("text")),
        *_OWNED,
    ),
    "referral": (*_OF_CONTACT, _id("referred_id"), _day("referred_on"), *_OWNED),
    "departure": (
        *(_id(), _id("account_id"), _day("lost_on"), _text("why"), _maybe_day("look_again_on")),
        *(_maybe_day("back_on"), *_OWNED),
    ),
    "verdict": (
        *(_id(), _id("account_id"), _enum("verdict", Judgement), _text("reason"), _day("given_on")),
        *_OWNED,
    ),
    "qualifier": (
        *(*_OF_CONTACT, _named("criterion"), _enum("answer", Answer), _day("answered_on")),
        *_OWNED,
    ),
    "pursuit": (
        *(*_OF_CONTACT, _enum("verdict", Course), _maybe_day("until_on"), _text("reason")),
        *(_day("given_on"), *_OWNED),
    ),
    "announcement": (_id(), _text("text"), _day("announced_on")),
    "telling": (_id(), _id("announcement_id"), _id("contact_id"), _maybe_day("told_on")),
}
"""Every table of facts, and its columns, in the order in which they are written."""

OWNED_SINCE_2 = {
    "employment": ("contact", "contact_id"),
    "extra_field": ("contact", "contact_id"),
    "check_in": ("contact", "contact_id"),
    "reference": ("contact", "contact_id"),
    "referral": ("contact", "contact_id"),
    "departure": ("account", "account_id"),
    "verdict": ("account", "account_id"),
    "qualifier": ("contact", "contact_id"),
    "pursuit": ("contact", "contact_id"),
}
"""Tables that say of their rows what `_OWNED` says since format 2, and whose those of format 1 are:
nothing of them was in confidence, and they went along with these."""

RULES: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "promise": (
        "is open without ended_on, and has one otherwise",
        lambda row: (row["outcome"] == Outcome.OPEN) == (row["ended_on"] is None),
    ),
}
"""What the values of one row have to be to each other, where a figure would fail without."""

WORDS = {
    "account": "accounts",
    "contact": "contacts",
    "employment": "employments",
    "channel": "channels",
    "tag": "tags",
    "identity": "identities",
    "extra_field": "extra fields",
    "interaction": "interactions",
    "participant": "participants",
    "promise": "promises",
    "promise_move": "promise moves",
    "check_in": "check-ins",
    "note": "notes",
    "question": "questions",
    "purchase": "purchases",
    "problem": "problems",
    "reference": "references",
    "referral": "referrals",
    "departure": "departures",
    "verdict": "verdicts",
    "qualifier": "qualifiers",
    "pursuit": "pursuits",
    "announcement": "announcements",
    "telling": "tellings",
}
"""What several rows of each table are called."""
