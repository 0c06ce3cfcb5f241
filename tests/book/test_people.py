"""Contacts, their accounts, channels and tags."""

from pathlib import Path

import pytest
from msgspec import structs

from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import ChannelDraft, ContactDraft, NewContact, NoteDraft, QuestionDraft
from loyaltytui.entries import (
    Account,
    AccountId,
    ChannelKind,
    Contact,
    ContactId,
    Owner,
    Scope,
)
from tests.builders import (
    TODAY,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    email,
    mine,
    phone,
    put,
    reopened,
    who,
)


def draft_of(contact: Contact, **changes: object) -> ContactDraft:
    """The form as it opens, with some fields typed over."""
    fields = {
        name: getattr(contact, name)
        for name in (
            "name",
            "account",
            "job",
            "tier",
            "cadence",
            "birthday",
            "address",
            "about",
            "owner",
        )
    }
    return ContactDraft(**(fields | changes))


def test_a_contact_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    draft = ContactDraft(
        "  Priya   Shah ",
        account="Northwind",
        job="Plant manager",
        tier="a",
        cadence="3 weeks",
        birthday="--02-03",
        address="1 Main St\nOslo",
        about="rows",
        owner=Owner.MINE,
        channels=(email("p@n.example"), phone("+1 555-0100", scope=Scope.PERSONAL)),
        tags=("#VIP", "golf ", "vip"),
        uid="uid-1",
        extras=(("X-ROOM", "12"),),
    )
    contact = book.contact(book.add_contact(draft))
    assert (contact.name, contact.account, contact.tier) == ("Priya Shah", "Northwind", "A")
    assert (contact.cadence, contact.birthday, contact.owner) == ("3w", "--02-03", Owner.MINE)
    assert (contact.is_met, contact.next_check_in_on) == (False, TODAY)
    channels = book.channels_of(contact.id)
    assert [channel.value for channel in channels] == ["p@n.example", "+1 555-0100"]
    assert [channel.owner for channel in channels] == [Owner.MINE, Owner.MINE]
    assert book.tags_of(contact.id) == ["golf", "vip"]
    assert book.rows("select uid from identity") == [("uid-1",)]
    assert book.rows("select name, value from extra_field") == [("X-ROOM", "12")]


