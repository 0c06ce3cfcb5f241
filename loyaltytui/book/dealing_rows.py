"""Rows of purchases, problems, departures and the like as entries: which columns, in which order.

Who asks for which rows lives in `facts`, `figures` and the verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyaltytui.book.stored import day, read_day, words_of
from loyaltytui.dealings import (
    Answer,
    Course,
    Departure,
    DepartureId,
    Fault,
    Judgement,
    Met,
    Problem,
    ProblemId,
    Purchase,
    PurchaseId,
    Pursuit,
    PursuitId,
    Qualifier,
    QualifierId,
    Reference,
    ReferenceId,
    ReferenceState,
    Referral,
    ReferralId,
    Verdict,
    VerdictId,
)
from loyaltytui.entries import (
    Channel,
    ChannelId,
    ChannelKind,
    ContactId,
    NoteId,
    Outcome,
    Owner,
    Promise,
    PromiseId,
    Question,
    QuestionId,
    Scope,
    Side,
)
from loyaltytui.loyalty.facts import Deed

PURCHASE_COLUMNS = (
    "purchase.id, purchase.account_id, purchase.contact_id, purchase.what, purchase.amount_minor, "
    "purchase.currency, purchase.bought_on, purchase.delivered_on, purchase.confirmed_on, "
    "purchase.confirmed_words, purchase.is_confidential, purchase.rev, purchase.owner"
)
PROBLEM_COLUMNS = (
    "problem.id, problem.contact_id, problem.text, problem.fault, problem.raised_on, "
    "problem.apologised_on, problem.fixed_on, problem.made_good_on, problem.made_good, "
    "problem.is_confidential, problem.rev, problem.owner"
)
DEPARTURE_COLUMNS = (
    "departure.id, departure.account_id, departure.lost_on, departure.why, "
    "departure.look_again_on, departure.back_on, departure.is_confidential, departure.owner, "
    "departure.rev"
)
PURSUIT_COLUMNS = (
    "pursuit.id, pursuit.contact_id, pursuit.verdict, pursuit.until_on, pursuit.reason, "
    "pursuit.given_on, pursuit.is_confidential, pursuit.owner, pursuit.rev"
)
REFERENCE_COLUMNS = "id, contact_id, state, stated_on, text, is_confidential, owner, rev"
REFERRAL_COLUMNS = "id, contact_id, referred_id, referred_on, is_confidential, owner, rev"
VERDICT_COLUMNS = (
    "verdict.id, verdict.account_id, verdict.verdict, verdict.reason, verdict.given_on, "
    "verdict.is_confidential, verdict.owner, verdict.rev"
)
QUALIFIER_COLUMNS = "id, contact_id, criterion, answer, answered_on, is_confidential, owner, rev"
QUESTION_COLUMNS = (
    "id, contact_id, text, asked_on, answered_on, answer, is_confidential, rev, owner, topic"
)
PROMISE_COLUMNS = (
    "promise.id, promise.contact_id, promise.side, promise.text, promise.made_on, promise.due_on, "
    "promise.outcome, promise.ended_on, promise.via, promise.shown_on, promise.is_confidential, "
    "promise.rev, promise.owner"
)
DEED_COLUMNS = (
    "note.id, note.noted_on, note.kind, note.text, note.was_noticed, note.was_met, "
    "note.is_confidential"
)


_OUTCOMES, _SIDES = words_of(Outcome), words_of(Side)
_OWNERS, _SCOPES = words_of(Owner), words_of(Scope)
_STATES = words_of(ReferenceState)


def read_purchase(row: Sequence[Any]) -> Purchase:
    """A row of `PURCHASE_COLUMNS`."""
    return Purchase(
        PurchaseId(row[0]),
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        read_day(row[6]),
        day(row[7]),
        day(row[8]),
        row[9],
        bool(row[10]),
        row[11],
        _OWNERS[row[12]],
    )


def read_problem(row: Sequence[Any]) -> Problem:
    """A row of `PROBLEM_COLUMNS`."""
    return Problem(
        ProblemId(row[0]),
        row[1],
        row[2],
        Fault(row[3]),
        read_day(row[4]),
        day(row[5]),
        day(row[6]),
        day(row[7]),
        row[8],
        bool(row[9]),
        row[10],
        _OWNERS[row[11]],
    )


def _kept(row: Sequence[Any]) -> dict[str, Any]:
    """What stands beside each entry: its last columns."""
    is_confidential, owner, rev = row[-3:]
    return {"is_confidential": bool(is_confidential), "owner": _OWNERS[owner], "rev": rev}


def read_departure(row: Sequence[Any]) -> Departure:
    """A row of `DEPARTURE_COLUMNS`."""
    departure_id, account_id, lost_on, why, again, back, *kept = row[:9]
    return Departure(
        DepartureId(departure_id),
        account_id,
        read_day(lost_on),
        why,
        day(again),
        day(back),
        **_kept(kept),
    )


def read_pursuit(row: Sequence[Any]) -> Pursuit:
    """A row of `PURSUIT_COLUMNS`."""
    found, contact_id, verdict, until, reason, given, *kept = row
    return Pursuit(
        PursuitId(found),
        contact_id,
        Course(verdict),
        day(until),
        reason,
        read_day(given),
        **_kept(kept),
    )


def read_reference(row: Sequence[Any]) -> Reference:
    """A row of `REFERENCE_COLUMNS`: the desk reads more of them than of anything else."""
    found, contact_id, state, on, text, is_confidential, owner, rev = row
    return Reference(
        ReferenceId(found),
        contact_id,
        _STATES[state],
        read_day(on),
        text,
        is_confidential=bool(is_confidential),
        owner=_OWNERS[owner],
        rev=rev,
    )


def read_referral(row: Sequence[Any]) -> Referral:
    """A row of `REFERRAL_COLUMNS`."""
    return Referral(ReferralId(row[0]), row[1], row[2], read_day(row[3]), **_kept(row))


def read_verdict(row: Sequence[Any]) -> Verdict:
    """A row of `VERDICT_COLUMNS`."""
    found, account_id, verdict, reason, given, *kept = row
    return Verdict(
        VerdictId(found), account_id, Judgement(verdict), reason, read_day(given), **_kept(kept)
    )


def read_qualifier(row: Sequence[Any]) -> Qualifier:
    """A row of `QUALIFIER_COLUMNS`."""
    found, contact_id, criterion, answer, on, *kept = row
    return Qualifier(
        QualifierId(found), contact_id, criterion, Answer(answer), read_day(on), **_kept(kept)
    )


def read_question(row: Sequence[Any]) -> Question:
    """A row of `QUESTION_COLUMNS`."""
    return Question(
        QuestionId(row[0]),
        row[1],
        row[2],
        read_day(row[3]),
        day(row[4]),
        row[5],
        bool(row[6]),
        row[7],
        _OWNERS[row[8]],
        row[9],
    )


def read_deed(row: Sequence[Any]) -> Deed:
    """A row of `DEED_COLUMNS`: as much of a note as the rules read."""
    note_id, noted_on, kind, text, was_noticed, was_met, is_confidential = row
    met = Met(was_met) if was_met else Met.NOT_SAID
    return Deed(
        NoteId(note_id),
        read_day(noted_on),
        kind,
        text,
        bool(was_noticed),
        met,
        bool(is_confidential),
    )


def read_promise(row: Sequence[Any]) -> Promise:
    """A row of `PROMISE_COLUMNS`; whom it binds is known already, and not said again."""
    return Promise(
        PromiseId(row[0]),
        ContactId(row[1]),
        "",
        "",
        _SIDES[row[2]],
        row[3],
        read_day(row[4]),
        day(row[5]),
        _OUTCOMES[row[6]],
        day(row[7]),
        row[8],
        day(row[9]),
        bool(row[10]),
        row[11],
        _OWNERS[row[12]],
    )


def read_ownership(row: Sequence[Any]) -> Channel:
    """As much of a channel as reach is read from: whose it is, and of what scope."""
    contact_id, channel_id, scope, owner = row
    return Channel(
        ChannelId(channel_id),
        ContactId(contact_id),
        ChannelKind.EMAIL,
        "",
        "",
        _SCOPES[scope],
        _OWNERS[owner],
        False,
        0,
    )
