"""Where a book's file lies, as SQLite is told. Connecting to it lives in `connection`."""

from __future__ import annotations

from pathlib import Path

_ENDS_A_PATH = str.maketrans({"%": "%25", "?": "%3f", "#": "%23"})
"""Of all letters these alone mean something to SQLite (sqlite.org/uri.html)."""


def file_uri(path: Path, *, writable: bool, at_rest: bool) -> str:
    """Never makes the file. `at_rest`: nobody writes, and the medium may refuse."""
    mode = "rw" if writable else "ro"
    options = "&immutable=1" if at_rest else ""
    return f"file:{str(path).translate(_ENDS_A_PATH)}?mode={mode}{options}"
