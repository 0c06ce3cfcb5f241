"""How a review ends: what became of everything, and what can be done now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from textual.content import Content

from loyaltytui.book.sitting_in_hand import ReviewEnd
from loyaltytui.commands import OPEN, spoken_keys
from loyaltytui.dates import say_due
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind
from loyaltytui.loyalty.review import say_end, say_tally
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Piece, column

GO_BACK = "Back to the agenda"
_NEXT_SHOWN = 4


def choices(end: ReviewEnd) -> tuple[str, ...]:
    """What Enter can do now; the first is highlighted."""
    if end.waiting:
        return (f"Go on with the next {min(end.waiting, end.cap)}", GO_BACK)
    if end.left_over:
        return (GO_BACK, f"Look again at what is still due: {end.left_over}")
    return (GO_BACK,)


class ChoiceRows:
    """What can be done when no card is left, as rows."""

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = choices

    def __len__(self) -> int:
        return len(self.choices)

    def is_heading(self, index: int) -> bool:
        """Each of them can be chosen."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Everything is there already."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """The choice in words."""
        yield column(self.choices[index], width - 1)


def said_at_end(end: ReviewEnd, agenda: Sequence[AgendaItem], today: dt.date) -> Content:
    """How it went, and what comes next."""
    sentence = say_end(end.tally, end.count, end.waiting, spoken_keys(OPEN))
    lines = [ink(sentence, "bold $text-success"), Content("")]
    if end.waiting and (counts := say_tally(end.tally)):
        lines += [ink(f"Of these: {counts}."), Content("")]
    coming = [item for item in agenda if item.kind is AgendaKind.UPCOMING]
    if not end.waiting:
        lines += [_coming(item, today) for item in coming[:_NEXT_SHOWN]]
        more = len(coming) - _NEXT_SHOWN
        if more > 0:
            lines.append(ink(f"and {more} more within 7 days", "$foreground-muted"))
        if not coming:
            lines.append(ink("Nothing comes in the next 7 days.", "$foreground-muted"))
        lines.append(Content(""))
    return Content("\n").join(lines)


def _coming(item: AgendaItem, today: dt.date) -> Content:
    day = max(item.snoozed_until or today, item.due_on or today)
    what = {"promise": "promise", "owed": "they owe", "check_in": "check-in"}.get(item.of, item.of)
    return Content.assemble(
        ink("next  ", "$foreground-muted"),
        ink(f"{say_due(day, today)}: ", "bold"),
        ink(f"{item.contact} · {what}"),
    )
