"""What a key costs in the app beyond a bare one's, and whether the glass stays true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from tests.benchmarks.bare import READY
from tests.benchmarks.books import Books
from tests.benchmarks.frames import ANSWER, BARE, FIRST_WORD
from tests.benchmarks.measuring import NotHere, Report
from tests.benchmarks.terminal import Painted, Terminal, a_terminal

_MOST_GROWTH = 1.5
MEDIAN_BEYOND, WORST_BEYOND = 0.016, 0.033
"""Seconds beyond the bare app: one frame of sixty a second, and two."""
_STROKES = 200
_RESTS = 4
_PAGE_DOWN, _PAGE_UP = "\x1b[6~", "\x1b[5~"
_SOUGHT = "pump valve zeppelin quartz ana berg"
_UNSAID = "\x7f" * len(_SOUGHT)
_NAMED = "ana berg call: asked about the pump > send the quote fri ~3w"
_LINE = "call: asked about the pump > send the quote fri < she sends the order ~3w"

_WAYS: dict[str, tuple[str, Sequence[str]]] = {
    "j and k": ("2", "jjjjkkkk"),
    "page": ("2", (_PAGE_DOWN, _PAGE_DOWN, _PAGE_UP)),
    "first and last": ("2", "Gg"),
    "agenda's j": ("1", "jjjjkkkk"),
    "switch tab": ("2", "1243"),
    # Left by a digit: a lone escape is waited behind for a tenth of a second.
    "open and leave a contact": ("2", "\r2"),
    "a contact's sections": ("2\r", "]"),
    "sections of Loyalty": ("4", "]"),
    "sort": ("2", "o"),
}
"""Where one goes first, and what is typed there again and again."""


def keys(report: Report, books: Books) -> None:
    """Moving, paging, switching tabs and opening a contact."""
    for letter in books.to_measure:
        for name, (first, strokes) in _WAYS.items():
            _compare(report, f"{letter} {name}", books.app(letter)[1:], first, strokes)


def painted(report: Report, books: Books) -> None:
    """How a page grows as somebody sees it: the same keys at S and at the largest, by turns."""
    with books.fresh("S") as small, books.fresh(books.largest) as large:
        for name, (first, strokes) in {**_WAYS, "typing in /": ("2/", _SOUGHT + _UNSAID)}.items():
            in_small, in_large = _by_turns(report.times, books, (small, large), first, strokes)
            for what in ("cpu", "wall"):
                report.ratio(
                    f"{name}, {books.largest} over S, {what}",
                    [getattr(each, what) for each in in_large],
                    [getattr(each, what) for each in in_small],
                    _MOST_GROWTH,
                )


def _by_turns(
    times: int, books: Books, paths: tuple[Path, Path], first: str, strokes: Sequence[str]
) -> tuple[list[Painted], list[Painted]]:
    """The same keys on either book."""
    one, other = (books.app_on(path)[1:] for path in paths)
    taken: tuple[list[Painted], list[Painted]] = [], []
    with a_terminal(one) as small, a_terminal(other) as large:
        for app in (small, large):
            _begun(app, first, strokes)
        for key in _some(strokes, max(_STROKES * times // 9, 20)):
            taken[0].append(small.stroke(key))
            taken[1].append(large.stroke(key))
    return taken


def typing(report: Report, books: Books) -> None:
    """Each letter in `/`, and in the Log box with its chips."""
    for letter in books.to_measure:
        _compare(report, f"{letter} typing in /", books.app(letter)[1:], "2/", _SOUGHT + _UNSAID)
        back = "\x7f" * len(_LINE)
        _compare(report, f"{letter} typing in Log", books.app(letter)[1:], "2jl", _LINE + back)
        back = "\x7f" * len(_NAMED)
        _compare(report, f"{letter} a name in Log", books.app(letter)[1:], "1l", _NAMED + back)


def truth(report: Report, books: Books) -> None:
    """Held keys, quick typing and resizing: afterwards a fresh painting changes nothing."""
    from tests.benchmarks.screen import Screen

    letter = books.largest
    deeds: dict[str, Callable[[Terminal, Screen], None]] = {
        "j held down": lambda terminal, _: terminal.type("2" + "j" * 400),
        "typing in / at full speed": lambda terminal, _: terminal.type("2/" + _SOUGHT),
        "pages and tabs at full speed": lambda terminal, _: terminal.type(
            "2" + _PAGE_DOWN * 30 + "1jjj2" + _PAGE_UP * 10
        ),
        "resizing": _resized,
        "typing while resizing": _typed_and_resized,
        "opening and turning at full speed": lambda terminal, _: terminal.type("2jj\r]]]2jj\r]"),
    }
    for name, deed in deeds.items():
        with a_terminal(books.app(letter)[1:]) as terminal:
            screen = Screen(terminal)
            screen.until(FIRST_WORD)
            screen.rest()
            terminal.type("2")
            screen.until(ANSWER)
            screen.rest()
            deed(terminal, screen)
            # A search of several words may take longer than a rest: what is true in the end counts.
            for _ in range(_RESTS):
                screen.rest()
            before = screen.lines()
            screen.paint_anew()
            changed = sum(one != two for one, two in zip(before, screen.lines(), strict=True))
            report.line(f"{letter} stale lines: {name}", str(changed), "0", "", "0", changed == 0)


def _resized(terminal: Terminal, screen: object) -> None:
    terminal.type("2jjj")
    for columns in (*range(120, 60, -7), *range(60, 121, 7), 120):
        terminal.resize(columns, 40)
        terminal.take(0.01)


def _typed_and_resized(terminal: Terminal, screen: object) -> None:
    terminal.type("2/")
    for letter, columns in zip(_SOUGHT, cycle((113, 92, 74, 61, 88, 120)), strict=False):
        terminal.type(letter)
        terminal.resize(columns, 40)
        terminal.take(0.01)
    terminal.resize(120, 40)


def _compare(
    report: Report, what: str, words: Sequence[str], first: str, strokes: Sequence[str]
) -> None:
    """Our keys and the bare app's, one of each by turns."""
    ours: list[Painted] = []
    floor: list[Painted] = []
    count = max(_STROKES * report.times // 9, 20)
    with a_terminal(words) as app, a_terminal(BARE) as bare:
        bare.until_seen(READY)
        _begun(app, first, strokes)
        for key in _some(strokes, count):
            ours.append(app.stroke(key))
            floor.append(bare.stroke("x"))
    silent = sum(not each.wall for each in ours)
    if silent > count // 2:
        raise NotHere(f"{what}: {silent} of {count} keys painted nothing")
    _told(report, what, ours, floor)


def _begun(app: Terminal, first: str, strokes: Sequence[str]) -> None:
    """Goes where the keys are measured, and types the few of them that do something else first."""
    app.until_seen(FIRST_WORD)
    app.rest()
    for key in first:
        app.stroke(key, patience=10)
    for key in _some(strokes, 2 * len(strokes) if len(strokes) < 10 else 0):
        app.stroke(key)


def _told(report: Report, what: str, ours: list[Painted], floor: list[Painted]) -> None:
    base = median(each.wall for each in floor)
    base_cpu = median(each.cpu for each in floor)
    base_first = median(each.first for each in floor)
    for name, own, bound in (
        ("first paint", median(each.first for each in ours) - base_first, MEDIAN_BEYOND),
        ("median wall", median(each.wall for each in ours) - base, MEDIAN_BEYOND),
        ("median cpu", median(each.cpu for each in ours) - base_cpu, MEDIAN_BEYOND),
        ("worst cpu", max(each.cpu for each in ours) - base_cpu, WORST_BEYOND),
    ):
        least = base_cpu if "cpu" in name else base
        report.line(
            f"{what}, {name}",
            f"{1000 * own:+.1f} ms",
            f"{1000 * least:.1f} ms",
            "",
            f"<= {1000 * bound:.0f} ms",
            own <= bound,
        )
    worst = max(each.wall for each in ours) - max(each.wall for each in floor)
    report.aside(f"{what}, worst wall over the bare app's worst", f"{1000 * worst:+.1f} ms")


def _some(strokes: Sequence[str], count: int) -> Iterator[str]:
    return islice(cycle(strokes), count)
