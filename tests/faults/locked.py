"""The same with a passphrase: a locked book is killed and cut off like any other."""

from __future__ import annotations

from pathlib import Path

from loyaltytui.book import cipher
from loyaltytui.book.errors import Refused
from tests.builders import RULES, Clock
from tests.faults.killing import killed
from tests.faults.ledger import Fault, NotHere, Tried
from tests.faults.power import NEEDS, power_cut

PASSPHRASE = "correct horse"


def _locked(path: Path) -> tuple[str, ...]:
    from loyaltytui.book.cipher_change import change_lock

    try:
        change_lock(path, cipher.new_key(PASSPHRASE), Clock(), RULES)
    except Refused as why:
        raise NotHere("SQLCipher is not installed") from why
    assert cipher.is_locked(path)
    return ("locked", PASSPHRASE)


def locked_and_killed(folder: Path, times: int) -> Tried:
    return killed(folder, times, _locked)


def locked_and_cut(folder: Path, times: int) -> Tried:
    return power_cut(folder, times, _locked)


FAULTS = (
    Fault("killed, the book locked", locked_and_killed, short=3, long=200),
    Fault("power cut, the book locked", locked_and_cut, short=3, long=100, needs=NEEDS),
)
