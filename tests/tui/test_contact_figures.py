"""A contact's page: the five figures with their reasons, and every row of its sections in place."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.dealings import Answer, DepartureDraft, Fault, ProblemDraft, PurchaseDraft
from loyaltytui.drafts import ContactDraft, NoteDraft, QuestionDraft
from loyaltytui.entries import Account, ContactId, Owner, Scope
from tests.builders import (
    TODAY,
    YESTERDAY,
    a_book,
    a_contact,
    days,
    dump,
    email,
    mine,
    reopened,
    who,
)
from tests.tui.stage import (
    WIDE,
    Stage,
    cursor_line,
    line_with,
    lines,
    on_stage,
    played,
    press,
    told,
    type_text,
    until,
    until_said,
    until_told,
    words,
)

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


@played
async def test_the_head_shows_the_five_figures_in_words(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Timeline")
        assert "●●◌●◌○ bought" in words(pilot)
        assert "trust +1 · kept on time 1 of 1 · 1 late" in words(pilot)
        assert "worth EUR 12,500.50 + USD 4,800 in 3 years" in words(pilot)
        assert "effort 15 min in 12 months" in words(pilot)
        assert "reach work only" in words(pilot)


@played
async def test_a_hole_says_what_to_do_about_it(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path)) as pilot:
        await open_section(pilot, "Value")
        assert "Step 4 of 6: bought" in words(pilot)
        assert "no sign that they believe it" in line_with(pilot, "◌ signal")
        assert "value never confirmed" in line_with(pilot, "◌ confirmed")
        assert "one seal, no leaks" in line_with(pilot, "● pitched")


@played
async def test_lost_is_said_in_a_word(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    account_id = who(book, "Ana Ruiz").account_id
    assert account_id is not None
    book.lose(Account(account_id, "Vale"), DepartureDraft("price"))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Timeline")
        assert "●●◌●◌○ lost" in words(pilot)


@played
async def test_the_statement_is_an_account_whose_every_line_has_its_reason(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    book.edit_problem(
        book.problems_of(ana_of(book))[0],
        ProblemDraft("it hums", Fault.OURS, TODAY - days(3), TODAY - days(3), TODAY - days(1)),
    )
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Promises")
        assert "Trust statement +2 · kept on time 1 of 1" in words(pilot)
        pending = line_with(pilot, "pending")
        assert "(-1)" in pending
        assert "send quote" in pending
        assert "+1    +2 kept on time: send drawing" in line_with(pilot, "kept on time: send")
        assert "+1    +1 fixed in 2 days, with an apology: it hums" in words(pilot)


@played
async def test_a_line_of_the_statement_opens_what_it_came_from(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Promises")
        await go_to(pilot, "kept on time: send drawing")
        await press(pilot, commands.OPEN)
        await until_said(pilot, "Promise to Ana Ruiz")


@played
async def test_purchases_stand_by_year_with_each_currency_for_itself(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path)) as pilot:
        await open_section(pilot, "Purchases")
        assert "2026 · USD 4,800" in words(pilot)
        assert "2025 · EUR 12,500.50" in words(pilot)
        assert "Next expected" in words(pilot)
        ends = [
            line.index(amount) + len(amount)
            for amount in ("USD 4,800 ", "EUR 12,500.50 ")
            for line in lines(pilot)
            if "pump skid" in line and amount in line
        ]
        assert len(set(ends)) == 1


@played
async def test_a_purchase_is_written_delivered_and_confirmed_in_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "has bought nothing yet" in words(pilot)
        await press(pilot, commands.ADD_PURCHASE)
        await fill(pilot, "12.500,00", "pump skid", "2 nov")
        await until_said(pilot, "EUR 12,500")
        await press(pilot, commands.OPEN)
        await fill(pilot, "", "", "", "10 nov", "", "not one stop since")
        await until(pilot, lambda: "confirmed" in line_with(pilot, '"not one stop since"'))
        (purchase,) = book.purchases_of(who(book, "Ana Ruiz"))
        assert purchase.amount_minor == 1250000
        assert purchase.bought_on == dt.date(2026, 11, 2)
        assert purchase.delivered_on == dt.date(2026, 11, 10)
        assert purchase.confirmed_on == TODAY
        assert "confirmed" in line_with(pilot, "●")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("-500", "pump"), "can't be negative"),
        (("1.2.3", "pump"), "1.2.3"),
        (("500 XYZ", "pump"), "XYZ"),
        (("500", "pump", "someday"), "no past day"),
        (("500", "pump", "10 nov", "", "9 nov"), "NOT SAVED"),
    ],
)
@played
async def test_a_purchase_that_makes_no_sense_is_refused_and_nothing_is_lost(
    tmp_path: Path, typed: tuple[str, ...], said: str
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, commands.ADD_PURCHASE)
        await fill(pilot, *typed)
        await until_said(pilot, said)
        assert typed[0] in words(pilot)
    assert dump(book) == before


@played
async def test_a_problem_is_raised_fixed_and_made_good_in_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(9)))
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Value")
        await press(pilot, commands.ADD_PROBLEM)
        await fill(pilot, "it hums", "colleague", "18 nov")
        await until_said(pilot, "it hums")
        assert "open 5 days" in line_with(pilot, "it hums")
        assert "a colleague's fault · no apology yet" in line_with(pilot, "it hums")
        await go_to(pilot, "it hums")
        await press(pilot, commands.EDIT)
        await fill(pilot, "", "", "", "18 nov", "20 nov", "", "free grease")
        await until(pilot, lambda: "fixed in 2 days" in line_with(pilot, "it hums"))
        assert "apologised · made good" in line_with(pilot, "it hums")
        assert "trust +2" in words(pilot)


@played
async def test_notes_questions_and_answers_are_written_in_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    ana = ana_of(book)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        assert "Never asked: role, goal" in words(pilot)
        await press(pilot, commands.ADD_NOTE)
        await fill(pilot, "role", "decides")
        await until_said(pilot, "decides")
        assert "Never asked: goal" in words(pilot)
        await press(pilot, commands.ADD_QUESTION)
        await fill(pilot, "what comes after pumps?", "trend")
        await until_said(pilot, "what comes after pumps?")
        await go_to(pilot, "what comes")
        await press(pilot, commands.OPEN)
        await fill(pilot, "sensors everywhere")
        await until_said(pilot, "→ sensors everywhere")
    assert [one.text for one in book.notes_of(ana)] == ["decides"]
    assert [one.answer for one in book.answered_questions_of(ana)] == ["sensors everywhere"]
    assert book.questions_of(ana) == []


@played
async def test_an_unknown_kind_of_note_is_answered_with_all_there_are(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_NOTE)
        await fill(pilot, "dream", "sails")
        await until_said(pilot, "'dream' is no kind of note")
        assert "sails" in words(pilot)
    assert book.notes_of(ana_of(book)) == []


@pytest.mark.parametrize(
    ("row", "went", "said", "points"),
    [
        ("drove the gasket", "noticed", "noticed", "trust +2"),
        ("late quote", "well", "met well", "trust +2"),
        ("late quote", "badly", "met badly", "trust 0"),
    ],
)
@played
async def test_how_an_extra_mile_or_a_test_went_counts_at_once(
    tmp_path: Path, row: str, went: str, said: str, points: str
) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Value")
        await go_to(pilot, row)
        await press(pilot, commands.OPEN)
        await fill(pilot, "", "", "", went)
        await until(pilot, lambda: line_with(pilot, row).rstrip(" │").endswith(f"· {said}"))
        assert points in words(pilot)


@played
async def test_qualifying_answers_each_line_and_gives_a_verdict(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    ana = ana_of(book)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Know")
        await go_to(pilot, "budget")
        await press(pilot, commands.OPEN)
        await fill(pilot, "no")
        await until(pilot, lambda: [one.answer for one in book.qualifiers_of(ana)] == [Answer.NO])
        await go_to(pilot, "none yet")
        await press(pilot, commands.OPEN)
        await fill(pilot, "drop", "", "no budget")
        await until_said(pilot, "drop · no budget")
        await press(pilot, commands.DELETE)
        await until_said(pilot, "none yet: pursue, park or drop")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "drop · no budget")


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
    async with on_stage(book) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, row)
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
        ("Reach", "ana@vale.example"),
    ],
)
@played
async def test_a_row_in_confidence_is_masked_until_it_is_revealed(
    tmp_path: Path, section: str, row: str
) -> None:
    book = a_customer(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, row)
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
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, "(in confidence)")
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
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, row)
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
    async with on_stage(book) as pilot:
        await open_section(pilot, "Know")
        await go_to(pilot, "plant of the year")
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


@played
async def test_a_contact_who_moved_on_keeps_what_was_agreed_and_where_they_were(
    tmp_path: Path,
) -> None:
    book = a_customer(tmp_path)
    ana = who(book, "Ana Ruiz")
    book.edit_contact(ana, ContactDraft("Ana Ruiz", "Calder"), ())
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        assert "Agreed with them elsewhere" in words(pilot)
        assert "pump skid" in words(pilot)
        await press(pilot, commands.NEXT_SECTION, commands.NEXT_SECTION)
        assert "Vale" in line_with(pilot, "formerly")


@pytest.mark.parametrize(
    ("section", "row"),
    [("Purchases", "EUR 12,500.50"), ("Value", "it hums"), ("Value", "late quote")],
)
@played
async def test_a_form_left_as_it_is_changes_nothing(tmp_path: Path, section: str, row: str) -> None:
    book = a_customer(tmp_path)
    before = dump(book)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, section)
        await go_to(pilot, row)
        shown = words(pilot)
        await press(pilot, commands.EDIT, commands.SAVE)
        assert words(pilot) == shown
    assert dump(book) == before


@played
async def test_correcting_one_line_of_a_purchase_leaves_the_others_exact(tmp_path: Path) -> None:
    book = a_customer(tmp_path)
    old = book.purchases_of(who(book, "Ana Ruiz"))[1]
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        await go_to(pilot, "EUR 12,500.50")
        await press(pilot, commands.EDIT)
        await fill(pilot, "", "two pump skids")
        await until_said(pilot, "two pump skids")
    new = book.purchases_of(who(book, "Ana Ruiz"))[1]
    assert new == replace(old, what="two pump skids", rev=new.rev)
