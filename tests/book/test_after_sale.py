"""Problems and what comes after a sale on the agenda, and who leaves it."""

from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.dealings import DepartureDraft, Met, ProblemDraft, PurchaseDraft
from loyaltytui.drafts import ContactDraft, NoteDraft, QuestionDraft
from loyaltytui.entries import Account, Contact, Owner
from loyaltytui.loyalty.agenda import SECTION_LABELS, AgendaKind
from tests.builders import (
    TODAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    cards,
    days,
    dump,
    mine,
    names,
    theirs,
    who,
)


def a_customer(folder: Path, clock: Clock) -> tuple[Book, Contact]:
    """Ann of Acme, known for long and left alone on purpose."""
    book = a_book(folder, a_contact("Ann", "Acme", cadence="none", met=clock().date()), today=clock)
    return book, who(book, "Ann")


def after_sale(book: Book) -> list[str]:
    return [item.text for item in book.agenda() if item.kind is AgendaKind.AFTER_SALE]


def account_of(contact: Contact) -> Account:
    assert contact.account_id is not None
    return Account(contact.account_id, contact.account)


def test_the_sections_stand_in_the_order_of_the_page() -> None:
    assert list(SECTION_LABELS) == list(AgendaKind)
    assert list(SECTION_LABELS.values())[2:7] == [
        *("They owe you", "Problems", "After the sale", "News to tell", "Nothing planned")
    ]


def test_an_open_problem_is_on_the_agenda_until_it_is_fixed(tmp_path: Path) -> None:
    book, ann = a_customer(tmp_path, Clock())
    book.raise_problem(ann, ProblemDraft("it leaks", raised_on=TODAY - days(3)))
    book.raise_problem(ann, ProblemDraft("he is leaving", is_confidential=True))
    assert cards(book) == [("problem", "Ann", "it leaks"), ("problem", "Ann", "in confidence")]
    assert book.agenda()[0].days_late == 3
    for problem in book.problems_of(ann.id):
        book.fix(problem, TODAY)
    assert cards(book) == []


def test_a_sale_asks_whether_it_arrived_then_whether_they_got_the_value(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(100))
    book, ann = a_customer(tmp_path, clock)
    clock.move_to(TODAY)
    book.buy(ann, PurchaseDraft("pump skid", 500_00, "EUR"))
    (asked,) = book.check_ins_of(ann.id)
    assert (asked.reason, asked.due_on) == ("has pump skid arrived?", TODAY + days(14))
    assert asked.due_on.weekday() < 5
    clock.move_to(TODAY + days(14))
    assert after_sale(book) == ["has pump skid arrived?"]
    (purchase,) = book.purchases_of(ann)
    book.deliver(purchase, TODAY + days(12))
    (asked,) = book.check_ins_of(ann.id)
    assert asked.reason == "did they get the value of pump skid?"
    assert asked.due_on == TODAY + days(35), "slid off the weekend"
    clock.move_to(asked.due_on)
    assert after_sale(book) == ["did they get the value of pump skid?"]
    (purchase,) = book.purchases_of(ann)
    book.confirm(purchase, clock().date(), "saves us two days a month")
    assert book.check_ins_of(ann.id) == []
    assert after_sale(book) == []


def test_the_question_comes_back_a_month_after_a_talk_that_did_not_answer_it(
    tmp_path: Path,
) -> None:
    clock = Clock(TODAY - days(100))
    book, ann = a_customer(tmp_path, clock)
    clock.move_to(TODAY - days(20))
    book.buy(ann, PurchaseDraft("pump skid", 500_00, "EUR"))
    clock.move_to(TODAY)
    assert after_sale(book) == ["has pump skid arrived?"]
    book.log(a_call(ann, on=TODAY))
    assert after_sale(book) == [], "the call was logged, and it does not nag"
    clock.move_to(TODAY + days(30))
    assert after_sale(book) == ["has pump skid arrived?"]
    clock.move_to(TODAY + days(400))
    assert "has pump skid arrived?" not in after_sale(book), "long past, it is a hole in the steps"


def test_the_next_cycle_is_expected_after_the_usual_gap(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(400))
    book, ann = a_customer(tmp_path, clock)
    for back in (260, 160, 95):
        day = TODAY - days(back)
        clock.move_to(day)
        book.buy(ann, PurchaseDraft("filters", 500_00, "EUR", day, day, day))
    clock.move_to(TODAY - days(14))
    assert after_sale(book) == []
    clock.move_to(TODAY - days(12))
    assert after_sale(book) == ["time to buy again: filters last time"]
    book.log(a_call(ann, on=TODAY - days(12)))
    assert after_sale(book) == []


def test_who_is_loyal_is_asked_again_after_a_year(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(500))
    book, ann = a_customer(tmp_path, clock)
    first, again = TODAY - days(480), TODAY - days(400)
    clock.move_to(again)
    book.buy(ann, PurchaseDraft("skid", 500_00, "EUR", first, first, first))
    book.buy(ann, PurchaseDraft("skid", 500_00, "EUR", again, again))
    clock.move_to(TODAY)
    book.follow_the_day()
    assert "loyal, not confirmed lately: what does it bring them?" in after_sale(book)
    assert book.check() == []


