"""A customer with something in each section of their page, and the keys to get about there."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.dealings import Fault, ProblemDraft, PurchaseDraft
from loyaltytui.drafts import NoteDraft, QuestionDraft
from loyaltytui.entries import ContactId
from tests.builders import TODAY, YESTERDAY, a_book, a_call, a_contact, days, mine, who
from tests.tui.stage import NARROW, Stage, cursor_line, on_stage, press, type_text, words

SECTIONS = ("Timeline", "Promises", "Value", "Purchases", "Know", "Reach")
SECRET = "wants to leave for Oslo"


def pumps(bought: dt.date, minor: int = 1250050, currency: str = "EUR") -> PurchaseDraft:
    return PurchaseDraft("pump skid", minor, currency, bought)


def a_customer(folder: Path) -> Book:
    """Met, pitched, bought twice, never confirmed; one promise kept, one late."""
    book = a_book(
        folder,
        a_contact(
            "Ana Ruiz",
            "Vale",
            emails=("ana@vale.example",),
            met=TODAY - days(3),
            notes=(
                NoteDraft("pitched", "one seal, no leaks"),
                NoteDraft("extra", "drove the gasket over"),
                NoteDraft("test", "late quote"),
                NoteDraft("goal", "plant of the year"),
            ),
            questions=(QuestionDraft("who signs?"),),
            promised=(mine("send quote", YESTERDAY), mine("send drawing", TODAY)),
        ),
    )
    ana = who(book, "Ana Ruiz")
    book.log(a_call(ana, on=TODAY - days(3), text="spoke of pumps"))
    book.keep(next(one for one in book.promises_of(ana.id) if one.text == "send drawing"))
    book.buy(ana, pumps(TODAY - days(400)))
    book.buy(ana, pumps(TODAY - days(30), 480000, "USD"))
    book.raise_problem(ana, ProblemDraft("it hums", Fault.OURS, TODAY - days(3)))
    return book


def ana_of(book: Book) -> ContactId:
    return who(book, "Ana Ruiz").id


async def open_section(pilot: Stage, name: str) -> None:
    await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
    await turn_to(pilot, name)


@asynccontextmanager
async def on_row(
    book: Book, section: str, row: str, size: tuple[int, int] = NARROW
) -> AsyncIterator[Stage]:
    """The customer's page, with the cursor on a row of one section."""
    async with on_stage(book, size) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, row)
        yield pilot


async def turn_to(pilot: Stage, name: str) -> None:
    for _ in range(SECTIONS.index(name)):
        await press(pilot, commands.NEXT_SECTION)


async def go_to(pilot: Stage, said: str) -> None:
    """Down to the row that holds some words."""
    await press(pilot, commands.FIRST)
    for _ in range(60):
        if said in cursor_line(pilot):
            return
        await press(pilot, commands.DOWN)
    raise AssertionError(f"{said!r} is on no row:\n{words(pilot)}")


async def fill(pilot: Stage, *typed: str) -> None:
    """Types the lines of an open form from the first on and saves it."""
    for at, text in enumerate(typed):
        if at:
            await press(pilot, commands.NEXT_FIELD)
        if text:
            await press(pilot, "home", "ctrl+k")
            await type_text(pilot, text)
    await press(pilot, commands.SAVE)
