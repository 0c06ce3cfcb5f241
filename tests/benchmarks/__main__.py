"""Measures how fast it is: `python -m tests.benchmarks [--quick] [NAME...]`.

Each measure is taken by turns with its floor, in the same run: what counts is the ratio. CPU time
stands beside time on the wall, since a busy machine stretches the wall alone. Nothing here is a
test: whoever runs it reads the table.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import (
    alive,
    frames,
    growth,
    keys,
    memory,
    outputs,
    peers,
    saving,
    verbs,
    without,
)
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import NotHere, Report

MEASURES = {
    "first-frame": frames.first_frame,
    "verbs": verbs.verbs,
    "peers": peers.peers,
    "keys": keys.keys,
    "typing": keys.typing,
    "truth": keys.truth,
    "saving": saving.saving,
    "alive": alive.alive,
    "import": outputs.bringing,
    "export": outputs.export,
    "growth": growth.growth,
    "growth-painted": keys.painted,
    "without": without.without,
    "memory": memory.peak,
    "memory-flat": memory.flat,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="fewer times, and no large book")
    parser.add_argument("--times", type=int, help="so often, each (a median of at least 7)")
    parser.add_argument(
        "--books",
        type=Path,
        default=Path(tempfile.gettempdir()) / "loyaltytui-benchmark-books",
        help="where the big books are kept between runs; they are made when they are missing",
    )
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in MEASURES]
    if unknown:
        parser.error(f"there is no measure {unknown[0]!r}; there are: {', '.join(MEASURES)}")
    # Programs are measured as they are installed: with their compiled modules kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    times = arguments.times or (3 if arguments.quick else 9)
    with tempfile.TemporaryDirectory(prefix="loyaltytui-benchmarks-") as folder:
        books = Books(arguments.books, Path(folder), is_quick=arguments.quick)
        report = Report(times)
        report.head()
        for name in arguments.names or MEASURES:
            try:
                MEASURES[name](report, books)
            except NotHere as why:
                report.skipped(name, str(why))
        report.foot()
    return 0


if __name__ == "__main__":
    sys.exit(main())
