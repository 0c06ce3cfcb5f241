"""`review`: the terminal app, opened straight into the review; or in plain lines."""

from __future__ import annotations

from argparse import Namespace

from loyaltytui.cli.desk import Desk
from loyaltytui.cli.verbs_program import expect_terminal


def review(arguments: Namespace, desk: Desk) -> int:
    """Goes through what is due: in the app, or with `--plain` one line after another."""
    if arguments.plain:
        from loyaltytui.cli.plain_review import PlainReview, answered_line

        with desk.writing() as book:
            PlainReview(book, desk, answered_line).go_through()
        return 0
    expect_terminal("In a script use loyaltytui due, or loyaltytui review --plain.")
    return desk.open_app(desk.path, desk.settings, desk.now, False, True)
