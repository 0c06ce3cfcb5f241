"""Two contacts become one: every value of both stays, one undo makes them two again."""

from __future__ import annotations

import random
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.book.backups import backups
from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import BookError, Conflict, NotFound, Refused
from loyaltytui.book.identity import own_uid
from loyaltytui.book.merging_candidates import APART
from loyaltytui.book.merging_fields import FIELDS
from loyaltytui.dealings import Answer, PurchaseDraft
from loyaltytui.drafts import ChannelDraft, CheckInDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Contact, ContactId, Owner, Scope
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import Reading
from tests.book.test_undo_everything import VERBS, Chance
from tests.builders import (
    TODAY,
    TOMORROW,
    Clock,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    email,
    exported,
    phone,
    who,
)

GROWING = (
    *("log", "add_channel", "promise", "plan_check_in", "announce", "buy", "raise_problem"),
    *("add_note", "ask", "state_reference", "refer", "qualify", "park", "tag_all", "tell"),
    *("edit_contact", "set_owner_of", "keep_apart", "move", "set_confidential", "import_contacts"),
)
"""Verbs that give contacts something to lose."""
KEPT = ("interaction", "promise", "promise_move", "note", "question", "purchase", "problem")
UNTOLD = {"id", "rev", "contact_id", "referred_id", "told_on", "is_open", "ended_on"}
"""Columns that a merge is there to change."""


def two(book: Book) -> tuple[Contact, Contact]:
    return who(book, "Kim Odegard"), who(book, "Kim Ode")


def texts(book: Book) -> Counter[str]:
    """Every word that is written anywhere in the book, as often as it is.

    That two are two people is no word of either: one of them is gone.
    """
    shown: Counter[str] = Counter()
    for table, rows in dump(book).items():
        if table not in ("standing", "tally"):
            for row in rows:
                for value in () if APART in row else row:
                    if isinstance(value, str):
                        shown.update(re.findall(r"\w+", value.casefold()))
    return shown


def a_random_book(folder: Path, seed: int) -> Book:
    book = a_book(
        folder,
        a_contact("Ann", "Acme", tier="A", about="likes jazz", emails=("one@acme.example",)),
        a_contact("Bob", "Vale", job="buyer", about="has dogs", emails=("ONE@acme.example",)),
        a_contact("Cem", phones=("22334455",)),
    )
    at = Chance(book, random.Random(seed))
    for _ in range(25):
        with suppress(NotFound, Refused):
            VERBS[at.dice.choice(GROWING)](at)
    return book


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_a_merge_loses_no_word_of_either_and_its_undo_gives_the_export_back(seed: int) -> None:
    with TemporaryDirectory() as folder:
        book = a_random_book(Path(folder), seed)
        at = Chance(book, random.Random(seed))
        kept, other = (book.contact(one) for one in at.dice.sample(list(at.ids), 2))
        before, words, document = dump(book), texts(book), exported(book)
        book.merge(kept, other, at.dice.sample(FIELDS, at.dice.randint(0, 3)))
        after = dump(book)
        assert not words.keys() - texts(book).keys()
        for table in KEPT:
            columns = [row[1] for row in book.rows(f"pragma table_info({table})")]
            told = [at for at, name in enumerate(columns) if name not in UNTOLD - {"id"}]
            assert [[row[at] for at in told] for row in after[table]] == [
                [row[at] for at in told] for row in before[table]
            ]
        ids = {row[0] for row in after["contact"]}
        assert ids == {row[0] for row in before["contact"]} - {other.id}
        assert len(after["check_in"]) == len(before["check_in"])
        assert book.check() == []
        book.undo()
        assert exported(book) == document
        assert dump(book) == before
        book.redo()
        assert dump(book) == after
        book.close()


def test_a_merged_contact_has_what_both_had(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Kim Odegard", "Nordfjord", job="head", tags=("vip",), met=TODAY - days(9)),
        a_contact("Kim Ode", "Vale", job="buyer", tier="B", tags=("vip", "fair"), due=TOMORROW),
    )
    kept, other = two(book)
    book.log(a_call(kept, other, on=TODAY - days(2), text="both in the room"))
    book.log(a_call(other, on=TODAY - days(1), text="alone"))
    book.buy(other, PurchaseDraft("pump", 100, "EUR"))
    book.merge(*two(book))
    one = who(book, "Kim Odegard")
    assert (one.job, one.account, one.tier) == ("head", "Nordfjord", "B")
    assert one.last_contact_on == TODAY - days(1)
    assert book.rows("select name, value from extra_field order by id") == [
        ("other name", "Kim Ode"),
        ("other account", "Vale"),
        ("other job", "buyer"),
    ]
    assert book.rows("select contact_id from participant order by interaction_id") == [(1,)] * 3
    assert {word for (word,) in book.rows("select word from tag")} == {"vip", "fair"}
    assert [each.what for each in book.purchases_of(one)] == ["pump"]
    assert [each.contact for each in book.find("ode")][:1] == ["Kim Odegard"]


