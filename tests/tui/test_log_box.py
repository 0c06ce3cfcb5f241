"""The Log box: one line after a call, understood while it is typed, saved with one key."""

import datetime as dt
from pathlib import Path

from loyaltytui import commands
from loyaltytui.entries import Side
from tests.builders import TODAY, YESTERDAY, Clock, a_book, a_contact, cards, days, mine, names, who
from tests.tui.stage import (
    log_line,
    on_stage,
    paste,
    played,
    press,
    save_line,
    sentences,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
    write_line,
)

SATURDAY = dt.date(2026, 11, 21)
EXAMPLE = (
    "priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w"  # product page
)


@played
async def test_the_worked_example_gives_exactly_what_it_says(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, a_contact("Priya Shah", "Northwind"), a_contact("Tom"), today=Clock(SATURDAY)
    )
    async with on_stage(book) as pilot:
        await write_line(pilot, EXAMPLE)
        shown = " ".join(words(pilot).split())
        for chip in ("Priya Shah", "call", "promise: send quote → Fri 27 Nov", "Sat 5 Dec"):
            assert chip in shown
        await save_line(pilot)
    priya = who(book, "Priya Shah")
    (moment,) = [one for one in book.timeline(priya.id) if one.what == "call"]
    assert (moment.text, moment.happened_on) == ("renewing, price worry", SATURDAY)
    assert [(one.side, one.text, one.due_on) for one in book.promises_of(priya.id)] == [
        (Side.MINE, "send quote", dt.date(2026, 11, 27)),
        (Side.THEIRS, "she sends PO", dt.date(2026, 12, 5)),
    ]
    assert [one.due_on for one in book.check_ins_of(priya.id)] == [dt.date(2026, 12, 14)]
    assert len(book.timeline(priya.id)) == 3
    assert book.timeline(who(book, "Tom").id) == []
    assert len([said for said in sentences(book) if said.startswith("do log")]) == 1


@played
async def test_logging_a_call_takes_the_contact_off_the_agenda(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY))
    async with on_stage(book) as pilot:
        assert "Ana Ruiz" in words(pilot)
        await write_line(pilot, "all is well")
        await press(pilot, "enter")
        await until(pilot, lambda: not cards(book))
        await until_said(pilot, "All clear")
        assert book.check_ins_of(who(book, "Ana Ruiz").id)[0].due_on == TODAY + days(21)


@played
async def test_a_voicemail_leaves_the_last_contact_where_it_was(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY))
    async with on_stage(book) as pilot:
        await log_line(pilot, "voicemail: nobody there")
        assert who(book, "Ana Ruiz").last_contact_on is None
        assert names(book, "check_in") == []


@played
async def test_the_highlighted_contact_is_filled_in(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana Ruiz", "Vale", due=YESTERDAY),
        a_contact("Lee Park", "Osmo", due=TODAY),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.DOWN, commands.LOG_LINE)
        assert "Log · Lee Park · Osmo" in words(pilot)
        await type_text(pilot, "spoke")
        await save_line(pilot)
        assert [one.what for one in book.timeline(who(book, "Lee Park").id)] == ["call"]
        assert book.timeline(who(book, "Ana Ruiz").id) == []


@played
async def test_two_lines_are_one_interaction(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "first words")
        await press(pilot, commands.NEW_LINE)
        await type_text(pilot, "more words > send a sample fri")
        await save_line(pilot)
        ana = who(book, "Ana Ruiz")
        (call,) = [one for one in book.timeline(ana.id) if one.what == "call"]
        assert call.text == "first words\nmore words"
        assert [one.text for one in book.promises_of(ana.id)] == ["send a sample"]


@played
async def test_several_pasted_lines_are_one_interaction_and_enter_is_still_asked_for(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        await paste(pilot, "first\nsecond\r\nthird")
        assert book.timeline(who(book, "Ana Ruiz").id) == []
        await save_line(pilot)
        (call,) = book.timeline(who(book, "Ana Ruiz").id)
        assert call.text == "first\nsecond\nthird"


@played
async def test_backspace_right_after_a_chip_turns_its_words_back_into_text(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "said ~3w")
        await until_said(pilot, "check-in Mon 14 Dec")
        await press(pilot, "backspace")
        assert "check-in Mon 14 Dec" not in words(pilot)
        assert '"' in typed(pilot)
        await type_text(pilot, " or so")
        await save_line(pilot)
        (call,) = book.timeline(who(book, "Ana Ruiz").id)
        assert call.text == "said ~3w or so"


@played
async def test_backspace_within_words_only_deletes(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "wordss")
        await press(pilot, "backspace")
        assert typed(pilot) == "words"


@played
async def test_a_line_that_says_nobody_is_not_saved_and_says_why(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        before = sentences(book)
        await type_text(pilot, "spoke at length")
        await press(pilot, "enter")
        assert "Say whom it was with" in words(pilot)
        assert typed(pilot) == "spoke at length"
        assert sentences(book) == before


@played
async def test_kept_in_the_line_ends_the_open_promise(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(mine("send the quote", YESTERDAY),)))
    async with on_stage(book) as pilot:
        await log_line(pilot, "glad about it kept: quote")
        (promise,) = book.promises_of(who(book, "Ana Ruiz").id)
        assert promise.outcome == "kept"


@played
async def test_one_u_takes_back_all_that_one_line_made(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Priya Shah", due=TODAY))
    async with on_stage(book) as pilot:
        await log_line(pilot, EXAMPLE.partition(": ")[2])
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone: log call with Priya Shah, promise 'send quote'")
        priya = who(book, "Priya Shah")
        assert book.timeline(priya.id) == []
        assert names(book, "check_in") == ["Priya Shah"]
        await press(pilot, commands.REDO)
        await until(pilot, lambda: len(book.timeline(priya.id)) == 3)
