"""Keeps what every account costs and brings true as rows are written, by triggers.

What the sums are for, how they follow the day and how they are proved lives in `account_sums`.
What effort and worth mean is said in `loyalty/`; here it is said once more in SQL, and a test holds
the two against each other.
"""

from __future__ import annotations

from loyaltytui.book.database import Database
from loyaltytui.book.effort_sums import minutes_of
from loyaltytui.money.currencies import CURRENCIES

EFFORT_DAY = (
    "between (select effort_from from account_window) and (select until_on from account_window)"
)
"""Within the window in which what was done counts."""
WORTH_DAY = (
    "between (select worth_from from account_window) and (select until_on from account_window)"
)
"""Within the window in which what was bought counts."""
_PROBLEM = "(select problem_minutes from account_window)"
_CASES = " ".join(
    f"when '{code}' then {10.0**decimals}" for code, decimals in CURRENCIES.items() if decimals != 2
)
SIZE = f"minor / case currency {_CASES} else 100.0 end"
"""How much it is, counted in the currency's own units: `worth.largest` says it so."""
RATE = (
    "iif(minor > 0, minor * 1.0 / nullif((select effort from account_sum "
    "where account_sum.account_id = account_worth.account_id), 0), null)"
)
"""What a minute brought. None: nothing, or no time was spent."""
_DONE = "<= (select until_on from account_window)"

_TALK_COLUMNS = ("id", "medium", "minutes", "happened_on")
_PARTICIPANT_COLUMNS = ("contact_id", "interaction_id")
_Trigger = tuple[str, ...]
"""Its name, when it fires, and what it does."""


def install(db: Database) -> None:
    """Lays the triggers that sum over the tables, anew."""
    for name, event, *steps in (
        *_talks(),
        *_people(),
        *_problems(),
        *_purchases(),
        *_accounts(),
        *_rates(),
    ):
        db.execute_sql(f"drop trigger if exists sum_{name}")
        db.execute_sql(f"create trigger sum_{name} {event} begin {' '.join(steps)} end")


def _talks() -> list[_Trigger]:
    """One talk with several people of an account is counted once."""
    changed = " or ".join(f"old.{one} is not new.{one}" for one in _TALK_COLUMNS)
    moved = " or ".join(f"old.{one} is not new.{one}" for one in _PARTICIPANT_COLUMNS)
    return [
        ("there", "after insert on participant", _there("new", "")),
        ("not_there", "after delete on participant", _there("old", "-")),
        (
            "elsewhere",
            f"after update of {', '.join(_PARTICIPANT_COLUMNS)} on participant when {moved}",
            _there("old", "-"),
            _there("new", ""),
        ),
        ("talk", "after insert on interaction", _talk("new", "")),
        # Before, for afterwards nobody was there any more.
        ("no_talk", "before delete on interaction", _talk("old", "-")),
        (
            "talk_changed",
            f"after update of {', '.join(_TALK_COLUMNS)} on interaction when {changed}",
            _talk("old", "-"),
            _talk("new", ""),
        ),
    ]


def _people() -> list[_Trigger]:
    return [
        ("comes", "after insert on contact when new.account_id is not null", *_person("new", "")),
        ("gone", "before delete on contact when old.account_id is not null", *_person("old", "-")),
        (
            "moves",
            "after update of account_id on contact when old.account_id is not new.account_id",
            *_person("old", "-"),
            *_person("new", ""),
        ),
    ]


def _problems() -> list[_Trigger]:
    return [
        ("problem", "after insert on problem", _problem("new", "")),
        ("no_problem", "after delete on problem", _problem("old", "-")),
        (
            "problem_changed",
            "after update of contact_id, raised_on on problem",
            _problem("old", "-"),
            _problem("new", ""),
        ),
    ]


def _purchases() -> list[_Trigger]:
    return [
        ("bought", "after insert on purchase", _more_worth(), _buys("new")),
        ("not_bought", "after delete on purchase", *_less_worth(), _buys("old")),
        (
            "bought_otherwise",
            "after update of account_id, currency, amount_minor, bought_on on purchase",
            *_less_worth(),
            _more_worth(),
            _buys("old"),
            _buys("new"),
        ),
    ]


def _accounts() -> list[_Trigger]:
    """Whatever hangs on an account may have been put back before it was."""
    minutes = (
        f"select distinct interaction.id, {minutes_of('interaction')} as minutes from contact "
        "join participant on participant.contact_id = contact.id "
        "join interaction on interaction.id = participant.interaction_id "
        f"where contact.account_id = new.id and happened_on {EFFORT_DAY} "
        f"union all select -problem.id, {_PROBLEM} from contact "
        "join problem on problem.contact_id = contact.id "
        f"where contact.account_id = new.id and raised_on {EFFORT_DAY}"
    )
    return [
        (
            "account",
            "after insert on account",
            _add("", f"select new.id as account_id, minutes from ({minutes})"),
            "insert into account_worth (account_id, currency, minor, purchases) "
            "select account_id, currency, sum(amount_minor), count(*) from purchase "
            f"where account_id = new.id and bought_on {WORTH_DAY} group by account_id, currency;",
            _buys("new", "new.id"),
        ),
        (
            "no_account",
            "after delete on account",
            "delete from account_sum where account_id = old.id;",
            "delete from account_worth where account_id = old.id;",
        ),
    ]


