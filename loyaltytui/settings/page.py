"""The settings file as it was read, and errors that name its line.

What may stand in it lives beside this, in the room's own module.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct


class SettingsError(Exception):
    """One plain sentence that names the file, the line and what stands there."""

    exit_code = 2


class Page(Struct, frozen=True):
    """The file as it was read, so that an error can name its line."""

    path: Path
    text: str

    def parsed(self) -> dict[str, Any]:
        """What it says as TOML; an empty file says nothing."""
        if not self.text:
            return {}
        import tomllib

        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{self.path} can't be read as TOML: {error}.") from error

    def bad(self, names: tuple[str, ...], value: object, advice: str) -> SettingsError:
        """The error about a value that is not understood, with what to say instead."""
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        return self.error(names, f"{names[-1]} = {shown} is not understood. {advice}")

    def error(self, names: tuple[str, ...], sentence: str) -> SettingsError:
        """The error with the line it is about."""
        return SettingsError(f"{self.path}, line {self.line_of(names)}: {sentence}")

    def line_of(self, names: tuple[str, ...]) -> int:
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


def text_of(path: Path) -> str:
    """What stands in the file; no file is an empty one."""
    try:
        return path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}.") from error


def nearest(word: str, known: Iterable[str]) -> str:
    """A question whether the nearest of the known words was meant; empty: none is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), 1)
    return f" Did you mean '{near[0]}'?" if near else ""
