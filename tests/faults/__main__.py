"""Tries every fault and prints the table: `python -m tests.faults [--long] [NAME...]`.

`--long` tries them in earnest, which takes a while; `--wrong` makes the program wrong on purpose
and shows that the faults notice.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import proof
from tests.faults.all_faults import FAULTS
from tests.faults.ledger import Fault, NotHere, Tried

_WIDTHS = (34, 6, 7, 5, 6)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", help="only faults with these words in their names")
    parser.add_argument("--long", action="store_true", help="as often as it takes to believe it")
    parser.add_argument("--times", type=int, help="so often, each")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--wrong", action="store_true", help="is what is wrong noticed?")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else time.time_ns() % 1_000_000
    random.seed(seed)
    gc.collect()
    if arguments.wrong:
        return proof.show(arguments.names)
    chosen = [
        fault
        for fault in FAULTS
        if not arguments.names or any(name in fault.name for name in arguments.names)
    ]
    print(f"seed {seed}")
    _row("fault", "times", "acked", "lost", "sec", "outcomes; what the user saw")
    failed = 0
    for fault in chosen:
        times = arguments.times or (fault.long if arguments.long else fault.short)
        failed += not _try(fault, times)
    return 1 if failed else 0


def _try(fault: Fault, times: int) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="loyaltytui-faults-") as folder:
        try:
            tried = fault.attempt(Path(folder), times)
        except NotHere as why:
            _row(fault.name, "-", "-", "-", "-", f"could not be tried here: {why}")
            return True
        except AssertionError as error:
            _row(fault.name, "-", "-", "RED", "-", str(error))
            return False
    seconds = f"{time.monotonic() - began:.0f}"
    _row(fault.name, tried.times, tried.acknowledged, tried.lost, seconds, _outcomes(tried))
    for sentence, count in tried.said.most_common(6):
        print(f"{'':{_WIDTHS[0]}} {count} x {sentence}")
    sys.stdout.flush()
    return True


def _outcomes(tried: Tried) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in tried.outcomes.most_common())


def _row(*cells: object) -> None:
    *short, last = map(str, cells)
    print(*(f"{cell:{width}}" for cell, width in zip(short, _WIDTHS, strict=True)), last)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
