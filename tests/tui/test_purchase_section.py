"""The Purchases section: by year, written down and corrected in place."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui import commands
from loyaltytui.drafts import ContactDraft
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import TODAY, a_book, a_contact, days, dump, who
from tests.tui.customer import a_customer, fill, on_row, open_section
from tests.tui.stage import (
    WIDE,
    line_with,
    lines,
    on_stage,
    played,
    press,
    until,
    until_said,
    words,
)


@played
async def test_purchases_stand_by_year_with_each_currency_for_itself(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path)) as pilot:
        await open_section(pilot, "Purchases")
        assert "2026 · USD 4,800" in words(pilot)
        assert "2025 · EUR 12,500.50" in words(pilot)
        assert "Next expected" in words(pilot)
        ends = [
            line.index(amount) + len(amount)
            for amount in ("USD 4,800 ", "EUR 12,500.50 ")
            for line in lines(pilot)
            if "pump skid" in line and amount in line
        ]
        assert len(set(ends)) == 1


@played
async def test_a_purchase_is_written_delivered_and_confirmed_in_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "has bought nothing yet" in words(pilot)
        await press(pilot, commands.ADD_PURCHASE)
        await fill(pilot, "12.500,00", "pump skid", "2 nov")
        await until_said(pilot, "EUR 12,500")
        await press(pilot, commands.OPEN)
        await fill(pilot, "", "", "", "10 nov", "", "not one stop since")
        await until(pilot, lambda: "confirmed" in line_with(pilot, '"not one stop since"'))
        (purchase,) = book.purchases_of(who(book, "Ana Ruiz"))
        assert purchase.amount_minor == 1250000
        assert purchase.bought_on == dt.date(2026, 11, 2)
        assert purchase.delivered_on == dt.date(2026, 11, 10)
        assert purchase.confirmed_on == TODAY
        assert "confirmed" in line_with(pilot, "●")


@played
async def test_an_amount_that_names_none_is_in_the_settings_currency(tmp_path: Path) -> None:
    ana = a_contact("Ana Ruiz", "Vale", met=TODAY - days(3))
    book = a_book(tmp_path, ana, rules=CheckInRules(currency="NOK"))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, commands.ADD_PURCHASE)
        await fill(pilot, "500", "pump")
        await until_said(pilot, "NOK 500")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("-500", "pump"), "can't be negative"),
        (("1.2.3", "pump"), "1.2.3"),
        (("500 XYZ", "pump"), "XYZ"),
        (("500", "pump", "someday"), "no past day"),
        (("500", "pump", "10 nov", "", "9 nov"), "NOT SAVED"),
    ],
)
@played
async def test_a_purchase_that_makes_no_sense_is_refused_and_nothing_is_lost(
    tmp_path: Path, typed: tuple[str, ...], said: str
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, commands.ADD_PURCHASE)
        await fill(pilot, *typed)
        await until_said(pilot, said)
        assert typed[0] in words(pilot)
    assert dump(book) == before


@played
async def test_a_contact_who_moved_on_keeps_what_was_agreed_and_where_they_were(
    tmp_path: Path,
) -> None:
    book = a_customer(tmp_path)
    ana = who(book, "Ana Ruiz")
    book.edit_contact(ana, ContactDraft("Ana Ruiz", "Calder"), ())
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "Agreed with them elsewhere" in words(pilot)
        assert "pump skid" in words(pilot)
        await press(pilot, commands.NEXT_SECTION, commands.NEXT_SECTION)
        assert "Vale" in line_with(pilot, "formerly")


@played
async def test_correcting_one_line_of_a_purchase_leaves_the_others_exact(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    old = book.purchases_of(who(book, "Ana Ruiz"))[1]
    async with on_row(book, "Purchases", "EUR 12,500.50", WIDE) as pilot:
        await press(pilot, commands.EDIT)
        await fill(pilot, "", "two pump skids")
        await until_said(pilot, "two pump skids")
    new = book.purchases_of(who(book, "Ana Ruiz"))[1]
    assert new == replace(old, what="two pump skids", rev=new.rev)
