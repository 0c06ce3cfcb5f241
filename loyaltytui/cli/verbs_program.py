"""The verbs about the program itself: its keys, its help, a sample to play with."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from loyaltytui.book.errors import Refused
from loyaltytui.cli.desk import Desk

_UNABLE = ("dumb", "unknown")
"""What terminals that only print line after line call themselves."""


def expect_terminal(instead: str) -> None:
    """Refuses to open the app where there is no terminal, and says what to use instead."""
    has_terminal = all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    )
    if not has_terminal:
        raise Refused(f"The app needs a terminal, and this is none. {instead}")
    kind = os.environ.get("TERM", "")
    if kind.lower() in _UNABLE:
        # Textual would paint there without end and answer no key.
        raise Refused(f"The app can't draw on a terminal of the kind {kind}. {instead}")


def open_app(desk: Desk) -> int:
    """Opens the terminal app on the rep's book."""
    expect_terminal("In a script use a verb, for instance loyaltytui due.")
    return desk.open_app(desk.path, desk.settings, desk.now, False, False)


def demo(arguments: Namespace, desk: Desk) -> int:
    """Opens the terminal app on a sample book, which is gone afterwards."""
    expect_terminal("Try loyaltytui demo in one, or loyaltytui --help.")
    import tempfile

    from loyaltytui.sample import write_sample

    with tempfile.TemporaryDirectory(prefix="loyaltytui-") as folder:
        path = Path(folder) / "sample.db"
        write_sample(path, desk.now(), desk.rules)
        return desk.open_app(path, desk.settings, desk.now, True, False)


def keys(*, is_markdown: bool) -> int:
    """Prints the key table, as the README shows it."""
    from loyaltytui.commands.key_table import table

    print(table(is_markdown=is_markdown), end="")
    return 0