def _rates() -> list[_Trigger]:
    """What follows from a sum: what an hour brought, and of which currency there is most."""
    rates = f"update account_worth set rate = {RATE} where account_id = new.account_id;"

    def most(row: str) -> str:
        largest = (
            "(select currency from account_worth as other "
            f"where other.account_id = {row}.account_id order by {SIZE} desc, currency limit 1)"
        )
        return (
            f"update account_worth set is_largest = (currency = {largest}) "
            f"where account_id = {row}.account_id and is_largest <> (currency = {largest});"
        )

    own = rates.replace(";", " and currency = new.currency;")
    return [
        (
            "effort_changed",
            "after update of effort on account_sum when old.effort <> new.effort",
            rates,
        ),
        ("worth", "after insert on account_worth", own, most("new")),
        ("worth_changed", "after update of minor on account_worth", own, most("new")),
        ("no_worth", "after delete on account_worth when old.is_largest", most("old")),
    ]


def _add(sign: str, minutes: str) -> str:
    """So many minutes more, or fewer, for each account that is there."""
    return (
        f"insert into account_sum (account_id, effort) select account_id, {sign}sum(minutes) "
        f"from ({minutes}) where account_id in (select id from account) group by account_id "
        "having sum(minutes) <> 0 "
        "on conflict (account_id) do update set effort = effort + excluded.effort;"
    )


def _there(row: str, sign: str) -> str:
    """Somebody was at a talk at which nobody else of their account was."""
    return _add(
        sign,
        f"select contact.account_id, {minutes_of('interaction')} as minutes from contact "
        f"join interaction on interaction.id = {row}.interaction_id "
        f"where contact.id = {row}.contact_id and happened_on {EFFORT_DAY} and not exists ("
        "select 1 from participant as other join contact as colleague "
        f"on colleague.id = other.contact_id where other.interaction_id = {row}.interaction_id "
        f"and other.id <> {row}.id and colleague.account_id = contact.account_id)",
    )


def _talk(row: str, sign: str) -> str:
    """A talk, with whoever of an account was there."""
    return _add(
        sign,
        f"select distinct contact.account_id, {minutes_of(row)} as minutes from participant "
        "join contact on contact.id = participant.contact_id "
        f"where participant.interaction_id = {row}.id and {row}.happened_on {EFFORT_DAY}",
    )


def _person(row: str, sign: str) -> tuple[str, ...]:
    """All talks at which they alone were of an account, and all their problems."""
    talks = (
        f"select {row}.account_id as account_id, {minutes_of('interaction')} as minutes "
        "from participant join interaction on interaction.id = participant.interaction_id "
        f"where participant.contact_id = {row}.id and happened_on {EFFORT_DAY} and not exists ("
        "select 1 from participant as other join contact as colleague "
        "on colleague.id = other.contact_id "
        "where other.interaction_id = participant.interaction_id "
        f"and other.contact_id <> {row}.id and colleague.account_id = {row}.account_id)"
    )
    problems = (
        f"select {row}.account_id as account_id, {_PROBLEM} as minutes from problem "
        f"where contact_id = {row}.id and raised_on {EFFORT_DAY}"
    )
    return _add(sign, talks), _add(sign, problems)


def _problem(row: str, sign: str) -> str:
    return _add(
        sign,
        f"select account_id, {_PROBLEM} as minutes from contact "
        f"where id = {row}.contact_id and {row}.raised_on {EFFORT_DAY}",
    )


def _more_worth() -> str:
    return (
        "insert into account_worth (account_id, currency, minor, purchases) "
        "select new.account_id, new.currency, new.amount_minor, 1 "
        f"where new.bought_on {WORTH_DAY} and new.account_id in (select id from account) "
        "on conflict (account_id, currency) do update "
        "set minor = minor + excluded.minor, purchases = purchases + 1;"
    )


def _less_worth() -> tuple[str, ...]:
    """Where nothing was bought any more there is no worth, not even of nothing."""
    where = "account_id = old.account_id and currency = old.currency"
    return (
        "update account_worth set minor = minor - old.amount_minor, purchases = purchases - 1 "
        f"where {where} and old.bought_on {WORTH_DAY};",
        f"delete from account_worth where {where} and purchases = 0;",
    )


def _buys(row: str, account: str = "") -> str:
    """Have they bought anything yet, at any time? Then they are a customer."""
    one = account or f"{row}.account_id"
    has_bought = f"exists (select 1 from purchase where account_id = {one} and bought_on {_DONE})"
    return (
        f"insert into account_sum (account_id, is_customer) select {one}, {has_bought} "
        f"where {one} in (select id from account) "
        "on conflict (account_id) do update set is_customer = excluded.is_customer "
        "where is_customer <> excluded.is_customer;"
    )