def test_parked_and_dropped_prospects_leave_the_agenda_and_are_back_by_date_or_by_hand(
    tmp_path: Path,
) -> None:
    clock = Clock()
    book = a_book(
        tmp_path,
        a_contact("Ann", met=TODAY - days(9), due=TODAY, promised=(theirs("PO", TODAY),)),
        a_contact("Bob", due=TODAY, promised=(mine("send it", TODAY),)),
        a_contact("Cem", met=TODAY - days(9)),
        today=clock,
    )
    ann, bob, cem = (who(book, name) for name in ("Ann", "Bob", "Cem"))
    book.park(ann, TODAY + days(4), "no budget")
    book.drop(bob, "no fit")
    book.park(cem, None)
    assert cards(book) == [("promise", "Bob", "send it")], "the rep's word is kept all the same"
    clock.move_to(TODAY + days(4))
    assert names(book, "check_in") == ["Ann"]
    assert "parked until now: no budget" in [one.reason for one in book.check_ins_of(ann.id)]
    book.pursue(cem)
    book.pursue(bob)
    assert names(book, "check_in") == ["Bob", "Ann"] or names(book, "check_in") == ["Ann", "Bob"]
    assert names(book, "nothing_planned") == ["Cem"]
    with pytest.raises(Refused, match="why they are dropped"):
        book.drop(bob, " ")
    with pytest.raises(Refused, match="gone by"):
        book.park(bob, TODAY)


def test_lost_accounts_are_not_unplanned_and_are_looked_at_again(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(
        tmp_path,
        a_contact("Ann", "Acme", met=TODAY - days(9)),
        a_contact("Bob", "Vale", met=TODAY - days(9)),
        today=clock,
    )
    assert names(book, "nothing_planned") == ["Ann", "Bob"]
    ann = who(book, "Ann")
    book.lose(account_of(ann), DepartureDraft("price", TODAY + days(2)))
    assert names(book, "nothing_planned") == ["Bob"]
    clock.move_to(TODAY + days(2))
    assert ("check_in", "Ann", "look again: price") in cards(book)
    with pytest.raises(Refused, match="lost already"):
        book.lose(account_of(ann), DepartureDraft("price"))
    book.win_back(account_of(ann))
    assert names(book, "nothing_planned") == ["Ann", "Bob"]
    with pytest.raises(Refused, match="not written down as lost"):
        book.win_back(account_of(ann))


def test_a_customer_counts_as_active_for_as_long_as_what_they_bought(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(700))
    book = a_book(
        tmp_path,
        a_contact("Ann", "Acme", met=TODAY - days(700)),
        a_contact("Bob", met=TODAY - days(700)),
        today=clock,
    )
    day = TODAY - days(700)
    book.buy(who(book, "Ann"), PurchaseDraft("skid", 500_00, "EUR", day, day, day))
    clock.move_to(TODAY)
    assert names(book, "nothing_planned") == ["Ann"]


def test_the_old_account_hears_that_its_champion_left(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ann", "Acme", job="VP", met=TODAY - days(3)),
        a_contact("Bob", "Acme"),
        a_contact("Cem", "Acme", met=TODAY - days(5)),
        a_contact("Dee", "Vale"),
    )
    before = dump(book)
    book.edit_contact(who(book, "Ann"), ContactDraft("Ann", account="Vale", job="VP"))
    (told,) = book.check_ins_of(who(book, "Cem").id)
    assert (told.reason, told.due_on) == ("the VP left for Vale: who decides now?", TODAY + days(1))
    assert book.check_ins_of(who(book, "Bob").id) == []
    book.undo()
    assert dump(book) == before
    book.edit_contact(who(book, "Dee"), ContactDraft("Dee", account="Acme"))
    assert book.rows("select count(*) from check_in") == [(0,)], "nobody stays at Vale"


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (PurchaseDraft("x", 1, "EUR", TODAY, TODAY - days(1)), "can't be delivered"),
        (PurchaseDraft("x", 1, "EUR", TODAY, None, TODAY - days(1)), "can't be confirmed"),
        (PurchaseDraft("x", 1, "EUR", TODAY + days(1)), "has not come yet"),
        (PurchaseDraft("x", -1, "EUR"), "negative"),
        (PurchaseDraft("x", 1, "XYZ"), "no currency"),
    ],
)
def test_a_purchase_that_makes_no_sense_is_refused(
    tmp_path: Path, draft: PurchaseDraft, sentence: str
) -> None:
    book, ann = a_customer(tmp_path, Clock())
    before = dump(book)
    with pytest.raises(Refused, match=sentence):
        book.buy(ann, draft)
    assert dump(book) == before


