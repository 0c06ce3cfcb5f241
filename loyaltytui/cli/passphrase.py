"""Asking for the passphrase of a locked book: on the terminal, or from a file that a script names.

Never as a word of the command line, which other programs can see and shells write down. What a
passphrase opens lives in `book/`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from loyaltytui.book import cipher
from loyaltytui.book.errors import BookLocked, Refused
from loyaltytui.cli.printing import narrate

_TRIES = 3
_VARIABLE = "LOYALTYTUI_PASSPHRASE_FILE"
_LONGEST = 1 << 16
"""Bytes."""


def unlock(path: Path, file: str | None) -> None:
    """Has a locked book opened by its passphrase, in three tries; a plain one needs none."""
    if not cipher.is_locked(path) or cipher.is_unlocked(path):
        return
    cipher.driver()
    from loyaltytui.book.backups import backups

    others = tuple(one.path for one in backups(path))
    if (said := _from_file(file or os.environ.get(_VARIABLE))) is not None:
        if cipher.unlock(path, said, others):
            return
        raise BookLocked(f"That passphrase does not open {path}. Nothing was changed.")
    _expect_terminal(
        f"{path} is locked, and nobody is here to be asked for its passphrase. "
        "In a script say --passphrase-file FILE."
    )
    for left in range(_TRIES - 1, -1, -1):
        if cipher.unlock(path, _ask(f"Passphrase of {path.name}: "), others):
            return
        if left:
            narrate("That is not the passphrase. Try again.")
    raise BookLocked(f"That is not the passphrase of {path} either. Nothing was changed.")


def new_passphrase(file: str | None) -> str:
    """A passphrase to lock with: from a file, or typed twice."""
    if (said := _from_file(file)) is not None:
        return _worth_having(said)
    _expect_terminal(
        "Nobody is here to be asked for a new passphrase. "
        "In a script say --new-passphrase-file FILE."
    )
    narrate(
        "Whoever forgets the passphrase has lost the book: nothing and nobody can open it then.\n"
        "Write it down in a safe place, or keep it in a password manager."
    )
    first = _worth_having(_ask("New passphrase: "))
    if _ask("The same once more: ") != first:
        raise Refused("The two were not the same. Nothing was changed.")
    return first


def _worth_having(said: str) -> str:
    if not said.strip():
        raise Refused("An empty passphrase locks nothing. Nothing was changed.")
    return said


def _from_file(name: str | None) -> str | None:
    """The first line of the file that was named, or of standard input for -. None: none was."""
    if not name:
        return None
    try:
        if name == "-":
            line = sys.stdin.buffer.readline(_LONGEST)
        else:
            with Path(name).expanduser().open("rb") as opened:
                line = opened.readline(_LONGEST)
        return line.decode("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise Refused(
            f"The passphrase can't be read from {name}: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError:
        # Nothing of what was read may be shown, so the cause is not handed on either.
        raise Refused(f"The passphrase in {name} is no UTF-8 text.") from None


def _expect_terminal(why: str) -> None:
    if not any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise BookLocked(why)


def _ask(words: str) -> str:
    # Only here: no plain book's verb needs it.
    from getpass import getpass

    try:
        return getpass(words)
    except EOFError:
        raise BookLocked("No passphrase was typed. Nothing was changed.") from None
