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
    verb.add_argument(
        "--delete", nargs="+", metavar="N", help="throw away these backups, by their numbers"
    )


def forget_words(verb: ArgumentParser) -> None:
    """Words of `forget`."""
    verb.epilog = (
        "Undo can't bring them back. What they and others were part of stays with the others;\n"
        "what their account bought stays the account's. Files exported before are yours to delete."
    )
    verb.add_argument("who", nargs="*", metavar="WHO", help="words of the name or account")
    verb.add_argument("--dry-run", action="store_true", help="only tell what would go")
    verb.add_argument("--yes", action="store_true", help="don't ask for the name")
    verb.add_argument(
        "--with-backups", action="store_true", help="throw away the backups that hold them too"
    )
    verb.add_argument(
        "--finish", action="store_true", help="erase traces that another program kept from going"
    )


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
