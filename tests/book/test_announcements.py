"""News that many are to be told: announcing, telling, letting off, and what the agenda shows."""

from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.capture.reading import read_line
from loyaltytui.dealings import DepartureDraft
from loyaltytui.entries import Account, AccountId
from loyaltytui.tidings import Announcement, Telling
from tests.builders import (
    TODAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    cards,
    days,
    dump,
    names,
    who,
)
from tests.tui.stage import sentences

PRICES = "The new price list holds from January"
NAMES = ("Ann", "Ben", "Cy")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Ann and Ben at Acme, Cy at Vale; nobody has been told anything."""
    accounts = ("Acme", "Acme", "Vale")
    people = zip(NAMES, accounts, strict=True)
    return a_book(tmp_path, *(a_contact(name, account) for name, account in people))


def announced(book: Book, *whom: str, text: str = PRICES) -> Announcement:
    book.announce(text, [who(book, name).id for name in whom or NAMES])
    return book.announcements()[-1]


def owed(book: Book, name: str) -> Telling:
    (telling,) = book.tellings_of(who(book, name).id)
    return telling


def log(book: Book, line: str) -> None:
    reading = read_line(line, today=book.today, now="10:00", directory=book)
    assert reading.draft is not None, reading
    book.log(reading.draft)


def test_announcing_is_one_step_and_undone_as_one(book: Book) -> None:
    before = dump(book)
    assert book.announce(PRICES, [who(book, name).id for name in NAMES]) == 3
    assert sentences(book)[-1] == f"do announce '{PRICES}' to 3 contacts"
    after = dump(book)
    book.undo()
    assert dump(book) == before
    book.redo()
    assert dump(book) == after


def test_the_same_words_go_to_more_contacts_while_somebody_waits(book: Book) -> None:
    announced(book, "Ann")
    assert book.announce(f"  {PRICES.upper()} ", [who(book, name).id for name in NAMES]) == 2
    (news,) = book.announcements()
    assert (news.said, news.text) == ("0 of 3 told", PRICES)


def test_news_that_all_have_heard_may_be_news_again(book: Book) -> None:
    announced(book, "Ann")
    book.tell(owed(book, "Ann"))
    announced(book, "Ann", "Ben")
    assert [each.said for each in book.announcements()] == ["1 of 1 told", "0 of 2 told"]


def test_telling_leaves_a_note_of_news_and_counts(book: Book) -> None:
    announced(book)
    book.tell(owed(book, "Ben"))
    (news,) = book.announcements()
    assert (news.told, news.of, news.waiting) == (1, 3, 2)
    (note,) = book.notes_of(who(book, "Ben").id)
    assert (note.kind, note.text, note.noted_on) == ("news", PRICES, TODAY)
    assert [each.what for each in book.timeline(who(book, "Ben").id)] == ["news"]
    assert book.tellings_of(who(book, "Ben").id) == []


def test_undoing_a_telling_takes_its_note_back_too(book: Book) -> None:
    announced(book)
    before = dump(book)
    book.tell(owed(book, "Ben"))
    book.undo()
    assert dump(book) == before


def test_nobody_is_told_the_same_twice(book: Book) -> None:
    announced(book)
    telling = owed(book, "Ann")
    book.tell(telling)
    count = len(sentences(book))
    with pytest.raises(Refused):
        book.tell(telling)
    with pytest.raises(Refused):
        book.let_off(telling)
    assert len(book.notes_of(who(book, "Ann").id)) == 1
    assert len(sentences(book)) == count


def test_whoever_need_not_hear_it_counts_no_more(book: Book) -> None:
    announced(book)
    telling = owed(book, "Ann")
    book.let_off(telling)
    assert book.announcements()[0].said == "0 of 2 told"
    with pytest.raises(NotFound):
        book.tell(telling)


def test_news_needs_words_and_somebody(book: Book) -> None:
    with pytest.raises(Refused):
        book.announce("  \n ", [who(book, "Ann").id])
    with pytest.raises(NotFound):
        book.announce(PRICES, [])
    assert book.announcements() == []


def test_editing_what_was_changed_meanwhile_is_a_conflict(book: Book) -> None:
    news = announced(book)
    book.edit_announcement(news, "other words")
    with pytest.raises(Conflict):
        book.edit_announcement(news, "third words")
    assert book.announcements()[0].text == "other words"


def test_deleting_news_leaves_the_notes_of_whom_it_was_told(book: Book) -> None:
    news = announced(book)
    book.tell(owed(book, "Ann"))
    before = dump(book)
    book.delete_announcement(news)
    assert (book.announcements(), book.tellings_of(who(book, "Ben").id)) == ([], [])
    assert len(book.notes_of(who(book, "Ann").id)) == 1
    book.undo()
    assert dump(book) == before


def test_deleting_a_contact_takes_what_they_were_to_hear_and_undo_brings_it_back(
    book: Book,
) -> None:
    announced(book)
    before = dump(book)
    book.delete_contact(who(book, "Ann"))
    assert book.announcements()[0].said == "0 of 2 told"
    book.undo()
    assert dump(book) == before


def test_the_agenda_has_one_card_however_many_wait(book: Book) -> None:
    announced(book)
    assert [card for card in cards(book) if card[0] == "news"] == [("news", "", PRICES)]
    for name in NAMES:
        book.tell(owed(book, name))
    assert names(book, "news") == []


def test_parked_dropped_and_lost_ones_do_not_keep_news_on_the_agenda(book: Book) -> None:
    announced(book)
    book.tell(owed(book, "Ben"))
    book.park(who(book, "Cy"), TODAY + days(30))
    book.drop(who(book, "Ann"), "no budget")
    (news,) = book.announcements()
    assert (news.said, news.waiting) == ("1 of 3 told", 0)
    assert names(book, "news") == []
    assert all(each.is_away for each in book.tellings([news.id]))
    assert book.check() == []


def test_contacts_whose_account_left_can_wait_and_come_back(book: Book) -> None:
    announced(book, "Ann", "Ben")
    log(book, "ann call: said goodbye bought: 100 EUR pump")
    book.lose(Account(AccountId(1), "Acme"), DepartureDraft("price"))
    assert names(book, "news") == []
    book.undo()
    assert len(names(book, "news")) == 1


def test_whom_to_tell_comes_in_the_order_of_the_next_talk(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Later", due=TODAY + days(9)),
        a_contact("None planned"),
        a_contact("Soon", due=TODAY + days(2)),
    )
    news = announced(book, "Later", "None planned", "Soon")
    order = [each.contact for each in book.tellings([news.id])]
    assert order == ["Soon", "Later", "None planned"]


def test_a_line_with_the_news_in_it_settles_it_for_everybody_it_was_with(book: Book) -> None:
    announced(book)
    log(book, "ann, ben call yesterday: all well news: PRICE list from January")
    assert book.announcements()[0].said == "2 of 3 told"
    told_on = {day for (day,) in book.rows("select told_on from telling where told_on is not null")}
    assert told_on == {(TODAY - days(1)).isoformat()}
    (own,) = book.notes_of(who(book, "Ann").id)
    (other,) = book.notes_of(who(book, "Ben").id)
    assert (own.text, other.text) == ("PRICE list from January", PRICES)
    assert sentences(book)[-1].endswith(f"told '{PRICES}'")


def test_undoing_such_a_line_brings_the_wait_back(book: Book) -> None:
    announced(book)
    before = dump(book)
    log(book, "ann, ben: news: price list")
    book.undo()
    assert dump(book) == before


def test_news_of_something_else_settles_nothing(book: Book) -> None:
    announced(book)
    log(book, "ann: news: service desk has a new number")
    assert book.announcements()[0].said == "0 of 3 told"


def test_a_line_with_somebody_who_knows_already_writes_no_second_note(book: Book) -> None:
    announced(book)
    book.tell(owed(book, "Ben"))
    log(book, "ann, ben: news: price list")
    assert len(book.notes_of(who(book, "Ben").id)) == 1


def test_everybody_with_a_tag_or_in_a_tier_is_found(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ann", tier="A"),
        a_contact("Ben", tags=("fair 2026",)),
        a_contact("Cy", tier="B"),
    )
    assert book.everybody_with(["#Fair 2026"], ["a"]) == [who(book, "Ann").id, who(book, "Ben").id]
    assert len(book.everybody_with()) == 3
    assert book.everybody_with(tags=["none such"]) == []


def test_the_brief_holds_what_is_to_be_told_oldest_first(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann"), today=clock)
    announced(book, "Ann", text="second thing")
    clock.move_to(TODAY - days(3))
    announced(book, "Ann", text="first thing")
    texts = [each.text for each in book.brief(who(book, "Ann").id).to_tell]
    assert texts == ["first thing", "second thing"]


def test_a_call_without_news_settles_nothing(book: Book) -> None:
    announced(book)
    book.log(a_call(who(book, "Ann"), text=PRICES))
    assert book.announcements()[0].told == 0
