"""Every setting there is, with a sentence about it, its usual value and what is in force.

How the file is read lives in `settings`, what a setting does in the room that goes by it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from loyaltytui.commands import BY_ID, spoken_keys
from loyaltytui.dates import DayRules
from loyaltytui.kinds import CHECKLIST, DISCOVERY
from loyaltytui.loyalty.checkins import USUAL_CADENCES
from loyaltytui.loyalty.points import BOUNDS, USUAL_POINTS
from loyaltytui.loyalty.settled import rules_of
from loyaltytui.money.currencies import USUAL_CURRENCY
from loyaltytui.settings import KeepBackups, Settings
from loyaltytui.settings.in_force import Setting, Value, why_so
from loyaltytui.settings.theme import theme_asked_for
from loyaltytui.settings.themes import USUAL_THEME

_ORDERS = {True: "day-first", False: "month-first"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPANS = ("daily", "weekly", "monthly")
_POINTS = {
    "kept": "kept by the day it was due",
    "kept_late": "kept after that day",
    "broken": "broken",
    "moved": "moved before it was due",
    "moved_late": "moved when it was due already",
    "released": "they said never mind",
    "fixed": "a problem fixed in time, with an apology",
    "fixed_without_apology": "the same without one",
    "made_good": "made good beyond that, on top",
    "open_too_long": "a problem open for longer than fix_days",
    "extra_noticed": "an extra mile that they noticed",
    "test_well": "a test met well",
    "test_badly": "a test met badly",
    "fix_days": "days in which a problem is to be fixed",
    "lately_months": "how long a confirmation counts as recent",
    "worth_months": "how far back purchases count",
    "effort_months": "how far back time and problems count",
    "problem_minutes": "what a problem adds to effort",
    "top_effort_percent": "high maintenance: so much of the top by effort",
    "bottom_worth_percent": "and so much of the bottom by worth an hour",
    "reference_step": "the step from which somebody may be asked",
    "ask_again_days": "and not within so many days of the last time",
    "asked_twice_days": "asking a question again within these is a slip",
}


def every_setting(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Setting]:
    """All of them, as the file and this screen show them: days first, keys last."""
    return [
        *_days(settings),
        *_looks(settings, environment),
        *_tables(settings),
        *_keys(settings),
    ]


def _days(settings: Settings) -> Iterator[Setting]:
    days, usual = settings.days, DayRules()
    yield Setting(
        "",
        "date_order",
        _ORDERS[days.day_first],
        _ORDERS[usual.day_first],
        "How 5/6 is read: day-first or month-first. Else your locale says it.",
        why_so(settings, "date_order", settings.order_from and f"locale: {settings.order_from}"),
    )
    yield _plain(
        settings,
        "workdays",
        [_DAYS[day] for day in sorted(days.workdays)],
        [_DAYS[day] for day in sorted(usual.workdays)],
        "Check-ins slide off all other days; promises never do.",
    )
    yield _plain(
        settings,
        "holidays",
        [day.isoformat() for day in sorted(days.holidays)],
        [],
        'Days without work, as in ["2026-12-25"].',
    )


def _looks(settings: Settings, environment: Mapping[str, str]) -> Iterator[Setting]:
    rules = rules_of(settings)
    yield _plain(
        settings,
        "review_cap",
        settings.review_cap,
        Settings(settings.path).review_cap,
        "The most cards of one review, and the most check-ins planned for one day.",
    )
    yield _plain(
        settings,
        "currency",
        rules.currency,
        USUAL_CURRENCY,
        "Of an amount that names none, by its code.",
    )
    chosen = theme_asked_for(settings.theme, environment)
    yield Setting(
        "",
        "theme",
        chosen or USUAL_THEME,
        USUAL_THEME,
        "How the app looks. The palette (ctrl+p) lists the themes and remembers the one chosen.",
        _why_theme(settings, chosen, environment),
    )
    about = "What a prospect is qualified by: need yes, budget no."
    yield _plain(settings, "checklist", rules.checklist, CHECKLIST, about)
    about = "What to ask everybody, by the kinds of note that answer it."
    yield _plain(settings, "discovery", rules.discovery, DISCOVERY, about)


def _why_theme(settings: Settings, chosen: str, environment: Mapping[str, str]) -> str:
    if environment.get("NO_COLOR"):
        return "environment: NO_COLOR"
    return why_so(settings, "theme") if chosen == settings.theme else "chosen in the app"


def _tables(settings: Settings) -> Iterator[Setting]:
    rules = rules_of(settings)
    for tier, span in USUAL_CADENCES.items():
        about = f"how often tier {tier} is met, unless a contact says otherwise"
        value = str(rules.cadences[tier])
        yield _plain(settings, tier, value, str(span), about, "cadence")
    for name in BOUNDS:
        value, usual = getattr(rules.points, name), getattr(USUAL_POINTS, name)
        yield _plain(settings, name, value, usual, _POINTS[name], "points")
    for often in _SPANS:
        value, usual = getattr(settings.backups, often), getattr(KeepBackups(), often)
        yield _plain(settings, often, value, usual, f"so many {often} backups are kept", "backups")


def _keys(settings: Settings) -> Iterator[Setting]:
    for command in BY_ID.values():
        usual = spoken_keys(command)
        value = spoken_keys(replace(command, key=settings.keymap.get(command.id, command.key)))
        yield _plain(settings, command.id, value, usual, command.help.rstrip("."), "keys")


def _plain(
    settings: Settings, name: str, value: Value, usual: Value, about: str, table: str = ""
) -> Setting:
    """A setting that only the file can say."""
    full = f"{table}.{name}" if table else name
    return Setting(table, name, value, usual, about, why_so(settings, full))
