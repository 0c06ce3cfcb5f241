"""Loads packages without what they ask for and nobody here has a use for.

What is loaded for which verb lives in `cli.run`, what the app needs in `__main__`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


class _Part(ModuleType):
    """Holds what is used of a module; asked for another name, it loads the true one."""

    def __init__(self, name: str, **held: object) -> None:
        super().__init__(name)
        vars(self).update(held)

    def __getattr__(self, name: str) -> object:
        _refuse_of_python(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


class _Empty(ModuleType):
    """Stands for a module of which any name is an empty class.

    That is enough for whoever names it in a hint, or inherits from it and is never made.
    """

    def __init__(self) -> None:
        super().__init__("left out")

    def __getattr__(self, name: str) -> object:
        _refuse_of_python(name)
        return type(name, (), {})


def _refuse_of_python(name: str) -> None:
    """Python itself asks for some names, and knows what to do without."""
    if name.startswith("__"):
        raise AttributeError(name)


def _same(words: str) -> str:
    return words


def _one_or_many(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


def _later(module: str, name: str) -> Callable[..., Any]:
    """A function that is loaded when it is first called."""

    def call(*given: object, **named: object) -> Any:  # noqa: ANN401  whatever that one returns
        return getattr(import_module(module), name)(*given, **named)

    return call


_FOR_TEXTS = ("inspect", "json", "msgpack", "toml", "yaml")
_STAND_INS: dict[str, dict[str, ModuleType | None]] = {
    # It would look for its words in other languages, and ours are English alone.
    "argparse": {"gettext": _Part("gettext", gettext=_same, ngettext=_one_or_many)},
    "asyncio": {
        # None: it is not there, as where Python was built without. Nothing leaves the machine.
        "ssl": None,
        # No other program is run while the screen is ours, but the rep's own editor.
        "subprocess": _Part("subprocess", PIPE=-1, STDOUT=-2, DEVNULL=-3),
    },
    "msgspec": {
        # Then `typing` is asked, which gives the same answer.
        "typing_extensions": None,
        # All that `uuid` asks it is which system this is.
        "platform": _Part("platform", system=lambda: os.uname().sysname),
        # Entries are read from rows, never from texts, and nobody looks into their types.
        **{f"msgspec.{each}": _Empty() for each in _FOR_TEXTS},
    },
    "pathlib": {
        # For addresses of the web; those that SQLite is told are our own to write.
        "urllib.parse": _Part(
            "urllib.parse", quote_from_bytes=_later("urllib.parse", "quote_from_bytes")
        ),
    },
    "textual.app": {
        # The palette, with widgets of all kinds, is loaded when ours is opened.
        "textual.command": _Empty(),
        # For an app that saves files by itself.
        "mimetypes": _Part("mimetypes"),
        "platformdirs": _Part(
            "platformdirs", user_downloads_path=_later("platformdirs", "user_downloads_path")
        ),
        # For one that paints its colours as a table, its widgets as a tree, and lines around them.
        "rich.table": _Empty(),
        "rich.tree": _Empty(),
        "textual.canvas": _Empty(),
    },
}


def load(name: str) -> None:
    """Loads one of them; whoever asks later for what was left out finds the true module."""
    if name in sys.modules:
        return
    left_out = {
        each: module for each, module in _STAND_INS[name].items() if each not in sys.modules
    }
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None says that it can't be imported
    loaded = import_module(name)
    for each, module in left_out.items():
        if sys.modules.get(each) is module:
            sys.modules.pop(each, None)
        if each.startswith(f"{name}."):
            vars(loaded).pop(each.removeprefix(f"{name}."), None)
