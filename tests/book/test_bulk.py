"""Verbs about many contacts: one action each, the same as one by one, taken back whole."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.book.files import backup_folder
from loyaltytui.dates import DayRules
from loyaltytui.drafts import CheckInDraft
from loyaltytui.entries import ContactId, Owner
from loyaltytui.loyalty.agenda import AgendaKind
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Clock,
    Person,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    mine,
    names,
    reopened,
    who,
)

FEW = CheckInRules(review_cap=3)


def everybody(book: Book) -> list[ContactId]:
    return list(book.contact_order(Column.NAME))


def ids(book: Book, *those: str) -> list[ContactId]:
    return [who(book, name).id for name in those]


def three(folder: Path, clock: Clock | None = None) -> Book:
    return a_book(
        folder,
        a_contact("Ann", "Acme", tier="A", tags=("vip",), met=TODAY - days(40)),
        a_contact("Bob", cadence="2m", met=TODAY - days(10)),
        a_contact("Cem", due=YESTERDAY, reason="their board met"),
        today=clock or Clock(),
    )


def many(count: int, due: dt.date = YESTERDAY) -> list[Person]:
    return [a_contact(f"P{number:02}", due=due) for number in range(count)]


def days_of(book: Book) -> Counter[dt.date]:
    """How many contacts have their next check-in on which day."""
    found = [contact.next_check_in_on for contact in book.contacts(everybody(book))]
    return Counter(day for day in found if day)


VERBS: dict[str, Callable[[Book, list[ContactId]], int]] = {
    "set cadence 3w for 3 contacts": lambda book, those: book.set_cadence_of(those, "3w"),
    "set cadence none for 3 contacts": lambda book, those: book.set_cadence_of(those, "none"),
    "let the tier decide the cadence for 3 contacts": lambda book, those: book.set_cadence_of(
        those, ""
    ),
    "set tier B for 3 contacts": lambda book, those: book.set_tier_of(those, "b"),
    "set no tier for 3 contacts": lambda book, those: book.set_tier_of(those, ""),
    "tag 3 contacts with fair 2026, vip": lambda book, those: book.tag_all(
        those, ["#Fair 2026", "VIP"]
    ),
    "take tag vip off 3 contacts": lambda book, those: book.untag_all(those, ["vip"]),
    "set owner mine for 3 contacts": lambda book, those: book.set_owner_of(those, Owner.MINE),
    "snooze check-ins of 3 contacts until Mon 30 Nov": lambda book, those: book.snooze_check_ins_of(
        those, TODAY + days(7)
    ),
    "scatter check-ins of 3 contacts from Tue 24 Nov, 1 a day": lambda book, those: (
        book.scatter_check_ins_of(those, TOMORROW, 1)
    ),
    "delete 3 contacts": lambda book, those: book.delete_contacts(those),
}


@pytest.mark.parametrize("sentence", VERBS)
def test_each_is_one_action_in_a_plain_sentence_and_one_undo_takes_it_all_back(
    tmp_path: Path, sentence: str
) -> None:
    book = three(tmp_path)
    before, steps = dump(book), len(book.history())
    assert VERBS[sentence](book, everybody(book)) > 0
    assert book.check() == []
    after = dump(book)
    assert after != before
    assert [past.sentence for past in book.history()][: len(book.history()) - steps] == [sentence]
    assert book.undo() == sentence
    assert dump(book) == before
    book.redo()
    assert dump(book) == after
    assert book.check() == []


@pytest.mark.parametrize("sentence", VERBS)
def test_done_twice_it_changes_nothing_the_second_time(tmp_path: Path, sentence: str) -> None:
    book = three(tmp_path)
    those = everybody(book)
    VERBS[sentence](book, those)
    if sentence.startswith("delete"):
        with pytest.raises(NotFound, match="None of them"):
            VERBS[sentence](book, those)
        return
    before, history = dump(book), book.history()
    VERBS[sentence](book, those)
    assert (dump(book), book.history()) == (before, history)


@pytest.mark.parametrize("sentence", VERBS)
def test_nobody_else_is_touched(tmp_path: Path, sentence: str) -> None:
    book = three(tmp_path)
    before = {name: (who(book, name), book.tags_of(who(book, name).id)) for name in ("Bob", "Cem")}
    check_ins = book.check_ins_of(who(book, "Cem").id)
    VERBS[sentence](book, ids(book, "Ann"))
    assert before == {
        name: (who(book, name), book.tags_of(who(book, name).id)) for name in ("Bob", "Cem")
    }
    assert book.check_ins_of(who(book, "Cem").id) == check_ins


def test_one_contact_is_named_in_the_sentence(tmp_path: Path) -> None:
    book = three(tmp_path)
    book.set_tier_of(ids(book, "Bob"), "B")
    assert book.undo() == "set tier B for Bob"


def test_contacts_that_are_gone_meanwhile_are_passed_over(tmp_path: Path) -> None:
    book = three(tmp_path)
    those = everybody(book)
    reopened(book).delete_contact(who(book, "Ann"))
    assert book.scatter_check_ins_of(those, TODAY, 5) == 2
    assert book.set_tier_of(those, "B") == 2
    assert book.history()[0].sentence == "set tier B for 2 contacts"
    assert book.check() == []


def test_a_new_tier_plans_the_check_ins_that_follow_it_as_the_form_does(tmp_path: Path) -> None:
    book = three(tmp_path)
    book.set_tier_of(everybody(book), "B")
    assert who(book, "Ann").next_check_in_on == TODAY + days(21)  # two months after the last call
    assert who(book, "Bob").next_check_in_on == TODAY + days(51)  # a cadence of his own stays
    assert [one.reason for one in book.check_ins_of(who(book, "Cem").id)] == ["their board met", ""]


def test_no_cadence_ends_the_cadences_check_in_and_leaves_those_with_a_reason(
    tmp_path: Path,
) -> None:
    book = three(tmp_path)
    book.set_cadence_of(everybody(book), "none")
    assert [book.check_ins_of(one) for one in ids(book, "Ann", "Bob")] == [[], []]
    (kept,) = book.check_ins_of(who(book, "Cem").id)
    assert kept.reason == "their board met"


def test_a_cadence_for_many_never_met_does_not_fill_one_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(f"P{number}") for number in range(8)), rules=FEW)
    book.set_cadence_of(everybody(book), "3w")
    assert days_of(book) == {TODAY: 3, TOMORROW: 3, TODAY + days(2): 2}


def test_the_standing_figures_are_right_at_once(tmp_path: Path) -> None:
    book = three(tmp_path)
    book.set_tier_of(everybody(book), "D")
    assert book.check() == []
    book.scatter_check_ins_of(everybody(book), TOMORROW, 1)
    assert sorted(days_of(book)) == [TOMORROW, TODAY + days(2), TODAY + days(3)]


def test_snoozed_cards_wait_and_how_late_they_are_stays_true(tmp_path: Path) -> None:
    clock = Clock()
    book = three(tmp_path, clock)
    book.snooze_check_ins_of(everybody(book), TODAY + days(7))
    assert names(book, "check_in") == []
    clock.move_to(TODAY + days(7))
    (card,) = [item for item in book.agenda() if item.contact == "Cem"]
    assert (card.due_on, card.days_late) == (TODAY, 7)  # yesterday was a Sunday


def test_what_is_due_later_than_the_snooze_is_left_alone(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY + days(30)))
    assert book.snooze_check_ins_of(everybody(book), TODAY + days(7)) == 0
    assert not book.history()[0].sentence.startswith("snooze")


def test_scattering_fills_working_days_up_to_the_cap_the_most_late_first(tmp_path: Path) -> None:
    friday = TODAY + days(4)
    clock = Clock(friday)
    book = a_book(
        tmp_path,
        *(a_contact(f"P{late}", due=friday - days(late)) for late in (1, 9, 3, 5)),
        today=clock,
    )
    assert book.scatter_check_ins_of(everybody(book), friday + days(1), 2) == 4
    assert {
        name: who(book, name).next_check_in_on == friday + days(wait)
        for name, wait in (("P9", 3), ("P5", 3), ("P3", 4), ("P1", 4))
    } == dict.fromkeys(("P9", "P5", "P3", "P1"), True)


def test_lateness_counts_over_the_cadence_as_on_the_agenda(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(200))
    book = a_book(tmp_path, today=clock)
    for person in (a_contact("Yearly", cadence="1y"), a_contact("Weekly", cadence="1w")):
        book.add_contact(person.draft)
    for name, due in (("Yearly", TODAY - days(20)), ("Weekly", TODAY - days(10))):
        book.plan_check_in(who(book, name), CheckInDraft(due))
    clock.move_to(TODAY)
    book.scatter_check_ins_of(everybody(book), TOMORROW, 1)
    assert who(book, "Weekly").next_check_in_on == TOMORROW


def test_what_is_planned_for_a_day_already_takes_its_room(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Call", due=TOMORROW),
        a_contact("Promise", promised=(mine("send it", TOMORROW),)),
        a_contact("Both", due=TODAY + days(2), promised=(mine("x", TODAY + days(2)),)),
        *many(4),
    )
    book.scatter_check_ins_of(ids(book, "P00", "P01", "P02", "P03"), TOMORROW, 3)
    assert days_of(book) == {TOMORROW: 2, TODAY + days(2): 3, TODAY + days(3): 1}


def test_what_is_late_today_takes_todays_room(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Late", due=YESTERDAY), *many(2))
    book.scatter_check_ins_of(ids(book, "P00", "P01"), TODAY, 2)
    assert (who(book, "P00").next_check_in_on, who(book, "P01").next_check_in_on) == (
        TODAY,
        TOMORROW,
    )


def test_a_contact_with_several_open_check_ins_is_off_the_agenda_until_their_day(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=YESTERDAY))
    for reason, due in (("board", TODAY), ("fair", TODAY + days(60))):
        book.plan_check_in(who(book, "Ann"), CheckInDraft(due, reason))
    book.scatter_check_ins_of(everybody(book), TODAY + days(3), 5)
    assert [(one.reason, one.due_on) for one in book.check_ins_of(who(book, "Ann").id)] == [
        ("", TODAY + days(3)),
        ("board", TODAY + days(3)),
        ("fair", TODAY + days(60)),
    ]


def test_whoever_has_nothing_planned_gets_a_check_in_and_a_promise_is_something(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob", promised=(mine("send it"),)))
    assert book.scatter_check_ins_of(everybody(book), TOMORROW, 5) == 1
    assert (who(book, "Ann").next_check_in_on, who(book, "Bob").next_check_in_on) == (
        TOMORROW,
        None,
    )


def test_a_snoozed_check_in_wakes_on_its_new_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY))
    book.snooze_check_ins_of(everybody(book), TODAY + days(30))
    book.scatter_check_ins_of(everybody(book), TODAY, 5)
    assert names(book, AgendaKind.CHECK_IN) == ["Ann"]


def test_the_days_are_told_beforehand_as_they_will_be(tmp_path: Path) -> None:
    rules = CheckInRules(DayRules(holidays=frozenset({TOMORROW})))
    book = a_book(tmp_path, a_contact("There", due=TODAY + days(2)), *many(7), rules=rules)
    those = everybody(book)[:-1]
    told = book.scattered_days(those, TOMORROW, 3)
    book.scatter_check_ins_of(those, TOMORROW, 3)
    assert sorted(book.contact(one).next_check_in_on or TODAY for one in those) == told


def test_deleting_several_makes_a_copy_of_the_book_first(tmp_path: Path) -> None:
    book = three(tmp_path)
    assert book.delete_contacts(ids(book, "Ann")) == 1
    assert not backup_folder(book.path).exists()
    assert book.delete_contacts(everybody(book)) == 2
    (copy,) = backup_folder(book.path).iterdir()
    assert "before-delete" in copy.name


def test_what_several_had_together_goes_with_them_and_what_others_share_stays(
    tmp_path: Path,
) -> None:
    book = three(tmp_path)
    ann, bob, cem = (who(book, name) for name in ("Ann", "Bob", "Cem"))
    book.log(a_call(ann, bob, text="theirs alone"))
    book.log(a_call(ann, cem, text="shared"))
    book.delete_contacts([ann.id, bob.id])
    assert [text for (text,) in book.rows("select text from interaction")] == ["shared"]
    assert book.check() == []
    book.undo()
    assert "theirs alone" in [one.text for one in book.timeline(bob.id)]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (lambda book, those: book.set_cadence_of(those, "often"), "is no cadence"),
        (lambda book, those: book.set_tier_of(those, "Z"), "is no tier"),
        (lambda book, those: book.tag_all(those, [" # "]), "at least one tag"),
        (lambda book, those: book.untag_all(those, []), "at least one tag"),
        (lambda book, those: book.snooze_check_ins_of(those, YESTERDAY), "has gone by"),
        (lambda book, those: book.scatter_check_ins_of(those, YESTERDAY, 5), "has gone by"),
        (lambda book, those: book.scatter_check_ins_of(those, TODAY, 0), "At least one a day"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    tmp_path: Path, verb: Callable[[Book, list[ContactId]], int], said: str
) -> None:
    book = three(tmp_path)
    before, history = dump(book), book.history()
    with pytest.raises(Refused, match=said):
        verb(book, everybody(book))
    assert (dump(book), book.history()) == (before, history)


def test_more_contacts_than_sqlite_takes_values_are_no_hindrance(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with book.act("fill"):
        book.write(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500) "
            "insert into contact (name, sort_key, added_on) select 'P' || i, 'p' || i, ? from n",
            (TODAY.isoformat(),),
        )
    assert book.set_tier_of(everybody(book), "A") == 1500
    assert max(days_of(book).values()) == book.rules.review_cap
    assert book.history()[0].sentence == "set tier A for 1,500 contacts"
