"""Where the book and the settings live, and what the settings say.

What a setting means lives where it is used: days in `dates/`, cadences in `loyalty/`, keys in
`tui/`. Nothing is guessed: whatever in the file is not understood is a `SettingsError`.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from loyaltytui.dates import DayRules, Span, read_span
from loyaltytui.settings.backups import KeepBackups, read_backups
from loyaltytui.settings.keys import read_keys, refuse_clashes
from loyaltytui.settings.page import Page, SettingsError, nearest, text_of
from loyaltytui.settings.themes import OTHER_NAMES, THEMES

__all__ = [
    "TIERS",
    "KeepBackups",
    "Settings",
    "SettingsError",
    "book_path",
    "read_settings",
    "settings_path",
]

TIERS = ("A", "B", "C", "D")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDERS = {"day-first": True, "month-first": False}
_MONTH_FIRST_PLACES = {"en_US", "es_US", "en_PH", "fil_PH"}
_LISTS = ("checklist", "discovery")
_TABLES = ("cadence", "keys", "points", "backups")
_KNOWN = (
    *("date_order", "workdays", "holidays", "review_cap", "theme", "currency"),
    *(*_LISTS, *_TABLES),
)


class Settings(Struct, frozen=True):
    """What the rep has settled once and for all."""

    path: Path
    """The file that says so, whether it is there or not."""
    days: DayRules = field(default_factory=DayRules)
    cadences: Mapping[str, Span] = field(default_factory=dict)
    """How often a tier is met. `read_settings` gives those that the file names alone."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """The keys of a command, by its id, where they are not the usual ones."""
    theme: str = ""
    """Empty: the app's own."""
    review_cap: int = 20
    """The most cards a day that are looked at in one sitting, or planned for one."""
    currency: str = ""
    """Of an amount that names none, by its code. Empty: the usual one."""
    checklist: tuple[str, ...] = ()
    """What a prospect is qualified by. Empty: the usual lines."""
    discovery: tuple[str, ...] = ()
    """What to ask everybody, by the kinds of note that answer it. Empty: the usual questions."""
    points: Mapping[str, int] = field(default_factory=dict)
    """What the figures are reckoned with, where it is other than usual."""
    backups: KeepBackups = field(default_factory=KeepBackups)
    lines: Mapping[str, int] = field(default_factory=dict)
    """On which line of the file a setting stands, as `theme` or `cadence.A`, where it does."""
    order_from: str = ""
    """What of the locale decided the order of day and month. Empty: nothing of it."""


