"""The fault table, line by line."""

from __future__ import annotations

from tests.faults import disk, killing, power
from tests.faults.ledger import Fault

FAULTS: tuple[Fault, ...] = (
    *killing.FAULTS,
    *power.FAULTS,
    *disk.FAULTS,
)
