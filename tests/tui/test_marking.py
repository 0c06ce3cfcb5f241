"""Several contacts marked on Contacts and on the Agenda, acted on at once; and the history."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.commands import Command, bulk
from loyaltytui.entries import Owner
from loyaltytui.loyalty.agenda import AgendaKind
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    mine,
    names,
    who,
)
from tests.tui.stage import (
    Stage,
    cursor_line,
    line_with,
    lines,
    on_stage,
    played,
    press,
    sentences,
    type_text,
    until,
    until_said,
    until_told,
    words,
)

SIGN = "●"


def four_people(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Ana Ruiz", "Vale", tier="B", due=YESTERDAY - days(3), tags=("fair",)),
        a_contact("Bea Lund", "Northwind", due=TODAY, promised=(mine("send quote", YESTERDAY),)),
        a_contact("Cia Osmond", "Aral", promised=(mine("send drawings", TODAY),)),
        a_contact("Dag Moe", "Aral", due=TODAY + days(3)),
    )


def marked(pilot: Stage) -> list[str]:
    """The names on marked rows, top to bottom, once each."""
    everybody = ("Ana Ruiz", "Bea Lund", "Cia Osmond", "Dag Moe")
    found = [
        name for line in lines(pilot) if SIGN in line[:4] for name in everybody if name in line
    ]
    return list(dict.fromkeys(found))


def title(pilot: Stage) -> str:
    return lines(pilot)[1]


async def act(pilot: Stage, letter: Command, typed: str = "") -> None:
    """Chooses an act for all who are marked, types what it asks for, and takes it."""
    await press(pilot, commands.ACT_ON_ALL, letter)
    await type_text(pilot, typed)
    await press(pilot, "enter")
    await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


@played
async def test_space_marks_the_row_shows_a_sign_and_counts_in_the_title(tmp_path: Path) -> None:
    async with on_stage(four_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.DOWN, commands.MARK)
        assert marked(pilot) == ["Ana Ruiz", "Cia Osmond"]
        assert "2 marked" in title(pilot)
        await press(pilot, commands.FIRST, commands.MARK)
        assert marked(pilot) == ["Cia Osmond"]
        assert "1 marked" in title(pilot)
        await press(pilot, commands.UNMARK)
        assert SIGN not in words(pilot)
        assert "marked" not in words(pilot)


@played
async def test_the_star_marks_all_who_are_shown_and_then_none(tmp_path: Path) -> None:
    async with on_stage(four_people(tmp_path)) as pilot:
        for page in (commands.SHOW_CONTACTS, commands.SHOW_AGENDA):
            await press(pilot, page, commands.MARK_ALL)
            assert "4 marked" in title(pilot)
            await press(pilot, commands.MARK_ALL)
            assert SIGN not in words(pilot)


@played
async def test_on_the_agenda_all_cards_of_a_marked_contact_carry_the_sign(tmp_path: Path) -> None:
    async with on_stage(four_people(tmp_path)) as pilot:
        await press(pilot, commands.FIRST)
        assert "Bea Lund" in cursor_line(pilot)
        await press(pilot, commands.MARK)
        signed = [line for line in lines(pilot) if SIGN in line[:4]]
        assert [("Bea Lund" in line) for line in signed] == [True, True]
        assert "1 marked" in title(pilot)


@played
async def test_marks_survive_sorting_filtering_and_what_another_program_writes(
    tmp_path: Path,
) -> None:
    book = four_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.LAST, commands.MARK)
        both = {"Ana Ruiz", "Dag Moe"}
        await press(pilot, commands.SORT, commands.REVERSE_SORT)
        assert set(marked(pilot)) == both
        await press(pilot, commands.FIND)
        await type_text(pilot, "aral")
        await press(pilot, "enter")
        assert marked(pilot) == ["Dag Moe"]
        assert "2 marked" in title(pilot)
        await press(pilot, "escape")
        book.log(a_call(who(book, "Ana Ruiz")))
        await press(pilot, commands.SHOW_CONTACTS)
        assert set(marked(pilot)) == both


@played
async def test_a_filter_and_the_star_add_to_what_is_marked_already(tmp_path: Path) -> None:
    async with on_stage(four_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.FIND)
        await type_text(pilot, "aral")
        await press(pilot, "enter", commands.MARK_ALL)
        assert "3 marked" in title(pilot)
        await press(pilot, commands.MARK_ALL)
        assert "1 marked" in title(pilot)


@played
async def test_whoever_left_the_agenda_is_not_marked_any_more(tmp_path: Path) -> None:
    book = four_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.MARK_ALL)
        assert "4 marked" in title(pilot)
        book.log(a_call(who(book, "Ana Ruiz"), check_in=None))
        await press(pilot, commands.SHOW_AGENDA)
        assert "3 marked" in title(pilot)


@played
async def test_whoever_is_deleted_elsewhere_is_not_marked_any_more(tmp_path: Path) -> None:
    book = four_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK_ALL)
        book.delete_contact(who(book, "Ana Ruiz"))
        await press(pilot, commands.SHOW_CONTACTS)
        assert "3 marked" in title(pilot)


@pytest.mark.parametrize(
    ("letter", "typed", "said"),
    [
        (bulk.ALL_CADENCE, "3w", "set cadence 3w for 2 contacts"),
        (bulk.ALL_TIER, "a", "set tier A for 2 contacts"),
        (bulk.ALL_TAG, "fair 2026, pumps", "tag 2 contacts with fair 2026, pumps"),
        (bulk.ALL_UNTAG, "fair", "take tag fair off 2 contacts"),
        (bulk.ALL_OWNER, "Mine", "set owner mine for 2 contacts"),
        (bulk.ALL_SNOOZE, "30 nov", "snooze check-ins of 2 contacts until Mon 30 Nov"),
        (
            bulk.ALL_SCATTER,
            "",
            "scatter check-ins of 2 contacts from Tue 24 Nov, 20 a day",
        ),
        (bulk.ALL_DELETE, "", "delete 2 contacts"),
    ],
)
@played
async def test_every_act_is_one_action_that_one_key_takes_back(
    tmp_path: Path, letter: Command, typed: str, said: str
) -> None:
    book = four_people(tmp_path)
    before, steps = dump(book), len(sentences(book))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.MARK)
        await act(pilot, letter, typed)
        await until_told(pilot, "takes it all back")
        assert sentences(book)[steps:] == [f"do {said}"]
        assert "marked" not in title(pilot)
        await press(pilot, commands.UNDO)
        await until_told(pilot, f"Undone: {said}")
    assert dump(book) == before


@played
async def test_with_marks_set_the_letters_concern_all_of_them(tmp_path: Path) -> None:
    book = four_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.MARK_ALL, commands.EDIT)
        assert "Act on 4 contacts" in words(pilot)
        await press(pilot, commands.LEAVE, commands.SNOOZE)
        assert "Snooze: 4 contacts" in words(pilot)
        await press(pilot, commands.LEAVE, commands.SHOW_CONTACTS, commands.MARK_ALL)
        await press(pilot, commands.DELETE)
        assert "Delete: 4 contacts" in words(pilot)
        await press(pilot, commands.LEAVE, commands.UNMARK, commands.EDIT)
        assert "a letter chooses" not in words(pilot)


@played
async def test_without_marks_the_act_concerns_the_highlighted_contact(tmp_path: Path) -> None:
    book = four_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.ACT_ON_ALL)
        assert "Act on Ana Ruiz" in words(pilot)
        await press(pilot, bulk.ALL_OWNER)
        await type_text(pilot, "mine")
        await press(pilot, "enter")
        await until_told(pilot, "Changed: 1 contact.")
    assert who(book, "Ana Ruiz").owner is Owner.MINE
    assert who(book, "Bea Lund").owner is Owner.COMPANY


@pytest.mark.parametrize(
    ("letter", "typed", "said"),
    [
        (bulk.ALL_CADENCE, "often", "is no cadence"),
        (bulk.ALL_TIER, "Z", "is no tier"),
        (bulk.ALL_TAG, "#", "at least one tag"),
        (bulk.ALL_OWNER, "him", "is not one of"),
        (bulk.ALL_SNOOZE, "purple", "is no day I know"),
        (bulk.ALL_SNOOZE, "2026-11-01", "has gone by"),
    ],
)
@played
async def test_nonsense_is_told_while_it_is_typed_and_nothing_is_written(
    tmp_path: Path, letter: Command, typed: str, said: str
) -> None:
    book = four_people(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK_ALL, commands.ACT_ON_ALL, letter)
        await type_text(pilot, typed)
        await until_said(pilot, said)
        await press(pilot, "enter")
        await until_said(pilot, said)
        await press(pilot, commands.LEAVE)
        assert "4 marked" in title(pilot)
    assert dump(book) == before


@played
async def test_the_days_of_a_scatter_are_shown_before_it_is_taken(tmp_path: Path) -> None:
    async with on_stage(four_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK_ALL, commands.ACT_ON_ALL)
        await press(pilot, bulk.ALL_SCATTER, commands.NEXT_FIELD, "ctrl+u")
        await type_text(pilot, "2")
        await until_said(pilot, "3 check-ins · Tue 24 Nov: 2 · Wed 25 Nov: 1")


DUE = 60
HANDLED = 20
CAP = 20
FRIDAY = TODAY - days(3)


def back_from_a_holiday(folder: Path, clock: Clock) -> Book:
    return a_book(
        folder,
        *(
            a_contact(f"Due {number:02}", cadence="3w", due=FRIDAY - days(14 - number % 12))
            for number in range(DUE)
        ),
        today=clock,
    )


def shown_now(book: Book) -> list[str]:
    return sorted(names(book, AgendaKind.CHECK_IN))


def planned(book: Book) -> Counter[dt.date]:
    people = book.contacts(book.contact_order(Column.NAME))
    return Counter(one.next_check_in_on for one in people if one.next_check_in_on)


@played
async def test_after_a_holiday_a_third_is_handled_and_the_rest_is_scattered(
    tmp_path: Path,
) -> None:
    clock = Clock(FRIDAY)
    book = back_from_a_holiday(tmp_path, clock)
    async with on_stage(book) as pilot:
        assert f"Check-ins · {DUE}" in words(pilot)
        late = names(book, AgendaKind.CHECK_IN)
        for name in late[:HANDLED]:
            book.log(a_call(who(book, name), on=FRIDAY))
        await press(pilot, commands.SHOW_AGENDA, commands.MARK_ALL)
        assert f"{DUE - HANDLED} marked" in title(pilot)
        before = dump(book)
        await press(pilot, commands.ACT_ON_ALL, bulk.ALL_SCATTER)
        await until_said(pilot, "40 check-ins · Mon 23 Nov: 20 · Tue 24 Nov: 20")
        await press(pilot, "enter")
        await until_told(pilot, "Changed: 40 contacts")
        assert shown_now(book) == []
        after = dump(book)
        assert planned(book) == {TODAY: CAP, TOMORROW: CAP, FRIDAY + days(21): HANDLED}

        clock.move_to(TODAY)
        assert shown_now(book) == sorted(late[HANDLED : HANDLED + CAP])
        await press(pilot, commands.SHOW_AGENDA)
        assert f"Check-ins · {CAP}" in words(pilot)

        clock.move_to(FRIDAY)
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone: scatter check-ins of 40 contacts")
        assert dump(book) == before
        assert shown_now(book) == sorted(late[HANDLED:])
        for _ in range(HANDLED):
            await press(pilot, commands.UNDO)
        await until(pilot, lambda: len(shown_now(book)) == DUE)
        assert shown_now(book) == sorted(late)
        for _ in range(HANDLED + 1):
            await press(pilot, commands.REDO)
        await until(pilot, lambda: dump(book) == after)
    assert book.check() == []


@played
async def test_the_history_shows_what_was_done_and_undo_and_redo_work_in_it(
    tmp_path: Path,
) -> None:
    book = four_people(tmp_path)
    states = [dump(book)]
    async with on_stage(book) as pilot:
        for name in ("Ana Ruiz", "Bea Lund"):
            book.set_tier_of([who(book, name).id], "D")
            states.append(dump(book))
        await press(pilot, commands.HISTORY)
        assert "today 09:00" in line_with(pilot, "set tier D for Bea Lund")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "undone: set tier D for Bea Lund")
        assert dump(book) == states[1]
        await press(pilot, commands.UNDO)
        await until_said(pilot, "undone: set tier D for Ana Ruiz")
        assert dump(book) == states[0]
        await press(pilot, commands.REDO)
        await until(pilot, lambda: "undone: set tier D for Ana Ruiz" not in words(pilot))
        assert "undone: set tier D for Bea Lund" in words(pilot)
        assert dump(book) == states[1]
        await press(pilot, commands.HISTORY)
        assert "History" not in words(pilot)


@played
async def test_a_book_without_a_history_says_so(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path)) as pilot:
        await press(pilot, commands.LEAVE, commands.HISTORY)
        assert "Nothing has been written in this book yet." in words(pilot)
        await press(pilot, commands.UNDO)
        await until_told(pilot, "nothing to undo")
