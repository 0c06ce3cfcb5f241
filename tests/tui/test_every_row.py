"""Every row of a contact's page: edited, marked in confidence, given an owner, deleted, in place.

Which kinds there are is not listed here but found in the book's own tables: one that is added later
and forgotten on the page turns this red.
"""

import re
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book import journal
from loyaltytui.book.book import Book
from loyaltytui.book.confidence import TABLES as OWNED_TABLES
from loyaltytui.dealings import (
    Answer,
    DepartureDraft,
    Judgement,
    PursuitDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.dealings import Course as Of
from loyaltytui.drafts import CheckInDraft, ContactDraft, NewContact
from loyaltytui.entries import Account, Owner
from loyaltytui.tui.screens.contact_page import ContactPage
from loyaltytui.tui.screens.entry_editing import owned
from tests.builders import TODAY, a_book, a_contact, days, dump, who
from tests.tui.customer import SECTIONS, a_customer, go_to, open_section, turn_to
from tests.tui.stage import (
    WIDE,
    Stage,
    cursor_line,
    on_stage,
    played,
    press,
    told,
    until,
    until_told,
    words,
)

ROWS = {
    "check_in": ("Promises", "after their board met"),
    "promise": ("Promises", "late by 1 day"),
    "note": ("Value", "drove the gasket"),
    "problem": ("Value", "it hums"),
    "purchase": ("Purchases", "EUR 12,500.50 bought"),
    "departure": ("Purchases", "a cheaper seal"),
    "verdict": ("Purchases", "too many visits"),
    "question": ("Know", "who signs?"),
    "qualifier": ("Know", "budget"),
    "pursuit": ("Know", "no money before May"),
    "reference": ("Know", "for the tender"),
    "referral": ("Know", "Kim Ode"),
    "interaction": ("Timeline", "spoke of pumps"),
    "channel": ("Reach", "ana@vale.example"),
    "extra_field": ("Reach", "fair in Oslo"),
    "employment": ("Reach", "head of pumps"),
}
"""Where a row of each table stands, and by which words it is known."""
HIDDEN = {
    "purchase": ("EUR 12,500.50", "pump"),
    "promise": ("send quote",),
    "verdict": ("too many visits", "renegotiate"),
    "qualifier": ("no",),
    "pursuit": ("no money before May", "park"),
    "employment": ("head of pumps", "Kvern"),
    "reference": ("for the tender", "asked"),
}
"""What else has to be gone while it is masked, or instead of the words it is known by."""
NO_ROWS = {
    "account": "the contact's own form says it",
    "contact": "the whole page is about it",
    "tag": "the contact's own form says it",
    "identity": "how other programs call them",
    "participant": "who took part in an interaction",
    "promise_move": "stands beside its promise",
    "announcement": "everybody's, on the agenda",
    "telling": "stands beside its announcement",
}


def everything(folder: Path) -> Book:
    """A customer of whom each table holds a row."""
    book = a_customer(folder)
    ana = who(book, "Ana Ruiz")
    with book.act("was elsewhere before"):
        book.write("insert into account (name, name_key) values ('Kvern', 'kvern')")
        book.write(
            "insert into employment (contact_id, account_id, job, until_on) "
            "select ?, id, 'head of pumps', '2024-03-01' from account where name = 'Kvern'",
            (ana.id,),
        )
    book.plan_check_in(ana, CheckInDraft(TODAY + days(9), "after their board met"))
    book.qualify(ana, "budget", Answer.NO)
    book.decide(ana, PursuitDraft(Of.PARK, None, "no money before May"))
    book.state_reference(ana, ReferenceDraft(ReferenceState.ASKED, "for the tender"))
    book.refer(ana, NewContact("Kim Ode", "Osmo"))
    assert ana.account_id is not None
    vale = Account(ana.account_id, ana.account)
    book.give_verdict(vale, VerdictDraft(Judgement.RENEGOTIATE, "too many visits"))
    book.lose(vale, DepartureDraft("a cheaper seal"))
    book.win_back(vale)
    source = ContactDraft("Ana Ruiz", extras=(("Lead source", "fair in Oslo"),))
    other = book.contact(book.add_contact(source))
    book.merge(ana, other, {})
    return book


def of(book: Book, table: str) -> list[tuple[object, ...]]:
    return book.rows(f"select id, is_confidential, owner from {table} order by id")


def test_each_table_of_the_book_has_a_row_on_the_page_or_a_reason_for_none() -> None:
    assert ROWS.keys() | NO_ROWS.keys() == set(journal.TABLES)
    assert not ROWS.keys() & NO_ROWS.keys()
    assert set(OWNED_TABLES.values()) == ROWS.keys()


@pytest.mark.parametrize("table", ROWS)
@played
async def test_a_row_of_each_table_is_edited_masked_owned_and_deleted_in_place(
    tmp_path: Path, table: str
) -> None:
    book = everything(tmp_path)
    before = dump(book)
    async with on_stage(book, WIDE) as pilot:
        section, row = ROWS[table]
        await open_section(pilot, section)
        await go_to(pilot, row)
        shown = cursor_line(pilot)
        await mask_and_show(pilot, book, table)
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await until(pilot, lambda: cursor_line(pilot) == shown)
        await press(pilot, commands.EDIT)
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, commands.SAVE)
        assert len(pilot.app.screen_stack) == 1
        assert dump(book) == before
        await press(pilot, commands.OWNER)
        await until_told(pilot, f"Owner: {Owner.PUBLIC}")
        assert "public" in [owner for *_, owner in of(book, table)]
        await until(pilot, lambda: table == "interaction" or "public" in cursor_line(pilot))
        await press(pilot, commands.DELETE)
        await until_told(pilot, "brings it back")
        await until(pilot, lambda: is_gone(book, table))
        await press(pilot, commands.UNDO, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)


