"""What an import would do: who is new, who is known, what is added, and what is said of it."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec import structs

from loyaltytui.book.arrivals import Known, KnownContact
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, ContactId, Owner
from loyaltytui.exchange.importing import ImportPlan, joined, plan_import
from loyaltytui.exchange.reading import Reading, Unreadable


def email(value: str) -> ChannelDraft:
    return ChannelDraft(ChannelKind.EMAIL, value)


def phone(value: str) -> ChannelDraft:
    return ChannelDraft(ChannelKind.PHONE, value)


def link(value: str) -> ChannelDraft:
    return ChannelDraft(ChannelKind.LINK, value)


def known(
    name: str,
    *channels: ChannelDraft,
    number: int = 1,
    account: str = "",
    job: str = "",
    about: str = "",
    uids: tuple[str, ...] = (),
    extras: tuple[tuple[str, str], ...] = (),
) -> KnownContact:
    reached = tuple((each.kind, each.value) for each in channels)
    fields = (account, job, "", "", "", "", about)
    return KnownContact(ContactId(number), name, *fields, reached, (), uids, extras)


def draft(
    name: str,
    *channels: ChannelDraft,
    account: str = "",
    job: str = "",
    about: str = "",
    uid: str = "",
) -> ContactDraft:
    return ContactDraft(name, account=account, job=job, about=about, channels=channels, uid=uid)


def reading(*drafts: ContactDraft, unreadable: tuple[Unreadable, ...] = ()) -> Reading:
    return Reading(drafts, unreadable, (), "vcard")


def plan(drafts: list[ContactDraft], *people: KnownContact) -> ImportPlan:
    return plan_import(reading(*drafts), Known(people), Owner.COMPANY, "cards.vcf")


def outcome(plan: ImportPlan) -> str:
    counts = plan.counts()
    assert counts.new + counts.merged + counts.unchanged == 1
    return "new" if counts.new else "merged" if counts.merged else "unchanged"


SAME_PERSON = {
    "the same email": (draft("Ann Lee", email("ANN@x.no")), known("Ann Lee", email("ann@x.no"))),
    "a phone with and without its country": (
        draft("Ann Lee", phone("90000000")),
        known("Ann Lee", phone("+47 900 00 000")),
    ),
    "a phone with and without the leading zero": (
        draft("Ann Lee", phone("030 1234567")),
        known("Ann Lee", phone("+49 30 1234567")),
    ),
    "the same profile": (
        draft("Ann Lee", link("http://www.linkedin.com/in/ann/")),
        known("Ann Lee", link("https://linkedin.com/in/ann")),
    ),
    "name and account": (draft("ann lee", account="ACME"), known("Ann Lee", account="Acme")),
    "the name without accents": (draft("Jose Perez"), known("José Pérez")),
    "the name when neither side says more": (draft("Ann Lee"), known("Ann Lee", job="CEO")),
    "the name when one side has no account": (
        draft("Ann Lee"),
        known("Ann Lee", email("ann@x.no"), account="Acme"),
    ),
    "the source's identity under another name": (
        draft("Ann Lee", uid="u1"),
        known("Ann Berg", uids=("u1",), extras=(("other name", "Ann Lee"),)),
    ),
}


@pytest.mark.parametrize("case", SAME_PERSON)
def test_is_known_by(case: str) -> None:
    one, person = SAME_PERSON[case]
    assert outcome(plan([one], person)) == "unchanged"


SOMEBODY_ELSE = {
    "another name at the same email": (
        draft("Bob Ray", email("info@x.no")),
        known("Ann Lee", email("info@x.no")),
    ),
    "another name at the same phone": (
        draft("Bob Ray", phone("22 00 00 00")),
        known("Ann Lee", phone("22000000")),
    ),
    "the same name at another account": (
        draft("Ann Lee", account="Vale"),
        known("Ann Lee", account="Acme"),
    ),
    "the same name at another email": (
        draft("Ann Lee", email("ann@y.no")),
        known("Ann Lee", email("ann@x.no")),
    ),
    "a phone too short to tell": (
        draft("Ann Lee", phone("1234"), account="Vale"),
        known("Ann Lee", phone("1234 5"), account="Acme"),
    ),
    "a phone spelled with other letters": (
        draft("Ann Lee", phone("1-800-FLOWERS"), account="Vale"),
        known("Ann Lee", phone("1-800-CONTACT"), account="Acme"),
    ),
}


@pytest.mark.parametrize("case", SOMEBODY_ELSE)
def test_is_somebody_else_with(case: str) -> None:
    one, person = SOMEBODY_ELSE[case]
    assert outcome(plan([one], person)) == "new"


def test_a_name_that_two_contacts_have_tells_nobody_apart() -> None:
    people = known("Ann Lee", account="Acme"), known("Ann Lee", account="Vale", number=2)
    made = plan([draft("Ann Lee", phone("90 00 00 00"))], *people)
    assert (made.counts().new, made.counts().merged) == (1, 0)


def test_names_made_of_accents_alone_are_told_apart() -> None:
    assert outcome(plan([draft("\u0301")], known("\u0300"))) == "new"


def test_sharing_a_channel_with_another_name_is_remarked() -> None:
    made = plan([draft("Bob Ray", email("info@x.no"))], known("Ann Lee", email("info@x.no")))
    assert made.new[0].remark == "shares an email with Ann Lee"
    assert any("Bob Ray shares an email with Ann Lee" in line for line in made.sentences())


def test_what_the_book_lacks_is_filled_and_what_it_says_stays() -> None:
    person = known("Ann Lee", email("ann@x.no"), job="CEO", number=7)
    one = draft("Ann Lee", email("ann@x.no"), phone("90000000"), job="CTO")
    more = structs.replace(one, birthday="1980-02-03", tags=("Fair",), extras=(("X", "y"),))
    made = plan([more], person)
    (merge,) = made.merges
    gains = merge.arrival.draft
    assert merge.arrival.contact_id == 7
    assert (gains.job, gains.birthday) == ("", "1980-02-03")
    assert [each.value for each in gains.channels] == ["90000000"]
    assert gains.tags == ("fair",)
    assert gains.extras == (("X", "y"), ("other job", "CTO"))


def test_notes_that_the_rep_has_written_on_are_not_added_again() -> None:
    person = known("Ann Lee", about="Met at the fair.\nLikes pumps.")
    assert outcome(plan([draft("Ann Lee", about="Met at the fair.")], person)) == "unchanged"


def test_a_second_card_of_one_person_joins_the_first() -> None:
    cards = [
        draft("Ann Lee", email("ann@x.no"), uid="u1"),
        draft("Ann Lee", email("ann@x.no"), phone("90000000"), uid="u2"),
        draft("Ann Berg", uid="u1"),
    ]
    made = plan(cards)
    (one,) = made.new
    assert made.counts().doubles == 2
    assert one.arrival.uids == ("u1", "u2")
    assert [each.value for each in one.arrival.draft.channels] == ["ann@x.no", "90000000"]
    assert one.arrival.draft.extras == (("other name", "Ann Berg"),)


def test_two_cards_that_only_share_a_name_stay_two_when_their_source_keeps_them_apart() -> None:
    cards = [draft("John Smith", uid="u1", job="Baker"), draft("John Smith", uid="u2", job="Smith")]
    assert plan(cards).counts().new == 2


def test_everything_new_belongs_to_the_owner_of_the_list() -> None:
    made = plan_import(reading(draft("Ann Lee")), Known(), Owner.MINE)
    assert made.new[0].arrival.draft.owner is Owner.MINE


def test_a_tier_that_no_book_knows_is_kept_as_it_came() -> None:
    (one,) = plan([ContactDraft("Ann Lee", tier="gold", cadence="often")]).new
    assert one.arrival.draft.extras == (("tier", "gold"), ("cadence", "often"))


def test_somebody_without_a_name_is_called_by_what_there_is() -> None:
    made = plan([draft("", email("ann@x.no")), draft(" \x00", account="Acme"), draft("")])
    assert [one.said for one in made.new] == ["ann@x.no", "Acme · Acme"]
    assert made.counts().left_out == 1


def test_the_preview_is_said_in_sentences() -> None:
    problems = tuple(Unreadable("cards.vcf", line, "a card without an end") for line in range(25))
    part = Unreadable("cards.vcf", 99, "a note was left out", loses_contact=False)
    source = Reading(
        (draft("Ann Lee", account="Acme"), draft("Bob Ray", phone("90000000")), draft("Cy Oh")),
        (*problems, part),
        (("photo", 12), ("problem not listed", 2)),
        "vcard",
    )
    people = known("Bob Ray"), known("Cy Oh", number=2)
    said = plan_import(source, Known(people), Owner.COMPANY, "cards.vcf").sentences()
    assert said[0] == (
        "1 new, 1 matches a contact you have and adds something, 1 is in the book already, "
        "25 could not be read."
    )
    assert "  Ann Lee · Acme" in said
    assert "  Bob Ray: phone 90000000" in said
    assert "  cards.vcf line 0: a card without an end" in said
    assert "  and 6 more" in said
    assert {"  12 photos", "  2 problems not listed"} <= set(said)


def test_the_journal_calls_an_import_by_what_it_brought() -> None:
    assert plan([draft("Ann Lee")]).sentence == "import 1 contact from cards.vcf"
    assert plan([draft("A B"), draft("C D")]).sentence == "import 2 contacts from cards.vcf"


def test_several_sources_are_read_as_one() -> None:
    first = Reading((draft("Ann Lee"),), (), (("photo", 2),), "vcard")
    second = Reading((draft("Bob Ray"),), (Unreadable("b", 1, "why"),), (("photo", 3),), "linkedin")
    together = joined([first, second])
    assert [each.name for each in together.contacts] == ["Ann Lee", "Bob Ray"]
    assert together.dropped == (("photo", 5),)
    assert len(together.unreadable) == 1


def test_whoever_watches_hears_all_along_how_far_it_is_and_can_end_it_anywhere() -> None:
    class Ended(Exception):
        pass

    told: list[tuple[int, int]] = []

    def end_at(last: int, done: int, total: int) -> None:
        if done == last:
            raise Ended
        told.append((done, total))

    source = reading(*(draft(f"Ann {one}") for one in range(50)))
    book = Known(tuple(known(f"Bob {one}", number=one) for one in range(1, 301)))
    plan_import(source, book, Owner.MINE, watch=partial(end_at, -1))
    assert told == [(done, 450) for done in range(0, 450, 10)]
    for last in range(0, 450, 50):
        with pytest.raises(Ended):
            plan_import(source, book, Owner.MINE, watch=partial(end_at, last))
