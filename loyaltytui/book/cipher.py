"""Locked books: how they are told from plain ones, and the keys this process has been given.

Connections with a key are made in `connection`; whole files are locked and unlocked in
`cipher_copy`. A passphrase is asked for above this room and kept nowhere: only what was derived
from it stays, in memory, until the process ends.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from loyaltytui.book.errors import BookLocked, Refused
from loyaltytui.book.file_uri import file_uri

MARK = b"LOYALOCK"
"""How a locked file begins. SQLCipher's first bytes are a salt, and half of it is enough."""
_SALT_BYTES = 16
_ROUNDS = 256_000
"""As SQLCipher 4 derives a key, so that any other program of its kind opens the book as well."""


class Key(Struct, frozen=True):
    """What opens a locked file: derived from a passphrase and the salt the file begins with."""

    spec: str
    """In SQLCipher's own writing."""

    @property
    def salt(self) -> bytes:
        """How a file of this key begins."""
        return bytes.fromhex(self.spec[66:98])

    def __repr__(self) -> str:
        # No report of a fault may show it.
        return "Key()"


_BY_SALT: dict[bytes, Key] = {}
"""The keys that were derived from what the rep typed: once in a process, for it takes 0.4 s."""
_AT: dict[str, Key | None] = {}
"""How each book that is open here is opened. Looking into its file again would drop its locks."""


@cache
def driver() -> Any:  # noqa: ANN401  an extra that brings no types
    """SQLCipher. Loaded only for a locked book, and told not to speak for itself."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise Refused(
            "A locked book needs SQLCipher, which is not installed: "
            "pip install 'loyaltytui[encrypted]'"
        ) from None
    with closing(dbapi2.connect(":memory:")) as connection:
        connection.execute("pragma cipher_log_level = none").fetchall()
    dbapi2.register_adapter(dt.date, dt.date.isoformat)
    return dbapi2


def new_key(passphrase: str) -> Key:
    """A key for a file that is yet to be written."""
    key = _derived(passphrase, MARK + os.urandom(_SALT_BYTES - len(MARK)))
    _BY_SALT[key.salt] = key
    return key


def salt_of(path: Path) -> bytes | None:
    """The salt a locked file begins with. None: it is plain, damaged or not there.

    Never asked about a book that is open here without a key.
    """
    try:
        with path.open("rb", buffering=0) as file:
            found = file.read(_SALT_BYTES)
    except OSError:
        return None
    return found if found.startswith(MARK) and len(found) == _SALT_BYTES else None


def is_locked(path: Path) -> bool:
    """Does a passphrase open the file at a path?"""
    if str(path) in _AT:
        return _AT[str(path)] is not None
    return salt_of(path) is not None


def key_of(path: Path) -> Key | None:
    """The key to a file. None: it needs none. `BookLocked` where it has not been given yet."""
    if str(path) in _AT:
        return _AT[str(path)]
    salt = salt_of(path)
    if salt is None:
        return None
    if salt not in _BY_SALT:
        raise BookLocked(
            f"{path} is locked. Its passphrase is asked for on a terminal; "
            "in a script say --passphrase-file FILE."
        )
    return _BY_SALT[salt]


def is_unlocked(path: Path) -> bool:
    """Can the file be read without asking anybody?"""
    salt = salt_of(path)
    return salt is None or salt in _BY_SALT


def unlock(path: Path, passphrase: str, others: tuple[Path, ...] = ()) -> bool:
    """Takes a passphrase for the file at a path; says whether it is the right one.

    Of a file whose first page is damaged no passphrase would be: `others` of the same salt, its
    backups, can tell as well. Where the salt itself is damaged, it is the one of a backup that
    has to be right.
    """
    salt = salt_of(path)
    if salt is None:
        return True
    key = _derived(passphrase, salt)
    if any(_opens(each, key) for each in (path, *others) if salt_of(each) == salt):
        _BY_SALT[salt] = key
        return True
    for older in {salt_of(each) for each in others} - {salt, None}:
        key = _derived(passphrase, older or salt)
        if _opens(path, key):
            _BY_SALT[salt] = _BY_SALT[key.salt] = key
            return True
    return False


def _derived(passphrase: str, salt: bytes) -> Key:
    # Only here: of the machine's own ciphers plain books need none.
    import hashlib
    import unicodedata

    # One keyboard writes an accent as one letter, another as two; what can't be read stays bytes.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    secret = hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, 32)
    return Key(f"x'{secret.hex()}{salt.hex()}'")


def _opens(path: Path, key: Key) -> bool:
    uri = file_uri(path, writable=False, at_rest=True)
    with closing(driver().connect(uri, uri=True)) as connection:
        try:
            connection.execute(f'pragma key = "{key.spec}"')
            connection.execute("select count(*) from sqlite_master").fetchone()
        except driver().DatabaseError:
            return False
    return True


def hold(path: Path, key: Key | None) -> None:
    """From now on the book at a path is opened so, and its file is not looked into."""
    _AT[str(path)] = key


def look_again(path: Path) -> bool:
    """Another program may have locked or unlocked the book meanwhile; has one?"""
    before = _AT.pop(str(path), None)
    return before != key_of(path)
