"""The Loyalty page: everybody at once, by evidence, told in the words of the product."""

import asyncio
import datetime as dt
from pathlib import Path
from threading import Event

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.dealings import DepartureDraft, PurchaseDraft, ReferenceDraft, ReferenceState
from loyaltytui.drafts import LogDraft, NewContact
from loyaltytui.entries import Account
from loyaltytui.tui.screens.loyalty_page import LoyaltyPage
from loyaltytui.tui.widgets.long_section import Part
from tests.builders import TODAY, a_book, a_call, a_contact, days, mine, who
from tests.tui.stage import (
    Stage,
    line_with,
    on_stage,
    played,
    press,
    type_text,
    until,
    until_said,
    until_told,
    words,
)

SECTIONS = ("Steps", "Kept", "Worth", "Costly", "Reach", "References", "Referred", "Lost")


def bought(book: Book, name: str, on: dt.date, minor: int, currency: str = "EUR") -> None:
    draft = PurchaseDraft(what="pump", amount_minor=minor, currency=currency, bought_on=on)
    book.buy(who(book, name), draft)


def account_of(book: Book, name: str) -> Account:
    contact = who(book, name)
    assert contact.account_id is not None
    return Account(contact.account_id, contact.account)


def a_loyal_book(tmp_path: Path) -> Book:
    """Ana is loyal, Ben bought once, Cia's account left, Dan was only met."""
    book = a_book(
        tmp_path,
        a_contact("Ana Ruiz", "Vale", met=TODAY - days(30)),
        a_contact("Ben Okoro", "Delta", met=TODAY - days(20)),
        a_contact("Cia Lund", "Fjord", met=TODAY - days(200)),
        a_contact("Dan Ito", "Kestrel", met=TODAY - days(10)),
    )
    bought(book, "Ana Ruiz", TODAY - days(600), 1_000_000)
    (first,) = book.purchases_of(who(book, "Ana Ruiz"))
    book.confirm(first, TODAY - days(200), "saved us two stops")
    bought(book, "Ana Ruiz", TODAY - days(100), 3_000_000)
    bought(book, "Ben Okoro", TODAY - days(90), 50_000, "GBP")
    book.promise(who(book, "Ana Ruiz"), mine("send quote", TODAY))
    book.keep(book.open_promises()[0])
    book.lose(account_of(book, "Cia Lund"), DepartureDraft("price"))
    return book


async def open_section(pilot: Stage, name: str) -> None:
    await press(pilot, commands.SHOW_LOYALTY)
    await turn_to(pilot, name)
    await until(pilot, lambda: "Adding it up" not in words(pilot))


async def turn_to(pilot: Stage, name: str) -> None:
    await press(pilot, *[commands.NEXT_SECTION] * SECTIONS.index(name))