def test_a_chosen_field_takes_the_others_word_and_keeps_ones_own_beside(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Kim Odegard", "Nordfjord", job="head"),
        a_contact("Kim Ode", "Vale", job="buyer", owner=Owner.MINE),
    )
    book.merge(*two(book), ("name", "account", "owner"))
    one = who(book, "Kim Ode")
    assert (one.id, one.account, one.job, one.owner) == (1, "Vale", "head", Owner.MINE)
    assert book.rows("select name, value from extra_field order by id") == [
        ("other name", "Kim Odegard"),
        ("other account", "Nordfjord"),
        ("other job", "buyer"),
        ("other owner", "company"),
    ]


def test_one_way_to_reach_them_stands_there_once_and_in_confidence_wins(tmp_path: Path) -> None:
    link = ChannelDraft(ChannelKind.LINK, "https://nf.no/kim/", label="work page")
    book = a_book(
        tmp_path,
        a_contact("Kim Odegard", channels=(email("kim@nf.no"), link)),
        a_contact(
            "Kim Ode",
            channels=(
                ChannelDraft(ChannelKind.EMAIL, "KIM@nf.no", "desk", Scope.PERSONAL, None, True),
                ChannelDraft(ChannelKind.LINK, "nf.no/kim", "profile"),
                phone("22334455"),
            ),
        ),
    )
    book.merge(*two(book))
    rows = book.rows("select value, label, scope, is_confidential from channel order by id")
    assert rows == [
        ("kim@nf.no", "desk", "personal", 1),
        ("https://nf.no/kim/", "work page, profile", "work", 0),
        ("22334455", "", "work", 0),
    ]


