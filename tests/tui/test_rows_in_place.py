"""Every row of every section: deleted, masked, given an owner, left as it is."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui import commands
from loyaltytui.dealings import ProblemDraft
from loyaltytui.drafts import ContactDraft, NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Owner, Scope, Side
from tests.builders import TODAY, a_book, a_contact, days, dump, email, reopened, who
from tests.tui.customer import SECRET, a_customer, ana_of, fill, go_to, on_row, open_section, pumps
from tests.tui.stage import (
    WIDE,
    cursor_line,
    line_with,
    on_stage,
    played,
    press,
    told,
    until,
    until_said,
    until_told,
    words,
)


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("Value", "drove the gasket"),
        ("Value", "it hums"),
        ("Purchases", "EUR 12,500.50 bought"),
        ("Know", "who signs?"),
        ("Know", "plant of the year"),
        ("Timeline", "plant of the year"),
        ("Timeline", "who signs?"),
    ],
)
@played
async def test_every_row_is_deleted_and_brought_back(
    tmp_path: Path, section: str, row: str
) -> None:
    book = a_customer(tmp_path)
    before = dump(book)
    async with on_row(book, section, row) as pilot:
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: dump(book) != before)
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await until_said(pilot, row)


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("Promises", "late by 1 day"),
        ("Value", "drove the gasket"),
        ("Value", "it hums"),
        ("Purchases", "EUR 12,500.50"),
        ("Know", "who signs?"),
        ("Timeline", "plant of the year"),
        ("Timeline", "spoke of pumps"),
        ("Reach", "ana@vale.example"),
    ],
)
@played
async def test_a_row_in_confidence_is_masked_until_it_is_revealed(
    tmp_path: Path, section: str, row: str
) -> None:
    book = a_customer(tmp_path)
    async with on_row(book, section, row, WIDE) as pilot:
        shown = cursor_line(pilot)
        await press(pilot, commands.CONFIDENTIAL)
        await until(pilot, lambda: "(in confidence)" in cursor_line(pilot))
        assert cursor_line(pilot) != shown
        await press(pilot, commands.REVEAL)
        assert "(in confidence)" not in cursor_line(pilot)
        assert row in cursor_line(pilot)
        await press(pilot, commands.REVEAL)
        assert "(in confidence)" in cursor_line(pilot)
        await press(pilot, commands.REVEAL, commands.CONFIDENTIAL)
        await until(pilot, lambda: cursor_line(pilot) == shown)


@played
async def test_confidences_are_masked_again_once_the_page_was_left(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    book.add_note(who(book, "Ana Ruiz"), NoteDraft("background", SECRET, True))
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        assert SECRET not in words(pilot)
        await press(pilot, commands.REVEAL)
        assert SECRET in words(pilot)
        assert "in confidence: shown" in words(pilot)
        await press(pilot, commands.CLOSE)
        await until_said(pilot, "Contacts ·")
        assert SECRET not in words(pilot)
        await press(pilot, commands.OPEN)
        assert "(in confidence)" in words(pilot)
        assert SECRET not in words(pilot)


@pytest.mark.parametrize("section", ["Value", "Purchases", "Know", "Timeline"])
@played
async def test_no_notice_tells_what_was_told_in_confidence(tmp_path: Path, section: str) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    ana = who(book, "Ana Ruiz")
    book.add_note(ana, NoteDraft("background", SECRET, True))
    book.raise_problem(ana, ProblemDraft(SECRET, is_confidential=True))
    book.buy(ana, replace(pumps(TODAY), what=SECRET, is_confidential=True))
    async with on_row(book, section, "(in confidence)", WIDE) as pilot:
        await press(pilot, commands.DELETE)
        await until_told(pilot, "Deleted: ")
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone")
        assert [said for said in told(pilot) if SECRET in said] == []
        assert SECRET not in words(pilot)


@pytest.mark.parametrize(
    ("section", "row"), [("Know", "who signs?"), ("Value", "drove"), ("Reach", "ana@vale")]
)
@played
async def test_one_key_says_whose_a_row_is(tmp_path: Path, section: str, row: str) -> None:
    book = a_customer(tmp_path)
    async with on_row(book, section, row, WIDE) as pilot:
        await press(pilot, commands.OWNER)
        await until_told(pilot, f"Owner: {Owner.PUBLIC}")
        assert "public" in cursor_line(pilot)
        await press(pilot, commands.OWNER)
        await until_told(pilot, f"Owner: {Owner.MINE}")
        assert "mine" in cursor_line(pilot)


@played
async def test_a_personal_channel_that_becomes_mine_makes_the_reach_safe(tmp_path: Path) -> None:
    book = a_book(
        tmp_path, a_contact("Ana Ruiz", channels=(email("ana@home.example", scope=Scope.PERSONAL),))
    )
    async with on_stage(book) as pilot:
        await open_section(pilot, "Reach")
        assert "reach work only" in words(pilot)
        await press(pilot, commands.OWNER)
        await until_said(pilot, "reach safe")


@played
async def test_what_another_program_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    async with on_row(book, "Know", "plant of the year") as pilot:
        await press(pilot, commands.EDIT)
        other = reopened(book)
        (goal,) = [one for one in other.notes_of(ana_of(other)) if one.kind == "goal"]
        other.edit_note(goal, NoteDraft("goal", "plant of the decade"))
        await fill(pilot, "", "plant of the century")
        await until_said(pilot, "NOT SAVED")
        assert "plant of the century" in words(pilot)
        await press(pilot, commands.LEAVE)
        await until_said(pilot, "plant of the decade")


@played
async def test_the_timeline_tells_of_purchases_and_problems_too(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Timeline")
        assert "it hums · open" in line_with(pilot, "problem")
        assert "pump skid · USD 4,800" in line_with(pilot, "purchase")
        await go_to(pilot, "pump skid · USD")
        await press(pilot, commands.OPEN)
        await until_said(pilot, "Purchase of Vale")


@pytest.mark.parametrize(
    ("section", "row"),
    [("Purchases", "EUR 12,500.50"), ("Value", "it hums"), ("Value", "late quote")],
)
@played
async def test_a_form_left_as_it_is_changes_nothing(tmp_path: Path, section: str, row: str) -> None:
    book = a_customer(tmp_path)
    before = dump(book)
    async with on_row(book, section, row, WIDE) as pilot:
        shown = words(pilot)
        await press(pilot, commands.EDIT, commands.SAVE)
        assert words(pilot) == shown
    assert dump(book) == before


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("Promises", "late by 1 day"),
        ("Value", "drove the gasket"),
        ("Value", "it hums"),
        ("Purchases", "EUR 12,500.50"),
        ("Know", "plant of the year"),
        ("Timeline", "spoke of pumps"),
        ("Reach", "ana@vale.example"),
    ],
)
@played
async def test_no_form_shows_a_confidence_before_it_is_revealed(
    tmp_path: Path, section: str, row: str
) -> None:
    book = a_customer(tmp_path)
    async with on_row(book, section, row, WIDE) as pilot:
        await press(pilot, commands.CONFIDENTIAL)
        await until(pilot, lambda: "(in confidence)" in cursor_line(pilot))
        await press(pilot, commands.EDIT)
        await until_told(pilot, "v shows it")
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, commands.OPEN)
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, commands.REVEAL, commands.EDIT)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


@played
async def test_a_question_in_confidence_is_answered_without_showing_it(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", met=TODAY - days(3)))
    book.ask(who(book, "Ana Ruiz"), QuestionDraft(SECRET, True))
    async with on_row(book, "Know", "(in confidence)", WIDE) as pilot:
        await press(pilot, commands.OPEN)
        await until_said(pilot, "Question in confidence")
        assert SECRET not in words(pilot)


@played
async def test_an_interaction_is_masked_and_given_an_owner(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    before = dump(book)
    async with on_row(book, "Timeline", "spoke of pumps", WIDE) as pilot:
        await press(pilot, commands.CONFIDENTIAL)
        await until(pilot, lambda: "(in confidence)" in cursor_line(pilot))
        assert "spoke of pumps" not in words(pilot)
        assert "spoke of pumps" not in str(book.find("pumps"))
        await press(pilot, commands.OWNER)
        await until_told(pilot, f"Owner: {Owner.PUBLIC}")
        assert book.rows("select owner, is_confidential from interaction where text like 'spoke%'")[
            0
        ] == ("public", 1)
        await press(pilot, commands.UNDO, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_a_promise_in_confidence_is_not_opened_from_the_agenda(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    draft = PromiseDraft(Side.MINE, SECRET, TODAY, is_confidential=True)
    book.promise(who(book, "Ana Ruiz"), draft)
    async with on_stage(book) as pilot:
        await press(pilot, commands.EDIT)
        await until_told(pilot, "Told in confidence")
        assert SECRET not in words(pilot)


@played
async def test_what_came_with_an_import_is_shown_corrected_and_taken_out(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.add_contact(ContactDraft("Ana Ruiz", extras=(("Lead source", "fair in Oslo"),)))
    ana = ana_of(book)
    async with on_row(book, "Reach", "fair in Oslo") as pilot:
        assert "Lead source" in cursor_line(pilot)
        await press(pilot, commands.EDIT)
        await fill(pilot, "fair in Bergen")
        await until(pilot, lambda: book.extra_fields_of(ana)[0].value == "fair in Bergen")
        await go_to(pilot, "fair in Bergen")
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: not book.extra_fields_of(ana))
        await press(pilot, commands.UNDO)
        await until_said(pilot, "fair in Bergen")
