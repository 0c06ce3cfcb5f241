"""Loads argparse and msgspec without what they ask for and no verb has a use for.

What is loaded for which verb lives in `run`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType


def _stand_in(**held: object) -> ModuleType:
    module = ModuleType("left out")
    vars(module).update(held)
    return module


def _same(words: str) -> str:
    return words


def _one_or_many(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_FOR_TEXTS = ("inspect", "json", "msgpack", "toml", "yaml")
_STAND_INS: dict[str, dict[str, ModuleType | None]] = {
    # It would look for its words in other languages, and ours are English alone.
    "argparse": {"gettext": _stand_in(gettext=_same, ngettext=_one_or_many)},
    "msgspec": {
        # None: it is not there. Then `typing` is asked, which gives the same answer.
        "typing_extensions": None,
        # All that `uuid` asks it is which system this is.
        "platform": _stand_in(system=lambda: os.uname().sysname),
        # Entries are read from rows, never from texts, and nobody looks into their types.
        **{f"msgspec.{each}": _stand_in() for each in _FOR_TEXTS},
    },
}


def load(name: str) -> None:
    """Loads one of the two; whoever asks later for what was left out finds the true module."""
    if name in sys.modules:
        return
    left_out = {
        each: module for each, module in _STAND_INS[name].items() if each not in sys.modules
    }
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None says that it can't be imported
    loaded = import_module(name)
    for each in left_out:
        del sys.modules[each]
        vars(loaded).pop(each.removeprefix(f"{name}."), None)
