"""The words and options of the verbs that keep a book safe. The grammar itself is `parser`'s."""

from __future__ import annotations

from argparse import ArgumentParser


def check_words(verb: ArgumentParser) -> None:
    """Words of `check`."""
    verb.add_argument(
        "--repair", action="store_true", help="store figures and search anew from the entries"
    )
    verb.add_argument(
        "--from-history",
        action="store_true",
        help="make damaged entries what the history says of them; undo takes it back",
    )


def backup_words(verb: ArgumentParser) -> None:
    """Words of `backup`."""
    verb.epilog = "for instance: loyaltytui backup ~/usb/book.db"
    verb.add_argument("file", nargs="?", metavar="FILE", help="where to, if not beside the book")
    verb.add_argument("--list", action="store_true", help="the backups there are, newest first")
    verb.add_argument("--json", action="store_true", help="the list, for scripts")


def restore_words(verb: ArgumentParser) -> None:
    """Words of `restore`."""
    verb.epilog = "The backup is proved to be sound first, and what it replaces is kept."
    verb.add_argument(
        "which",
        nargs="?",
        metavar="FILE|N",
        help="a number that backup --list shows, 'newest', or a file",
    )
    verb.add_argument(
        "--salvage",
        action="store_true",
        help="only keep, as a backup, what can still be read of a damaged book",
    )
