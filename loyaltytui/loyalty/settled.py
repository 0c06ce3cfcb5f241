"""What the rep has settled, as the rules that the rooms above go by.

What the file says lives in `settings`, which knows none of these words; here they are understood.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loyaltytui.kinds import CHECKLIST, DISCOVERY, KIND_BY_WORD
from loyaltytui.loyalty.checkins import USUAL_CADENCES, CheckInRules
from loyaltytui.loyalty.points import points_from
from loyaltytui.money.currencies import CURRENCIES, USUAL_CURRENCY
from loyaltytui.settings import Settings, read_settings


def rules_of(settings: Settings) -> CheckInRules:
    """The rules that the settings come to, with the usual for what they leave open."""
    return CheckInRules(
        settings.days,
        {**USUAL_CADENCES, **settings.cadences},
        settings.review_cap,
        points_from(settings.points),
        settings.currency.upper() or USUAL_CURRENCY,
        tuple(line.casefold() for line in settings.checklist) or CHECKLIST,
        settings.discovery or DISCOVERY,
    )


def _check_currency(code: str) -> None:
    if code.upper() not in CURRENCIES:
        raise ValueError(f"'{code}' is no currency. Say EUR or USD, for instance.")


def _check_discovery(words: Sequence[str]) -> None:
    for word in words:
        if word not in KIND_BY_WORD:
            raise ValueError(f"'{word}' is no kind of note. Say {', '.join(DISCOVERY)}.")


CHECKS: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {"currency": _check_currency, "discovery": _check_discovery, "points": points_from}
)
"""What makes no sense in the settings, by their names: each raises a `ValueError` that says so."""


def settled_in(path: Path, environment: Mapping[str, str]) -> Settings:
    """What a settings file says, every word of it looked at; raises a `SettingsError`."""
    if not path.exists():
        return read_settings(path, environment, ())
    # Loaded only here: without a file no start needs it.
    from loyaltytui.commands import BY_ID, answering_together

    pages = [{each.id: each.key for each in page} for page in answering_together()]
    return read_settings(path, environment, BY_ID, pages, CHECKS)
