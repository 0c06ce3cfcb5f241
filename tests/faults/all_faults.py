"""The fault table, line by line."""

from __future__ import annotations

from tests.faults import (
    again,
    clocks,
    damage,
    deeds,
    disk,
    ending,
    full,
    fuzz,
    held,
    killing,
    locked,
    outputs,
    power,
    surroundings,
    together,
    updating,
)
from tests.faults.ledger import Fault

FAULTS: tuple[Fault, ...] = (
    *killing.FAULTS,
    *power.FAULTS,
    *locked.FAULTS,
    *outputs.FAULTS,
    *disk.FAULTS,
    *full.FAULTS,
    *damage.FAULTS,
    *updating.FAULTS,
    *held.FAULTS,
    *again.FAULTS,
    *together.FAULTS,
    *deeds.FAULTS,
    *ending.FAULTS,
    *surroundings.FAULTS,
    *clocks.FAULTS,
    *fuzz.FAULTS,
)
