"""Are the faults able to fail? The program is made wrong, and they must notice."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults import again, deeds, disk, full, killing, locked, outputs, power, updating, wrong
from tests.faults.ledger import Fault, NotHere

PROOFS: tuple[tuple[str, Fault, int], ...] = (
    ("sync-now-and-then", power.FAULTS[0], 10),
    ("sync-never", power.FAULTS[0], 10),
    ("drafts-not-synced", power.FAULTS[1], 10),
    ("said-too-early", killing.FAULTS[0], 40),
    ("no-transaction", killing.FAULTS[0], 20),
    ("drafts-in-place", killing.FAULTS[1], 60),
    ("no-uuid", disk.FAULTS[0], 5),
    ("said-whatever", disk.FAULTS[3], 6),
    ("version-first", updating.FAULTS[0], 20),
    ("exports-not-synced", outputs.FAULTS[0], 20),
    ("exports-in-place", outputs.FAULTS[1], 40),
    ("backups-not-synced", outputs.FAULTS[2], 20),
    ("backups-in-place", outputs.FAULTS[3], 40),
    ("said-too-early", locked.FAULTS[0], 40),
    ("sync-never", locked.FAULTS[1], 10),
    ("no-transaction", deeds.FAULTS[0], 30),
    ("restored-in-place", deeds.FAULTS[1], 40),
    ("no-transaction", deeds.FAULTS[2], 30),
    ("plain-file-let-go", deeds.FAULTS[3], 60),
    ("said-whatever", full.FAULTS[2], 1),
    ("written-on-opening", again.FAULTS[2], 2),
    ("made-anywhere", again.FAULTS[3], 1),
)


def show(names: Sequence[str]) -> int:
    """Prints what was noticed; 1 when something was not."""
    unnoticed = 0
    for way, fault, times in PROOFS:
        if names and not any(name in way for name in names):
            continue
        unnoticed += not _is_noticed(way, fault, times)
    return 1 if unnoticed else 0


def _is_noticed(way: str, fault: Fault, times: int) -> bool:
    wrong.chosen = way
    with tempfile.TemporaryDirectory(prefix="loyaltytui-faults-") as folder:
        try:
            fault.attempt(Path(folder), times)
        except NotHere as why:
            print(f"{way:20} {fault.name}: could not be tried here: {why}", flush=True)
            return True
        except AssertionError as error:
            first = " ".join(str(error).split())
            print(f"{way:20} {fault.name}: noticed: {first[-150:]}", flush=True)
            return True
        finally:
            wrong.chosen = ""
    print(f"{way:20} {fault.name}: NOT NOTICED in {times} times", flush=True)
    return False
