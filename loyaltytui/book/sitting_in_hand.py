"""The day's review as one program holds it: resumed, dealt, gone on with, handed on to be kept.

What a sitting is, `loyalty.review` says; storing it is `book.sittings`' work.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from loyaltytui.book.sittings import Sittings
from loyaltytui.entries import ContactId
from loyaltytui.loyalty import review
from loyaltytui.loyalty.agenda import AgendaItem
from loyaltytui.loyalty.review import Fate, Sitting


class ReviewEnd(Struct, frozen=True):
    """A review without a card left."""

    tally: Counter[Fate]
    count: int
    """How many cards the stretch had."""
    waiting: int
    """How many contacts have not had a card today."""
    left_over: int
    """How many were skipped, or had something more come up."""
    cap: int


class SittingInHand:
    """One sitting at a time; each change of it is handed to `keep`."""

    def __init__(self, sittings: Sittings, cap: int, keep: Callable[[Sitting], object]) -> None:
        self.sittings = sittings
        self.cap = cap
        self.keep = keep
        self.sitting: Sitting | None = None

    def is_for_another(self, today: dt.date) -> bool:
        """Is what is held, if anything, of another day?"""
        return self.sitting is None or self.sitting.day != today

    def goes_on(self, today: dt.date) -> Sitting | None:
        """The day's review that is held. None: it is yet to be resumed or dealt."""
        return None if self.is_for_another(today) else self.sitting

    def seat(self, due: Sequence[AgendaItem], today: dt.date) -> Sitting:
        """The day's review: the one held, the one that was left, or a new one.

        Where nothing is due so far none begins: what comes up later is a review of its own.
        """
        if self.sitting is not None and self.sitting.day == today:
            return self.sitting
        left = self.sittings.latest()
        if left is not None and left.day == today:
            self.sitting = left
            return left
        self.sitting = None
        sitting = review.deal(due, today, self.cap)
        if sitting.dealt:
            self._hold(sitting)
        return sitting

    def go_on(self, due: Sequence[AgendaItem]) -> None:
        """Deals to those who wait, or to those who are left over."""
        if self.sitting is not None:
            self._hold(review.go_on(self.sitting, due, self.cap))

    def skip(self, contact_id: ContactId) -> None:
        """Passes a card over for today."""
        if self.sitting is not None:
            newest = self.sittings.newest_action()
            self._hold(review.skip(self.sitting, contact_id, newest))

    def take_back_skip(self) -> ContactId | None:
        """Brings the card back that was skipped last. None: something else was done since."""
        if self.sitting is None:
            return None
        before = review.take_back_skip(self.sitting, self.sittings.newest_action())
        if before is None:
            return None
        skipped = self.sitting.skips[-1].contact_id
        self._hold(before)
        return skipped

    def end(self, sitting: Sitting, due: Sequence[AgendaItem]) -> ReviewEnd:
        """How a sitting without a card left went, and who else has something due."""
        waiting = len(review.waiting(sitting, due))
        # At a pause it is the stretch that was gone through; at the end, the day.
        dealt = sitting.stretch if waiting else sitting.dealt
        states = self.sittings.entry_states(key for card in dealt for key in card.keys)
        return ReviewEnd(
            review.tally(dealt, due, states, sitting.day),
            len(sitting.stretch),
            waiting,
            len(review.left_over(sitting, due)),
            self.cap,
        )

    def _hold(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.keep(sitting)
