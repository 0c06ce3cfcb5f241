"""The words of the verbs about contacts who are in the book twice. What they do: `verbs_merge`."""

from __future__ import annotations

from argparse import ArgumentParser

_FIELDS = ("name", "account", "job", "tier", "cadence", "birthday", "address", "owner")
"""The book's own fields; not imported, for a verb's words must be known in a blink."""


def duplicates_words(verb: ArgumentParser) -> None:
    """Words of `duplicates`."""
    verb.epilog = "Each pair is shown with the contacts' numbers, for loyaltytui merge 31 into 12"
    verb.add_argument(
        "--different",
        nargs=2,
        metavar=("WHO", "WHO"),
        help="these are two people: show them no more",
    )
    verb.add_argument("--json", action="store_true", help="for scripts")


def merge_words(verb: ArgumentParser) -> None:
    """Words of `merge`."""
    verb.epilog = (
        "for instance: loyaltytui merge kim ode into kim odegard --take job\n"
        "WHO is words of the name or account, or a contact's number as duplicates shows it.\n"
        "Everything of both stays: where they contradict each other, what gives way is kept\n"
        "beside as an extra field. A backup is made first, and undo makes them two again."
    )
    verb.usage = "%(prog)s [-h] WHO into WHO [--take FIELD] [--dry-run] [--json]"
    verb.add_argument("who", nargs="+", metavar="WHO into WHO", help="who goes, and who stays")
    verb.add_argument(
        "--take",
        action="append",
        default=[],
        choices=_FIELDS,
        help="here the word of the one who goes counts; may be given again",
    )
    verb.add_argument("--dry-run", action="store_true", help="only say what it would come to")
    verb.add_argument("--json", action="store_true", help="for scripts")