def test_what_was_changed_or_taken_out_elsewhere_is_not_overwritten(tmp_path: Path) -> None:
    book, ann = a_customer(tmp_path, Clock())
    book.buy(ann, PurchaseDraft("skid", 500_00, "EUR"))
    book.raise_problem(ann, ProblemDraft("it leaks"))
    (purchase,), (problem,) = book.purchases_of(ann), book.problems_of(ann.id)
    book.deliver(purchase, TODAY)
    book.apologise(problem, TODAY)
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.confirm(purchase, TODAY, "it runs")
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.fix(problem, TODAY)
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.delete_problem(problem)
    book.delete_problem(book.problems_of(ann.id)[0])
    with pytest.raises(NotFound, match="not in the book any more"):
        book.fix(problem, TODAY)
    with pytest.raises(Refused, match="already"):
        book.deliver(book.purchases_of(ann)[0], TODAY)


def test_notes_and_questions_are_edited_answered_and_kept_in_confidence(tmp_path: Path) -> None:
    book, ann = a_customer(tmp_path, Clock())
    book.add_note(ann, NoteDraft("extra", "drove over"))
    book.add_note(ann, NoteDraft("test", "late quote"))
    (test, extra) = book.notes_of(ann.id)
    assert book.figures(ann.id).statement.balance == 0
    book.set_noticed(extra, True)
    book.set_met(test, Met.BADLY)
    lines = book.figures(ann.id).statement.lines
    assert [line.what for line in lines] == ["extra mile, noticed", "test met badly"]
    with pytest.raises(Refused, match="Only a test"):
        book.set_met(extra, Met.WELL)
    (test, extra) = book.notes_of(ann.id)
    book.set_confidential(extra, True)
    assert [hit.snippet for hit in book.find("drove")] == [""]
    (test, extra) = book.notes_of(ann.id)
    book.set_owner(extra, Owner.MINE)
    book.edit_note(book.notes_of(ann.id)[1], NoteDraft("rival", "Acme is cheaper"))
    changed = book.notes_of(ann.id)[1]
    assert (changed.kind, changed.owner, changed.was_noticed) == ("rival", Owner.MINE, False)

    assert book.never_asked(ann.id) == ["role", "goal", "point", "trend", "tech", "fit"]
    book.ask(ann, QuestionDraft("who signs?", topic="role"))
    assert "role" not in book.never_asked(ann.id)
    (question,) = book.questions_of(ann.id)
    book.answer(question, "Daniel, up to 50k")
    assert book.questions_of(ann.id) == []
    assert [one.answer for one in book.answered_questions_of(ann.id)] == ["Daniel, up to 50k"]
    assert [hit.source for hit in book.find("daniel")] == ["question"]


def test_a_purchase_and_what_they_said_of_it_are_found(tmp_path: Path) -> None:
    book, ann = a_customer(tmp_path, Clock())
    book.buy(ann, PurchaseDraft("pump skid", 1, "EUR"))
    book.confirm(book.purchases_of(ann)[0], TODAY, "saves us two days")
    assert [hit.source for hit in book.find("two days")] == ["purchase"]


def test_those_just_talked_to_do_not_crowd_out_who_is_to_be_asked(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(400))
    talked = [a_contact(f"Talked {at:03}", f"Account {at:03}") for at in range(220)]
    book = a_book(tmp_path, *talked, a_contact("Quiet", "Still"), today=clock)
    for who_is in book.contacts(book.contact_order(Column.NAME)[:]):
        for ago in (400, 200):
            clock.move_to(TODAY - days(ago))
            book.buy(who_is, PurchaseDraft("seal", 100_00, "EUR", TODAY - days(ago)))
    clock.move_to(TODAY)
    with book.act("end what the purchases opened"):
        book.write("update check_in set is_open = 0")
    for name in (f"Talked {at:03}" for at in range(220)):
        book.log(a_call(who(book, name), on=TODAY))
    with book.act("end what the talks opened"):
        book.write("update check_in set is_open = 0")
    asked = {item.contact for item in book.agenda() if item.kind is AgendaKind.AFTER_SALE}
    assert asked == {"Quiet"}


def test_whoever_was_never_met_is_not_asked_right_after_a_talk_with_a_colleague(
    tmp_path: Path,
) -> None:
    clock = Clock(TODAY - days(400))
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", "Acme"), today=clock)
    for ago in (400, 200):
        clock.move_to(TODAY - days(ago))
        book.buy(who(book, "Ann"), PurchaseDraft("seal", 100_00, "EUR", TODAY - days(ago)))
    clock.move_to(TODAY)
    book.log(a_call(who(book, "Ann"), on=TODAY - days(60)))
    with book.act("end what was opened"):
        book.write("update check_in set is_open = 0")

    def asked() -> set[str]:
        return {each.contact for each in book.agenda() if each.kind is AgendaKind.AFTER_SALE}

    assert asked() == {"Ann"}
    book.log(a_call(who(book, "Ann"), on=TODAY))
    with book.act("end what was opened"):
        book.write("update check_in set is_open = 0")
    assert asked() == set()
