"""What is told of a fault of our own: where it happened and its kind, never what it says.

Python's own report quotes messages, and with them whatever text of the book was being worked on.
Errors that were expected are sentences, and their rooms' own.
"""

from __future__ import annotations

import sys
from types import TracebackType


def told_without_words(error: BaseException | None) -> list[str]:
    """The lines of a report, the fault itself last, those it came from before it."""
    # Loaded only when there is something to report.
    import traceback

    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        where = traceback.format_tb(error.__traceback__)
        lines = [*where, f"{kind.__module__}.{kind.__qualname__}\n", *lines]
        error = error.__cause__ or error.__context__
    return lines


def report_without_words() -> None:
    """From now on Python itself tells of no fault more than that."""

    def report(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        if sys.stderr is not None:
            sys.stderr.write("loyaltytui had to stop because of a fault of its own.\n")
            sys.stderr.writelines(told_without_words(error))

    def report_unraisable(found: sys.UnraisableHookArgs) -> None:
        if sys.stderr is not None:
            sys.stderr.writelines(told_without_words(found.exc_value))

    sys.excepthook = report
    sys.unraisablehook = report_unraisable
