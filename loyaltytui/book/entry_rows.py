"""Rows of contacts, promises, check-ins and the like as entries: which columns, in which order.

Told in SQL, which takes no time to begin with; queries that are built stand beside their `tables`.
What the figures are reckoned from is `dealing_rows`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyaltytui.book.stored import day, read_day, words_of
from loyaltytui.entries import (
    Channel,
    ChannelId,
    ChannelKind,
    CheckIn,
    CheckInId,
    Contact,
    ContactId,
    Note,
    NoteId,
    Outcome,
    Owner,
    Promise,
    PromiseId,
    Scope,
    Side,
)

_OWNERS, _OUTCOMES, _SIDES = words_of(Owner), words_of(Outcome), words_of(Side)
_KINDS, _SCOPES = words_of(ChannelKind), words_of(Scope)

CONTACT_COLUMNS = (
    "contact.id, contact.name, contact.account_id, coalesce(account.name, ''), contact.job, "
    "contact.tier, contact.cadence, contact.birthday, contact.address, contact.about, "
    "contact.owner, standing.last_contact_on, standing.next_check_in_on, contact.rev"
)
CONTACTS = (
    f"select {CONTACT_COLUMNS} from contact left join account on account.id = contact.account_id "
    "left join standing on standing.contact_id = contact.id"
)
"""Contacts with their account's name and stored figures."""
PROMISES = (
    "select promise.id, promise.contact_id, contact.name, coalesce(account.name, ''), "
    "promise.side, promise.text, promise.made_on, promise.due_on, promise.outcome, "
    "promise.ended_on, promise.via, promise.shown_on, promise.is_confidential, promise.rev, "
    "promise.owner from promise join contact on contact.id = promise.contact_id "
    "left join account on account.id = contact.account_id"
)
"""Promises of both sides with whom they bind."""
CHECK_INS = (
    "select check_in.id, check_in.contact_id, contact.name, coalesce(account.name, ''), "
    "check_in.due_on, check_in.reason, check_in.shown_on, coalesce(standing.cadence_days, 0), "
    "check_in.rev, check_in.purpose, check_in.is_confidential, check_in.owner from check_in "
    "join contact on contact.id = check_in.contact_id "
    "left join account on account.id = contact.account_id "
    "left join standing on standing.contact_id = contact.id"
)
"""Check-ins with whom they are for."""
CHANNELS = (
    "select id, contact_id, kind, label, value, scope, owner, is_confidential, rev from channel"
)
NOTES = (
    "select id, contact_id, kind, text, noted_on, owner, is_confidential, rev, was_noticed, "
    "was_met from note"
)


def read_contact(row: Sequence[Any]) -> Contact:
    """A row that begins with `CONTACT_COLUMNS`."""
    found, name, account_id, account, job, tier, cadence, birthday, address, about, *more = row
    owner, last_contact_on, next_check_in_on, rev = more[:4]
    return Contact(
        ContactId(found),
        name,
        account_id,
        account,
        job,
        tier,
        cadence,
        birthday,
        address,
        about,
        _OWNERS[owner],
        day(last_contact_on),
        day(next_check_in_on),
        rev,
    )


def read_promise(row: Sequence[Any]) -> Promise:
    """A row of `PROMISES`."""
    found, contact_id, contact, account, side, text, made_on, due_on, outcome, *more = row
    ended_on, via, shown_on, is_confidential, rev, owner = more
    return Promise(
        PromiseId(found),
        contact_id,
        contact,
        account,
        _SIDES[side],
        text,
        read_day(made_on),
        day(due_on),
        _OUTCOMES[outcome],
        day(ended_on),
        via,
        day(shown_on),
        bool(is_confidential),
        rev,
        _OWNERS[owner],
    )


def read_check_in(row: Sequence[Any]) -> CheckIn:
    """A row of `CHECK_INS`."""
    found, contact_id, contact, account, due_on, reason, shown_on, days, rev, purpose, *kept = row
    return CheckIn(
        CheckInId(found),
        contact_id,
        contact,
        account,
        read_day(due_on),
        reason,
        day(shown_on),
        days,
        rev,
        purpose,
        bool(kept[0]),
        _OWNERS[kept[1]],
    )


def read_channel(row: Sequence[Any]) -> Channel:
    """A row of `CHANNELS`."""
    found, contact_id, kind, label, value, scope, owner, is_confidential, rev = row
    return Channel(
        ChannelId(found),
        contact_id,
        _KINDS[kind],
        label,
        value,
        _SCOPES[scope],
        _OWNERS[owner],
        bool(is_confidential),
        rev,
    )


def read_note(row: Sequence[Any]) -> Note:
    """A row of `NOTES`."""
    found, contact_id, kind, text, noted_on, owner, is_confidential, rev, *extra_mile = row
    return Note(
        NoteId(found),
        contact_id,
        kind,
        text,
        read_day(noted_on),
        _OWNERS[owner],
        bool(is_confidential),
        rev,
        bool(extra_mile[0]),
        extra_mile[1],
    )
