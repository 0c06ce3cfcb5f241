"""What is kept in confidence and whose it is, for all that stands on a contact's page."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.confidence import Maskable
from loyaltytui.book.errors import Conflict
from loyaltytui.dealings import (
    Answer,
    Course,
    DepartureDraft,
    Judgement,
    PursuitDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.drafts import CheckInDraft, ContactDraft
from loyaltytui.entries import Account, Contact, Owner
from tests.book.test_people import draft_of
from tests.builders import TODAY, a_book, a_call, a_contact, days, dump, reopened, who

LATER = TODAY + days(30)


def people(folder: Path, owner: Owner = Owner.COMPANY) -> Book:
    book = a_book(folder, a_contact("Lee Park", "Osmo"))
    extras = (("Lead source", "fair"),)
    ann = book.add_contact(ContactDraft("Ann Berg", "Kvern", owner=owner, extras=extras))
    before = book.contact(ann)
    book.edit_contact(before, draft_of(before, account="Vale"))
    with book.act("whose the account is"):
        book.write("update account set owner = ? where name = 'Vale'", (str(owner),))
    book.log(a_call(book.contact(ann), text="spoke"))
    return book


def vale(book: Book) -> Account:
    ((found,),) = book.rows("select id from account where name = 'Vale'")
    return Account(found, "Vale")


def everything(book: Book) -> None:
    ann = who(book, "Ann Berg")
    book.plan_check_in(ann, CheckInDraft(LATER, "the trial"))
    book.state_reference(ann, ReferenceDraft(ReferenceState.ASKED, "tender"))
    book.refer(ann, who(book, "Lee Park"))
    book.lose(vale(book), DepartureDraft("price"))
    book.give_verdict(vale(book), VerdictDraft(Judgement.RENEW, "good"))
    book.qualify(ann, "need", Answer.YES)
    book.park(ann, LATER, "ill")


FOUND: dict[str, Callable[[Book, Contact], Maskable]] = {
    "check_in": lambda book, ann: book.check_ins_of(ann.id)[0],
    "employment": lambda book, ann: book.employments_of(ann.id)[0],
    "extra_field": lambda book, ann: book.extra_fields_of(ann.id)[0],
    "reference": lambda book, ann: book.references_of(ann.id)[0],
    "referral": lambda book, ann: book.referrals_by(ann.id)[0],
    "departure": lambda book, ann: book.departures_of(vale(book).id)[0],
    "verdict": lambda book, ann: book.verdicts_of(vale(book).id)[0],
    "qualifier": lambda book, ann: book.qualifiers_of(ann.id)[0],
    "pursuit": lambda book, ann: book.pursuit_of(ann.id) or pytest.fail("no verdict"),
}


@pytest.mark.parametrize("owner", list(Owner))
def test_each_row_is_whose_the_contact_or_the_account_is(tmp_path: Path, owner: Owner) -> None:
    book = people(tmp_path, owner)
    everything(book)
    for table, found in FOUND.items():
        one = found(book, who(book, "Ann Berg"))
        assert (one.owner, one.is_confidential) == (owner, False), table


@pytest.mark.parametrize("table", FOUND)
def test_a_row_is_masked_owned_and_never_overwritten(tmp_path: Path, table: str) -> None:
    book = people(tmp_path)
    everything(book)
    before, ann = dump(book), who(book, "Ann Berg")
    stale = FOUND[table](book, ann)
    book.set_confidential(stale, True)
    book.set_owner(FOUND[table](book, ann), Owner.MINE)
    now = FOUND[table](reopened(book), ann)
    assert (now.is_confidential, now.owner) == (True, Owner.MINE)
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.set_confidential(stale, True)
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.set_owner(stale, Owner.PUBLIC)
    assert book.check() == []
    book.undo()
    book.undo()
    assert dump(book) == before


def masked_reasons(book: Book) -> list[str]:
    rows = book.rows("select reason from check_in where is_confidential = 1 order by reason")
    return [row[0] for row in rows]


def test_a_check_in_that_says_why_they_left_is_as_secret_as_that(tmp_path: Path) -> None:
    book = people(tmp_path)
    book.lose(vale(book), DepartureDraft("a bribe", LATER, is_confidential=True))
    assert masked_reasons(book) == ["look again: a bribe"]
    (loss,) = book.departures_of(vale(book).id)
    book.set_confidential(loss, False)
    assert masked_reasons(book) == []
    (loss,) = book.departures_of(vale(book).id)
    book.edit_departure(loss, DepartureDraft("a bribe", LATER, is_confidential=True))
    assert masked_reasons(book) == ["look again: a bribe"]
    assert [one for one in book.find("bribe") if one.snippet] == []


def test_a_check_in_that_says_why_they_were_parked_is_as_secret_as_that(tmp_path: Path) -> None:
    book = people(tmp_path)
    ann = who(book, "Ann Berg")
    book.decide(ann, PursuitDraft(Course.PARK, LATER, "ill", is_confidential=True))
    assert masked_reasons(book) == ["parked until now: ill"]
    pursuit = book.pursuit_of(ann.id)
    assert pursuit is not None
    book.set_confidential(pursuit, False)
    assert masked_reasons(book) == []


def test_a_check_in_set_anew_stays_in_confidence(tmp_path: Path) -> None:
    book = people(tmp_path)
    ann = who(book, "Ann Berg")
    book.plan_check_in(ann, CheckInDraft(LATER, "the trial", is_confidential=True))
    book.plan_check_in(ann, CheckInDraft(LATER + dt.timedelta(days=7), "the trial"))
    assert masked_reasons(book) == ["the trial"]
    (planned,) = [one for one in book.check_ins_of(ann.id) if one.reason]
    book.edit_check_in(planned, CheckInDraft(planned.due_on, "the trial"))
    assert masked_reasons(book) == []


def test_the_history_says_no_state_and_no_verdict_in_confidence(tmp_path: Path) -> None:
    book = people(tmp_path)
    ann = who(book, "Ann Berg")
    book.state_reference(ann, ReferenceDraft(ReferenceState.NO, "they sue", is_confidential=True))
    book.edit_reference(
        book.references_of(ann.id)[0], ReferenceDraft(ReferenceState.ASKED, "x", True)
    )
    book.give_verdict(vale(book), VerdictDraft(Judgement.LET_GO, "they shout", True))
    book.decide(ann, PursuitDraft(Course.DROP, None, "broke", True))
    book.qualify(ann, "budget", Answer.NO)
    book.set_confidential(book.qualifiers_of(ann.id)[0], True)
    book.qualify(ann, "budget", Answer.UNKNOWN)
    assert [one.sentence for one in book.history(6)] == [
        "qualify Ann Berg: budget in confidence",
        "keep a qualifier in confidence",
        "qualify Ann Berg: budget no",
        "verdict in confidence on Ann Berg",
        "verdict in confidence: Vale",
        "edit reference in confidence",
    ]
