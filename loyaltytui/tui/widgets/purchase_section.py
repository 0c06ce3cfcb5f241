"""The Purchases section: what the account bought, year by year, and when it may buy again.

Amounts of different currencies are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from rich.cells import cell_len

from loyaltytui.dates import say_due
from loyaltytui.dealings import Departure, Purchase, Verdict
from loyaltytui.entries import Contact
from loyaltytui.loyalty.worth import Worth, told
from loyaltytui.money.say import say_money
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE
from loyaltytui.tui.widgets.rows import Piece, column
from loyaltytui.tui.widgets.section_rows import (
    Row,
    SectionRow,
    SectionRows,
    Telling,
    joined,
    with_note,
)


class PurchaseRow(Struct, frozen=True):
    """One purchase: the day, the amount right-aligned, how far it has come, what it was."""

    day: str
    amount: str
    state: str
    look: str
    what: str
    entry: Purchase
    note: str

    def pieces(self, width: int) -> Iterable[Piece]:
        """Narrow terminals leave the amount as much room as it needs."""
        day, amount, state = (15, 16, 9) if width >= 60 else (14, 14, 9)
        yield column(self.day, day, "dim")
        yield column(" " * max(amount - cell_len(self.amount), 0) + self.amount, amount, "strong")
        yield column(self.state, state, self.look)
        room = width - day - amount - state - 4
        yield column(with_note(self.what, self.note, room), room)


def purchase_section(
    telling: Telling,
    contact: Contact,
    purchases: Sequence[Purchase],
    worth: Worth,
    departures: Sequence[Departure] = (),
    verdicts: Sequence[Verdict] = (),
) -> SectionRows:
    """What their account bought by year, the newest first, then what they bought elsewhere.

    Whether the account left and what was decided about it stands before.
    """
    here = [each for each in purchases if each.account_id == contact.account_id]
    elsewhere = [each for each in purchases if each.account_id != contact.account_id]
    rows: list[Row | str] = _account_rows(telling, departures, verdicts)
    if contact.account_id is None and not purchases:
        return SectionRows([f"{contact.name} is at no account: E says where they work"])
    if not purchases:
        rows.append(f"{contact.account} has bought nothing yet · $ adds a purchase")
        return SectionRows(rows)
    if worth.next_on is not None:
        due = f"{telling.day(worth.next_on)}, {say_due(worth.next_on, telling.today)}"
        rows.append(f"Next expected {due} · usually every {_gap(worth.median_gap_days or 0)}")
    for year, group in groupby(here, key=lambda each: each.bought_on.year):
        bought = list(group)
        rows += [f"{year} · {_total(telling, bought)}", *(_row(telling, each) for each in bought)]
    if elsewhere:
        rows += ["Agreed with them elsewhere", *(_row(telling, each) for each in elsewhere)]
    return SectionRows(rows)


def _total(telling: Telling, purchases: Sequence[Purchase]) -> str:
    return " · ".join(told(purchases, shows_confidential=telling.is_revealed).words)


def _account_rows(
    telling: Telling, departures: Sequence[Departure], verdicts: Sequence[Verdict]
) -> list[Row | str]:
    is_any_back = any(one.back_on for one in departures)
    heading = "Lost, and back" if is_any_back else "Lost"
    rows: list[Row | str] = [heading] if departures else []
    rows += [_departure_row(telling, one) for one in reversed(departures)]
    rows += ["Verdict"] if verdicts else []
    return rows + [_verdict_row(telling, one) for one in reversed(verdicts)]


def _departure_row(telling: Telling, one: Departure) -> SectionRow:
    again = f"look again {telling.day(one.look_again_on)}" if one.look_again_on else ""
    back = f"back {telling.day(one.back_on)}" if one.back_on else ""
    why = telling.words(one.why or "no reason known", is_confidential=one.is_confidential)
    first, look = ("came back", "good") if one.back_on else ("lost", "late")
    marks = telling.marks(is_confidential=one.is_confidential, owner=one.owner)
    said = joined(why, back or again)
    return SectionRow(first, telling.day(one.lost_on), said, one, look, marks)


def _verdict_row(telling: Telling, one: Verdict) -> SectionRow:
    """In confidence, not even which verdict it is."""
    is_masked = one.is_confidential and not telling.is_revealed
    return SectionRow(
        "verdict" if is_masked else str(one.verdict),
        telling.day(one.given_on),
        telling.words(one.reason, is_confidential=one.is_confidential),
        one,
        note=telling.marks(is_confidential=one.is_confidential, owner=one.owner),
    )


def _row(telling: Telling, purchase: Purchase) -> PurchaseRow:
    is_masked = purchase.is_confidential and not telling.is_revealed
    said = f'"{" ".join(purchase.confirmed_words.split())}"' if purchase.confirmed_words else ""
    what = joined(purchase.what, said)
    state, look = "bought", "dim"
    if purchase.is_confirmed:
        state, look = "confirmed", "good"
    elif purchase.is_delivered:
        state = "delivered"
    return PurchaseRow(
        telling.day(purchase.bought_on),
        "" if is_masked else say_money(purchase.amount_minor, purchase.currency),
        state,
        look,
        IN_CONFIDENCE if is_masked else " ".join(what.split()),
        purchase,
        telling.marks(is_confidential=purchase.is_confidential, owner=purchase.owner),
    )


def _gap(days: int) -> str:
    if days < 14:
        return f"{days} days"
    return f"{days // 7} weeks" if days < 61 else f"{round(days / 30.44)} months"
