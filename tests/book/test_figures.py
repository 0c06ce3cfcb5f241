"""The five figures of real books: stored, fresh, and everybody's together."""

import datetime as dt
import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui.book.book import Book
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.dealings import (
    DepartureDraft,
    Fault,
    Judgement,
    ProblemDraft,
    PurchaseDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.drafts import ContactDraft, NewContact, NoteDraft
from loyaltytui.entries import Account, AccountId, Contact, Scope
from loyaltytui.kinds import MEDIA
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.step import State
from tests.builders import (
    RULES,
    TODAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    days,
    email,
    mine,
    reopened,
    who,
)


def bought(
    minor: int, on: dt.date, currency: str = "EUR", confirmed: dt.date | None = None
) -> PurchaseDraft:
    return PurchaseDraft("pump", minor, currency, on, on, confirmed)


def account_of(contact: Contact) -> Account:
    assert contact.account_id is not None
    return Account(contact.account_id, contact.account)


def test_a_contact_has_five_figures_with_their_lines(tmp_path: Path) -> None:
    clock = Clock(TODAY - days(40))
    book = a_book(
        tmp_path,
        a_contact(
            "Ann",
            "Acme",
            channels=(email("ann@home.example", scope=Scope.PERSONAL),),
            met=TODAY - days(40),
            notes=(
                NoteDraft("pitched", "half the noise"),
                NoteDraft("signal", "asked for a quote"),
            ),
            promised=(mine("send quote", TODAY - days(30)),),
        ),
        today=clock,
    )
    ann = who(book, "Ann")
    clock.move_to(TODAY - days(30))
    book.keep(book.open_promises()[0])
    book.buy(ann, bought(500_00, TODAY - days(35), confirmed=TODAY - days(33)))
    clock.move_to(TODAY)
    book.buy(ann, bought(700_00, TODAY))
    book.raise_problem(ann, ProblemDraft("leaks", Fault.COLLEAGUE, TODAY - days(2)))
    told = book.figures(ann.id)
    assert (told.step.number, told.step.label, told.step.holes) == (6, "go-to", ())
    assert [line.what for line in told.statement.lines] == ["kept on time"]
    assert told.worth.totals == {"EUR": 1200_00}
    assert (told.effort.minutes, told.effort.problems) == (15, 1)
    assert told.reach is Reach.WORK_ONLY, "the contact's channels are the company's"
    stored = book.standings([ann.id])[ann.id]
    assert (stored.number, stored.state, stored.balance) == (6, State.GO_TO, 1)
    assert (stored.worth_minor, stored.worth_currency, stored.reach) == (
        1200_00,
        "EUR",
        Reach.WORK_ONLY,
    )
    assert book.check() == []


def test_nobody_and_no_account_have_no_figures(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    book.delete_contact(ann)
    with pytest.raises(NotFound):
        book.figures(ann.id)
    with pytest.raises(NotFound):
        book.account_figures(AccountId(7))


def test_a_purchase_counts_for_all_of_the_account_and_for_who_agreed_it_and_moved_on(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", "Acme"), a_contact("Cem"))
    book.buy(who(book, "Ann"), bought(500_00, TODAY))
    assert [book.figures(who(book, name).id).step.number for name in ("Ann", "Bob", "Cem")] == [
        *(4, 4, 0)
    ]
    book.edit_contact(who(book, "Ann"), ContactDraft("Ann", account="Vale"))
    book.edit_contact(who(book, "Bob"), ContactDraft("Bob", account="Vale"))
    assert [book.figures(who(book, name).id).step.number for name in ("Ann", "Bob")] == [4, 0]
    assert book.figures(who(book, "Ann").id).worth.totals == {}, "worth stays with the account"
    assert book.check() == []


def test_a_contact_at_no_account_can_not_buy(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    with pytest.raises(Refused, match="Ann is at no account"):
        book.buy(who(book, "Ann"), bought(500_00, TODAY))


@pytest.mark.parametrize("seed", range(6))
def test_activity_never_changes_a_step_of_a_real_book(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    clock = Clock(TODAY - days(900))
    book = a_book(
        tmp_path,
        *(a_contact(name, account) for name, account in (("Ann", "Acme"), ("Bob", "Vale"))),
        today=clock,
    )
    for count in range(12):
        clock.move_to(TODAY - days(800 - 60 * count))
        contact = who(book, dice.choice(["Ann", "Bob"]))
        evidence = dice.choice(["pitched", "signal", "bought", "confirmed", "lost"])
        book.log(a_call(contact, on=book.today))
        if evidence in ("pitched", "signal"):
            book.add_note(contact, NoteDraft(evidence, "so"))
        elif evidence == "bought":
            book.buy(contact, bought(dice.randint(1, 10**6), book.today))
        elif evidence == "lost" and not book.departures_of(account_of(contact).id):
            book.lose(account_of(contact), DepartureDraft("price"))
        else:
            for purchase in book.purchases_of(contact)[:1]:
                if not purchase.is_confirmed:
                    book.confirm(purchase, book.today, "it runs")
    clock.move_to(TODAY)
    ids = [who(book, name).id for name in ("Ann", "Bob")]
    before = [book.figures(one).step for one in ids]
    numbers = [book.standings(ids)[one].number for one in ids]
    for _ in range(30):
        contact = book.contact(dice.choice(ids))
        medium = dice.choice(MEDIA).word
        book.log(a_call(contact, on=TODAY - days(dice.randint(0, 700)), medium=medium))
    after = [book.figures(one).step for one in ids]
    assert [(one.number, one.holes, one.state) for one in after] == [
        (one.number, one.holes, one.state) for one in before
    ]
    assert [book.standings(ids)[one].number for one in ids] == numbers
    assert book.check() == []


def test_days_that_go_by_are_followed_when_the_book_is_opened_or_asked_to(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann", "Acme", promised=(mine("send", TODAY),)), today=clock)
    ann = who(book, "Ann")
    book.raise_problem(ann, ProblemDraft("leaks"))
    book.buy(ann, bought(500_00, TODAY - days(1090)))
    assert not book.standings([ann.id])[ann.id].is_late
    assert book.standings([ann.id])[ann.id].worth_minor == 500_00
    clock.move_to(TODAY + days(1))
    assert book.check() != []
    book.follow_the_day()
    assert book.standings([ann.id])[ann.id].is_late
    assert book.check() == []
    later = reopened(book, TODAY + days(30))
    stored = later.standings([ann.id])[ann.id]
    assert (stored.balance, stored.worth_minor) == (-1, 0)
    assert later.check() == []
    assert book.check() == [], "whoever is back on the day before finds no damage"


def test_other_points_in_the_settings_are_other_figures(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send", TODAY),)))
    book.break_(book.open_promises()[0])
    ann = who(book, "Ann").id
    assert book.standings([ann])[ann].balance == -3
    strict = reopened(book, rules=replace(RULES, points=Points(broken=-10)))
    assert strict.standings([ann])[ann].balance == -10
    assert strict.check() == []


def a_peopled_book(folder: Path) -> Book:
    """Four accounts: a good one, a costly one, one that was lost, one that only talks."""
    clock = Clock(TODAY - days(300))
    book = a_book(
        folder,
        a_contact("Ann", "Acme", met=TODAY - days(300)),
        a_contact("Bob", "Brook", met=TODAY - days(300)),
        a_contact("Cem", "Calder", met=TODAY - days(300)),
        a_contact("Dee", "Dune", met=TODAY - days(300)),
        a_contact("Eve", "Elm", channels=(email("eve@home.example", scope=Scope.PERSONAL),)),
        today=clock,
    )
    book.buy(who(book, "Ann"), bought(90_000_00, book.today, confirmed=book.today))
    book.buy(who(book, "Bob"), bought(100_00, book.today))
    book.buy(who(book, "Cem"), bought(5_000_00, book.today, "USD"))
    book.buy(who(book, "Eve"), bought(1_000_00, book.today))
    book.promise(who(book, "Ann"), mine("one", TODAY - days(290)))
    book.promise(who(book, "Bob"), mine("two", TODAY - days(290)))
    clock.move_to(TODAY - days(290))
    book.keep(book.open_promises()[0])
    clock.move_to(TODAY - days(280))
    book.keep(book.open_promises()[0])
    for count in range(40):
        book.log(a_call(who(book, "Bob"), on=TODAY - days(200 + count), medium="visit"))
    clock.move_to(TODAY)
    book.lose(account_of(who(book, "Cem")), DepartureDraft("price", TODAY + days(90)))
    book.give_verdict(account_of(who(book, "Bob")), VerdictDraft(Judgement.RENEGOTIATE, "visits"))
    book.refer(who(book, "Ann"), who(book, "Eve"))
    return book


def test_the_loyalty_screen_counts_steps_and_promises_by_month(tmp_path: Path) -> None:
    book = a_peopled_book(tmp_path)
    counts = book.steps_count()
    assert counts.by_step == (0, 1, 0, 0, 3, 1, 0)
    assert counts.by_state == {
        State.LOYAL: 0,
        State.NOT_LATELY: 0,
        State.GO_TO: 0,
        State.LOST: 1,
    }
    months = book.kept_by_month(12)
    assert (len(months), months[-1].first_day) == (12, TODAY.replace(day=1))
    assert sum(month.ended for month in months) == 2
    assert sum(month.kept_on_time for month in months) == 1


def test_promises_by_month_agree_with_every_trust_statement(tmp_path: Path) -> None:
    dice, clock = random.Random(3), Clock(TODAY - days(330))
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob"), today=clock)
    for count in range(40):
        clock.move_to(TODAY - days(330 - 8 * count))
        contact = who(book, dice.choice(["Ann", "Bob"]))
        book.promise(contact, mine("send", book.today + days(dice.randint(0, 12))))
        for promise in book.open_promises():
            end = dice.choice([book.keep, book.break_, book.release, None, None])
            if end is not None:
                end(promise)
    clock.move_to(TODAY)
    statements = [book.figures(who(book, name).id).statement for name in ("Ann", "Bob")]
    months = book.kept_by_month(12)
    assert sum(month.ended for month in months) == sum(one.ended for one in statements) > 10
    assert sum(one.kept_on_time for one in months) == sum(one.kept_on_time for one in statements)


def test_worth_effort_reach_and_who_costs_more_than_they_bring(tmp_path: Path) -> None:
    book = a_peopled_book(tmp_path)
    assert [(one.account.name, dict(one.worth.totals)) for one in book.worth_by_account()] == [
        ("Acme", {"EUR": 90_000_00}),
        ("Elm", {"EUR": 1_000_00}),
        ("Brook", {"EUR": 100_00}),
        ("Calder", {"USD": 5_000_00}),
    ]
    (costly,) = book.high_maintenance()
    assert (costly.account.name, costly.told.words) == ("Brook", ["EUR 100"])
    assert costly.verdict is not None
    assert (costly.verdict.verdict, costly.verdict.reason) == (Judgement.RENEGOTIATE, "visits")
    told = book.account_figures(costly.account.id)
    assert costly.minutes == told.effort.total() == 40 * 90 + 15
    audit = book.reach_audit()
    assert audit.counts == {Reach.SAFE: 0, Reach.WORK_ONLY: 1, Reach.NONE: 4}
    assert [person.name for person in audit.at_risk][:2] == ["Ann", "Cem"]


def test_references_referrals_and_lost_accounts(tmp_path: Path) -> None:
    book = a_peopled_book(tmp_path)
    (line,) = book.reference_desk()
    assert (line.person.name, line.state, line.asking.may_ask) == ("Ann", None, True)
    book.state_reference(who(book, "Ann"), ReferenceDraft(ReferenceState.ASKED))
    (line,) = book.reference_desk()
    assert (line.state, line.asked_on) == (ReferenceState.ASKED, TODAY)
    assert line.asking.why_not == ("asked today",)
    with pytest.raises(Refused, match="asked for a reference today already"):
        book.state_reference(who(book, "Ann"), ReferenceDraft(ReferenceState.ASKED))
    with pytest.raises(Refused, match="not said yes"):
        book.state_reference(who(book, "Ann"), ReferenceDraft(ReferenceState.USED))

    (referred,) = book.referrals_with_worth()
    assert (referred.by, referred.whom, referred.account) == ("Ann", "Eve", "Elm")
    assert referred.told.words == [], "what was bought before is not theirs"
    book.buy(who(book, "Eve"), bought(70_00, TODAY))
    assert book.referrals_with_worth()[0].told.words == ["EUR 70"]
    book.refer(who(book, "Dee"), NewContact("Flo", "Fenn"))
    assert who(book, "Flo").account == "Fenn"
    with pytest.raises(Refused, match="already"):
        book.refer(who(book, "Dee"), who(book, "Flo"))

    (lost,) = book.lost_accounts()
    assert (lost.account.name, lost.departure.why) == ("Calder", "price")
    assert lost.departure.look_again_on == TODAY + days(90)
    assert lost.told.words == ["USD 5,000"]
    assert book.standings([who(book, "Cem").id])[who(book, "Cem").id].state is State.LOST
    book.win_back(lost.account)
    assert book.lost_accounts() == []
    assert book.standings([who(book, "Cem").id])[who(book, "Cem").id].state is State.NONE
    assert book.check() == []
