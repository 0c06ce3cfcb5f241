"""Marking several contacts on a page, and acting on all of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.getters import query_one

from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.entries import ContactId, Owner
from loyaltytui.plain import safe
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.rows import Rows

# The boxes are loaded when one is asked for: the first frame need not wait for them.
if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.tui.dialogs.bulk_box import Act, BulkDraft


class MarkingPage(Page):
    """A page whose rows are of contacts that can be marked.

    Marks are of contacts, not of rows: they stay where sorting and filtering move a row to.
    """

    rows = query_one(Rows)

    def __init__(self, book: Book, pen: Pen, *, id: str) -> None:
        super().__init__(book, pen, id=id)
        self.marks: set[ContactId] = set()

    def shown_ids(self) -> Sequence[ContactId | None]:
        """Whose row each is, top to bottom. None: a heading."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Tells how many are marked, in the title; the page adds to it."""
        shown = self.shown_ids() if self.marks else ()
        self.rows.is_marked = (lambda index: shown[index] in self.marks) if self.marks else None
        self.refresh_bindings()

    def said_marks(self) -> str:
        """How many are marked, for a title; empty for nobody."""
        return f"{len(self.marks):,} marked" if self.marks else ""

    @property
    def meant(self) -> list[ContactId]:
        """Whom letters concern: the marked ones as they are shown, then those out of sight."""
        if not self.marks:
            return [] if self.highlighted_id is None else [self.highlighted_id]
        shown = [one for one in self.shown_ids() if one in self.marks and one is not None]
        return list(dict.fromkeys([*shown, *sorted(self.marks)]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what needs a row, or marks; with marks set, letters concern all of them."""
        if action in ("copy_theirs", "open_theirs"):
            return True if self.highlighted_id is not None else None
        if action in ("mark", "act_on_all"):
            return True if self.marks or self.highlighted_id is not None else None
        if action == "mark_all":
            # A row, rather than a look through all: there may be a hundred thousand.
            return True if self.highlighted_id is not None or self.rows.has_row else None
        if action == "unmark":
            return True if self.marks else None
        if self.marks and action in ("edit", "snooze", "delete"):
            return True
        return super().check_action(action, parameters)

    @work
    async def action_copy_theirs(self) -> None:
        """Copies a channel of the highlighted contact."""
        from loyaltytui.tui.screens.channel_using import use_one_of_theirs

        await use_one_of_theirs(self, copies=True)

    @work
    async def action_open_theirs(self) -> None:
        """Calls, mails or opens a channel of the highlighted contact."""
        from loyaltytui.tui.screens.channel_using import use_one_of_theirs

        await use_one_of_theirs(self, copies=False)

    def action_mark(self) -> None:
        """Marks the highlighted contact, or not any more, and goes on to the next row."""
        if (who := self.highlighted_id) is not None:
            self.marks ^= {who}
            self.show_marks()
            self.rows.action_down()

    def action_mark_all(self) -> None:
        """Marks everybody who is shown; nobody when they all are marked already."""
        shown = {one for one in self.shown_ids() if one is not None}
        self.marks = self.marks - shown if shown <= self.marks else self.marks | shown
        self.show_marks()

    def action_unmark(self) -> None:
        """Marks nobody any more."""
        self.marks = set()
        self.show_marks()

    @work
    async def action_act_on_all(self) -> None:
        """Offers what can be done to all who are marked."""
        from loyaltytui.tui.dialogs.bulk_box import BulkMenu

        meant = self.meant
        act = await self.app.push_screen_wait(BulkMenu(self._whom(), are_two=len(meant) == 2))
        if act == "merge":
            from loyaltytui.tui.screens.merging import merge_marked

            if await merge_marked(self, meant):
                self.marks = set()
                self.show_marks()
        elif act is not None:
            await self.act_on_marked(act)

    async def act_on_marked(self, act: Act) -> None:
        """Asks for what the act needs and does it to all who are marked, in one action."""
        from loyaltytui.tui.dialogs.bulk_box import BulkBox
        from loyaltytui.tui.dialogs.day_reader import DayReader

        meant, changed = self.meant, 0

        async def save(draft: BulkDraft) -> None:
            nonlocal changed
            changed = await self.pen.write(self._do, meant, draft)

        def scattered(from_on: dt.date, cap: int) -> Sequence[dt.date]:
            return self.book.scattered_days(meant, from_on, cap)

        rules = self.book.rules
        days = DayReader(self.book.today, rules.days)
        box = BulkBox(save, act, self._whom(), days, rules.review_cap, scattered)
        if await self.app.push_screen_wait(box) is None:
            return
        count = f"{changed:,} contact{'' if changed == 1 else 's'}"
        said = f"Changed: {count}. {spoken_keys(UNDO)} takes it all back."
        self.notify(safe(said if changed else "Nothing had to be changed."), markup=False)
        self.marks = set()
        self.reread()

    def _whom(self) -> str:
        meant = self.meant
        if len(meant) == 1:
            return next((one.name for one in self.book.contacts(meant)), "nobody")
        return f"{len(meant):,} contacts"

    def _do(self, meant: Sequence[ContactId], draft: BulkDraft) -> int:
        """The one verb of the book that the act is."""
        from loyaltytui.tui.dialogs.bulk_box import Act

        book, words, day = self.book, draft.words, draft.day or self.book.today
        match draft.act:
            case Act.CADENCE:
                return book.set_cadence_of(meant, words)
            case Act.TIER:
                return book.set_tier_of(meant, words)
            case Act.TAG:
                return book.tag_all(meant, words.split(","))
            case Act.UNTAG:
                return book.untag_all(meant, words.split(","))
            case Act.OWNER:
                return book.set_owner_of(meant, Owner(words))
            case Act.SNOOZE:
                return book.snooze_check_ins_of(meant, day)
            case Act.SCATTER:
                return book.scatter_check_ins_of(meant, day, draft.cap)
            case Act.NEWS:
                return book.announce(words, meant)
            case Act.DELETE:
                return book.delete_contacts(meant)
