"""The book's tables as peewee rows, one class a table.

The tables themselves are made by `schema/*.sql`; rows never leave this room. No database is
bound here: every query is executed on the book that asks.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Any

from peewee import SQL, BooleanField, IntegerField, Model, TextField

from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.stored import read_day, words_of
from loyaltytui.entries import ChannelKind, Outcome, Owner, Scope, Side

REVISED = SQL(THIS_ACTION)
"""What `rev` becomes in a query that is built."""


class DayField(TextField):
    """A local day, stored as ISO text."""

    def db_value(self, value: dt.date | str | None) -> str | None:
        """ISO text."""
        return value.isoformat() if isinstance(value, dt.date) else value

    def python_value(self, value: str | None) -> dt.date | None:
        """The day itself."""
        return None if value is None else read_day(value)


class WordField(TextField):
    """One word out of a fixed set."""

    def __init__(self, words: type[StrEnum], default: StrEnum | None = None) -> None:
        self.words = words_of(words)
        super().__init__(default=default)

    def db_value(self, value: str | None) -> str | None:
        """The bare word."""
        return None if value is None else str(value)

    def python_value(self, value: str | None) -> StrEnum | None:
        """The word as a member of its set."""
        return None if value is None else self.words[value]


def _table_of(row: type[Model]) -> str:
    """`CheckInRow` is a row of `check_in`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", row.__name__.removesuffix("Row")).lower()


class Row(Model):
    """A row of any table."""

    id: Any = IntegerField(primary_key=True)

    class Meta:
        """Read by peewee."""

        table_function = _table_of


class AccountRow(Row):
    name = TextField()
    name_key = TextField()
    owner = WordField(Owner, default=Owner.COMPANY)
    rev = IntegerField(default=1)


class ContactRow(Row):
    name = TextField()
    sort_key = TextField()
    account_id = IntegerField(null=True)
    job = TextField(default="")
    tier = TextField(default="")
    cadence = TextField(default="")
    birthday = TextField(default="")
    address = TextField(default="")
    about = TextField(default="")
    owner = WordField(Owner, default=Owner.COMPANY)
    added_on = DayField()
    rev = IntegerField(default=1)


class ChannelRow(Row):
    contact_id = IntegerField()
    kind = WordField(ChannelKind)
    label = TextField(default="")
    value = TextField()
    value_key = TextField()
    scope = WordField(Scope, default=Scope.WORK)
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class TagRow(Row):
    contact_id = IntegerField()
    word = TextField()


class IdentityRow(Row):
    contact_id = IntegerField()
    uid = TextField()


class ExtraFieldRow(Row):
    contact_id = IntegerField()
    name = TextField()
    value = TextField()
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class EmploymentRow(Row):
    contact_id = IntegerField()
    account_id = IntegerField(null=True)
    job = TextField(default="")
    until_on = DayField()
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class InteractionRow(Row):
    medium = TextField()
    minutes = IntegerField(null=True)
    happened_on = DayField()
    at_time = TextField(default="")
    text = TextField(default="")
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class ParticipantRow(Row):
    interaction_id = IntegerField()
    contact_id = IntegerField()


class PromiseRow(Row):
    contact_id = IntegerField()
    interaction_id = IntegerField(null=True)
    side = WordField(Side)
    text = TextField()
    made_on = DayField()
    due_on = DayField(null=True)
    outcome = WordField(Outcome, default=Outcome.OPEN)
    ended_on = DayField(null=True)
    via = TextField(default="")
    shown_on = DayField(null=True)
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class PromiseMoveRow(Row):
    promise_id = IntegerField()
    moved_on = DayField()
    from_on = DayField(null=True)
    to_on = DayField()


class CheckInRow(Row):
    contact_id = IntegerField()
    purpose = TextField(default="cadence")
    reason = TextField(default="")
    due_on = DayField()
    shown_on = DayField(null=True)
    is_open = BooleanField(default=True)
    ended_on = DayField(null=True)
    rev = IntegerField(default=1)
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)


class NoteRow(Row):
    contact_id = IntegerField()
    interaction_id = IntegerField(null=True)
    kind = TextField()
    text = TextField()
    noted_on = DayField()
    was_noticed = BooleanField(default=False)
    was_met = TextField(default="")
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class QuestionRow(Row):
    contact_id = IntegerField()
    interaction_id = IntegerField(null=True)
    topic = TextField(default="")
    text = TextField()
    asked_on = DayField()
    answered_on = DayField(null=True)
    answer = TextField(default="")
    owner = WordField(Owner, default=Owner.COMPANY)
    is_confidential = BooleanField(default=False)
    rev = IntegerField(default=1)


class PurchaseRow(Row):
    account_id = IntegerField()
    contact_id = IntegerField(null=True)
    interaction_id = IntegerField(null=True)
    what = TextField(default="")
    amount_minor = IntegerField()
    currency = TextField()
    bought_on = DayField()
    delivered_on = DayField(null=True)
    confirmed_on = DayField(null=True)
    confirmed_words = TextField(default="")


class StandingRow(Row):
    id = None
    contact_id: Any = IntegerField(primary_key=True)
    last_contact_on = DayField(null=True)
    next_check_in_on = DayField(null=True)
    cadence_days = IntegerField(default=0)
    open_count = IntegerField(default=0)
    step = IntegerField(default=0)
    step_state = TextField(default="")
    trust = IntegerField(default=0)
    is_late = BooleanField(default=False)
    worth_minor = IntegerField(default=0)
    worth_currency = TextField(default="")
    next_purchase_on = DayField(null=True)
    reach = TextField(default="none")
    away_until = DayField(null=True)
    since_on = DayField(null=True)
    changes_on = DayField(null=True)
    name_key = TextField(default="")
    account_key = TextField(default="")
    tier_key = TextField(default="")
    owner_key = WordField(Owner, default=Owner.COMPANY)
    spoken_of = BooleanField(default=False)


class ActionRow(Row):
    uuid = TextField()
    done_at = TextField()
    sentence = TextField()
    origin = TextField()
    kind = TextField(default="do")
    reverts = IntegerField(null=True)
    reverted_by = IntegerField(null=True)
