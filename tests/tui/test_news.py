"""Telling many contacts one thing, key by key: marking, the agenda's card, the News box."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import NEWS, OPEN, TOLD, bulk
from loyaltytui.tidings import AnnouncementId
from tests.builders import TODAY, a_book, a_contact, days, who
from tests.tui.stage import (
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

PRICES = "The new price list holds from January"
FAIR = "Hall 5 at the trade fair"
NAMES = ("Ann Lee", "Ben Ode", "Cy Vale")


def three(folder: Path, *news: str) -> Book:
    """Ann, Ben and Cy, all of whom are to hear the news."""
    book = a_book(folder, *(a_contact(name, "Acme", met=TODAY - days(2)) for name in NAMES))
    for text in news:
        book.announce(text, [who(book, name).id for name in NAMES])
    return book


def still_waiting(book: Book, number: int = 1) -> list[str]:
    return [each.contact for each in book.tellings([AnnouncementId(number)])]


@played
async def test_marked_contacts_are_told_one_thing(tmp_path: Path) -> None:
    book = three(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.MARK)
        await press(pilot, commands.ACT_ON_ALL, bulk.ALL_NEWS)
        await until_said(pilot, "News: 2 contacts")
        await type_text(pilot, PRICES)
        await press(pilot, "enter")
        await until(pilot, lambda: still_waiting(book) == ["Ann Lee", "Ben Ode"])
        await press(pilot, commands.SHOW_AGENDA)
        await until_said(pilot, "News to tell · 1")
        assert "0 of 2 told" in line_with(pilot, PRICES[:20])


@played
async def test_forty_who_wait_are_one_row_and_enter_shows_whom_it_is_owed_to(
    tmp_path: Path,
) -> None:
    names = [f"Name {number}" for number in range(40)]
    book = a_book(tmp_path, *(a_contact(name, met=TODAY) for name in names))
    book.announce(PRICES, [who(book, name).id for name in names])
    async with on_stage(book) as pilot:
        await until_said(pilot, "News to tell · 1")
        assert sum("of 40 told" in line for line in lines(pilot)) == 1
        await press(pilot, commands.FIRST, OPEN)
        await until_said(pilot, "Name 0")
        assert "0 of 40 told" in words(pilot)


@played
async def test_one_key_marks_as_told_and_undo_brings_the_wait_back(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES)
    async with on_stage(book) as pilot:
        await press(pilot, NEWS)
        await until_said(pilot, "0 of 3 told")
        await press(pilot, TOLD)
        await until_said(pilot, "1 of 3 told")
        assert still_waiting(book) == ["Ben Ode", "Cy Vale"]
        assert [note.text for note in book.notes_of(who(book, "Ann Lee").id)] == [PRICES]
        await press(pilot, commands.UNDO)
        await until_said(pilot, "0 of 3 told")
        assert book.notes_of(who(book, "Ann Lee").id) == []


@played
async def test_whoever_need_not_hear_it_counts_no_more(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES)
    async with on_stage(book) as pilot:
        await press(pilot, NEWS, commands.DOWN, commands.LET_OFF)
        await until_said(pilot, "0 of 2 told")
        assert still_waiting(book) == ["Ann Lee", "Cy Vale"]


@played
async def test_news_is_put_in_other_words_and_taken_out(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES)
    async with on_stage(book) as pilot:
        await press(pilot, NEWS, commands.EDIT)
        await type_text(pilot, ", spares too")
        await press(pilot, "enter")
        await until(pilot, lambda: book.announcements()[0].text == f"{PRICES}, spares too")
        await until_said(pilot, "spares too")
        await press(pilot, commands.DELETE)
        await until_said(pilot, "There is no news to tell.")
        assert book.announcements() == []


@played
async def test_the_agendas_row_opens_the_news_it_is_about(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES, FAIR)
    async with on_stage(book) as pilot:
        await press(pilot, commands.FIRST, commands.DOWN, OPEN, TOLD)
        await until(pilot, lambda: len(still_waiting(book, 2)) == 2)
        assert len(still_waiting(book, 1)) == 3


@played
async def test_enter_in_the_box_turns_to_the_contact(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES)
    async with on_stage(book) as pilot:
        await press(pilot, NEWS, commands.DOWN, OPEN)
        await until_said(pilot, f"tell: {PRICES}")
        assert "Ben Ode" in words(pilot)


@played
async def test_on_a_contacts_page_one_key_tells_the_oldest_news_first(tmp_path: Path) -> None:
    book = three(tmp_path, PRICES, FAIR)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, OPEN)
        await until_said(pilot, f"tell: {PRICES} (and 1 more)")
        await press(pilot, TOLD)
        await until_told(pilot, f"Told: {PRICES} (1 more to tell)")
        await until_said(pilot, f"tell: {FAIR}")
        await press(pilot, TOLD)
        await until_told(pilot, f"Told: {FAIR}")
        await until(pilot, lambda: "tell:" not in words(pilot))
        before = len(sentences(book))
        await press(pilot, TOLD)
        assert len(sentences(book)) == before


@played
async def test_a_reviews_card_says_what_to_tell_and_the_same_key_tells_it(tmp_path: Path) -> None:
    person = a_contact("Ann Lee", "Acme", met=TODAY - days(20), due=TODAY)
    book = a_book(tmp_path, person)
    book.announce(PRICES, [who(book, "Ann Lee").id])
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        await until_said(pilot, f"tell: {PRICES}")
        assert "[1 of 1]" in words(pilot)
        await press(pilot, TOLD)
        await until(pilot, lambda: book.announcements()[0].told == 1)
        await until(pilot, lambda: "tell:" not in words(pilot))
        assert "[1 of 1]" in words(pilot)


@played
async def test_the_brief_says_what_any_talk_is_the_chance_to_tell(tmp_path: Path) -> None:
    async with on_stage(three(tmp_path, PRICES)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.BRIEF)
        await until_said(pilot, f"tell: {PRICES}")


@played
async def test_an_empty_box_says_how_news_comes_into_it(tmp_path: Path) -> None:
    async with on_stage(three(tmp_path)) as pilot:
        await press(pilot, NEWS)
        await until_said(pilot, "There is no news to tell.")
        assert "Mark contacts with space" in words(pilot)
        await press(pilot, TOLD, commands.DELETE, commands.EDIT, NEWS)
        await until(pilot, lambda: "There is no news" not in words(pilot))


@played
async def test_hostile_news_is_shown_and_never_run(tmp_path: Path) -> None:
    hostile = "Bob [/] [@click=app.quit]x[/] \u202egone"
    async with on_stage(three(tmp_path, hostile)) as pilot:
        await until_said(pilot, "Bob [/]")
        await press(pilot, NEWS)
        await until_said(pilot, "[@click=app.quit]x[/]")
        assert "\u202e" not in words(pilot)
        await press(pilot, TOLD, commands.DOWN, OPEN)
        await until_said(pilot, "tell: Bob [/]")
