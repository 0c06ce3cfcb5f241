"""Check-ins follow real contact: "I logged the call and it still nags me" must not happen."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.dates import DayRules
from loyaltytui.drafts import CheckInDraft, ContactDraft
from loyaltytui.entries import CheckIn
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    cards,
    days,
    mine,
    names,
    who,
)


def planned(book: Book, name: str = "Ann") -> list[tuple[str, dt.date]]:
    """The open check-ins of a contact as (reason, day)."""
    return [(one.reason, one.due_on) for one in book.check_ins_of(who(book, name).id)]


def the_check_in(book: Book, name: str = "Ann") -> CheckIn:
    (found,) = book.check_ins_of(who(book, name).id)
    return found


def test_logging_a_call_takes_the_contact_off_the_agenda(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", due=YESTERDAY))
    assert names(book, "check_in") == ["Ann"]
    book.log(a_call(who(book, "Ann")))
    assert cards(book) == []
    assert planned(book) == [("", TODAY + days(21))]


def test_a_call_logged_late_counts_from_the_day_it_was_made(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", due=YESTERDAY))
    book.log(a_call(who(book, "Ann"), on=TODAY - days(3)))
    assert planned(book) == [("", TODAY + days(18))]


def test_a_call_logged_very_late_does_not_nag_on_the_same_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", due=TODAY - days(50)))
    book.log(a_call(who(book, "Ann"), on=TODAY - days(40)))
    assert names(book, "check_in") == []
    assert planned(book) == [("", TOMORROW)]


def test_an_older_call_logged_afterwards_never_moves_the_check_in_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w"))
    book.log(a_call(who(book, "Ann")))
    book.log(a_call(who(book, "Ann"), on=TODAY - days(10)))
    assert planned(book) == [("", TODAY + days(21))]
    assert who(book, "Ann").last_contact_on == TODAY


def test_an_attempt_with_nothing_due_plans_a_retry(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", met=TODAY - days(1), due=TODAY + days(21)))
    book.log(a_call(who(book, "Ann"), medium="voicemail"))
    assert planned(book) == [("try again", TODAY + days(2)), ("", TODAY + days(21))]
    assert who(book, "Ann").last_contact_on == TODAY - days(1)


def test_an_attempt_lets_the_card_wait_and_leaves_its_due_date_alone(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", due=TODAY - days(3)), today=clock)
    book.log(a_call(who(book, "Ann"), medium="voicemail"))
    assert names(book, "check_in") == []
    assert planned(book) == [("", TODAY - days(3))]
    clock.move_to(TODAY + days(2))
    (card,) = book.agenda()
    assert (card.kind, card.days_late) == ("check_in", 5)


def test_reaching_them_after_an_attempt_ends_the_retry(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", met=YESTERDAY))
    book.log(a_call(who(book, "Ann"), medium="voicemail"))
    assert len(planned(book)) == 2
    book.log(a_call(who(book, "Ann")))
    assert planned(book) == [("", TODAY + days(21))]


def test_an_attempt_logged_after_they_were_reached_plans_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", met=TODAY))
    book.log(a_call(who(book, "Ann"), on=TODAY - days(4), medium="voicemail"))
    assert planned(book) == [("", TODAY + days(21))]


def test_a_check_in_slides_off_the_weekend_and_off_a_holiday(tmp_path: Path) -> None:
    rules = CheckInRules(DayRules(holidays=frozenset({TODAY + days(7)})))
    book = a_book(tmp_path, a_contact("Ann", cadence="5d"), rules=rules)
    book.log(a_call(who(book, "Ann")))
    assert planned(book) == [("", TODAY + days(8))]


def test_a_promise_does_not_slide(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send it", TODAY + days(5)),)))
    (promise,) = book.open_promises()
    assert promise.due_on == TODAY + days(5)


def test_a_contact_without_cadence_is_left_alone_after_a_call(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=YESTERDAY))
    book.log(a_call(who(book, "Ann")))
    assert planned(book) == []
    assert names(book, "check_in") == []


def test_none_means_none(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A", cadence="none"))
    assert planned(book) == []
    book.log(a_call(who(book, "Ann")))
    assert planned(book) == []
    assert cards(book) == []


def test_people_never_contacted_who_have_a_cadence_do_appear(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A"), a_contact("Bob", cadence="1y"))
    assert names(book, "check_in") == ["Ann", "Bob"]


def test_a_new_tier_plans_the_cadences_check_in_anew(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="C", met=TODAY - days(7)))
    ann = who(book, "Ann")
    book.edit_contact(ann, ContactDraft("Ann", tier="A"))
    assert planned(book) == [("", TODAY + days(14))]


def test_a_cadence_of_none_ends_the_cadences_check_in(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A"))
    book.edit_contact(who(book, "Ann"), ContactDraft("Ann", tier="A", cadence="none"))
    assert planned(book) == []


def test_a_contacts_own_cadence_is_untouched_by_a_new_tier(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="2m", met=TODAY))
    book.edit_contact(who(book, "Ann"), ContactDraft("Ann", tier="A", cadence="2m"))
    assert planned(book) == [("", dt.date(2027, 1, 25))]


def test_a_day_given_with_the_call_sets_the_check_in_instead_of_the_cadence(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w"))
    book.log(a_call(who(book, "Ann"), check_in=CheckInDraft(TODAY + days(4))))
    assert planned(book) == [("", TODAY + days(4))]


def test_a_day_with_a_reason_takes_the_cadences_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w"))
    draft = CheckInDraft(TODAY + days(4), "after their board met")
    book.log(a_call(who(book, "Ann"), check_in=draft))
    assert planned(book) == [("after their board met", TODAY + days(4))]


def test_a_reasoned_check_in_of_a_later_day_survives_a_call(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w", due=TODAY + days(7), reason="board"))
    book.log(a_call(who(book, "Ann")))
    assert planned(book) == [("board", TODAY + days(7)), ("", TODAY + days(21))]


def test_there_is_one_open_check_in_for_each_contact_and_reason(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", cadence="3w"))
    ann = who(book, "Ann")
    for distance in (3, 2, 1):
        book.plan_check_in(ann, CheckInDraft(TODAY + days(distance), "board"))
    assert planned(book) == [("", TODAY), ("board", TOMORROW)]
    board = book.check_ins_of(ann.id)[1]
    book.edit_check_in(board, CheckInDraft(board.due_on, ""))
    assert planned(book) == [("", TOMORROW)]


def test_a_call_with_several_plans_for_each_of_them(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ann", cadence="3w", due=YESTERDAY),
        a_contact("Bob", cadence="1w", due=YESTERDAY),
    )
    book.log(a_call(who(book, "Ann"), who(book, "Bob")))
    assert planned(book, "Ann") == [("", TODAY + days(21))]
    assert planned(book, "Bob") == [("", TODAY + days(7))]


def test_a_snoozed_check_in_stays_as_late_as_it_is(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann", due=TODAY - days(3)), today=clock)
    book.snooze_check_in(the_check_in(book), TODAY + days(10))
    assert cards(book) == []
    clock.move_to(TODAY + days(10))
    (card,) = book.agenda()
    assert (card.due_on, card.days_late) == (TODAY - days(3), 13)


def test_a_check_in_can_be_edited_and_dropped(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY))
    book.snooze_check_in(the_check_in(book), TODAY + days(10))
    book.edit_check_in(the_check_in(book), CheckInDraft(TODAY + days(5), "board"))
    assert planned(book) == [("board", TODAY + days(7))]
    assert the_check_in(book).shown_on is None
    book.drop_check_in(the_check_in(book))
    assert planned(book) == []


def test_a_check_in_changed_elsewhere_is_a_conflict_and_an_ended_one_is_not_found(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY))
    seen = the_check_in(book)
    book.snooze_check_in(seen, TOMORROW)
    with pytest.raises(Conflict):
        book.edit_check_in(seen, CheckInDraft(TODAY + days(2)))
    book.drop_check_in(the_check_in(book))
    with pytest.raises(NotFound):
        book.snooze_check_in(seen, TODAY + days(2))
    with pytest.raises(NotFound):
        book.check_in_by_id(seen.id)


@pytest.mark.parametrize("cadence", ["often", "3", "0w", "-2w", "3 apples"])
def test_what_is_no_cadence_is_refused(tmp_path: Path, cadence: str) -> None:
    book = a_book(tmp_path)
    with pytest.raises(Refused):
        book.add_contact(ContactDraft("Ann", cadence=cadence))
    assert book.contact_count() == 0


DAY = st.integers(-60, 60)
STEP = st.one_of(
    st.tuples(st.just("call"), st.integers(-60, 0), st.none() | st.integers(1, 30)),
    st.tuples(st.just("voicemail"), st.integers(-60, 0), st.none() | st.integers(1, 30)),
    st.tuples(st.just("plan"), DAY, st.sampled_from(["", "board", "try again"])),
    st.tuples(st.just("snooze"), DAY, st.none()),
    st.tuples(st.just("cadence"), st.sampled_from(["", "1d", "3w", "none"]), st.none()),
)


def take(book: Book, step: tuple[str, object, object]) -> None:
    """Does one thing to Ann that a rep might do before the call."""
    ann = who(book, "Ann")
    match step:
        case ("call" | "voicemail" as medium, int(back), asked):
            draft = CheckInDraft(TODAY + days(asked), "asked") if isinstance(asked, int) else None
            book.log(a_call(ann, on=TODAY + days(back), medium=medium, check_in=draft))
        case ("plan", int(distance), str(reason)):
            book.plan_check_in(ann, CheckInDraft(TODAY + days(distance), reason))
        case ("snooze", int(distance), None):
            for check_in in book.check_ins_of(ann.id)[:1]:
                book.snooze_check_in(check_in, TODAY + days(distance))
        case ("cadence", str(cadence), None):
            book.edit_contact(ann, ContactDraft("Ann", tier=ann.tier, cadence=cadence))


@settings(max_examples=40)
@given(
    st.lists(STEP, max_size=6),
    st.sampled_from(["", "A"]),
    st.none() | st.tuples(st.integers(1, 30), st.sampled_from(["", "board"])),
)
def test_whatever_was_before_real_contact_today_leaves_no_check_in_card(
    steps: list[tuple[str, object, object]], tier: str, asked: tuple[int, str] | None
) -> None:
    with TemporaryDirectory() as folder:
        book = a_book(Path(folder), a_contact("Ann", tier=tier))
        for step in steps:
            take(book, step)
        draft = None if asked is None else CheckInDraft(TODAY + days(asked[0]), asked[1])
        book.log(a_call(who(book, "Ann"), check_in=draft))
        assert names(book, "check_in") == []
        reasons = [reason for reason, _ in planned(book)]
        assert len(reasons) == len(set(reasons))
        assert book.check() == []
        book.close()


def test_the_agenda_shows_the_other_check_in_of_whoever_had_the_first_put_off(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    book.plan_check_in(ann, CheckInDraft(TODAY - days(20), "the first"))
    book.plan_check_in(ann, CheckInDraft(TODAY - days(3), "the second"))
    first = next(each for each in book.check_ins_of(ann.id) if each.reason == "the first")
    book.snooze_check_in(first, TODAY + days(60))
    shown = [item.about for item in book.agenda() if isinstance(item.about, CheckIn)]
    assert [each.reason for each in shown if each.contact_id == ann.id] == ["the second"]
