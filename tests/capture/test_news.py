"""Which words behind `news:` are those of an announcement, and what the chip says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.capture.directory import OpenDealings
from loyaltytui.capture.news import announcements_meant
from loyaltytui.capture.reading import Reading, read_line, write_line
from loyaltytui.drafts import ToldDraft
from loyaltytui.tidings import Announcement, AnnouncementId
from tests.capture.lines import NAMES, NOW, TODAY, Circle, chips

PRICES = "The new price list holds from January"


def some_news(*texts: str) -> tuple[Announcement, ...]:
    return tuple(
        Announcement(AnnouncementId(number), text, TODAY, 0, 3, 3)
        for number, text in enumerate(texts, 1)
    )


def read(line: str, *texts: str) -> Reading:
    circle = Circle(dealings=OpenDealings(news=some_news(*texts)))
    return read_line(line, today=TODAY, now=NOW, directory=circle)


def told(reading: Reading) -> list[str]:
    assert reading.draft is not None
    return [each.text for each in reading.draft.told]


@pytest.mark.parametrize(
    "words",
    [
        PRICES,
        "price list",
        "PRICES LIST"[:5] + " list",
        "new price list, from january",
        "told them that the new price list holds from January on",
        "the new pri",
    ],
)
def test_these_words_are_about_the_announcement(words: str) -> None:
    assert announcements_meant(words, some_news(PRICES)) == list(some_news(PRICES))


@pytest.mark.parametrize(
    "words",
    ["service desk", "price of steel", "the", "", "january sales were good", "list of fairs"],
)
def test_these_words_are_about_something_else(words: str) -> None:
    assert announcements_meant(words, some_news(PRICES)) == []


def test_accents_make_no_difference() -> None:
    (news,) = some_news("Müller leads the service desk")
    assert announcements_meant("muller leads", [news]) == [news]


def test_a_note_of_such_news_settles_it_and_the_chip_says_so() -> None:
    reading = read("priya: hello news: price list", PRICES)
    assert told(reading) == [PRICES]
    assert "news: price list → told" in chips(reading)
    assert reading.draft is not None
    assert [note.text for note in reading.draft.notes] == ["price list"]


def test_several_that_match_alike_settle_nothing_and_it_is_said() -> None:
    reading = read("priya: news: price list", PRICES, "Price list of spares")
    assert told(reading) == []
    assert reading.troubles == ("news: several announcements have these words.",)
    assert reading.draft is not None
    assert [note.text for note in reading.draft.notes] == ["price list"]


def test_the_very_same_words_beat_longer_ones() -> None:
    assert told(read("priya: news: price list", PRICES, "The price list")) == ["The price list"]


def test_two_clauses_settle_two_announcements() -> None:
    line = "priya: news: price list news: hall 5"
    assert told(read(line, PRICES, "Hall 5 at the fair")) == [PRICES, "Hall 5 at the fair"]


def test_one_announcement_is_settled_once() -> None:
    assert told(read("priya: news: price list news: new price", PRICES)) == [PRICES]


def test_other_kinds_of_note_settle_nothing() -> None:
    assert told(read("priya: goal: price list", PRICES)) == []


def test_a_written_line_settles_what_the_draft_did() -> None:
    draft = read("priya: hello news: price list", PRICES).draft
    assert draft is not None
    assert read(write_line(draft, NAMES, TODAY), PRICES).draft == draft


@given(st.text(), st.text())
def test_no_words_break_the_comparison(words: str, text: str) -> None:
    (news,) = some_news(text)
    assert announcements_meant(words, [news]) in ([], [news])


def test_the_draft_names_the_announcement() -> None:
    reading = read("priya: news: price list", PRICES)
    assert reading.draft is not None
    assert reading.draft.told == (ToldDraft(AnnouncementId(1), PRICES),)
