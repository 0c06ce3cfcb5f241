"""References, referrals, losses, verdicts, qualifying: each with its key, row and way back."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.dealings import Answer, Course, Judgement, ReferenceState
from loyaltytui.entries import AccountId
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import TODAY, a_book, a_contact, days, dump, who
from tests.tui.customer import fill, go_to, open_section
from tests.tui.stage import (
    WIDE,
    line_with,
    on_stage,
    played,
    press,
    type_text,
    until,
    until_said,
    until_told,
    words,
)


def people(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)),
        a_contact("Kim Ode", "Osmo"),
        a_contact("Kim Ode", "Calder"),
        a_contact("Lee Park"),
    )


def vale(book: Book) -> AccountId:
    account_id = who(book, "Ana Ruiz").account_id
    assert account_id is not None
    return account_id


@played
async def test_a_reference_is_asked_corrected_taken_out_and_brought_back(tmp_path: Path) -> None:
    book = people(tmp_path)
    ana = who(book, "Ana Ruiz").id
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        assert "Reference: never spoken of" in words(pilot)
        await press(pilot, commands.ADD_REFERENCE)
        await fill(pilot, "asked", "for the tender")
        await until(pilot, lambda: "asked" in line_with(pilot, "for the tender"))
        await go_to(pilot, "for the tender")
        await press(pilot, commands.EDIT)
        await fill(pilot, "yes", "gladly")
        await until(pilot, lambda: "yes" in line_with(pilot, "gladly"))
        (told,) = book.references_of(ana)
        assert (told.state, told.text) == (ReferenceState.YES, "gladly")
        before = dump(book)
        await press(pilot, commands.DELETE)
        await until_said(pilot, "Reference: never spoken of")
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_a_reference_that_can_not_follow_is_refused(tmp_path: Path) -> None:
    book = people(tmp_path)
    async with on_stage(book) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_REFERENCE)
        await fill(pilot, "thanked")
        await until_said(pilot, "nothing to thank for")
    assert book.references_of(who(book, "Ana Ruiz").id) == []


@played
async def test_a_referral_is_written_by_name_and_the_right_arrow_completes_it(
    tmp_path: Path,
) -> None:
    book = people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_REFERRAL)
        await type_text(pilot, "lee")
        await until_said(pilot, "lee Park")
        await press(pilot, "right", commands.SAVE)
        await until_told(pilot, "Ana Ruiz sent Lee Park our way")
        assert "Lee Park" in line_with(pilot, "they sent")
        await go_to(pilot, "Lee Park")
        await press(pilot, commands.EDIT)
        await fill(pilot, "Kim Ode @ Calder")
        await until(pilot, lambda: "Kim Ode @ Calder" in line_with(pilot, "they sent"))
        await go_to(pilot, "Kim Ode")
        await press(pilot, commands.DELETE)
        await until_said(pilot, "Referrals: nobody yet")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "Kim Ode @ Calder")


@played
async def test_who_sent_them_stands_on_both_pages(tmp_path: Path) -> None:
    book = people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_REFERRAL)
        await fill(pilot, "", "Lee Park")
        await until(pilot, lambda: "Lee Park" in line_with(pilot, "sent by"))
    ana, lee = who(book, "Ana Ruiz"), who(book, "Lee Park")
    assert [one.referred_id for one in book.referrals_by(lee.id)] == [ana.id]
    assert book.referrals_to(ana.id) == book.referrals_by(lee.id)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("Kim Ode",), "Several are called Kim Ode"),
        (("Kim Odd",), "Nobody is called Kim Odd"),
        (("Ana Ruiz",), "Nobody refers themselves"),
        (("Lee Park", "Kim Ode @ Osmo"), "One at a time"),
        (("", ""), "Say whom they sent"),
    ],
)
@played
async def test_a_referral_that_makes_no_sense_is_refused_and_nothing_is_lost(
    tmp_path: Path, typed: tuple[str, ...], said: str
) -> None:
    book = people(tmp_path)
    before = dump(book)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_REFERRAL)
        await fill(pilot, *typed)
        await until_said(pilot, said)
        assert typed[0] in words(pilot)
    assert dump(book) == before


@played
async def test_a_plus_writes_down_somebody_new_with_the_referral(tmp_path: Path) -> None:
    book = people(tmp_path)
    before = dump(book)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        await press(pilot, commands.ADD_REFERRAL)
        await fill(pilot, "+Bo Li @ Vale")
        await until(pilot, lambda: "Bo Li @ Vale" in line_with(pilot, "they sent"))
        assert who(book, "Bo Li").account == "Vale"
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_one_key_loses_an_account_and_wins_it_back(tmp_path: Path) -> None:
    book = people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, commands.LOSE)
        await fill(pilot, "price", "1 jun")
        await until_said(pilot, "price · look again Tue 1 Jun")
        assert "lost" in line_with(pilot, "price · look again")
        assert "○ lost" in words(pilot)
        await go_to(pilot, "price")
        await press(pilot, commands.EDIT)
        await fill(pilot, "their own team")
        await until_said(pilot, "their own team · look again Tue 1 Jun")
        await press(pilot, commands.LOSE)
        await until_told(pilot, "Vale came back")
        assert "came back" in line_with(pilot, "their own team")
        assert not book.is_lost(vale(book))
        assert book.check_ins_of(who(book, "Ana Ruiz").id) == []
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: book.is_lost(vale(book)))
        await go_to(pilot, "their own team")
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: book.departures_of(vale(book)) == [])
        assert book.check_ins_of(who(book, "Ana Ruiz").id) == []


@played
async def test_a_verdict_is_given_corrected_taken_out_and_brought_back(tmp_path: Path) -> None:
    book = people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, commands.GIVE_VERDICT)
        await fill(pilot, "renegotiate", "too many visits")
        await until(pilot, lambda: "renegotiate" in line_with(pilot, "too many visits"))
        await go_to(pilot, "too many visits")
        await press(pilot, commands.OPEN)
        await fill(pilot, "let go")
        await until(pilot, lambda: "let go" in line_with(pilot, "too many visits"))
        (verdict,) = book.verdicts_of(vale(book))
        assert verdict.verdict is Judgement.LET_GO
        await press(pilot, commands.DELETE)
        await until(pilot, lambda: book.verdicts_of(vale(book)) == [])
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: book.verdicts_of(vale(book)) == [verdict])


@pytest.mark.parametrize("command", [commands.LOSE, commands.GIVE_VERDICT])
@played
async def test_what_is_an_accounts_is_grey_for_whoever_is_at_none(
    tmp_path: Path, command: Command
) -> None:
    book = a_book(tmp_path, a_contact("Lee Park"))
    async with on_stage(book) as pilot:
        await open_section(pilot, "Purchases")
        await press(pilot, command)
        assert len(pilot.app.screen_stack) == 1


@played
async def test_the_whole_checklist_and_the_verdict_are_one_form_and_one_undo(
    tmp_path: Path,
) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana Ruiz", "Vale", met=TODAY - days(3)),
        rules=CheckInRules(checklist=("need", "money")),
    )
    ana = who(book, "Ana Ruiz").id
    before = dump(book)
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Know")
        assert "money" in words(pilot)
        assert "budget" not in words(pilot)
        await press(pilot, commands.QUALIFY)
        await fill(pilot, "yes", "no", "park", "1 jun", "next year's money")
        await until_said(pilot, "park until Tue 1 Jun")
        assert [(one.criterion, one.answer) for one in book.qualifiers_of(ana)] == [
            ("need", Answer.YES),
            ("money", Answer.NO),
        ]
        await press(pilot, commands.QUALIFY, commands.SAVE)
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, commands.QUALIFY)
        await fill(pilot, "", "yes")
        await until(pilot, lambda: "yes" in line_with(pilot, "│ money"))
        pursuit = book.pursuit_of(ana)
        assert pursuit is not None
        assert pursuit.verdict is Course.PARK
        assert len(book.rows("select 1 from pursuit")) == 1
        await press(pilot, commands.UNDO, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


@played
async def test_those_who_stay_hear_on_the_agenda_that_their_champion_left(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana Ruiz", "Vale", job="VP", met=TODAY - days(3)),
        a_contact("Bea Lund", "Vale", met=TODAY - days(9)),
    )
    async with on_stage(book, WIDE) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN, commands.EDIT_CONTACT)
        await fill(pilot, "", "Osmo")
        await until_told(pilot, "Changed: Ana Ruiz")
        assert "3 days ago, call" in words(pilot)
        await press(pilot, commands.SHOW_AGENDA)
        await until_said(pilot, "the VP left for Osmo")
        assert "Bea Lund" in line_with(pilot, "the VP left for Osmo")
    assert who(book, "Ana Ruiz").account == "Osmo"
