"""One contact's page: its sections, what its keys write, and the way back."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.drafts import NoteDraft, QuestionDraft
from tests.builders import (
    TODAY,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    email,
    mine,
    reopened,
    theirs,
    who,
)
from tests.tui.stage import (
    Stage,
    click_words,
    cursor_line,
    line_with,
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

FRIDAY = dt.date(2026, 11, 27)
SECTIONS = ("Timeline", "Promises", "Value", "Purchases", "Know", "Reach")


def ana_alone(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact(
            "Ana Ruiz",
            "Vale",
            job="Buyer",
            tier="A",
            emails=("ana@vale.example",),
            tags=("pumps",),
            met=TODAY - days(3),
            promised=(mine("send quote", YESTERDAY), theirs("signed NDA", FRIDAY)),
            notes=(NoteDraft("goal", "plant of the year"),),
            questions=(QuestionDraft("who signs?"),),
        ),
    )


async def open_section(pilot: Stage, name: str) -> None:
    """From any page to a section of the first contact's page."""
    await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
    for _ in range(SECTIONS.index(name)):
        await press(pilot, commands.NEXT_SECTION)


@played
async def test_the_head_says_who_they_are_and_how_things_stand(tmp_path: Path) -> None:
    async with on_stage(ana_alone(tmp_path)) as pilot:
        await open_section(pilot, "Timeline")
        shown = words(pilot)
        for said in ("Ana Ruiz · Vale", "Buyer", "tier A", "#pumps", "last:"):
            assert said in shown


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("Timeline", ["call", "send quote", "plant of the year", "who signs?"]),
        ("Promises", ["You promised", "send quote", "They owe you", "signed NDA", "Check-ins"]),
        ("Know", ["To ask next time", "who signs?", "Goal", "plant of the year"]),
        ("Reach", ["ana@vale.example", "work"]),
    ],
)
@played
async def test_each_section_shows_what_it_is_for(
    tmp_path: Path, section: str, said: list[str]
) -> None:
    async with on_stage(ana_alone(tmp_path)) as pilot:
        await open_section(pilot, section)
        assert [one for one in said if one not in words(pilot)] == []


@played
async def test_sections_turn_both_ways_and_by_mouse(tmp_path: Path) -> None:
    async with on_stage(ana_alone(tmp_path)) as pilot:
        await open_section(pilot, "Timeline")
        await press(pilot, commands.PREVIOUS_SECTION)
        assert "ana@vale.example" in words(pilot)
        await press(pilot, commands.NEXT_SECTION)
        assert "plant of the year" in words(pilot)
        await click_words(pilot, "Know")
        assert "To ask next time" in words(pilot)


@pytest.mark.parametrize(
    ("command", "outcome"),
    [(commands.KEEP, "kept"), (commands.BREAK, "broken"), (commands.RELEASE, "released")],
)
@played
async def test_a_promise_ended_here_comes_back_and_goes_again(
    tmp_path: Path, command: Command, outcome: str
) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        await press(pilot, command)
        await until(pilot, lambda: outcome in line_with(pilot, "send quote"))
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        assert "late by 1 day" in line_with(pilot, "send quote")
        await press(pilot, commands.REDO)
        await until(pilot, lambda: outcome in line_with(pilot, "send quote"))


@pytest.mark.parametrize("command", [commands.MOVE, commands.SNOOZE])
@played
async def test_a_promise_moved_or_snoozed_here_comes_back(tmp_path: Path, command: Command) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        await press(pilot, command)
        await type_text(pilot, "15 dec")
        await press(pilot, "enter")
        await until(pilot, lambda: dump(book) != before)
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await press(pilot, commands.REDO)
        await until(pilot, lambda: dump(book) != before)


