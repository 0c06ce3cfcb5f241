"""Many check-ins planned at once, spread over working days so that no morning drowns in them.

Which check-ins those are, and writing them down, is the book's work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from loyaltytui.dates import DayRules, slide_to_workday


def scatter(
    wanted: Iterable[dt.date], cap: int, taken: Mapping[dt.date, int], rules: DayRules
) -> list[dt.date]:
    """The day of each: the first working day from the wanted one on that has room.

    `wanted` comes in the order of urgency, and whoever comes first is served first. `taken`
    counts what is planned for a day already; with it no day holds more than `cap`. Only the
    calendar's last day takes whatever is left.
    """
    most = max(cap, 1)
    filled = dict(taken)
    onward: dict[dt.date, dt.date] = {}
    found: list[dt.date] = []
    for day in wanted:
        passed: list[dt.date] = []
        at = slide_to_workday(day, rules)
        while filled.get(at, 0) >= most and at != dt.date.max:
            passed.append(at)
            at = onward.get(at) or slide_to_workday(at + dt.timedelta(days=1), rules)
        # Full days are stepped over once, not again for each of thousands that come later.
        onward.update(dict.fromkeys(passed, at))
        filled[at] = filled.get(at, 0) + 1
        found.append(at)
    return found
