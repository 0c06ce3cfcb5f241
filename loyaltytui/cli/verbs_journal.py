"""The verbs over the journal: taking back, doing again, looking back."""

from __future__ import annotations

from argparse import Namespace

from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows


def undo(arguments: Namespace, desk: Desk) -> int:
    """Takes back the last change, whatever it was."""
    with desk.writing() as book:
        say(f"Undone: {book.undo()}.")
    return 0


def redo(arguments: Namespace, desk: Desk) -> int:
    """Does again what was just taken back."""
    with desk.writing() as book:
        say(f"Done again: {book.redo()}.")
    return 0


def history(arguments: Namespace, desk: Desk) -> int:
    """Prints the latest changes, newest first."""
    with desk.reading() as book:
        past = book.history()
    if not past:
        narrate("Nothing has been written in this book yet.")
    say_rows(
        [
            (
                each.done_at[:16].replace("T", " "),
                each.origin,
                (f"{each.kind}: " if each.kind != "do" else "")
                + each.sentence
                + (" (taken back)" if each.is_reverted else ""),
            )
            for each in past
        ],
        indent="",
    )
    return 0


VERBS = {"undo": undo, "redo": redo, "history": history}
"""The verbs of this family by the words that call them."""
