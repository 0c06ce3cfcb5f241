"""A contact's page: the five figures at its head, and the statement behind the trust."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.dealings import DepartureDraft, Fault, ProblemDraft
from loyaltytui.entries import Account
from tests.builders import TODAY, days, who
from tests.tui.customer import a_customer, ana_of, go_to, open_section
from tests.tui.stage import WIDE, line_with, on_stage, played, press, until_said, words


@played
async def test_the_head_shows_the_five_figures_in_words(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Timeline")
        assert "●●◌●◌○ bought" in words(pilot)
        assert "trust +1 · kept on time 1 of 1 · 1 late" in words(pilot)
        assert "worth EUR 12,500.50 + USD 4,800 in 3 years" in words(pilot)
        assert "effort 30 min in 12 months" in words(pilot)
        assert "reach work only" in words(pilot)


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