@played
async def test_a_snooze_can_be_seen_on_the_page(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        await press(pilot, commands.SNOOZE)
        await type_text(pilot, "15 dec")
        await press(pilot, "enter")
        await until_told(pilot, "Snoozed")
        assert "15 Dec" in line_with(pilot, "send quote")


@played
async def test_promises_owed_check_ins_and_channels_are_added(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    ana = who(book, "Ana Ruiz").id
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        for command, first, second in (
            (commands.ADD_PROMISE, "send a sample", "fri"),
            (commands.ADD_OWED, "their drawings", "fri"),
            (commands.ADD_CHECK_IN, "27 nov", "is it quiet?"),
        ):
            await press(pilot, command)
            await type_text(pilot, first)
            await press(pilot, commands.NEXT_FIELD)
            await type_text(pilot, second)
            await press(pilot, commands.SAVE)
            await until(pilot, partial(_is_in_the_history, book, first))
        await press(pilot, commands.ADD_CHANNEL)
        await type_text(pilot, "ana@vale.example")
        await press(pilot, "enter")
        await until(pilot, lambda: bool(book.channels_of(ana)))
        shown = words(pilot)
        assert all(one in shown for one in ("send a sample", "their drawings", "is it quiet?"))
    assert [(one.side, one.text, one.due_on) for one in book.promises_of(ana)] == [
        ("mine", "send a sample", FRIDAY),
        ("theirs", "their drawings", FRIDAY),
    ]
    assert [(one.due_on, one.reason) for one in book.check_ins_of(ana)] == [
        (FRIDAY, "is it quiet?")
    ]
    assert [(one.kind, one.value) for one in book.channels_of(ana)] == [
        ("email", "ana@vale.example")
    ]


def _is_in_the_history(book: Book, said: str) -> bool:
    return any(said in sentence.lower() for sentence in sentences(book))


@pytest.mark.parametrize(
    ("section", "what"),
    [("Timeline", "send quote"), ("Promises", "send quote"), ("Reach", "ana@vale.example")],
)
@played
async def test_a_deleted_row_is_gone_and_u_brings_it_back(
    tmp_path: Path, section: str, what: str
) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, section)
        for _ in range(6):
            if what in cursor_line(pilot):
                break
            await press(pilot, commands.DOWN)
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: dump(book) != before)
        await until_told(pilot, "brings it back")
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        assert what in words(pilot)


@played
async def test_an_interaction_is_deleted_and_comes_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    book.log(a_call(who(book, "Ana Ruiz"), text="first words"))
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Timeline")
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: not book.timeline(who(book, "Ana Ruiz").id))
        assert "first words" not in words(pilot)
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_a_dropped_check_in_comes_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY, reason="their board"))
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: not book.check_ins_of(who(book, "Ana Ruiz").id))
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_greyed_keys_do_nothing_on_a_note(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    before = sentences(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Know")
        shown = words(pilot)
        for command in (commands.KEEP, commands.MOVE, commands.SNOOZE, commands.BREAK):
            await press(pilot, command)
        assert words(pilot) == shown
    assert sentences(book) == before


@played
async def test_without_anybody_open_the_page_says_what_to_do_and_keys_do_nothing(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = sentences(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACT)
        shown = words(pilot)
        assert "Nobody is open" in shown
        for command in commands.CONTACT[:-1]:
            await press(pilot, command)
        assert words(pilot) == shown
    assert sentences(book) == before


@played
async def test_another_contact_opens_at_the_top(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"), a_contact("Bea Lund"))
    for name in ("Ana Ruiz", "Bea Lund"):
        for number in range(4):
            book.log(a_call(who(book, name), on=TODAY - days(number), text=f"talk {number}"))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Timeline")
        await press(pilot, commands.LAST)
        assert "talk 3" in cursor_line(pilot)
        await press(pilot, commands.CLOSE, commands.DOWN, commands.OPEN)
        assert "Bea Lund" in words(pilot)
        assert "talk 0" in cursor_line(pilot)


@played
async def test_escape_goes_back_to_where_the_contact_was_opened_from(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", job="Buyer", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN, commands.CLOSE)
        assert "Contacts ·" in words(pilot)
        await press(pilot, commands.SHOW_AGENDA, commands.OPEN, commands.CLOSE)
        assert "Check-ins ·" in words(pilot)


@played
async def test_a_long_timeline_is_reached_to_its_end(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    ana = who(book, "Ana Ruiz")
    for number in range(130):
        book.log(a_call(ana, on=TODAY - days(number), text=f"talk {number}."))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Timeline")
        await press(pilot, commands.LAST)
        assert "talk 129." in cursor_line(pilot)
        await press(pilot, commands.FIRST)
        assert "talk 0." in cursor_line(pilot)


@played
async def test_a_contact_deleted_elsewhere_closes_its_page_without_a_crash(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(mine("send quote", TODAY),)))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Promises")
        other = reopened(book)
        other.delete_contact(who(other, "Ana Ruiz"))
        await press(pilot, commands.KEEP)
        await until_told(pilot, "not in the book any more")
        await until_said(pilot, "Nobody is open")


@played
async def test_a_channel_that_comes_in_confidence_stays_so_when_edited(tmp_path: Path) -> None:
    secret = email("ana@home.example", secret=True)
    book = a_book(tmp_path, a_contact("Ana Ruiz", channels=(secret,)))
    ana = who(book, "Ana Ruiz").id
    async with on_stage(book) as pilot:
        await open_section(pilot, "Reach")
        assert "ana@home.example" not in words(pilot)
        await press(pilot, commands.REVEAL, commands.EDIT)
        await press(pilot, commands.NEXT_FIELD, commands.NEXT_FIELD)
        await type_text(pilot, "private")
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: book.channels_of(ana)[0].label == "private")
    assert book.channels_of(ana)[0].is_confidential
