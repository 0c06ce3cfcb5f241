"""How much memory the app takes beyond a bare one, and whether it stays flat."""

from __future__ import annotations

from statistics import median

from tests.benchmarks.bare import READY
from tests.benchmarks.books import Books
from tests.benchmarks.frames import BARE, FIRST_WORD
from tests.benchmarks.measuring import Report
from tests.benchmarks.terminal import a_terminal

_MOST_BEYOND = 40 * 2**20
_MOST_GROWTH = 1.05
_KEYS = 10_000
_REST_SECONDS = 10.0
_ROUND = "jjjjjkkkk" + "\x1b[6~" + "2j\r\x1b1jjkk" + "3j2/ana\x1b" + "G" + "g"


def peak(report: Report, books: Books) -> None:
    """The most it ever took, after each page was looked at."""
    letter = books.largest
    ours, floor = [], []
    for _ in range(min(report.times, 3)):
        with a_terminal(books.app(letter)[1:]) as app, a_terminal(BARE) as bare:
            app.until_seen(FIRST_WORD)
            bare.until_seen(READY)
            app.rest()
            app.stroke("2", patience=10)
            for key in ("2", "G", "g", "\r", "\x1b", "3", "2", "/", "a", "n", "a", "\x1b", "1"):
                app.stroke(key)
                bare.stroke("x")
            ours.append(app.memory())
            floor.append(bare.memory())
    beyond = median(ours) - median(floor)
    report.line(
        f"{letter} peak memory beyond a bare app",
        f"+{beyond / 2**20:.1f} MiB",
        f"{median(floor) / 2**20:.1f} MiB",
        f"{median(ours) / median(floor):.2f}",
        "<= 40 MiB",
        beyond <= _MOST_BEYOND,
    )


def flat(report: Report, books: Books) -> None:
    """After ten thousand keys, against after the first thousand."""
    with a_terminal(books.app("M")[1:]) as app:
        app.until_seen(FIRST_WORD)
        app.rest()
        app.stroke("2", patience=10)
        # What is loaded and made while nobody types is there before it is counted.
        while app.take(_REST_SECONDS):
            pass
        count = _KEYS if report.times >= 7 else _KEYS // 5
        early = 0
        for pressed in range(0, count, len(_ROUND)):
            app.type(_ROUND)
            while app.take(0.1):
                pass
            if not early and pressed >= count // 10:
                early = app.memory("VmRSS")
        app.rest()
        late = app.memory("VmRSS")
    report.line(
        f"M memory after {count:,} keys, over {count // 10:,}",
        f"{late / 2**20:.1f} MiB",
        f"{early / 2**20:.1f} MiB",
        f"{late / early:.3f}",
        f"<= {_MOST_GROWTH}",
        late / early <= _MOST_GROWTH,
    )
