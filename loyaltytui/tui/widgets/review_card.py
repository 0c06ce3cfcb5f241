"""The parts of a review's card: how far it is, and what is due.

Which card is on show is the page's work; where its keys lead, `key_results` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from loyaltytui.book.brief import Brief
from loyaltytui.dates import say_due, say_past
from loyaltytui.entries import Contact, Promise
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind
from loyaltytui.loyalty.review import key_of
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE
from loyaltytui.tui.widgets.rows import Piece, column

_WHAT = {
    AgendaKind.PROMISE: "promised",
    AgendaKind.CHECK_IN: "check-in",
    AgendaKind.OWED: "they owe",
    AgendaKind.NOTHING_PLANNED: "no plan yet",
}
_WHAT_WIDTH = 12
_WHEN_WIDTH = 16


class ReviewProgress(Widget):
    """`[3 of 12]`, and a bar that fills."""

    DEFAULT_CSS = """
    ReviewProgress { height: 1; width: 1fr; }
    """

    place: reactive[int] = reactive(0)
    """Which card is on show, from 1 on; 0 when none is."""
    finished: reactive[int] = reactive(0)
    count: reactive[int] = reactive(0)

    def render(self) -> Content:
        """As much of the bar as there are cards behind us."""
        said = f"[{self.place} of {self.count}] " if self.place else ""
        room = max(self.size.width - cell_len(said), 0)
        filled = room * self.finished // self.count if self.count else room
        return Content.assemble(
            (said, "bold"),
            ("━" * filled, "$text-success"),
            ("─" * (room - filled), "$foreground-disabled"),
        )


class CardRows:
    """What is due of one contact, as rows."""

    def __init__(self, items: Sequence[AgendaItem], today: dt.date) -> None:
        self.items = items
        self.today = today

    def __len__(self) -> int:
        return len(self.items)

    def is_heading(self, index: int) -> bool:
        """A card has no headings."""
        return False

    def item(self, index: int) -> AgendaItem | None:
        """The item of a row. None: there is none."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def prepare(self, start: int, stop: int) -> None:
        """A card is read whole."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """What it is, when it was due, the words."""
        item = self.items[index]
        what = _WHAT.get(item.kind, str(item.kind).replace("_", " "))
        yield column(what, _WHAT_WIDTH, "strong")
        yield column(self._when(item), _WHEN_WIDTH, "late" if item.is_late else "dim")
        yield column(_words(item), width - _WHAT_WIDTH - _WHEN_WIDTH - 3)

    def _when(self, item: AgendaItem) -> str:
        if isinstance(item.about, Contact):
            last = item.about.last_contact_on
            return say_past(last, self.today) if last else "never yet"
        return "no day agreed" if item.due_on is None else say_due(item.due_on, self.today)


def _words(item: AgendaItem) -> str:
    """An item's words as a screen may show them unasked."""
    if not isinstance(item.about, Promise):
        return item.text or ("keeping in touch" if item.due_on else "nothing is planned with them")
    text = IN_CONFIDENCE if item.about.is_confidential else item.text
    return f"chase {item.about.via}: {text}" if item.about.via else text


def without_items(brief: Brief, items: Iterable[AgendaItem]) -> Brief:
    """The brief beneath a card, which does not say again what the card says above."""
    above = {key_of(item) for item in items}
    return replace(
        brief,
        promises=[one for one in brief.promises if f"promise:{one.id}" not in above],
        check_ins=[one for one in brief.check_ins if f"check_in:{one.id}" not in above],
    )
