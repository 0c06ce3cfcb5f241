"""What each account bought in every year of the window, and what of it in confidence.

Derived, and therefore outside the journal: kept by triggers as purchases are written. When sums
are made, moved on with the day and proved is said in `account_sums`.
"""

from __future__ import annotations

from loyaltytui.book.account_triggers import WORTH_DAY
from loyaltytui.book.database import Database

_KEYS = ("account_id", "currency", "year", "is_confidential")
_KEY = ", ".join(_KEYS)
_YEAR = "cast(substr({row}bought_on, 1, 4) as integer)"
SUMMED = (
    f"select account_id, currency, {_YEAR.format(row='')} as year, is_confidential, "
    "sum(amount_minor) as minor, count(*) as purchases from purchase indexed by purchase_worth "
    "where bought_on between ? and ? group by 1, 2, 3, 4"
)
STORED = f"select {_KEY}, minor, purchases from account_year"
_INTO = f"insert into account_year ({_KEY}, minor, purchases)"
_ADDED = (
    f"on conflict ({_KEY}) do update "
    "set minor = minor + excluded.minor, purchases = purchases + excluded.purchases"
)


def install(db: Database) -> None:
    """Lays the triggers that sum over the tables, anew."""
    changed = "account_id, currency, amount_minor, bought_on, is_confidential"
    of_account = SUMMED.replace("where", "where account_id = new.id and", 1)
    for name, event, body in (
        ("bought", "insert on purchase", _more()),
        ("not_bought", "delete on purchase", _less()),
        ("bought_otherwise", f"update of {changed} on purchase", _less() + _more()),
        # What hangs on an account may have been put back before it was.
        (
            "account",
            "insert on account",
            f"{_INTO} {of_account.replace('between ? and ?', WORTH_DAY)};",
        ),
    ):
        db.execute_sql(f"drop trigger if exists sum_year_{name}")
        db.execute_sql(f"create trigger sum_year_{name} after {event} begin {body} end")


def rebuild(db: Database, since: str, until: str) -> None:
    """Sums everything within the window anew."""
    db.execute_sql("delete from account_year")
    db.execute_sql(f"{_INTO} {SUMMED}", (since, until))


def turn(db: Database, days: tuple[str, ...], sign: str) -> None:
    """Adds what comes into the window between two days, and takes away what leaves it.

    `sign`: SQL for which of the two it does, of a `day`.
    """
    db.execute_sql(
        f"{_INTO} select {_KEY}, sum(amount_minor * {sign}), sum({sign}) from (select account_id, "
        f"currency, {_YEAR.format(row='')} as year, is_confidential, amount_minor, "
        "bought_on as day from purchase indexed by purchase_by_day "
        f"where bought_on >= ?1 and bought_on < ?2) group by 1, 2, 3, 4 {_ADDED}",
        days,
    )
    db.execute_sql("delete from account_year where purchases = 0")


def _more() -> str:
    return (
        f"{_INTO} select new.account_id, new.currency, {_YEAR.format(row='new.')}, "
        "new.is_confidential, new.amount_minor, 1 "
        f"where new.bought_on {WORTH_DAY} and new.account_id in (select id from account) {_ADDED};"
    )


def _less() -> str:
    where = (
        "account_id = old.account_id and currency = old.currency "
        f"and year = {_YEAR.format(row='old.')} and is_confidential = old.is_confidential"
    )
    return (
        "update account_year set minor = minor - old.amount_minor, purchases = purchases - 1 "
        f"where {where} and old.bought_on {WORTH_DAY};"
        f"delete from account_year where {where} and purchases = 0;"
    )
