"""The words and options of the verbs that lock a book. The grammar itself is `parser`'s."""

from __future__ import annotations

from argparse import ArgumentParser

_FORGOTTEN = "Whoever forgets the passphrase has lost the book: nothing can open it then."


def encrypt_words(verb: ArgumentParser) -> None:
    """Words of `encrypt`."""
    verb.epilog = f"{_FORGOTTEN}\nBackups made before stay as they are unless you say otherwise."
    _backups(verb, "lock the backups made before as well")
    _new(verb)


def passphrase_words(verb: ArgumentParser) -> None:
    """Words of `passphrase`."""
    verb.epilog = f"{_FORGOTTEN}\nBackups made before keep the old one unless you say otherwise."
    _backups(verb, "give it to the backups made before as well")
    _new(verb)


def _backups(verb: ArgumentParser, what: str) -> None:
    verb.add_argument("--encrypt-backups", action="store_true", help=what)


def _new(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help="the new one is this file's first line; - reads standard input",
    )
