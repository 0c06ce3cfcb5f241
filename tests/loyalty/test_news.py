"""Which news needs the rep today, and in which order, by the rule alone."""

from loyaltytui.entries import ContactId
from loyaltytui.loyalty.agenda import AgendaKind, agenda
from loyaltytui.loyalty.news import in_turn, to_tell
from loyaltytui.loyalty.review import due_now
from loyaltytui.tidings import Announcement, AnnouncementId, Telling, TellingId
from tests.builders import TODAY, days


def some_news(
    number: int, *, ago: int = 0, told: int = 0, of: int = 40, waiting: int = 1
) -> Announcement:
    announced_on = TODAY - days(ago)
    return Announcement(AnnouncementId(number), f"news {number}", announced_on, told, of, waiting)


def a_telling(whom: str, *, in_days: int | None = None, away: bool = False) -> Telling:
    next_on = None if in_days is None else TODAY + days(in_days)
    return Telling(
        *(TellingId(1), AnnouncementId(1), "news", TODAY, ContactId(1), whom, "", None),
        is_away=away,
        next_check_in_on=next_on,
    )


def test_news_says_how_many_know_it() -> None:
    assert some_news(1, told=12).said == "12 of 40 told"
    assert some_news(1, told=12).is_open
    assert not some_news(1, told=40).is_open


def test_only_news_that_somebody_can_hear_is_to_be_told_oldest_first() -> None:
    shown = to_tell([some_news(1), some_news(2, ago=3), some_news(3, waiting=0)])
    assert [each.id for each in shown] == [2, 1]


def test_news_is_one_card_without_a_day_and_never_late() -> None:
    items = agenda([], [], [], TODAY, announcements=[some_news(1, ago=400, told=12, waiting=28)])
    (item,) = items
    assert (item.kind, item.contact_id, item.due_on) == (AgendaKind.NEWS, None, None)
    assert (item.is_late, item.text) == (False, "news 1")


def test_a_review_deals_no_card_for_news() -> None:
    assert due_now(agenda([], [], [], TODAY, announcements=[some_news(1)]), TODAY) == []


def test_whoever_is_talked_to_soonest_comes_first_and_who_is_away_last() -> None:
    tellings = [
        a_telling("Away", in_days=0, away=True),
        a_telling("Unplanned"),
        a_telling("Later", in_days=9),
        a_telling("Soon", in_days=1),
    ]
    assert [each.contact for each in in_turn(tellings)] == ["Soon", "Later", "Unplanned", "Away"]
