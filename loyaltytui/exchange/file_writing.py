"""Writes one file of a folder that others read along: private, whole, or not at all.

Exports that are one file are put in place by `placing`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from loyaltytui.exchange.leftovers import clear, in_hand

_BEGINNING, _ENDING = ".loyaltytui-", ".tmp"


def clear_folder(folder: Path) -> None:
    """Takes away what was being written there when its program was killed."""
    clear(folder, _BEGINNING, _ENDING)


def write_whole(path: Path, content: bytes) -> None:
    """Gives the file this content in one step; whoever reads meanwhile sees the old or the new."""

    def make() -> str:
        descriptor, name = tempfile.mkstemp(prefix=_BEGINNING, suffix=_ENDING, dir=path.parent)
        os.close(descriptor)
        return name

    with in_hand(make) as made:
        try:
            with made.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(made, path)
        finally:
            made.unlink(missing_ok=True)
