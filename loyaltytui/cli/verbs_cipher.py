"""The verbs that lock a book with a passphrase, unlock it, and change the passphrase.

What is done to the files lives in `book/`; the asking, in `passphrase`.
"""

from __future__ import annotations

from argparse import Namespace

from loyaltytui.book import cipher
from loyaltytui.book.errors import Refused
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.passphrase import new_passphrase
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.dates import say_day


def encrypt(arguments: Namespace, desk: Desk) -> int:
    """Locks the book; from now on it opens with the passphrase alone."""
    if cipher.is_locked(desk.path):
        if not arguments.encrypt_backups:
            raise Refused(
                f"{desk.path} is locked already. Another passphrase: loyaltytui passphrase"
            )
        return _tell_of_backups(desk, is_wanted=True)
    _lock(arguments, desk)
    say(f"Locked {desk.path}")
    narrate(
        "The plain file was written over before it went, as far as the disk allows: copies that "
        "the disk, a snapshot\nor a synchronised folder kept are still readable, and so is what "
        "was exported."
    )
    return _tell_of_backups(desk, is_wanted=arguments.encrypt_backups)


def passphrase(arguments: Namespace, desk: Desk) -> int:
    """Locks a locked book anew, with another passphrase."""
    _expect_locked(desk)
    _lock(arguments, desk)
    say(f"Locked {desk.path} with the new passphrase")
    return _tell_of_backups(desk, is_wanted=arguments.encrypt_backups)


def decrypt(arguments: Namespace, desk: Desk) -> int:
    """Makes a locked book plain again."""
    _expect_locked(desk)
    from loyaltytui.book.cipher_change import backups_unlike, change_lock

    change_lock(desk.path, None, desk.now, desk.rules)
    say(f"Unlocked {desk.path}")
    narrate("Whoever can read the file can read the book now.")
    if left := len(backups_unlike(desk.path)):
        narrate(
            f"Backups that still need the passphrase: {left}. Keep it as long as you keep them."
        )
    return 0


def _expect_locked(desk: Desk) -> None:
    desk.expect_book()
    if not cipher.is_locked(desk.path):
        raise Refused(f"{desk.path} is not locked. To lock it: loyaltytui encrypt")


def _lock(arguments: Namespace, desk: Desk) -> None:
    desk.expect_book()
    cipher.driver()
    from loyaltytui.book.cipher_change import change_lock

    with desk.reading():
        # A book that can't be used is told of before anybody has to think of a passphrase.
        pass
    key = cipher.new_key(new_passphrase(arguments.new_passphrase_file))
    change_lock(desk.path, key, desk.now, desk.rules)


def _tell_of_backups(desk: Desk, *, is_wanted: bool) -> int:
    """Names what still opens without this passphrase; has it changed where that is wanted."""
    from loyaltytui.book.cipher_change import backups_unlike, change_backups, plain_remains

    code = 0
    if is_wanted:
        done = list(change_backups(desk.path))
        for one, why in done:
            if why:
                code = 3
                narrate(f"Backup {one.number} was left as it is. {why}")
        narrate(f"Backups locked with this passphrase: {sum(not why for _, why in done)}.")
    if unlike := backups_unlike(desk.path):
        narrate("These backups do not need this passphrase, but none, or one before it:")
        say_rows(
            [
                (
                    str(one.number),
                    f"{say_day(one.at.date(), desk.today)} {one.at:%H:%M}",
                    one.reason,
                    "locked" if cipher.is_locked(one.path) else "plain",
                )
                for one in unlike
            ]
        )
        if any(not cipher.is_locked(one.path) for one in unlike):
            narrate("To lock them too: loyaltytui encrypt --encrypt-backups")
    for remains in plain_remains(desk.path):
        narrate(f"Still readable, and yours to delete: {remains}")
    return code


VERBS = {"encrypt": encrypt, "decrypt": decrypt, "passphrase": passphrase}
"""The verbs of this family by the words that call them."""
