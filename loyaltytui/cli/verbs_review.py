"""`review`: the terminal app, opened straight into the review."""

from __future__ import annotations

from argparse import Namespace

from loyaltytui.cli.desk import Desk
from loyaltytui.cli.verbs_program import expect_terminal


def review(arguments: Namespace, desk: Desk) -> int:
    """Opens the app on the rep's book, with the first card on show."""
    expect_terminal("In a script use loyaltytui due.")
    return desk.open_app(desk.path, desk.settings, desk.now, False, True)
