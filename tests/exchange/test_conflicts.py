"""Where a source contradicts the book: the book's word stays until the rep decides otherwise."""

from __future__ import annotations

import pytest

from loyaltytui.book.arrivals import Known, KnownContact
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, ContactId, Owner
from loyaltytui.exchange.import_plan import ImportPlan
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import Reading
from loyaltytui.loyalty.likeness import is_own_email, may_be_one_name

EMAIL = (ChannelKind.EMAIL, "ann@x.no")
ANN = KnownContact(ContactId(7), "Ann Lee", "Acme", "CEO", "", "", "", "", "", (EMAIL,))


def draft(name: str = "Ann Lee", address: str = "ann@x.no", job: str = "") -> ContactDraft:
    return ContactDraft(name, job=job, channels=(ChannelDraft(ChannelKind.EMAIL, address),))


def plan(one: ContactDraft, decisions: dict[str, bool] | None = None) -> ImportPlan:
    reading = Reading((one,), (), (), "x")
    return plan_import(reading, Known((ANN,)), Owner.MINE, "x", decisions)


def test_the_books_word_stays_and_the_other_stands_beside_it() -> None:
    made = plan(draft(job="CTO"))
    (conflict,) = made.conflicts
    assert (conflict.field, conflict.ours, conflict.theirs) == ("job", "CEO", "CTO")
    assert conflict.said == "Ann Lee: job stays CEO; CTO stands beside it"
    assert made.merges[0].arrival.draft.extras == (("other job", "CTO"),)
    assert made.counts().conflicts == 1
    assert any(section.heading == "Differs from the book" for section in made.sections())


def test_the_sources_word_is_taken_when_the_rep_says_so() -> None:
    (before,) = plan(draft(job="CTO")).conflicts
    made = plan(draft(job="CTO"), {before.key: True})
    assert (made.merges[0].arrival.draft.job, made.merges[0].arrival.draft.extras) == ("CTO", ())
    (after,) = made.conflicts
    assert (after.key, after.is_taken) == (before.key, True)
    assert after.said == "Ann Lee: job becomes CTO, was CEO"


def test_somebody_of_another_name_at_the_same_email_can_be_made_the_same() -> None:
    stranger = draft("Bob Ray")
    made = plan(stranger)
    (conflict,) = made.conflicts
    assert (conflict.field, made.counts().new) == ("who", 1)
    assert conflict.said == "Bob Ray has the same email as Ann Lee: two people"
    made = plan(stranger, {conflict.key: True})
    assert (made.counts().new, made.counts().merged) == (0, 1)
    assert made.merges[0].arrival.draft.extras == (("other name", "Bob Ray"),)
    assert made.conflicts[0].is_taken


@pytest.mark.parametrize("name", ["A. Lee", "Ann", "Ann Marie Lee", "Ann Berg", "ann@x.no"])
def test_a_name_that_may_be_theirs_at_their_own_email_is_them(name: str) -> None:
    assert plan(draft(name)).counts().new == 0


@pytest.mark.parametrize("name", ["Bob Lee", "B. Lee", "Zoë Ann"])
def test_a_family_name_alone_is_not_enough(name: str) -> None:
    assert plan(draft(name)).counts().new == 1


def test_an_offices_address_is_nobodys_own() -> None:
    assert not is_own_email("Info@x.no")
    assert is_own_email("inform@x.no")
    assert not may_be_one_name("", "Ann")


def test_what_was_decided_is_no_question_the_next_time() -> None:
    decided = KnownContact(ContactId(7), "Ann Lee", "", "CTO", "", "", "", "", "", (EMAIL,))
    reading = Reading((draft(job="CTO"),), (), (), "x")
    assert plan_import(reading, Known((decided,)), Owner.MINE).changes_nothing
