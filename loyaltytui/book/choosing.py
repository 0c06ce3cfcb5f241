"""Which rows of which tables an export takes along, and which it leaves out, as SQL.

Reading the rows is `dump`'s work; how they are written down lives in `exchange/`.
"""

from __future__ import annotations

from msgspec import Struct


class Choice(Struct, frozen=True):
    """What an export was asked for."""

    only_mine: bool = False
    """Only what is `mine` or `public`."""
    with_confidential: bool = False
    """Also what was told in confidence."""


CONFIDENTIAL = (
    "employment",
    "channel",
    "extra_field",
    "interaction",
    "promise",
    "check_in",
    "note",
    "question",
    "purchase",
    "problem",
    "reference",
    "referral",
    "departure",
    "verdict",
    "qualifier",
    "pursuit",
)
"""Tables whose rows may be in confidence."""

OWNED = ("account", "contact", *CONFIDENTIAL)
"""Tables whose rows say whose they are. All others go along with what they hang on."""

OF_CONTACTS = (
    "employment",
    "channel",
    "tag",
    "identity",
    "extra_field",
    "participant",
    "promise",
    "check_in",
    "note",
    "question",
    "problem",
    "reference",
    "referral",
    "qualifier",
    "pursuit",
    "telling",
)
"""What is a contact's own. A purchase is its account's, and only names whom it was agreed with."""
_MY_CONTACTS = "select id from contact where owner <> 'company'"
_MY_ACCOUNTS = "select id from account where owner <> 'company'"

_REFERENCES = {"interaction_id": "interaction", "contact_id": "contact"}
"""The columns that may lead to a row which an export leaves out, and be empty then. An account goes
along, by its name at least, with a contact who is or was there."""


def taken(table: str, choice: Choice) -> str:
    """SQL that is true for the rows of a table that go along."""
    return " and ".join(_conditions(table, choice)) or "1"


def _conditions(table: str, choice: Choice) -> list[str]:
    found = []
    if not choice.with_confidential and table in CONFIDENTIAL:
        found.append("is_confidential = 0")
    if choice.only_mine:
        found += _mine(table, choice)
    return found + _beneath(table, choice)


def _mine(table: str, choice: Choice) -> list[str]:
    """What `--mine` asks of a row, beyond that what it hangs on goes along."""
    if table == "account":
        return [f"(owner <> 'company' or id in ({_named_accounts(choice)}))"]
    found = ["owner <> 'company'"] if table in OWNED else []
    if table in OF_CONTACTS:
        found.append(f"contact_id in ({_MY_CONTACTS})")
    if table == "referral":
        found.append(f"referred_id in ({_MY_CONTACTS})")
    if table == "interaction":
        found.append(
            f"id in (select interaction_id from participant where contact_id in ({_MY_CONTACTS}))"
        )
    if table in ("purchase", "departure", "verdict"):
        found.append(f"account_id in ({_MY_ACCOUNTS})")
    if table in ("announcement", "telling"):
        # News about the service is the employer's, whoever was told.
        found.append("0")
    return found


def _named_accounts(choice: Choice) -> str:
    """Where a contact who goes along works, or worked as is told with them: a name goes along."""
    return (
        "select account_id from contact where owner <> 'company' union "
        f"select account_id from employment where {taken('employment', choice)}"
    )


def _beneath(table: str, choice: Choice) -> list[str]:
    """Rows that are nothing without another one go along only with that one."""
    parents = {
        "participant": ("interaction_id", "interaction"),
        "promise_move": ("promise_id", "promise"),
    }
    if table not in parents:
        return []
    column, parent = parents[table]
    condition = taken(parent, choice)
    if condition == "1":
        return []
    return [f"{column} in (select id from {parent} where {condition})"]


def reference(column: str, choice: Choice) -> str:
    """SQL for a column that may lead to a row that was left out: null then."""
    parent = _REFERENCES[column]
    condition = taken(parent, choice)
    if condition == "1":
        return column
    return f"iif({column} in (select id from {parent} where {condition}), {column}, null)"
