"""The contacts list as rows: ids for all of them, entries only for those on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from loyaltytui.book.contact_pages import Column
from loyaltytui.dates import say_due, say_past
from loyaltytui.entries import Contact, ContactId
from loyaltytui.tui.widgets.rows import Piece, column

_LEAST_ACCOUNT = 10
_KEPT_PAGES = 400
"""Contacts remembered before the memory of what was on screen is cleared."""

Fetch = Callable[[Sequence[ContactId]], list[Contact]]


class ContactRows:
    """What the contacts list shows."""

    def __init__(
        self,
        ids: Sequence[ContactId],
        fetch: Fetch,
        today: dt.date,
        snippets: Mapping[ContactId, str] | None = None,
    ) -> None:
        self.ids = ids
        self.fetch = fetch
        self.today = today
        self.snippets = snippets
        self._known: dict[ContactId, Contact] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def is_heading(self, index: int) -> bool:
        """Every row is a contact."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Fetches the contacts about to be painted, in one query."""
        missing = [one for one in self.ids[start:stop] if one not in self._known]
        if not missing:
            return
        if len(self._known) > _KEPT_PAGES:
            self._known.clear()
            missing = list(self.ids[start:stop])
        self._known |= {contact.id: contact for contact in self.fetch(missing)}

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Name and account, then what there is room for."""
        contact = self._known.get(self.ids[index])
        if contact is None:
            yield Piece("(gone)", "dim")
            return
        widths = column_widths(width, has_snippets=self.snippets is not None)
        late = contact.next_check_in_on is not None and contact.next_check_in_on < self.today
        last, due = contact.last_contact_on, contact.next_check_in_on
        cells = {
            Column.NAME: (contact.name, "strong"),
            Column.ACCOUNT: (contact.account, "plain"),
            Column.TIER: (contact.tier, "dim"),
            Column.LAST: (say_past(last, self.today) if last else "never", "dim"),
            Column.NEXT: (
                say_due(due, self.today) if due else "-",
                "late" if late else "plain",
            ),
        }
        yield from (column(cells[name][0], size, cells[name][1]) for name, size in widths.items())
        if self.snippets is not None:
            rest = width - sum(size + 1 for size in widths.values()) - 1
            yield column(self.snippets.get(contact.id, ""), max(rest, 0), "dim")


def column_widths(width: int, *, has_snippets: bool) -> dict[Column, int]:
    """How many cells each column gets, in their order.

    While filtering, the columns that sort give way to the words that were found.
    """
    if has_snippets:
        name = max(14, min(26, width // 4))
        return {Column.NAME: name, Column.ACCOUNT: max(10, min(22, width // 5))}
    # What a narrow terminal can spare goes first, so that names and accounts stay readable.
    fixed = {Column.TIER: (4, 70), Column.LAST: (14, 60), Column.NEXT: (15, 45)}
    kept = {name: size for name, (size, least) in fixed.items() if width >= least}
    rest = width - sum(size + 1 for size in kept.values()) - 2
    name = max(14, rest // 2)
    account = {Column.ACCOUNT: rest - name} if rest - name >= _LEAST_ACCOUNT else {}
    return {Column.NAME: name if account else max(rest, 1)} | account | kept
