"""What was paid in confidence stands in no sum that is shown, nor can it be reckoned from one."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.dealings import PurchaseDraft
from tests.builders import TODAY, a_book, a_contact, days, who
from tests.tui.customer import open_section
from tests.tui.stage import WIDE, on_stage, played, press, until_said, words


def a_secret_buyer(folder: Path, *, is_alone: bool) -> Book:
    book = a_book(folder, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    ana = who(book, "Ana Ruiz")
    book.buy(ana, PurchaseDraft("skid", 77_700_00, "EUR", TODAY - days(9), is_confidential=True))
    if not is_alone:
        book.buy(ana, PurchaseDraft("seals", 1_000_00, "EUR", TODAY - days(5)))
    return book


@played
async def test_a_lone_purchase_in_confidence_shows_in_no_total(tmp_path: Path) -> None:
    async with on_stage(a_secret_buyer(tmp_path, is_alone=True), WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "77,700" not in words(pilot)
        assert "worth in confidence in 3 years" in words(pilot)
        assert "2026 · in confidence" in words(pilot)
        await press(pilot, commands.REVEAL)
        assert "worth EUR 77,700 in 3 years" in words(pilot)
        assert "2026 · EUR 77,700" in words(pilot)
        await press(pilot, commands.REVEAL, commands.SHOW_LOYALTY)
        await press(pilot, commands.NEXT_SECTION, commands.NEXT_SECTION)
        await until_said(pilot, "Vale")
        assert "in confidence" in words(pilot)
        assert "77,700" not in words(pilot)


@played
async def test_beside_others_it_can_not_be_reckoned_from_the_total(tmp_path: Path) -> None:
    async with on_stage(a_secret_buyer(tmp_path, is_alone=False), WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "worth EUR 1,000 + in confidence in 3 years" in words(pilot)
        assert "2026 · EUR 1,000 · in confidence" in words(pilot)
        assert "78,700" not in words(pilot)
