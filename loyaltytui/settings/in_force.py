"""One setting as it is in force: its value, the usual one, and why it is so.

Which settings there are is known where their words are understood, in `loyalty/`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from loyaltytui.settings import Settings, SettingsError, book_path

USUAL = "usual"

Value = str | int | Sequence[str]


class Setting(Struct, frozen=True):
    """One thing that the rep may settle."""

    table: str
    """The table of the file it stands in; empty: in none."""
    name: str
    value: Value
    """What is in force."""
    usual: Value
    about: str
    """One sentence."""
    why: str = USUAL
    """Usual, or which line of the file, or what of the surroundings said so."""

    @property
    def full_name(self) -> str:
        """As it is spoken of: `cadence.A`."""
        return f"{self.table}.{self.name}" if self.table else self.name

    @property
    def shown(self) -> str:
        """The value as it is written in the file."""
        return as_toml(self.value)


def as_toml(value: Value) -> str:
    """A value as the file holds it; what JSON makes of words, numbers and lists is TOML too."""
    return json.dumps(value if isinstance(value, str | int) else list(value), ensure_ascii=False)


def why_so(settings: Settings, name: str, otherwise: str = "") -> str:
    """Why a setting is as it is: its line in the file, else what else may have said so."""
    line = settings.lines.get(name)
    return f"{settings.path.name} line {line}" if line else otherwise or USUAL


def why_book(path: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Why it is this book that is open."""
    if environment.get("LOYALTYTUI_BOOK") and path == book_path(None, environment):
        return "environment: LOYALTYTUI_BOOK"
    try:
        usual = book_path(None, {**environment, "LOYALTYTUI_BOOK": ""})
    except SettingsError:
        usual = None
    return USUAL if path == usual else "asked for"


_TOP = """\
# The settings of loyaltytui. Every one is here with its usual value, and none is in force as long
# as a # stands right before it: take it away and change what is behind it.
# `loyaltytui settings` shows what is in force, and why.
"""


def written_out(settings: Iterable[Setting]) -> str:
    """A file with every setting at its usual value, commented out, and a sentence about each."""
    lines, table = [_TOP], ""
    for setting in settings:
        if setting.table != table:
            table = setting.table
            lines.append(f"\n[{table}]")
        elif not table:
            lines.append("")
        said = f"#{setting.name} = {as_toml(setting.usual)}"
        if table:
            lines.append(f"{said:<40} # {setting.about}")
        else:
            lines += [f"# {setting.about}", said]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def make_file(path: Path, text: str) -> None:
    """Writes the settings file for its owner alone; one that is there already stays as it is."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            said = f"There are settings already in {path}. They were left as they are."
            raise SettingsError(said) from None
        raise SettingsError(f"{path} can't be written: {error.strerror}.") from error
