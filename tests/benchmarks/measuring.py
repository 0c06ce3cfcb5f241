"""Ratios to a floor of the same run, with medians and spread, as a table.

What is measured lives in the modules of the measures.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
_WIDTHS = (44, 13, 13, 8, 10, 7, 9)


class NotHere(Exception):
    """What a measure needs is not on this machine."""


@dataclass(frozen=True)
class Cost:
    """What something took, in seconds; and how large it grew, in bytes."""

    wall: float
    cpu: float
    peak: int = 0


def process(
    words: Sequence[str], *, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> Cost:
    """A whole process, from its start until it is gone and has said everything."""
    began = time.perf_counter()
    with subprocess.Popen(
        list(words),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read()
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise NotHere(f"{' '.join(words[-3:])} ended with {child.returncode}: {said.decode()!r}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def called(deed: Callable[[], object]) -> Cost:
    """Something done in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    deed()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


Deeds = Mapping[str, Callable[[], Cost]]


def by_turns(times: int, deeds: Deeds) -> dict[str, list[Cost]]:
    """Each in its turn, again and again, so that a busy spell is shared by all.

    Once before it counts: files are warm and modules compiled then.
    """
    for deed in deeds.values():
        deed()
    taken: dict[str, list[Cost]] = {name: [] for name in deeds}
    for _ in range(times):
        for name, deed in deeds.items():
            taken[name].append(deed())
    return taken


def cpu_of(taken: Sequence[Cost]) -> float:
    return median(each.cpu for each in taken)


def wall_of(taken: Sequence[Cost]) -> float:
    return median(each.wall for each in taken)


def spread(values: Sequence[float]) -> str:
    """The middle half, as a share of the median."""
    ordered = sorted(values)
    middle = median(ordered)
    if not middle:
        return "-"
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    return f"{(high - low) / middle:.0%}"


class Report:
    """The table, a line as soon as it is known."""

    def __init__(self, times: int) -> None:
        self.times = times
        self._missed: list[str] = []
        self._count = 0

    def head(self) -> None:
        load = os.getloadavg()[0]
        print(
            f"{dt.date.today()}: Python {platform.python_version()}, SQLite "  # noqa: DTZ011  the day it was run
            f"{sqlite3.sqlite_version}, {os.cpu_count()} cores, load {load:.1f}; "
            f"medians of {self.times}\n"
        )
        self._row("measure", "took", "floor", "ratio", "bound", "met", "spread")

    def ratio(self, what: str, ours: Sequence[float], floor: Sequence[float], bound: float) -> None:
        """Seconds against seconds of the same kind."""
        ratio = median(ours) / median(floor)
        took, least = _ms(median(ours)), _ms(median(floor))
        self.line(what, took, least, f"{ratio:.2f}", f"<= {bound:g}", ratio <= bound, spread(ours))

    def both(self, what: str, ours: Sequence[Cost], floor: Sequence[Cost], bound: float) -> None:
        """By CPU time, and by the wall."""
        self.ratio(f"{what}, cpu", [each.cpu for each in ours], [each.cpu for each in floor], bound)
        self.ratio(
            f"{what}, wall", [each.wall for each in ours], [each.wall for each in floor], bound
        )

    def line(
        self, what: str, took: str, floor: str, ratio: str, bound: str, met: bool, spread: str = ""
    ) -> None:
        self._count += 1
        if not met:
            self._missed.append(what)
        self._row(what, took, floor, ratio, bound, "yes" if met else "NO", spread)

    def aside(self, what: str, took: str, floor: str = "", ratio: str = "") -> None:
        """A figure that has no bound."""
        self._row(what, took, floor, ratio, "", "", "")

    def skipped(self, what: str, why: str) -> None:
        print(f"{what}: not measured here: {why}", flush=True)

    def foot(self) -> None:
        print(f"\n{self._count - len(self._missed)} of {self._count} bounds met")
        for what in self._missed:
            print(f"  missed: {what}")

    def _row(self, *cells: str) -> None:
        pairs = zip(cells, _WIDTHS, strict=True)
        first, *rest = pairs
        told = [f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in rest)]
        print(" ".join(told).rstrip(), flush=True)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms"
