"""The first minutes with a new book, by keyboard alone."""

from pathlib import Path

from loyaltytui import commands
from tests.builders import a_book, a_contact, cards, names, who
from tests.tui.stage import (
    on_stage,
    played,
    press,
    sentences,
    type_text,
    until,
    until_said,
    words,
    write_line,
)


@played
async def test_an_empty_book_offers_three_ways_to_begin(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path)) as pilot:
        shown = words(pilot)
        assert "Welcome" in shown
        for command in (commands.IMPORT, commands.SAMPLE, commands.ADD_CONTACT):
            assert command.help in shown


@played
async def test_a_book_with_somebody_in_it_opens_without_a_welcome(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann"))) as pilot:
        assert "Welcome" not in words(pilot)


@played
async def test_from_an_empty_book_to_the_first_card_on_the_agenda(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Priya Shah")
        await press(pilot, commands.NEXT_FIELD)
        await type_text(pilot, "Northwind")
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: book.contact_count() == 1)
        assert who(book, "Priya Shah").account == "Northwind"

        await write_line(pilot, "priya call: first words > send the brochure tomorrow")
        await press(pilot, "enter")
        await until(pilot, lambda: bool(cards(book)))
        await until_said(pilot, "send the brochure")
        assert names(book, "upcoming") == ["Priya Shah"]


@played
async def test_leaving_the_welcome_leaves_an_agenda_that_says_what_to_do(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.LEAVE)
        shown = words(pilot)
        assert "Welcome" not in shown
        assert "Nobody is in the book yet." in shown
        assert "add a contact" in shown
        assert sentences(book) == []


@played
async def test_the_sample_is_asked_for_by_leaving_the_app(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SAMPLE)
        await until(pilot, lambda: pilot.app.return_value is commands.SAMPLE)


@played
async def test_the_first_contact_may_be_named_in_the_log_box(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.LEAVE, commands.LOG_LINE)
        await type_text(pilot, '+"Kim Ode @ Vale": met at the fair')
        await press(pilot, "enter")
        await until(pilot, lambda: book.contact_count() == 1)
        assert who(book, "Kim Ode").account == "Vale"
        await until_said(pilot, "Kim Ode")
