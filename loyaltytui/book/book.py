"""The book itself: every verb and every page, over one open file.

Each family of verbs and readers has a module of its own beside this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from loyaltytui.book import journal
from loyaltytui.book.backups import Backups
from loyaltytui.book.brief import BriefPages
from loyaltytui.book.bringing import Bringing
from loyaltytui.book.bulk import Bulk
from loyaltytui.book.checking import Checking
from loyaltytui.book.dump import Dumping
from loyaltytui.book.employments import Employments
from loyaltytui.book.errors import NotFound
from loyaltytui.book.extra_fields import ExtraFields
from loyaltytui.book.figures import FigurePages
from loyaltytui.book.files import was_here as was_here
from loyaltytui.book.importing import Importing
from loyaltytui.book.journal import PastAction
from loyaltytui.book.logbook import Logbook
from loyaltytui.book.loyalty_pages import LoyaltyPages
from loyaltytui.book.merging import Merging
from loyaltytui.book.naming import Naming
from loyaltytui.book.new_book import make_book
from loyaltytui.book.outgoing import OutgoingPages
from loyaltytui.book.pages import AgendaPages
from loyaltytui.book.storage import Clock, Storage
from loyaltytui.loyalty.checkins import CheckInRules

if TYPE_CHECKING:
    from loyaltytui.book.narration import Say


class Undoing(Storage):
    """The verbs that take back, and take back the taking back."""

    def undo(self) -> str:
        """Takes back the last action that stands; returns its sentence."""
        return self._revert("undo", "There is nothing to undo.")

    def redo(self) -> str:
        """Does again what was last undone; returns its sentence."""
        return self._revert("redo", "There is nothing to redo.")

    def _revert(self, kind: str, nothing: str) -> str:
        with self.act("", kind=kind) as action:
            last = journal.last_undoable if kind == "undo" else journal.last_redoable
            found = last(self.db)
            if found is None:
                raise NotFound(nothing)
            action_id, sentence = found
            journal.revert(self.db, action_id, action, sentence)
            return sentence

    def history(self, count: int = 50) -> list[PastAction]:
        """The latest actions, newest first."""
        rows = self.rows(
            # What can't be taken back is marked as reverted by itself, and stands.
            "select id, done_at, sentence, origin, kind, reverted_by <> id from action "
            "order by id desc limit ?",
            (count,),
        )
        return [
            PastAction(found, at, sentence, origin, kind, bool(gone))
            for found, at, sentence, origin, kind, gone in rows
        ]

    def steps(self, count: int = 200) -> list[PastAction]:
        """The latest changes, newest first, each once and at the time it was made.

        However often one was undone and redone, it says only whether it stands now.
        """
        rows = self.rows(
            "select id, done_at, sentence, origin, kind, reverts from action "
            "order by id desc limit ?",
            (count,),
        )
        made: dict[int, PastAction] = {}
        first: dict[int, int] = {}
        for one, at, sentence, origin, kind, reverts in reversed(rows):
            # Redoing reverts an undo, which reverts the change itself: all lead to that one.
            root = first[one] = first.get(reverts, reverts) or one
            known = made.get(root)
            past = known or PastAction(root, at, sentence, origin, "do", False)
            made[root] = replace(past, is_reverted=kind == "undo")
        return sorted(made.values(), key=lambda past: past.id, reverse=True)


class Book(
    Logbook,
    Importing,
    Bulk,
    Merging,
    ExtraFields,
    Employments,
    AgendaPages,
    Naming,
    BriefPages,
    FigurePages,
    LoyaltyPages,
    OutgoingPages,
    Checking,
    Backups,
    Bringing,
    Dumping,
    Undoing,
):
    """A salesperson's account book: verbs write it, pages read it."""


def open_book(path: Path, now: Clock, rules: CheckInRules, *, origin: str, say: Say = None) -> Book:
    """Opens the book at a path. It must be there: a missing book is never made by accident."""
    return Book(path, now, rules, origin=origin, say=say)


def create_book(path: Path, now: Clock, rules: CheckInRules, *, origin: str) -> Book:
    """Makes a new, empty book and opens it. Refused where one has been before and is gone."""
    make_book(path)
    return open_book(path, now, rules, origin=origin)
