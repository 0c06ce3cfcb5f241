"""Reads what a log line may close: purchases to be delivered or confirmed, problems, news.

How a line is understood lives in `capture/`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from loyaltytui.book.announcement_pages import AnnouncementPages
from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_problem, read_purchase
from loyaltytui.book.facts import PROBLEMS_OF, THESE
from loyaltytui.capture.directory import OpenDealings
from loyaltytui.entries import ContactId


class Waiting(AnnouncementPages):
    """Reads open dealings."""

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        """Purchases of their accounts, problems and news of theirs, the oldest first."""
        these = json.dumps(list(contact_ids))
        purchases = self.rows(
            f"select {PURCHASE_COLUMNS} from purchase where (delivered_on is null "
            f"or confirmed_on is null) and (contact_id in {THESE} or account_id in "
            f"(select account_id from contact where id in {THESE})) order by bought_on, id",
            (these,),
        )
        problems = self.rows(f"{PROBLEMS_OF} order by raised_on, id", (these,))
        return OpenDealings(
            tuple(read_purchase(row) for row in purchases),
            tuple(read_problem(row) for row in problems),
            tuple(self.announcements(only_owed_to=contact_ids)) if contact_ids else (),
        )