def test_one_check_in_stays_open_for_each_reason_and_none_is_lost(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"))
    kept, other = two(book)
    book.plan_check_in(kept, CheckInDraft(TODAY + days(9), "board"))
    book.plan_check_in(other, CheckInDraft(TODAY + days(2), "board"))
    book.plan_check_in(other, CheckInDraft(TODAY + days(3), "fair"))
    book.merge(kept, other)
    rows = book.rows("select reason, due_on, is_open from check_in where contact_id = 1 order by 2")
    assert rows == [
        ("board", "2026-11-25", 1),
        ("fair", "2026-11-26", 1),
        ("board", "2026-12-02", 0),
    ]


def test_the_cadence_goes_on_from_whoever_was_talked_to_last(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Kim Odegard", cadence="3w", met=TODAY - days(40)),
        a_contact("Kim Ode", cadence="3w", met=TODAY - days(1)),
    )
    kept, other = two(book)
    book.merge(kept, other)
    assert who(book, "Kim Odegard").next_check_in_on == other.next_check_in_on


def test_news_told_to_either_is_told_and_answers_keep_the_newer(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"), today=clock)
    kept, other = two(book)
    book.announce("new list", [kept.id, other.id])
    book.tell(book.tellings_of(other.id)[0])
    book.qualify(kept, "need", Answer.NO)
    clock.move_to(TOMORROW)
    book.qualify(other, "need", Answer.YES)
    book.merge(*two(book))
    assert book.rows("select contact_id, told_on from telling") == [(1, TODAY.isoformat())]
    assert book.rows("select answer from qualifier") == [("yes",)]
    assert ("other need", f"no {TODAY}") in book.rows("select name, value from extra_field")


def test_what_either_was_told_in_confidence_stays_so(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Lee"))
    chess = (("Hobby", "chess"),)
    ids = [book.add_contact(ContactDraft(name, extras=chess)) for name in ("Ann Berg", "Ann B")]
    kept, other = map(book.contact, ids)
    tables = ("check_in", "qualifier", "referral", "employment", "extra_field")
    for one, answer in ((kept, Answer.NO), (other, Answer.YES)):
        book.plan_check_in(one, CheckInDraft(TODAY, "the trial"))
        book.qualify(one, "need", answer)
        book.refer(one, who(book, "Kim Lee"))
    with book.act("told in confidence"):
        book.write(
            "insert into employment (contact_id, job, until_on) "
            "values (?, 'cook', '2024-01-01'), (?, 'cook', '2024-01-01')",
            ids,
        )
        for table in tables:
            book.write(f"update {table} set is_confidential = 1 where contact_id = {other.id}")
    book.merge(book.contact(kept.id), book.contact(other.id), {})
    for table in tables[:-1]:
        rows = book.rows(f"select is_confidential from {table} where contact_id = {kept.id}")
        assert set(rows) == {(1,)}, table
    told = {one.name: one.is_confidential for one in book.extra_fields_of(kept.id)}
    assert told == {"Hobby": True, "other need": True, "other name": False}


def test_referrals_go_along_both_ways_and_never_to_oneself(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(name) for name in ("Kim Odegard", "Kim Ode", "Ann", "Bob")))
    kept, other, ann, bob = (who(book, name) for name in ("Kim Odegard", "Kim Ode", "Ann", "Bob"))
    for by, whom in ((other, ann), (kept, ann), (bob, other), (kept, other), (other, kept)):
        book.refer(by, whom)
    book.merge(kept, other)
    rows = book.rows("select contact_id, referred_id from referral order by id")
    assert sorted(rows) == [(kept.id, ann.id), (bob.id, kept.id)]
    assert len(book.rows("select 1 from extra_field where name = 'other referral'")) == 2


def test_importing_either_card_again_finds_the_one_that_is_left(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.add_contact(ContactDraft("Kim Odegard", uid="card-1"))
    book.add_contact(ContactDraft("Kim Ode", uid="card-2", job="buyer"))
    before = {draft.name: draft for _, draft in book.outgoing(Choice()).contacts}
    own = own_uid(book.book_id(), "contact", 2)
    book.merge(*two(book))
    ((_, card),) = book.outgoing(Choice()).contacts
    assert card.uid == "card-1"
    ours = ContactDraft("Kim Ode", uid=own)
    arriving = Reading((*before.values(), ours), (), (), "vcard")
    plan = plan_import(arriving, book.known_for_import(), Owner.COMPANY, "cards.vcf")
    assert not plan.arrivals.contacts


def test_a_contact_from_nowhere_keeps_the_identity_it_was_exported_under(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"))
    known = {draft.name: draft.uid for _, draft in book.outgoing(Choice()).contacts}
    book.merge(*two(book))
    ((_, card),) = book.outgoing(Choice()).contacts
    assert card.uid == known["Kim Odegard"]


def test_a_copy_is_made_before_a_merge(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"))
    book.merge(*two(book))
    assert [one.why for one in backups(book.path)] == ["before-merge"]


def test_a_contact_changed_meanwhile_is_not_merged(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"))
    kept, other = two(book)
    book.edit_contact(other, ContactDraft("Kim Ode", job="boss"))
    before = dump(book)
    with pytest.raises(Conflict, match="Kim Ode was changed elsewhere"):
        book.merge(kept, other)
    with pytest.raises(Refused, match="themselves"):
        book.merge(kept, kept)
    with pytest.raises(Refused, match="'shoe' is none of"):
        book.merge(kept, who(book, "Kim Ode"), ("shoe",))
    book.delete_contact(who(book, "Kim Ode"))
    with pytest.raises(NotFound):
        book.merge(kept, other)
    book.undo()
    assert dump(book) == before


def test_two_people_are_offered_no_more_not_even_after_one_of_them_was_merged(
    tmp_path: Path,
) -> None:
    same = [a_contact("Kim Ode", "Nordfjord") for _ in range(3)]
    book = a_book(tmp_path, *same)
    first, second, third = book.contacts([ContactId(one) for one in (1, 2, 3)])
    book.keep_apart(third, first)
    assert [one.pair for one in book.duplicates()] == [(1, 2), (2, 3)]
    book.merge(second, first)
    assert book.duplicates() == []
    assert all(draft.extras == () for _, draft in book.outgoing(Choice()).contacts)
    book.undo()
    book.undo()
    assert len(book.duplicates()) == 3


def test_two_who_were_said_to_be_two_can_be_merged_after_all(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Odegard"), a_contact("Kim Ode"))
    kept, other = two(book)
    book.keep_apart(kept, other)
    book.merge(kept, other)
    assert book.rows("select name, value from extra_field") == [("other name", "Kim Ode")]
    with pytest.raises(BookError):
        book.keep_apart(who(book, "Kim Odegard"), other)
