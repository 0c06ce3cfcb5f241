"""The query for what was sold and is still to be asked about, of those who were quiet for long.

Which days count, and what is asked, is decided in `loyalty.aftersale`; `open_ends` reads it.
"""

from __future__ import annotations

from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS
from loyaltytui.loyalty.agenda import MOST_CARDS
from loyaltytui.loyalty.step import State

THERE = (
    f"(standing.away_until is null or standing.away_until <= ?1) and step_state <> '{State.LOST}'"
)
IS_QUIET = "(standing.last_contact_on is null or standing.last_contact_on <= ?8)"
"""The question would come back only after the horizon: asked here, or those would fill the page."""
_BEST_KNOWN = """
    (select one.id from contact as one left join standing as met on met.contact_id = one.id
      where one.account_id = account.id
      order by met.last_contact_on desc, one.id limit 1)
"""
"""Who is asked about a sale where the one it was agreed with is not there any more."""
_BUYER_IS_GONE = """
    not exists (select 1 from contact as buyer
      where buyer.id = purchase.contact_id and buyer.account_id = purchase.account_id)
"""
MANY_QUIET = 500
"""With so many quiet accounts, a walk through the latest sales soon finds some of theirs."""
_ARE_MANY = f"""
    (select count(*) from (select 1 from account_met indexed by account_met_by_day
      where met_on <= ?8 limit {MANY_QUIET + 1})) > {MANY_QUIET}
"""
KNOWN = f"""
    known (account_id, contact_id) as materialized (
      select * from (
        select account.id, (select contact_id from standing indexed by standing_quiet
            where standing.account_key = account_met.account_key
            order by last_contact_on desc, contact_id limit 1)
          from account_met indexed by account_met_by_day cross join account
          indexed by account_by_name on account.name_key = account_met.account_key
          where met_on <= ?8 and not {_ARE_MANY} limit {MANY_QUIET})
      union all
      select * from (select account.id, {_BEST_KNOWN} from account where name_key = '' limit 1))
"""
"""The accounts that were quiet for long, unless they are many, and who is known best at each.

An account without letters in its name is not known to be quiet: it is always looked at.
"""

_WITH_BUYERS = """
    from purchase indexed by purchase_agreed_{state}
    cross join standing on standing.contact_id = purchase.contact_id
    cross join contact on contact.id = purchase.contact_id
      and contact.account_id = purchase.account_id
    cross join account on account.id = purchase.account_id
    where purchase.contact_id is not null
"""
# The limit tells how few they are: for as many as SQLite takes them to be when they are asked for
# again, it would look through all contacts and purchases first.
_OF_QUIET_ACCOUNTS = f"""
    from (select * from known limit {MANY_QUIET + 1}) as known
    cross join standing on standing.contact_id = known.contact_id and {THERE} and {IS_QUIET}
    cross join purchase indexed by purchase_worth on purchase.account_id = known.account_id
    cross join contact on contact.id = known.contact_id
    cross join account on account.id = known.account_id
    where {_BUYER_IS_GONE}
"""
_OF_MANY_QUIET_ACCOUNTS = f"""
    from purchase indexed by purchase_{{state}}
    cross join account on account.id = purchase.account_id
    cross join contact on contact.id = {_BEST_KNOWN}
    cross join standing on standing.contact_id = contact.id
    where {_BUYER_IS_GONE}
    and (select met_on from account_met where account_key = account.name_key) <= ?8
"""
_LATEST_SOLD = "at desc, account_id desc, contact_id desc, id desc"


def sold_sql(state: str, at: str, days: str) -> str:
    """What was sold in these days and is still to be asked about, the latest first.

    Of those who bought it, or else of whoever is known best, and only of the quiet: hardly any
    account is, so where nobody in particular bought, the search begins with the accounts.
    """
    found = " union all ".join(
        f"""
        select * from (select json_array({PURCHASE_COLUMNS}, contact.id, contact.name, account.name,
          standing.last_contact_on) as line, purchase.{at} as at, purchase.account_id as account_id,
          purchase.contact_id as contact_id, purchase.id as id
        {source.format(state=state)}
        and confirmed_on is null and {days} and {THERE} and {IS_QUIET} and not exists (
          select 1 from check_in indexed by check_in_one_per_reason
          where check_in.contact_id = standing.contact_id
          and is_open = 1 and purpose in ('delivery', 'value'))
        order by purchase.{at} desc, purchase.account_id desc, purchase.contact_id desc,
          purchase.id desc limit {most})
        """
        for source, most in (
            (_WITH_BUYERS, MOST_CARDS),
            (_OF_QUIET_ACCOUNTS, MOST_CARDS),
            (_OF_MANY_QUIET_ACCOUNTS, f"iif({_ARE_MANY}, {MOST_CARDS}, 0)"),
        )
    )
    return f"select 'sold', line from ({found}) order by {_LATEST_SOLD} limit {MOST_CARDS}"
