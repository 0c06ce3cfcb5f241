"""The agenda: each key on each kind of card, and the way back."""

import datetime as dt
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands import Command
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_book,
    a_contact,
    cards,
    days,
    dump,
    mine,
    theirs,
    who,
)
from tests.tui.stage import (
    click_words,
    cursor_line,
    line_with,
    lines,
    on_stage,
    played,
    press,
    sentences,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
)

FRIDAY = dt.date(2026, 11, 27)


@played
async def test_sections_come_in_order_and_lateness_is_a_word(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Mia Berg", promised=(theirs("signed NDA", YESTERDAY),)),
        a_contact("Ana Ruiz", due=TODAY - days(14), reason="quarterly review"),
        a_contact("Tom Okafor", promised=(mine("intro to CFO", TODAY - days(3)),)),
        a_contact("Lee Park", promised=(mine("a sample", TOMORROW),)),
        a_contact("Kim Ode", met=TODAY - days(30)),
    )
    async with on_stage(book) as pilot:
        shown = words(pilot)
        heads = ["Promises", "Check-ins", "They owe you", "Nothing planned", "Next 7 days"]
        assert sorted(heads, key=shown.index) == heads
        assert "late by 3 days" in line_with(pilot, "Tom Okafor")
        assert "late by 2 weeks" in line_with(pilot, "Ana Ruiz")
        assert "late by 1 day" in line_with(pilot, "Mia Berg")


@played
async def test_one_contact_gets_one_check_in_card(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY, reason="their board")
    )
    async with on_stage(book) as pilot:
        assert words(pilot).count("Ana Ruiz") == 1


@pytest.mark.parametrize(
    ("command", "outcome", "said"),
    [
        (commands.KEEP, "kept", "Kept: send quote"),
        (commands.BREAK, "broken", "Broken: send quote"),
        (commands.RELEASE, "released", "Released: send quote"),
    ],
)
@played
async def test_a_promise_ended_here_comes_back_with_u_and_goes_with_ctrl_r(
    tmp_path: Path, command: Command, outcome: str, said: str
) -> None:
    book = a_book(tmp_path, a_contact("Tom", cadence="none", promised=(mine("send quote", TODAY),)))
    tom, before = who(book, "Tom").id, dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, command)
        await until_told(pilot, said)
        assert [one.outcome for one in book.promises_of(tom)] == [outcome]
        assert "today  " not in words(pilot)
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await until_said(pilot, "today  ")
        await press(pilot, commands.REDO)
        await until(pilot, lambda: book.promises_of(tom)[0].outcome == outcome)
        assert "today  " not in words(pilot)


@played
async def test_a_moved_promise_has_a_new_date_and_undo_the_old_one(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Tom", promised=(mine("send quote", YESTERDAY),)))
    tom, before = who(book, "Tom").id, dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.MOVE)
        await type_text(pilot, "fri")
        assert "Fri 27 Nov" in words(pilot)
        await press(pilot, "enter")
        await until_told(pilot, "Moved to Fri 27 Nov: send quote")
        assert book.promises_of(tom)[0].due_on == FRIDAY
        assert "in 4 days" in line_with(pilot, "promise: send quote")
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await press(pilot, commands.REDO)
        await until(pilot, lambda: book.promises_of(tom)[0].due_on == FRIDAY)


@played
async def test_a_snoozed_promise_waits_and_its_due_date_stays(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Tom", promised=(mine("send quote", YESTERDAY),)))
    tom, before = who(book, "Tom").id, dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SNOOZE)
        await type_text(pilot, "3w")
        await press(pilot, "enter")
        await until_told(pilot, "Snoozed until Mon 14 Dec: send quote")
        assert cards(book) == []
        assert book.promises_of(tom)[0].due_on == YESTERDAY
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await until_said(pilot, "late by 1 day")
        await press(pilot, commands.REDO)
        await until(pilot, lambda: cards(book) == [])


@played
async def test_a_snoozed_check_in_waits_and_its_due_date_stays(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=YESTERDAY, reason="their board"))
    ana = who(book, "Ana Ruiz").id
    due_on = book.check_ins_of(ana)[0].due_on
    async with on_stage(book) as pilot:
        await press(pilot, commands.SNOOZE)
        await type_text(pilot, "15 dec")
        await press(pilot, "enter")
        await until_told(pilot, "Snoozed until Tue 15 Dec: check-in with Ana Ruiz")
        assert cards(book) == []
        assert book.check_ins_of(ana)[0].due_on == due_on


@played
async def test_a_day_that_is_none_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Tom", promised=(mine("send quote", YESTERDAY),)))
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.MOVE)
        for nonsense, said in (("purple", "is no day I know"), ("1 jan 2020", "has gone by")):
            await press(pilot, "ctrl+u")
            await type_text(pilot, nonsense)
            await press(pilot, "enter")
            assert said in words(pilot)
            assert typed(pilot) == nonsense
        await press(pilot, commands.LEAVE)
    assert dump(book) == before


@played
async def test_the_cursor_stays_on_its_card_when_another_goes(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana", promised=(mine("one", TODAY - days(3)),)),
        a_contact("Bea", promised=(mine("two", TODAY - days(2)),)),
        a_contact("Cia", promised=(mine("three", TODAY - days(1)),)),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.DOWN)
        assert "two" in cursor_line(pilot)
        book.keep(book.promises_of(who(book, "Ana").id)[0])
        await press(pilot, commands.LOG_LINE, commands.LEAVE)
        assert "two" in cursor_line(pilot)
        await press(pilot, commands.KEEP)
        await until_told(pilot, "Kept: two")
        assert "three" in cursor_line(pilot)


@played
async def test_edit_opens_the_promise_and_the_check_in(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Tom", promised=(mine("send quote", YESTERDAY),)),
        a_contact("Ana Ruiz", due=TODAY, reason="their board"),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.EDIT)
        assert "Promise to Tom" in words(pilot)
        await press(pilot, commands.LEAVE, commands.DOWN, commands.EDIT)
        assert "Check-in with Ana Ruiz" in words(pilot)


@played
async def test_keys_for_promises_do_nothing_on_a_check_in(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=YESTERDAY))
    before = sentences(book)
    async with on_stage(book) as pilot:
        shown = words(pilot)
        await press(pilot, commands.KEEP, commands.BREAK, commands.RELEASE, commands.MOVE)
        assert words(pilot) == shown
    assert sentences(book) == before


@played
async def test_keys_on_an_empty_agenda_do_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = sentences(book)
    async with on_stage(book) as pilot:
        shown = words(pilot)
        for command in (*commands.AGENDA, *commands.LIST):
            await press(pilot, command)
        assert words(pilot) == shown
        assert "All clear" in shown
    assert sentences(book) == before


@played
async def test_enter_opens_the_contact_and_escape_comes_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", job="Buyer", due=YESTERDAY))
    async with on_stage(book) as pilot:
        agenda = lines(pilot)[1:]
        await press(pilot, commands.OPEN)
        assert "Buyer" in words(pilot)
        await press(pilot, commands.CLOSE)
        assert lines(pilot)[1:] == agenda


@played
async def test_the_mouse_chooses_and_opens_a_card(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, a_contact("Ana", due=TODAY), a_contact("Lee Park", job="Buyer", due=TODAY)
    )
    async with on_stage(book) as pilot:
        await click_words(pilot, "Lee Park")
        assert "Lee Park" in cursor_line(pilot)
        await click_words(pilot, "Lee Park", times=2)
        assert "Buyer" in words(pilot)
