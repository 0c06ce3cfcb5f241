"""What was chosen about sources that are not imported yet: their columns, and whose word counts.

By what is in a source, so that it is offered again wherever the file lies by then. Where it is kept
is the Import box's matter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec.structs import replace

from loyaltytui.entries import Owner
from loyaltytui.tui.dialogs.import_wanted import Wanted

_LINE = "chosen "
_MOST = 8
"""Sources that are remembered; of more the oldest is forgotten."""


class Chosen:
    """What is remembered of each source, by its fingerprint."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        """As it was kept; what can't be read was never chosen."""
        self._of: dict[str, Wanted] = {}
        for name, line in lines.items():
            if name.startswith(_LINE) and (wanted := _read(line)):
                self._of[name.removeprefix(_LINE)] = wanted

    def lines(self) -> dict[str, str]:
        """All of it as lines that can be kept."""
        return {
            f"{_LINE}{mark}": json.dumps(
                [wanted.choices, dict(wanted.decisions)], ensure_ascii=False
            )
            for mark, wanted in self._of.items()
        }

    def put(self, mark: str, wanted: Wanted) -> None:
        """Remembers what is chosen of a source now; nothing forgets it."""
        self._of.pop(mark, None)
        if mark and wanted.is_chosen:
            self._of[mark] = wanted
        for oldest in list(self._of)[:-_MOST]:
            del self._of[oldest]

    def forget(self, mark: str) -> None:
        """It is imported."""
        self._of.pop(mark, None)

    def again(self, mark: str, wanted: Wanted) -> Wanted:
        """The same source with what was chosen about it before."""
        before = self._of.get(mark)
        if before is None:
            return wanted
        return replace(wanted, choices=before.choices, decisions=before.decisions)


def _read(line: str) -> Wanted | None:
    try:
        choices, decisions = json.loads(line)
        decided = {str(key): value is True for key, value in decisions.items()}
        # Whose list it is stands in a line of its own.
        return Wanted((), Owner.COMPANY, tuple(map(str, choices)), decided)
    except (ValueError, TypeError, AttributeError):
        return None
