"""The queries for customers who were quiet for long: of an account, whoever was talked to last.

What they are asked, and when, is decided in `loyalty.aftersale`; `open_ends` reads it.
"""

from __future__ import annotations

from loyaltytui.book.asked_sales import IS_QUIET, MANY_QUIET, THERE
from loyaltytui.loyalty.agenda import MOST_CARDS

_AT_NONE = """
    from standing indexed by standing_at_none
    where account_key = '' and (step_state <> '' or next_purchase_on is not null)
"""
QUIET = f"""
    quiet (account_key) as materialized (
      select account_key from (select account_key from account_met indexed by account_met_by_day
        where met_on <= ?8 limit {MANY_QUIET + 1})
      union select account_key from standing indexed by standing_away
        where away_until is not null and last_contact_on > ?8 and away_until > ?1),
    are_many (quiet) as materialized (
      select (select count(*) from quiet) + count(*) > {MANY_QUIET}
      from (select 1 {_AT_NONE} limit {MANY_QUIET + 1})),
    quiet_person (contact_id) as materialized (
      select contact_id from quiet cross join standing indexed by standing_quiet
        on standing.account_key = quiet.account_key and standing.last_contact_on is (
          select other.last_contact_on from standing as other indexed by standing_quiet
          where other.account_key = quiet.account_key
          and (other.away_until is null or other.away_until <= ?1)
          order by other.last_contact_on desc limit 1)
        where standing.account_key <> '' and not (select quiet from are_many)
      union all
      select contact_id {_AT_NONE} and not (select quiet from are_many))
"""
"""Whom the rep talked to last at the accounts that may have been quiet for long; nobody where they
are many.

Those accounts too where a talk was with somebody who is away now: it does not count. And customers
who are at none, or at one without letters in its name: how quiet those are is not kept. An account
that left is lost with everybody who is there.
"""

_IS_LATEST = """
    not exists (select 1 from standing as other indexed by standing_quiet
      where other.account_key = standing.account_key and standing.account_key <> ''
      and other.last_contact_on > coalesce(standing.last_contact_on, '')
      and (other.away_until is null or other.away_until <= ?1))
"""
"""Of an account's contacts, whom the rep talked to last."""


def quiet_sql(index: str, condition: str, *order: str) -> str:
    """Who is to be asked, of customers the condition holds for; the index has them in this order.

    Found at the few accounts that were quiet; of many, a walk through the index soon finds some.
    """
    latest_first = ", ".join(f"standing.{column} desc" for column in order)
    found, most = f"{condition} and {THERE} and {IS_QUIET}", 2 * MOST_CARDS
    return f"""
      select * from (select contact_id from standing not indexed
        where contact_id in (select contact_id from quiet_person) and {found}
        order by {latest_first} limit {most})
      union all
      select * from (select contact_id from standing indexed by {index}
        where {found} and {_IS_LATEST} order by {latest_first}
        limit iif((select quiet from are_many), {most}, 0))
    """