@played
async def test_steps_are_counted_from_evidence(tmp_path: Path) -> None:
    async with on_stage(a_loyal_book(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_LOYALTY)
        assert " 1 " in line_with(pilot, "6  loyal")
        assert " 1 " in line_with(pilot, "4  bought")
        assert " 2 " in line_with(pilot, "1  met")
        assert " 1 " in line_with(pilot, " lost ")


@played
async def test_promises_kept_are_plotted_by_month(tmp_path: Path) -> None:
    async with on_stage(a_loyal_book(tmp_path)) as pilot:
        await open_section(pilot, "Kept")
        assert f"{TODAY:%b %Y}" in line_with(pilot, "1 of 1")
        assert "none ended" in line_with(pilot, f"{TODAY - days(60):%b %Y}")


@played
async def test_worth_is_shown_by_account_and_never_added_across_currencies(tmp_path: Path) -> None:
    async with on_stage(a_loyal_book(tmp_path)) as pilot:
        await open_section(pilot, "Worth")
        assert "EUR 40,000" in line_with(pilot, "Vale")
        assert "GBP 500" in line_with(pilot, "Delta")


@played
async def test_a_lost_account_says_why(tmp_path: Path) -> None:
    async with on_stage(a_loyal_book(tmp_path)) as pilot:
        await open_section(pilot, "Lost")
        assert "price" in line_with(pilot, "Fjord")


@played
async def test_the_desk_says_who_may_be_asked_and_why_others_not(tmp_path: Path) -> None:
    book = a_loyal_book(tmp_path)
    async with on_stage(book) as pilot:
        await open_section(pilot, "References")
        assert words(pilot).index("May be asked") < words(pilot).index("Ana Ruiz")
        book.state_reference(who(book, "Ana Ruiz"), ReferenceDraft(ReferenceState.ASKED))
        await press(pilot, commands.PREVIOUS_SECTION, commands.NEXT_SECTION)
        assert "asked" in line_with(pilot, "Ana Ruiz")


@played
async def test_enter_opens_the_contact_of_a_row(tmp_path: Path) -> None:
    async with on_stage(a_loyal_book(tmp_path)) as pilot:
        await open_section(pilot, "References")
        await press(pilot, commands.OPEN)
        assert "Ana Ruiz · Vale" in words(pilot)


@played
async def test_who_was_sent_our_way_is_shown_with_whom_they_came_from(tmp_path: Path) -> None:
    book = a_loyal_book(tmp_path)
    book.refer(who(book, "Ana Ruiz"), NewContact("Kim Ode", "Ode & Co"))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Referred")
        assert "Kim Ode" in line_with(pilot, "Ana Ruiz")


@played
async def test_a_verdict_is_recorded_where_one_is_asked_for(tmp_path: Path) -> None:
    names = ["Abe", "Bea", "Cal", "Dot"]
    book = a_book(tmp_path, *(a_contact(name, f"{name} & Co", met=TODAY) for name in names))
    for name in names:
        bought(book, name, TODAY - days(50), 1_000 if name == "Abe" else 9_000_000)
    for _ in range(9):
        book.log(LogDraft((who(book, "Abe").id,), TODAY, medium="visit", minutes=300))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Costly")
        assert "no verdict yet" in line_with(pilot, "Abe & Co")
        await press(pilot, commands.VERDICT)
        await type_text(pilot, "letgo")
        await press(pilot, commands.SAVE)
        assert "is no verdict" in words(pilot)
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "renegotiate")
        await press(pilot, commands.SAVE)
        await until_told(pilot, "renegotiate")
        assert "renegotiate (today)" in line_with(pilot, "Abe & Co")
    (verdict,) = book.verdicts_of(account_of(book, "Abe").id)
    assert verdict.verdict == "renegotiate"


@played
async def test_what_has_to_be_added_up_is_read_beside_the_page(tmp_path: Path) -> None:
    book, gate = without_sums(a_loyal_book(tmp_path)), Event()
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_LOYALTY)
        _held_until(pilot, gate, "Worth")
        await turn_to(pilot, "Worth")
        assert "Adding it up" in words(pilot)
        assert "Vale" not in words(pilot)
        gate.set()
        await until_said(pilot, "Vale")
        assert "Adding it up" not in words(pilot)


@played
async def test_what_was_read_too_late_is_not_shown_in_another_section(tmp_path: Path) -> None:
    book, gate = without_sums(a_loyal_book(tmp_path)), Event()
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_LOYALTY)
        page = _held_until(pilot, gate, "Worth")
        await turn_to(pilot, "Worth")
        reading = page.reading
        assert reading is not None
        await press(pilot, commands.NEXT_SECTION)
        gate.set()
        await asyncio.to_thread(reading.exception)
        await pilot.pause()
        assert "EUR 40,000" not in words(pilot)
        assert "Costly" in words(pilot)
        await press(pilot, commands.PREVIOUS_SECTION)
        await until_said(pilot, "EUR 40,000")


def without_sums(book: Book) -> Book:
    """As if the day had turned while another program was writing: no sums are kept of today."""
    book.write("delete from account_window")
    return book


def _held_until(pilot: Stage, gate: Event, section: str) -> LoyaltyPage:
    """The page, on which that section is read only once the gate is open."""
    page = pilot.app.screen.query_one(LoyaltyPage)
    read = page.readers[section]
    page.readers[section] = lambda most: read(most) if gate.wait(30) else Part([])
    return page


@pytest.mark.parametrize("section", SECTIONS)
@played
async def test_an_empty_book_has_an_empty_overview(tmp_path: Path, section: str) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Zoe"))) as pilot:
        await open_section(pilot, section)
        await press(pilot, commands.DOWN, commands.OPEN, commands.LAST)
        assert section in words(pilot)


def test_activity_alone_moves_nobody(tmp_path: Path) -> None:
    book = a_loyal_book(tmp_path)
    before = book.steps_count().by_step
    for _ in range(20):
        book.log(a_call(who(book, "Dan Ito"), text="golf"))
    assert book.steps_count().by_step == before