def settings_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The file that holds the settings."""
    return _folder("XDG_CONFIG_HOME", ".config", environment) / "settings.toml"


def book_path(asked_for: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """The book that is meant: the one asked for, else LOYALTYTUI_BOOK, else the usual one."""
    said = asked_for or environment.get("LOYALTYTUI_BOOK", "")
    if said:
        return Path(os.path.abspath(os.path.expanduser(said)))
    if environment.get("HOME") == "" and not environment.get("XDG_DATA_HOME"):
        raise SettingsError("HOME is empty, so your book can't be found. Say --book PATH.")
    return _folder("XDG_DATA_HOME", ".local/share", environment) / "book.db"


def _folder(variable: str, usual: str, environment: Mapping[str, str]) -> Path:
    """Our folder among the user's. Asks platformdirs, save where its answer is this short.

    Importing it takes as long as starting Python, and each verb would wait for that.
    """
    if sys.platform == "linux":
        said = environment.get(variable, "").strip()
        return Path(said or os.path.expanduser(f"~/{usual}")) / "loyaltytui"
    import platformdirs

    if variable == "XDG_CONFIG_HOME":
        return platformdirs.user_config_path("loyaltytui", appauthor=False)
    return platformdirs.user_data_path("loyaltytui", appauthor=False)


def read_settings(
    path: Path,
    environment: Mapping[str, str],
    command_ids: Collection[str],
    pages: Iterable[Mapping[str, str]] = (),
    checks: Mapping[str, Callable[[Any], object]] = MappingProxyType({}),
) -> Settings:
    """What the file says, with the usual for what it leaves open; no file says nothing.

    Each of `pages` maps the commands that work together on one page to their usual keys: no
    key may mean two things there. `checks` know what settings mean whose rooms are above this
    one: each raises a `ValueError` with a sentence for what makes no sense.
    """
    page = Page(path, text_of(path))
    said = page.parsed()
    for name in said:
        if name not in _KNOWN:
            raise page.error((name,), f"'{name}' is no setting.{nearest(name, _KNOWN)}")
    days = DayRules(
        day_first=_day_first(page, said, environment),
        workdays=_workdays(page, said),
        holidays=_holidays(page, said),
    )
    theme = _theme(page, said)
    cadences = {tier: _cadence(page, tier, span) for tier, span in _table(page, said, "cadence")}
    keymap = {
        command: read_keys(page, command, keys, command_ids)
        for command, keys in _table(page, said, "keys")
    }
    for usual in pages:
        refuse_clashes(page, keymap, usual)
    lists = {name: _words(page, said, name) for name in _LISTS}
    currency, points = said.get("currency", ""), dict(_table(page, said, "points"))
    if not isinstance(currency, str):
        raise page.bad(("currency",), currency, 'Name its code, as in currency = "EUR".')
    for name, value in {"currency": currency, "points": points, **lists}.items():
        if name in said and name in checks:
            _check(page, name, checks[name], value)
    cap = _review_cap(page, said)
    keep = read_backups(page, _table(page, said, "backups"))
    return Settings(
        path,
        days,
        cadences,
        keymap,
        theme,
        cap,
        currency,
        points=points,
        backups=keep,
        lines=_lines(page, said),
        order_from="" if "date_order" in said else _place(environment)[0],
        **lists,
    )


def _lines(page: Page, said: dict[str, Any]) -> dict[str, int]:
    """Where each setting stands that the file speaks of."""
    names: list[tuple[str, ...]] = [(name,) for name in said if name not in _TABLES]
    names += [(table, name) for table in _TABLES for name in said.get(table, ())]
    return {".".join(name): page.line_of(name) for name in names}


def _table(page: Page, said: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise page.bad((name,), found, f"Write [{name}] on a line of its own.")
    return list(found.items())


def _day_first(page: Page, said: dict[str, Any], environment: Mapping[str, str]) -> bool:
    order = said.get("date_order")
    if order is None:
        place = _place(environment)[1]
        return place.partition(".")[0].partition("@")[0] not in _MONTH_FIRST_PLACES
    if not isinstance(order, str) or order not in _ORDERS:
        raise page.bad(("date_order",), order, 'Say "day-first" or "month-first".')
    return _ORDERS[order]


def _place(environment: Mapping[str, str]) -> tuple[str, str]:
    """Which variable of the locale says where we are, written as a shell would, and the place."""
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if place := environment.get(name, ""):
            return f"{name}={place}", place
    return "", ""


def _theme(page: Page, said: dict[str, Any]) -> str:
    theme = said.get("theme", "")
    if not isinstance(theme, str):
        raise page.bad(("theme",), theme, 'Name a theme, as in theme = "nord".')
    if theme and theme not in (*THEMES, *OTHER_NAMES):
        near = nearest(theme, THEMES) or f" Say one of: {', '.join(THEMES)}."
        raise page.error(("theme",), f"'{theme}' is no theme.{near}")
    return theme


def _workdays(page: Page, said: dict[str, Any]) -> frozenset[int]:
    if "workdays" not in said:
        return DayRules().workdays
    names, advice = said["workdays"], 'Say for instance ["mon", "tue", "wed"].'
    if not isinstance(names, list) or not names:
        raise page.bad(("workdays",), names, advice)
    days = {day: number for number, name in enumerate(_WEEKDAYS) for day in (name, name[:3])}
    for name in names:
        if not isinstance(name, str) or name.lower() not in days:
            raise page.bad(("workdays",), name, advice)
    return frozenset(days[name.lower()] for name in names)


def _holidays(page: Page, said: dict[str, Any]) -> frozenset[dt.date]:
    written, advice = said.get("holidays", []), 'Say for instance ["2026-12-25"].'
    if not isinstance(written, list):
        raise page.bad(("holidays",), written, advice)
    days = []
    for day in written:
        if type(day) is dt.date:  # A TOML time stamp is a date too, by inheritance.
            days.append(day)
            continue
        try:
            days.append(dt.date.fromisoformat(day if isinstance(day, str) else ""))
        except ValueError:
            raise page.bad(("holidays",), day, advice) from None
    return frozenset(days)


def _review_cap(page: Page, said: dict[str, Any]) -> int:
    cap = said.get("review_cap", Settings(page.path).review_cap)
    if type(cap) is not int or cap < 1:
        raise page.bad(("review_cap",), cap, "Say how many cards a day, as in review_cap = 20.")
    return cap


def _words(page: Page, said: dict[str, Any], name: str) -> tuple[str, ...]:
    written = said.get(name, [])
    words = [word.strip() for word in written if isinstance(word, str)] if name in said else []
    if not isinstance(written, list) or len(words) != len(written) or not all(words):
        raise page.bad((name,), written, 'Say for instance ["need", "budget"].')
    return tuple(words)


def _check(page: Page, name: str, check: Callable[[Any], object], value: object) -> None:
    try:
        check(value)
    except ValueError as error:
        inner = getattr(error, "name", "")
        raise page.error((name, inner) if inner else (name,), str(error)) from error


def _cadence(page: Page, tier: str, span: object) -> Span:
    if tier not in TIERS:
        raise page.error(("cadence", tier), f"'{tier}' is no tier. Tiers are A, B, C and D.")
    read = read_span(span) if isinstance(span, str) else None
    if read is None or read.count < 1:
        raise page.bad(("cadence", tier), span, "Say 3w, 2m or 1y.")
    return read