async def mask_and_show(pilot: Stage, book: Book, table: str) -> None:
    """One key masks it, no form shows it, another key shows it and masks it again."""
    rows = of(book, table)
    await press(pilot, commands.CONFIDENTIAL)
    await until(pilot, lambda: "(in confidence)" in cursor_line(pilot))
    (changed,) = set(of(book, table)) - set(rows)
    assert changed[1] == 1
    line = cursor_line(pilot).split("│")[1]
    assert [said for said in HIDDEN.get(table, (ROWS[table][1],)) if said in line] == []
    await press(pilot, commands.EDIT)
    await until_told(pilot, "v shows it")
    assert len(pilot.app.screen_stack) == 1
    await press(pilot, commands.REVEAL)
    assert ROWS[table][1] in cursor_line(pilot)
    await press(pilot, commands.REVEAL)
    assert "(in confidence)" in cursor_line(pilot)


def is_gone(book: Book, table: str) -> bool:
    if table == "check_in":
        return not book.rows(
            f"select 1 from check_in where is_open and reason = '{ROWS[table][1]}'"
        )
    return "public" not in [owner for *_, owner in of(book, table)]


@played
async def test_no_page_and_no_notice_tells_what_is_in_confidence(tmp_path: Path) -> None:
    book = everything(tmp_path)
    vale = book.rows("select account_id from contact where name = 'Ana Ruiz'")[0][0]
    book.lose(Account(vale, "Vale"), DepartureDraft("mud", TODAY + days(3)))
    hide_all(book)
    secrets = [
        row for table, (_, row) in ROWS.items() if table not in HIDDEN and table != "referral"
    ]
    secrets += ["mud", "no money before May", "too many visits", "for the tender"]
    secrets += ["EUR 12,500.50", "send quote"]
    async with on_stage(book, WIDE) as pilot:
        for page in (commands.SHOW_AGENDA, commands.SHOW_CONTACTS, commands.SHOW_LOYALTY):
            await press(pilot, page)
            for _ in range(8):
                assert [said for said in secrets if said in words(pilot)] == []
                await press(pilot, commands.NEXT_SECTION)
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
        for _ in SECTIONS:
            for _ in range(2):
                assert [said for said in secrets if said in words(pilot)] == []
                assert "Kim Ode" not in words(pilot)
                await press(pilot, commands.LAST)
            await press(pilot, commands.DELETE, commands.UNDO, commands.NEXT_SECTION)
        assert [said for said in told(pilot) if any(one in said for one in secrets)] == []
    said = str([action.sentence for action in book.history(12)])
    assert [one for one in secrets if one in said] == []


def hide_all(book: Book) -> None:
    """Marks every row of every kind as told in confidence, as a key on each would."""
    with book.act("hide all"):
        for table in ROWS:
            book.write(f"update {table} set is_confidential = 1")


@played
async def test_every_line_about_an_entry_answers_to_the_same_four_keys(tmp_path: Path) -> None:
    book = everything(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
        page = pilot.app.screen.query_one(ContactPage)
        seen: set[type] = set()
        for _ in range(6):
            for at in range(len(page.section)):
                page.rows.cursor = at
                entry = page.highlighted
                if entry is None or owned(entry) is None:
                    continue
                seen.add(type(owned(entry)))
                for action in ("edit", "delete", "confidential", "owner"):
                    assert page.check_action(action, ()) is True, (action, entry)
            await turn_to(pilot, "Promises")
        assert set(OWNED_TABLES) <= seen | {type(book.interaction(book.rows("select 1")[0][0]))}


@played
async def test_a_check_in_in_confidence_is_not_opened_from_the_agenda(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    ana = who(book, "Ana Ruiz")
    book.plan_check_in(ana, CheckInDraft(TODAY, "after their board met", is_confidential=True))
    async with on_stage(book) as pilot:
        assert "in confidence" in words(pilot)
        await press(pilot, commands.EDIT)
        await until_told(pilot, "Told in confidence")
        assert len(pilot.app.screen_stack) == 1
        assert "their board" not in words(pilot)


@pytest.mark.parametrize("section", ["Value", "Know", "Reach"])
@played
async def test_days_of_another_year_are_whole_where_there_is_little_room(
    tmp_path: Path, section: str
) -> None:
    book = everything(tmp_path)
    with book.act("long ago"):
        for table, day in (
            ("note", "noted_on"),
            ("question", "asked_on"),
            ("problem", "raised_on"),
        ):
            book.write(f"update {table} set {day} = '2024-11-18'")
        book.write("update qualifier set answered_on = '2024-11-18'")
        book.write("update employment set until_on = '2024-11-18'")
    async with on_stage(book, (60, 40)) as pilot:
        await open_section(pilot, section)
        await until(pilot, lambda: "18 Nov 2024" in words(pilot))
        assert not re.search(r"20\d?…|No…|N…|2 years [^a]|ag?…", words(pilot))
