"""A line of the Loyalty page in few cells: words give way, and numbers stay."""

import pytest

from loyaltytui.book.loyalty_lines import LargestAccount, LargestAccounts
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import CurrencyWorth, ToldWorth
from loyaltytui.tui.widgets.cells import cells
from loyaltytui.tui.widgets.loyalty_row import Cell, LoyaltyRow
from loyaltytui.tui.widgets.loyalty_sections import worth_section

WHY = "the price went up twice in a year and nobody told them before the invoice came"


def a_line(amount: str) -> LoyaltyRow:
    """An account that was lost."""
    lost = Cell("Mon 23 Nov", 15, "dim")
    return LoyaltyRow((Cell("Fjord Marine", 22), lost, Cell(WHY), Cell(amount, 14, is_right=True)))


def said(row: LoyaltyRow, width: int) -> str:
    return "".join(piece.text for piece in row.pieces(width))


@pytest.mark.parametrize("amount", ["EUR 9", "EUR 1,234,567.89", "EUR 12,000, GBP 3,000"])
def test_an_amount_at_the_edge_is_whole_and_the_words_before_it_give_way(amount: str) -> None:
    line = said(a_line(amount), 76)
    assert line.endswith(f" {amount} ")
    assert "the price" in line
    assert "… " in line
    assert cells(line) <= 76


@pytest.mark.parametrize("width", [20, 40, 60, 76, 120])
def test_the_words_stand_below_one_another_whatever_the_amounts_are(width: int) -> None:
    lines = [said(a_line(amount), width) for amount in ("EUR 9", "EUR 99,999,999.99, GBP 1")]
    assert len({line.find("the ") for line in lines}) == 1
    assert len({cells(line) for line in lines}) == 1
    assert cells(lines[0]) <= max(width, 60)


def test_so_much_is_said_of_why_that_it_can_be_read() -> None:
    line = said(a_line("EUR 99,999,999.99, GBP 99,999,999.99"), 76)
    assert WHY[:11] in line
    assert line.rstrip().endswith("…"), "what is cut says so"


@pytest.mark.parametrize(
    ("width", "whole"), [(77, ["2026", "2025", "2024"]), (66, ["2026", "2025"])]
)
def test_of_what_was_bought_the_latest_years_are_told_where_not_all_have_room(
    width: int, whole: list[str]
) -> None:
    bought = CurrencyWorth("EUR", 400, dict.fromkeys((2023, 2024, 2025, 2026), 100))
    account = LargestAccount(Account(AccountId(1), "Acme"), ToldWorth((bought,), leaves_out=False))
    _, row = worth_section(LargestAccounts((account,), 1, 1)).lines
    assert isinstance(row, LoyaltyRow)
    line = said(row, width)
    assert [year for year in ("2026", "2025", "2024", "2023") if f"{year} 25%" in line] == whole
    assert line.rstrip().endswith("…")
