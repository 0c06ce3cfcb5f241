"""What became of a vdir, in sentences for the rep.

What is done with which file is decided in `vdir_sync`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loyaltytui.exchange.vdir_sync import Item, Outcome

_LISTED = 5
"""So many are named; the others are counted."""


def sentences(outcome: Outcome, root: Path) -> list[str]:
    """What was done, and what was left alone and why."""
    done = [f"{outcome.written:,} written"]
    if outcome.removed:
        done.append(f"{outcome.removed:,} taken out")
    if outcome.unchanged:
        done.append(f"{outcome.unchanged:,} up to date already")
    said = [f"Exported to {root}: {', '.join(done)}."]
    if outcome.changed_elsewhere:
        said.append(f"Kept as another program changed them: {_named(outcome.changed_elsewhere)}.")
    if any(item.key.startswith("contact ") for item in outcome.changed_elsewhere):
        said.append(f"To take over what they say now: loyaltytui import {root / 'contacts'}")
    ended = [item for item in outcome.changed_elsewhere if item.key.startswith("promise ")]
    if ended:
        number = ended[0].key.partition(" ")[2]
        said.append(f"Ticked off or moved there? loyaltytui keep {number} ends it in the book too.")
    if outcome.removed_elsewhere:
        said.append(
            f"Not written again, for another program took them out: "
            f"{_named(outcome.removed_elsewhere)}."
        )
    if outcome.written_elsewhere:
        said.append(
            f"Left to files of another program: {_named(outcome.written_elsewhere)}.",
        )
    if outcome.left:
        said.append(
            f"Changed by another program and therefore kept, though the book has them no more: "
            f"{outcome.left:,}."
        )
    return said


def _named(items: Sequence[Item]) -> str:
    """The first few by name."""
    named = [" ".join(item.said.split())[:80] for item in items[:_LISTED]]
    more = len(items) - len(named)
    return "; ".join([*named, *([f"and {more:,} more"] if more else [])])
