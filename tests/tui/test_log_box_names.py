"""Whom a line in the Log box means: several, nobody, somebody new."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from tests.builders import TODAY, YESTERDAY, a_book, a_contact, days, who
from tests.tui.stage import (
    line_with,
    log_line,
    on_stage,
    played,
    press,
    save_line,
    sentences,
    type_text,
    until,
    until_said,
    words,
    write_line,
)


def two_priyas(folder: Path) -> Book:
    """Priya Shah was spoken to yesterday: she is the nearest of the two."""
    return a_book(
        folder,
        a_contact("Priya Anand", "Vale", met=TODAY - days(90)),
        a_contact("Priya Shah", "Northwind", met=YESTERDAY),
    )


def talks(book: Book, name: str) -> list[str]:
    return [one.text for one in book.timeline(who(book, name).id) if one.text]


@played
async def test_of_several_the_nearest_is_marked_and_enter_takes_them(tmp_path: Path) -> None:
    book = two_priyas(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, "zzz")  # nobody is highlighted, so nobody is filled in
        await press(pilot, "enter", commands.LOG_LINE)
        await type_text(pilot, "priya: renewing")
        assert "▸ Priya Shah · Northwind" in words(pilot)
        assert "▸" not in line_with(pilot, "Priya Anand · Vale")
        await save_line(pilot)
        assert "renewing" in talks(book, "Priya Shah")
        assert "renewing" not in talks(book, "Priya Anand")


@played
async def test_of_several_the_arrows_choose_another(tmp_path: Path) -> None:
    book = two_priyas(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "priya: renewing")
        await press(pilot, commands.PICK_NEXT)
        assert "▸ Priya Anand · Vale" in words(pilot)
        await save_line(pilot)
        assert "renewing" in talks(book, "Priya Anand")
        assert "renewing" not in talks(book, "Priya Shah")


@played
async def test_the_arrow_back_chooses_the_one_before(tmp_path: Path) -> None:
    book = two_priyas(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "priya: renewing")
        await press(pilot, commands.PICK_NEXT, commands.PICK_PREVIOUS)
        assert "▸ Priya Shah · Northwind" in words(pilot)


@played
async def test_of_two_unclear_names_each_can_be_chosen(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Priya Anand"),
        a_contact("Priya Shah", met=YESTERDAY),
        a_contact("Tom Vale"),
        a_contact("Tom Okafor", met=YESTERDAY),
    )
    async with on_stage(book) as pilot:
        await log_line(pilot, "priya, tom: a meeting of minds")
        assert "a meeting of minds" in talks(book, "Priya Shah")
        assert "a meeting of minds" in talks(book, "Tom Okafor")


@played
async def test_a_chosen_one_is_shown_however_many_there_are(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(f"Kim {letter}lm") for letter in "ABCDEFGHIJKL"))
    async with on_stage(book) as pilot:
        await write_line(pilot, "kim: hello")
        for _ in range(9):
            await press(pilot, commands.PICK_NEXT)
            assert "▸" in words(pilot), "enter would take somebody who is not shown"


@played
async def test_enter_on_an_unknown_name_writes_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = sentences(book)
    async with on_stage(book) as pilot:
        await write_line(pilot, "zoltan: met at the fair")
        assert "Nobody is called “zoltan”" in words(pilot)
        await press(pilot, "enter")
        assert "Nobody is called “zoltan”" in words(pilot)
        assert sentences(book) == before


@played
async def test_down_on_an_unknown_name_adds_them_with_the_line(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await write_line(pilot, "Zoltan Kis: met at the fair")
        await press(pilot, commands.PICK_NEXT)
        assert "will be added as a new contact" in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: book.contact_count() == 2)
        assert talks(book, "Zoltan Kis") == ["met at the fair"]


@played
async def test_up_takes_the_offer_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = sentences(book)
    async with on_stage(book) as pilot:
        await write_line(pilot, "Zoltan Kis: met at the fair")
        await press(pilot, commands.PICK_NEXT, commands.PICK_PREVIOUS, "enter")
        assert "Nobody is called “Zoltan Kis”" in words(pilot)
        assert sentences(book) == before


@played
async def test_an_offer_goes_with_the_name_it_was_for(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await write_line(pilot, "zoltan: hi")
        await press(pilot, commands.PICK_NEXT, "ctrl+u")
        await type_text(pilot, "ana: hi")
        assert "will be added" not in words(pilot)
        await save_line(pilot)
        assert book.contact_count() == 1


@played
async def test_a_plus_creates_outright_with_the_account(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await write_line(pilot, '+"New Name @ Account": hello')
        await until_said(pilot, "new: New Name @ Account")
        await press(pilot, "enter")
        await until(pilot, lambda: book.contact_count() == 2)
        assert who(book, "New Name").account == "Account"


@played
async def test_a_filled_in_contact_gives_way_to_a_name_in_the_line(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park"))
    async with on_stage(book) as pilot:
        await log_line(pilot, "lee: hello")
        assert talks(book, "Lee Park") == ["hello"]
        assert talks(book, "Ana Ruiz") == []
