"""Readers for promises and check-ins by number, and for what is open. The agenda is `pages`'."""

from __future__ import annotations

import json
from collections.abc import Sequence

from loyaltytui.book.entry_rows import CHECK_INS, PROMISES, read_check_in, read_promise
from loyaltytui.book.errors import NotFound
from loyaltytui.book.storage import Storage
from loyaltytui.entries import CheckIn, CheckInId, ContactId, Promise, PromiseId

_BY_DAY = "order by promise.due_on asc nulls last, promise.id"


class PromisePages(Storage):
    """Reads promises and check-ins."""

    def promise_by_id(self, promise_id: PromiseId) -> Promise:
        """One promise; raises `NotFound`."""
        found = self.rows(f"{PROMISES} where promise.id = ?", (promise_id,))
        if not found:
            raise NotFound(f"There is no promise {promise_id} in the book.")
        return read_promise(found[0])

    def open_promises(self, contact_ids: Sequence[ContactId] = ()) -> list[Promise]:
        """Open promises of both sides by day: of these contacts, or everybody's for none."""
        whose = "and promise.contact_id in (select value from json_each(?))" if contact_ids else ""
        values = (json.dumps(list(contact_ids)),) if contact_ids else ()
        rows = self.rows(f"{PROMISES} where promise.outcome = 'open' {whose} {_BY_DAY}", values)
        return [read_promise(row) for row in rows]

    def check_in_by_id(self, check_in_id: CheckInId) -> CheckIn:
        """One open check-in; raises `NotFound`."""
        found = self.rows(
            f"{CHECK_INS} where check_in.id = ? and check_in.is_open = 1", (check_in_id,)
        )
        if not found:
            raise NotFound(f"There is no open check-in {check_in_id} in the book.")
        return read_check_in(found[0])
