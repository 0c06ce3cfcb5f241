"""The brief on one key: what to know in the minute before a call, on one screen."""

import re
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.drafts import NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Side
from loyaltytui.kinds import KINDS
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    email,
    mine,
    phone,
    theirs,
    who,
)
from tests.tui.stage import NARROW, WIDE, line_with, on_stage, played, press, words

EVERYTHING = (
    "VP Operations",
    'today, call, "renewing, price worry"',
    "promised: send the quote",
    "owed: the PO",
    "ask: who signs above 50k?",
    "core: saved her the plant stop",
    "goal: plant of the year 2027",
    "rival: Acme quoted 10% less",
    "priya@northwind.example",
    "+47 900 00 000",
)


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize(
    "page", [commands.SHOW_AGENDA, commands.SHOW_CONTACTS, commands.SHOW_CONTACT, commands.REVIEW]
)
@played
async def test_all_there_is_to_know_is_on_one_key_on_every_page(
    tmp_path: Path, page: Command, size: tuple[int, int]
) -> None:
    book = a_book(
        tmp_path,
        a_contact(
            "Priya Shah",
            "Northwind",
            job="VP Operations",
            channels=(email("priya@northwind.example"), phone("+47 900 00 000")),
            promised=(mine("send the quote", YESTERDAY), theirs("the PO", TOMORROW)),
        ),
    )
    book.log(
        a_call(
            who(book, "Priya Shah"),
            text="renewing, price worry",
            notes=(
                NoteDraft("core", "saved her the plant stop"),
                NoteDraft("goal", "plant of the year 2027"),
                NoteDraft("rival", "Acme quoted 10% less"),
            ),
            questions=(QuestionDraft("who signs above 50k?"),),
        )
    )
    async with on_stage(book, size) as pilot:
        await press(pilot, page, commands.BRIEF)
        shown = words(pilot)
        assert [said for said in EVERYTHING if said not in shown] == []


@pytest.mark.parametrize("closing", [commands.BRIEF, commands.LEAVE])
@played
async def test_the_key_that_opened_it_closes_it_and_so_does_escape(
    tmp_path: Path, closing: Command
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", due=TODAY))
    async with on_stage(book) as pilot:
        before = words(pilot)
        await press(pilot, commands.BRIEF)
        assert "Ana Ruiz · Vale" in words(pilot)
        await press(pilot, closing)
        assert words(pilot) == before


@pytest.mark.parametrize("size", [NARROW, (60, 20), WIDE])
@played
async def test_more_than_fits_is_counted_and_the_ways_to_reach_them_stay(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    long = " ".join(["a long tale about pumps and seals"] * 30)
    book = a_book(
        tmp_path,
        a_contact(
            "Priya Shah",
            "Northwind",
            channels=(phone("+47 900 00 000"),),
            promised=tuple(mine(f"thing {number}: {long}", TODAY) for number in range(40)),
        ),
    )
    book.log(
        a_call(
            who(book, "Priya Shah"),
            text=long,
            notes=tuple(NoteDraft(kind.word, long) for kind in KINDS),
        )
    )
    async with on_stage(book, size) as pilot:
        await press(pilot, commands.BRIEF)
        shown = words(pilot)
        assert "Priya Shah" in shown
        assert "a long tale" in line_with(pilot, "last: ")
        assert "thing 0" in shown
        assert re.search(r"… \d+ more ", shown)
        assert "+47 900 00 000" in shown
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "thing 9" in words(pilot)


@played
async def test_what_was_told_in_confidence_is_masked(tmp_path: Path) -> None:
    secret = PromiseDraft(Side.MINE, "the merger", TODAY, is_confidential=True)
    book = a_book(
        tmp_path,
        a_contact(
            "Ana Ruiz",
            promised=(secret,),
            notes=(NoteDraft("goal", "leave the firm", True),),
            questions=(QuestionDraft("is she ill?", True),),
            channels=(phone("+47 911 11 111", secret=True),),
        ),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.BRIEF)
        shown = words(pilot)
        assert shown.count("(in confidence)") >= 4
        for told in ("merger", "leave the firm", "ill?", "911"):
            assert told not in shown


@played
async def test_the_key_does_nothing_where_nobody_is_highlighted(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        before = words(pilot)
        await press(pilot, commands.BRIEF)
        assert words(pilot) == before


@played
async def test_somebody_deleted_elsewhere_has_no_brief(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        book.delete_contact(who(book, "Ana Ruiz"))
        await press(pilot, commands.BRIEF)
        assert "closes" not in words(pilot)
        assert "Nobody is in the book yet" in words(pilot)
