"""Where the book and the settings live, and what the settings say.

What a setting means lives where it is used: days in `dates/`, cadences in `loyalty/`, keys in
`tui/`. Nothing is guessed: whatever in the file is not understood is a `SettingsError`.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loyaltytui.dates import DayRules, Span, read_span

TIERS = ("A", "B", "C", "D")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDERS = {"day-first": True, "month-first": False}
_MONTH_FIRST_PLACES = {"en_US", "es_US", "en_PH", "fil_PH"}
_KNOWN = ("date_order", "workdays", "holidays", "review_cap", "theme", "cadence", "keys")


class SettingsError(Exception):
    """One plain sentence that names the file, the line and what stands there."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Settings:
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
) -> Settings:
    """What the file says, with the usual for what it leaves open; no file says nothing.

    Each of `pages` maps the commands that work together on one page to their usual keys: no
    key may mean two things there.
    """
    page = _Page(path, _text_of(path))
    said = page.parsed()
    for name in said:
        if name not in _KNOWN:
            raise page.error((name,), f"'{name}' is no setting.{_nearest(name, _KNOWN)}")
    days = DayRules(
        day_first=_day_first(page, said, environment),
        workdays=_workdays(page, said),
        holidays=_holidays(page, said),
    )
    theme = said.get("theme", "")
    if not isinstance(theme, str):
        raise page.bad(("theme",), theme, 'Name a theme, as in theme = "nord".')
    cadences = {tier: _cadence(page, tier, span) for tier, span in _table(page, said, "cadence")}
    keymap = {
        command: _keys(page, command, keys, command_ids)
        for command, keys in _table(page, said, "keys")
    }
    for usual in pages:
        _refuse_clashes(page, keymap, usual)
    return Settings(path, days, cadences, keymap, theme, _review_cap(page, said))


@dataclass(frozen=True, slots=True)
class _Page:
    """The file as it was read, so that an error can name its line."""

    path: Path
    text: str

    def parsed(self) -> dict[str, Any]:
        if not self.text:
            return {}
        import tomllib

        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{self.path} can't be read as TOML: {error}.") from error

    def bad(self, names: tuple[str, ...], value: object, advice: str) -> SettingsError:
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        return self.error(names, f"{names[-1]} = {shown} is not understood. {advice}")

    def error(self, names: tuple[str, ...], sentence: str) -> SettingsError:
        return SettingsError(f"{self.path}, line {self._line_of(names)}: {sentence}")

    def _line_of(self, names: tuple[str, ...]) -> int:
        """Where a setting stands; tomllib does not say.

        A setting inside an inline table is found by the table's own line.
        """
        table: tuple[str, ...] = ()
        best, depth = 1, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if line.lstrip().startswith("["):
                table = _dotted(line.strip().lstrip("[").partition("]")[0])
                here = table
            elif "=" in line:
                here = (*table, *_dotted(line.partition("=")[0]))
            else:
                continue
            if names[: len(here)] == here and len(here) > depth:
                best, depth = number, len(here)
        return best


def _dotted(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}.") from error


def _table(page: _Page, said: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise page.bad((name,), found, f"Write [{name}] on a line of its own.")
    return list(found.items())


def _day_first(page: _Page, said: dict[str, Any], environment: Mapping[str, str]) -> bool:
    order = said.get("date_order")
    if order is None:
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_TIME", "LANG"))
        place = next((name for name in names if name), "")
        return place.partition(".")[0].partition("@")[0] not in _MONTH_FIRST_PLACES
    if not isinstance(order, str) or order not in _ORDERS:
        raise page.bad(("date_order",), order, 'Say "day-first" or "month-first".')
    return _ORDERS[order]


def _workdays(page: _Page, said: dict[str, Any]) -> frozenset[int]:
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


def _holidays(page: _Page, said: dict[str, Any]) -> frozenset[dt.date]:
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


def _review_cap(page: _Page, said: dict[str, Any]) -> int:
    cap = said.get("review_cap", Settings(page.path).review_cap)
    if type(cap) is not int or cap < 1:
        raise page.bad(("review_cap",), cap, "Say how many cards a day, as in review_cap = 20.")
    return cap


def _cadence(page: _Page, tier: str, span: object) -> Span:
    if tier not in TIERS:
        raise page.error(("cadence", tier), f"'{tier}' is no tier. Tiers are A, B, C and D.")
    read = read_span(span) if isinstance(span, str) else None
    if read is None or read.count < 1:
        raise page.bad(("cadence", tier), span, "Say 3w, 2m or 1y.")
    return read


def _keys(page: _Page, command: str, keys: object, command_ids: Collection[str]) -> str:
    if command not in command_ids:
        nearest = _nearest(command, command_ids)
        raise page.error(("keys", command), f"'{command}' is no command.{nearest}")
    if not isinstance(keys, str) or not keys.strip() or not keys.isprintable():
        raise page.bad(("keys", command), keys, 'Name a key, as in "l" or "ctrl+l".')
    if keys.strip() == ",":
        return "comma"
    named = [_key_name(key) for key in keys.split(",")]
    if not all(named):
        raise page.bad(("keys", command), keys, 'Put one comma between two keys, as in "j,down".')
    return ",".join(named)


def _key_name(written: str) -> str:
    """A key as the terminal library calls it: `/` is `slash`, `page down` is `pagedown`."""
    key = written.strip()
    *held, last = key.split("+") if len(key) > 1 else [key]
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        last = _SIGN_NAMES.get(name, name)
    elif len(last) > 1:
        last = last.lower().replace(" ", "")
        last = {"esc": "escape", "return": "enter"}.get(last, last)
    return "+".join([each.strip().lower() for each in held] + [last]) if last else ""


_SIGN_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _refuse_clashes(page: _Page, keymap: Mapping[str, str], usual: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    # Changed ones last, so that the sentence points at a line of the file.
    for command in sorted(usual, key=lambda each: each in keymap):
        for key in keymap.get(command, usual[command]).split(","):
            other = owners.setdefault(key, command)
            if other != command and command in keymap:
                raise page.error(
                    ("keys", command), f"the key '{key}' of '{command}' is that of '{other}' too."
                )


def _nearest(word: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, list(known), 1)
    return f" Did you mean '{near[0]}'?" if near else ""
