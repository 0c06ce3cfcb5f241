"""The Know section: notes, questions, answers, and whether a prospect fits."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.dealings import Answer
from tests.builders import TODAY, a_book, a_contact, days
from tests.tui.customer import ana_of, fill, go_to, on_row, open_section
from tests.tui.stage import WIDE, on_stage, played, press, until, until_said, words


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


@played
async def test_qualifying_answers_each_line_and_gives_a_verdict(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)))
    ana = ana_of(book)
    async with on_row(book, "Know", "budget") as pilot:
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