def test_a_contact_needs_a_name_and_a_tier_there_is(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    for draft in (ContactDraft(" \x00 "), ContactDraft("Ann", tier="E")):
        with pytest.raises(Refused):
            book.add_contact(draft)
    assert book.history() == []


def test_adding_again_under_the_same_uuid_adds_nobody(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    first = book.add_contact(ContactDraft("Ann"), uuid="one")
    assert book.add_contact(ContactDraft("Ann"), uuid="one") == first
    assert book.contact_count() == 1


def test_only_the_fields_that_differ_are_written(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", job="Buyer"))
    ann = who(book, "Ann")
    book.edit_contact(ann, draft_of(ann, job="Chief buyer"))
    changed = who(book, "Ann")
    assert changed == structs.replace(ann, job="Chief buyer", rev=changed.rev)


def test_a_contact_changed_elsewhere_is_a_conflict_and_nothing_is_overwritten(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    reopened(book).edit_contact(ann, draft_of(ann, job="Chief"))
    with pytest.raises(Conflict):
        book.edit_contact(ann, draft_of(ann, account="New Co", about="typed meanwhile"))
    assert (who(book, "Ann").job, who(book, "Ann").about) == ("Chief", "")
    assert book.rows("select count(*) from account") == [(0,)]


def test_moving_to_another_account_keeps_the_history_of_the_person(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", job="Buyer", met=TODAY - days(3)))
    ann = who(book, "Ann")
    book.edit_contact(ann, draft_of(ann, account="Vale"))
    moved = who(book, "Ann")
    assert (moved.account, moved.last_contact_on) == ("Vale", TODAY - days(3))
    assert book.rows(
        "select name, job, until_on from employment join account on account.id = account_id"
    ) == [("Acme", "Buyer", TODAY.isoformat())]


def test_the_same_account_written_differently_is_no_move(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Müller GmbH"))
    ann = who(book, "Ann")
    book.edit_contact(ann, draft_of(ann, account="  MULLER  gmbh"))
    assert who(book, "Ann") == ann
    assert book.rows("select count(*) from employment") == [(0,)]


def test_leaving_an_account_for_none_remembers_it(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"))
    ann = who(book, "Ann")
    book.edit_contact(ann, draft_of(ann, account=""))
    assert (who(book, "Ann").account_id, who(book, "Ann").account) == (None, "")
    assert book.rows("select count(*) from employment") == [(1,)]


def test_two_contacts_share_one_account(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", " acme "))
    assert who(book, "Ann").account_id == who(book, "Bob").account_id


def test_renaming_an_account_renames_it_for_everybody(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", "Acme"))
    account = Account(AccountId(who(book, "Ann").account_id or 0), "Acme")
    book.rename_account(account, "Acme Group")
    assert (who(book, "Ann").account, who(book, "Bob").account) == ("Acme Group", "Acme Group")
    assert [hit.contact for hit in book.find("group")] == ["Ann", "Bob"]
    with pytest.raises(Conflict):
        book.rename_account(account, "Third")
    book.undo()
    assert book.find("group") == []


def test_an_account_cannot_take_the_name_of_another(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", "Vale"))
    account = Account(AccountId(who(book, "Ann").account_id or 0), "Acme")
    with pytest.raises(Conflict, match="already"):
        book.rename_account(account, "VALE")


def a_full_book(folder: Path) -> Book:
    """Ann with everything that can hang on a contact, and Bob, whom some of it concerns too."""
    book = a_book(
        folder,
        a_contact(
            "Ann",
            "Acme",
            tier="A",
            emails=("ann@acme.example",),
            tags=("vip",),
            promised=(mine("send it", TODAY),),
            notes=(NoteDraft("goal", "plant of the year"),),
            questions=(QuestionDraft("who signs?"),),
        ),
        a_contact("Bob", "Acme"),
    )
    ann = who(book, "Ann")
    book.log(a_call(ann, who(book, "Bob"), text="together", promises=(mine("call both", TODAY),)))
    book.log(a_call(ann, text="alone"))
    book.move(book.open_promises()[0], TODAY + days(2))
    book.edit_contact(who(book, "Ann"), draft_of(who(book, "Ann"), account="Vale"))
    return book


def test_deleting_a_contact_takes_all_that_hangs_on_it_and_undo_brings_all_of_it_back(
    tmp_path: Path,
) -> None:
    book = a_full_book(tmp_path)
    before = dump(book)
    book.delete_contact(who(book, "Ann"))
    for table in ("channel", "tag", "promise", "promise_move", "note", "question", "employment"):
        assert dump(book)[table] == [], table
    assert [row[5] for row in dump(book)["interaction"]] == ["together"]
    assert [moment.text for moment in book.timeline(who(book, "Bob").id)] == ["together"]
    assert book.find("ann") == []
    assert book.check() == []
    assert book.undo() == "delete Ann"
    assert dump(book) == before
    assert book.check() == []


def test_somebody_deleted_is_not_found(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    book.delete_contact(ann)
    with pytest.raises(NotFound):
        book.contact(ann.id)
    with pytest.raises(NotFound):
        book.delete_contact(ann)
    with pytest.raises(NotFound):
        book.log(a_call(ann))
    assert book.contacts([ann.id]) == []


def test_a_channel_is_added_edited_and_deleted(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", owner=Owner.MINE))
    ann = who(book, "Ann")
    book.add_channel(ann, email("ann@acme.example"))
    (channel,) = book.channels_of(ann.id)
    assert channel.owner is Owner.MINE
    changed = ChannelDraft(
        ChannelKind.PHONE, "+47 12 34", "home", Scope.PERSONAL, Owner.PUBLIC, is_confidential=True
    )
    book.edit_channel(channel, changed)
    (edited,) = book.channels_of(ann.id)
    assert (edited.kind, edited.value, edited.label) == (ChannelKind.PHONE, "+47 12 34", "home")
    assert (edited.scope, edited.owner, edited.is_confidential) == (
        Scope.PERSONAL,
        Owner.PUBLIC,
        True,
    )
    with pytest.raises(Conflict):
        book.edit_channel(channel, email("other@acme.example"))
    book.delete_channel(edited.id, edited.value)
    assert book.channels_of(ann.id) == []
    with pytest.raises(NotFound):
        book.delete_channel(edited.id, edited.value)
    assert "12 34" not in " ".join(action.sentence for action in book.history())


def test_a_channel_needs_a_value(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    with pytest.raises(Refused):
        book.add_channel(who(book, "Ann"), email("  "))


def test_tags_become_exactly_those_that_were_given(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tags=("old", "kept")))
    ann = who(book, "Ann")
    book.set_tags(ann, ["#Kept", "New  York", "", "new york"])
    assert book.tags_of(ann.id) == ["kept", "new york"]


def test_everybody_is_listed_by_any_column_with_empty_values_last(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Émile", "Vale", tier="A", met=TODAY - days(3)),
        a_contact("Dan", tier="B"),
        a_contact("Zoe", "Acme", met=TODAY - days(1), due=TODAY),
    )

    def listed(column: Column, *, is_reversed: bool = False) -> list[str]:
        order = book.contact_order(column, is_reversed=is_reversed)
        return [contact.name for contact in book.contacts(order)]

    assert listed(Column.NAME) == ["Dan", "Émile", "Zoe"]
    assert listed(Column.NAME, is_reversed=True) == ["Zoe", "Émile", "Dan"]
    assert listed(Column.ACCOUNT) == ["Zoe", "Émile", "Dan"]
    assert listed(Column.ACCOUNT, is_reversed=True) == ["Émile", "Zoe", "Dan"]
    assert listed(Column.TIER) == ["Émile", "Dan", "Zoe"]
    assert listed(Column.LAST) == ["Émile", "Zoe", "Dan"]
    assert listed(Column.NEXT)[0] == "Dan"
    assert book.contact_count() == 3


def test_contacts_come_in_the_order_that_was_asked_for(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob"))
    ids = [ContactId(2), ContactId(99), ContactId(1)]
    assert [contact.name for contact in book.contacts(ids)] == ["Bob", "Ann"]


def test_somebody_new_is_written_with_the_call(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.log(a_call(NewContact("Kim Ode", "Vale")))
    kim = who(book, "Kim Ode")
    assert (kim.account, kim.last_contact_on) == ("Vale", TODAY)
    book.undo()
    assert book.contact_count() == 0


def test_hostile_letters_are_not_stored(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    contact = put(book, a_contact("An\x1bn\x00 \ud800X", "A\x9bcme", emails=("a\x07@b.example",)))
    assert (contact.name, contact.account) == ("Ann X", "Acme")
    assert book.channels_of(contact.id)[0].value == "a@b.example"
