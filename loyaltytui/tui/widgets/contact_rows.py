"""The contacts list as rows: their places, and entries only for those on screen.

Which columns there are at which width, and how each is said. Reading them is the book's work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from loyaltytui.book.contact_order import Column, ContactOrder
from loyaltytui.book.figures import Standing
from loyaltytui.book.placing import Counts
from loyaltytui.dates import say_due, say_past
from loyaltytui.entries import Contact, ContactId
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.step import LAST_STEP, STEP_LABELS, State
from loyaltytui.money.say import say_money
from loyaltytui.tui.widgets.ink import fit, fit_right
from loyaltytui.tui.widgets.rows import Piece, column

_KEPT_ROWS = 400
"""Contacts remembered before the memory of what was on screen is cleared."""
_LEAST_NAME, _LEAST_ACCOUNT = 14, 10
_MOST_NAME, _MOST_ACCOUNT = 36, 40
_NUMBERS = (Column.TRUST, Column.WORTH)
"""Columns of which the last digits stand beneath each other."""
_LABELS = {
    Column.NAME: "name",
    Column.ACCOUNT: "account",
    Column.TIER: "tier",
    Column.STEP: "step",
    Column.TRUST: "trust",
    Column.WORTH: "worth",
    Column.REACH: "reach",
    Column.LAST: "last contact",
    Column.NEXT: "next check-in",
}

_SIZES = {
    Column.NEXT: (16, 20),
    Column.STEP: (6, 26),
    Column.LAST: (14, 26),
    Column.TIER: (6, 32),
    Column.TRUST: (7, 34),
    Column.WORTH: (13, 36),
    Column.REACH: (9, 38),
}
"""How wide a column is, and how much it leaves at least for name and account, by importance."""
_STEP_SAID = 17
"""A step with its word: the dots alone are for whoever has no room."""
_ORDER = list(Column)
_STEP_LOOKS = {State.LOST: "late", State.LOYAL: "good", State.GO_TO: "good"}
_REACH_LOOKS = {Reach.NONE: "late", Reach.SAFE: "good"}
_STEP_STATES = {State.LOST: "lost", State.GO_TO: "go-to"}

Fetch = Callable[[Sequence[ContactId]], list[Contact]]
Stand = Callable[[Sequence[ContactId]], Mapping[ContactId, Standing]]
Snippets = Callable[[Sequence[ContactId]], Mapping[ContactId, str]]
_Cell = tuple[str, str]


class ContactRows:
    """What the contacts list shows."""

    def __init__(
        self,
        ids: Sequence[ContactId],
        fetch: Fetch,
        stand: Stand,
        today: dt.date,
        *,
        sorted_by: Column = Column.NAME,
        snippets: Snippets | None = None,
    ) -> None:
        """`snippets`: the words that were found, where words were looked for."""
        self.ids = ids
        self.fetch = fetch
        self.stand = stand
        self.today = today
        self.sorted_by = sorted_by
        self.snippets = snippets
        self._known: dict[ContactId, Contact] = {}
        self._standings: dict[ContactId, Standing] = {}
        self._said: dict[ContactId, str] = {}

    def __len__(self) -> int:
        return self.ids.least if isinstance(self.ids, ContactOrder) else len(self.ids)

    @property
    def is_counted(self) -> bool:
        """Is it known how many there are? If not, there are at least as many as are told."""
        return not isinstance(self.ids, ContactOrder) or self.ids.is_counted

    @property
    def is_placed(self) -> bool:
        """Do they stand in their true places? If not, their order is true all the same."""
        return not isinstance(self.ids, ContactOrder) or self.ids.is_placed

    @property
    def said_count(self) -> str:
        """How many there are, in figures."""
        return f"{len(self):,}" if self.is_counted else f"{len(self):,}+"

    def go_to(self, contact_id: ContactId, near: int, room: int) -> int | None:
        """The place of a contact, or one near to that given, with a screen read about it.

        None: they are not among them.
        """
        ids = self.ids
        try:
            if isinstance(ids, ContactOrder):
                return ids.go_to(contact_id, near, room)
            return ids.index(contact_id)
        except ValueError:
            return None

    def go_to_last(self, room: int) -> int:
        """The place of the last, with a screen read before them."""
        ids = self.ids
        return ids.go_to_last(room) if isinstance(ids, ContactOrder) else len(ids) - 1

    def go_to_first(self) -> None:
        """Begins anew from the first, whose place is known without counting."""
        if isinstance(self.ids, ContactOrder):
            self.ids.go_to_first()

    def is_at_hand(self, index: int) -> bool:
        """Is known without counting who stands there, or that nobody does?"""
        return not isinstance(self.ids, ContactOrder) or self.ids.is_at_hand(index)

    def counts(self) -> Counts:
        """What is not known of them yet, which may take a moment: in any thread."""
        ids = self.ids
        return ids.counts() if isinstance(ids, ContactOrder) else Counts(len(ids), 0)

    def settle(self, counts: Counts | None = None) -> int:
        """Takes them for known, counted by then or else now; how far all rows have moved."""
        return self.ids.settle(counts) if isinstance(self.ids, ContactOrder) else 0

    def is_heading(self, index: int) -> bool:
        """Every row is a contact."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Fetches the contacts about to be painted, in one query, and their figures in another."""
        shown = self.ids[start:stop]
        missing = [one for one in shown if one not in self._known]
        if not missing:
            return
        if len(self._known) > _KEPT_ROWS:
            self._known, self._standings, self._said = {}, {}, {}
            missing = list(shown)
        self._known |= {contact.id: contact for contact in self.fetch(missing)}
        if self.snippets is None:
            self._standings |= self.stand(missing)
        else:
            self._said |= self.snippets(missing)

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Name and account, then what there is room for."""
        contact = self._known.get(self.ids[index])
        if contact is None:
            yield Piece("(gone)", "dim")
            return
        has_snippets = self.snippets is not None
        widths = column_widths(width, self.sorted_by, has_snippets=has_snippets)
        standing = self._standings.get(contact.id)
        for name, size in widths.items():
            text, look = self._cell(name, size, contact, standing)
            if name in _NUMBERS:
                yield Piece(fit_right(text, size) + " ", look)
            else:
                yield column(text, size, look)
        if has_snippets:
            rest = width - sum(size + 1 for size in widths.values()) - 1
            yield column(self._said.get(contact.id, ""), max(rest, 0), "dim")

    def _cell(self, name: Column, size: int, contact: Contact, standing: Standing | None) -> _Cell:
        match name:
            case Column.NAME:
                return contact.name, "strong"
            case Column.ACCOUNT:
                return contact.account, "plain"
            case Column.TIER:
                return contact.tier, "dim"
            case Column.LAST:
                last = contact.last_contact_on
                return say_past(last, self.today) if last else "never", "dim"
            case Column.NEXT:
                due = contact.next_check_in_on
                if due is None:
                    return "-", "dim"
                return say_due(due, self.today), "late" if due < self.today else "plain"
            case _:
                return ("", "plain") if standing is None else _figure(name, size, standing)


def _figure(name: Column, size: int, standing: Standing) -> _Cell:
    """A stored figure as a cell says it."""
    if name is Column.STEP:
        number, state = standing.number, standing.state
        dots = "●" * number + "○" * (LAST_STEP - number)
        said = f"{dots} {_STEP_STATES.get(state, STEP_LABELS[number])}"
        return said if size >= _STEP_SAID else dots, _STEP_LOOKS.get(state, "plain")
    if name is Column.TRUST:
        balance = standing.balance
        look = "late" if balance < 0 else "good" if balance > 0 else "dim"
        return f"{balance:+d}" if balance else "0", look
    if name is Column.WORTH:
        if not standing.worth_currency:
            return "-", "dim"
        return say_money(standing.worth_minor, standing.worth_currency).partition(".")[0], "plain"
    return str(standing.reach), _REACH_LOOKS.get(standing.reach, "dim")


def column_widths(
    width: int, sorted_by: Column = Column.NAME, *, has_snippets: bool
) -> dict[Column, int]:
    """How many cells each column gets, in their order.

    What a narrow terminal can spare goes first, but never the column that sorts. While words are
    looked for, the columns give way to the text that was found.
    """
    if has_snippets:
        name = max(_LEAST_NAME, min(26, width // 4))
        return {Column.NAME: name, Column.ACCOUNT: max(_LEAST_ACCOUNT, min(22, width // 5))}
    kept: dict[Column, int] = {}
    rest = width - 2
    for each in sorted(_SIZES, key=lambda each: each is not sorted_by):
        size, least = _SIZES[each]
        if rest - size - 1 >= (_LEAST_NAME if each is sorted_by else least):
            kept[each] = size
            rest -= size + 1
    longer = _STEP_SAID - _SIZES[Column.STEP][0]
    if Column.STEP in kept and rest - longer >= _LEAST_NAME + _MOST_ACCOUNT:
        kept[Column.STEP] += longer
        rest -= longer
    account = min(rest // 2, _MOST_ACCOUNT)
    name = rest - account
    if name > _MOST_NAME and account >= _MOST_ACCOUNT:
        name = _MOST_NAME
    if account < _LEAST_ACCOUNT and sorted_by is not Column.ACCOUNT:
        name, account = max(rest, 1), 0
    widths = kept | {Column.NAME: max(name, 1)} | ({Column.ACCOUNT: account} if account else {})
    return {each: widths[each] for each in _ORDER if each in widths}


def column_heads(width: int, sorted_by: Column, *, is_reversed: bool, has_snippets: bool) -> str:
    """What stands above the columns; a sign at the one that sorts, where one does."""
    heads = []
    for name, size in column_widths(width, sorted_by, has_snippets=has_snippets).items():
        label = _LABELS[name]
        if name is sorted_by and not has_snippets:
            label += " ▾" if name.begins_high != is_reversed else " ▴"
        heads.append(fit_right(label, size) if name in _NUMBERS else fit(label, size))
    return " ".join([*heads, "found in"] if has_snippets else heads)
