"""Undo and redo: every verb, many steps, across restarts, never over somebody else's change."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec import structs

from loyaltytui.book import journal
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import Conflict, NotFound, NotSaved
from loyaltytui.book.journal import TABLES
from loyaltytui.drafts import (
    ChannelDraft,
    CheckInDraft,
    ContactDraft,
    Ending,
    LogDraft,
    NewContact,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import (
    Account,
    AccountId,
    Channel,
    CheckIn,
    Contact,
    ContactId,
    Outcome,
    Side,
)
from tests.builders import (
    TODAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    ann_of_acme,
    days,
    dump,
    email,
    mine,
    reopened,
    who,
)


def a_lively_book(folder: Path, clock: Clock | None = None) -> Book:
    return a_book(
        folder,
        ann_of_acme(),
        a_contact("Bob", "Acme", due=TODAY),
        today=clock or Clock(),
    )


def test_nothing_is_written_outside_an_action(tmp_path: Path) -> None:
    book = a_lively_book(tmp_path)
    before = dump(book)
    for table in TABLES:
        columns = [row[1] for row in book.rows(f"pragma table_info({table})")]
        for sql in (f"update {table} set {columns[1]} = {columns[1]}", f"delete from {table}"):
            if before[table]:
                with pytest.raises(NotSaved, match="write outside an action"):
                    book.rows(sql)
    with pytest.raises(NotSaved, match="write outside an action"):
        book.rows("insert into announcement (text, announced_on) values ('x', '2026-01-01')")
    assert dump(book) == before


def test_every_table_but_the_machinery_is_journalled(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    tables = {
        name
        for (name,) in book.rows(
            "select name from sqlite_master where type = 'table' and name not like 'search%' "
            "and name not like 'sqlite_%'"
        )
    }
    assert tables - set(TABLES) == {
        *("action", "change", "current_action", "standing", "tally", "account_met", "book_fact"),
        *("account_part", "account_sum", "account_worth", "account_year", "account_window"),
    }


def test_undo_says_what_it_took_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Priya"))
    book.log(a_call(who(book, "Priya"), promises=(mine("send quote"),)))
    assert book.undo() == "log call with Priya, promise 'send quote'"
    assert book.redo() == "log call with Priya, promise 'send quote'"


def test_with_nothing_to_take_back_undo_says_so(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with pytest.raises(NotFound, match="nothing to undo"):
        book.undo()
    with pytest.raises(NotFound, match="nothing to redo"):
        book.redo()
    assert book.history() == []


def test_many_steps_are_undone_in_turn_and_redone_in_turn_even_after_a_restart(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    states = [dump(book)]
    for name in ("Ann", "Bob", "Cem"):
        book.add_contact(ContactDraft(name, tier="A"))
        states.append(dump(book))
    book.close()
    book = reopened(book)
    for state in reversed(states[:-1]):
        book.undo()
        assert dump(book) == state
    book.close()
    book = reopened(book)
    for state in states[1:]:
        book.redo()
        assert dump(book) == state
    with pytest.raises(NotFound):
        book.redo()


def test_undo_again_after_redo_takes_back_the_same(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    empty = dump(book)
    book.promise(who(book, "Ann"), mine("send it"))
    full = dump(book)
    for _ in range(3):
        book.undo()
        assert dump(book) == empty
        book.redo()
        assert dump(book) == full


def test_a_new_change_after_an_undo_ends_the_redo(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.promise(who(book, "Ann"), mine("one"))
    book.undo()
    book.promise(who(book, "Ann"), mine("two"))
    with pytest.raises(NotFound, match="nothing to redo"):
        book.redo()
    book.undo()
    book.undo()
    assert book.contact_count() == 0


def meddle(book: Book, sql: str) -> None:
    """Changes a row in a way that undo does not know of: behind the newest action."""
    with book.act("meddle") as action:
        book.rows(sql)
    book.rows("update action set reverted_by = id where id = ? returning id", (action.id,))


@pytest.mark.parametrize(
    "sql",
    [
        "update promise set text = 'sent' where id = 1 returning id",
        "delete from promise where id = 1 returning id",
    ],
)
def test_what_was_changed_since_is_not_overwritten(tmp_path: Path, sql: str) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send it"),)))
    book.keep(book.open_promises()[0])
    meddle(book, sql)
    before, history = dump(book), book.history()
    with pytest.raises(Conflict, match="Not undone"):
        book.undo()
    assert dump(book) == before
    assert book.history() == history


def test_what_was_taken_back_and_came_back_otherwise_is_a_conflict_too(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tags=("a",)))
    book.set_tags(who(book, "Ann"), [])
    meddle(book, "insert into tag (id, contact_id, word) values (1, 1, 'b') returning id")
    with pytest.raises(Conflict):
        book.undo()


def test_the_history_tells_what_was_done_undone_and_redone(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.undo()
    book.redo()
    book.promise(who(book, "Ann"), mine("send it"))
    assert [(one.kind, one.sentence, one.is_reverted) for one in book.history()] == [
        ("do", "promise 'send it' with Ann", False),
        ("redo", "add Ann", False),
        ("undo", "add Ann", True),
        ("do", "add Ann", True),
    ]
    assert [one.origin for one in book.history(2)] == ["test", "test"]
    assert book.history()[0].done_at == "2026-11-23 09:00:00"


def draft_of(contact: Contact) -> ContactDraft:
    return ContactDraft(
        contact.name,
        account=contact.account,
        job=contact.job,
        tier=contact.tier,
        cadence=contact.cadence,
        birthday=contact.birthday,
        address=contact.address,
        about=contact.about,
        owner=contact.owner,
    )


def channel_draft_of(channel: Channel) -> ChannelDraft:
    return ChannelDraft(
        channel.kind,
        channel.value,
        channel.label,
        channel.scope,
        channel.owner,
        channel.is_confidential,
    )


def leave_a_promise(book: Book) -> None:
    for one in book.open_promises():
        book.edit_promise(
            one, PromiseDraft(one.side, one.text, one.due_on, one.via, one.is_confidential)
        )


def leave_a_check_in(book: Book) -> None:
    for one in book.check_ins_of(who(book, "Bob").id):
        book.edit_check_in(one, CheckInDraft(one.due_on, one.reason))


def leave_a_snoozed_check_in(book: Book) -> None:
    (one,) = book.check_ins_of(who(book, "Bob").id)
    book.snooze_check_in(one, one.shown_on or TODAY)


def leave_a_snoozed_promise(book: Book) -> None:
    one = next(each for each in book.open_promises() if each.shown_on)
    book.snooze_promise(one, one.shown_on or TODAY)


def leave_a_channel(book: Book) -> None:
    for one in book.channels_of(who(book, "Ann").id):
        book.edit_channel(one, channel_draft_of(one))


def leave_an_interaction(book: Book) -> None:
    (row,) = book.rows("select id from interaction limit 1")
    one = book.interaction(row[0])
    book.edit_interaction(one, one.text, one.happened_on, one.medium)


@pytest.mark.parametrize(
    "leave",
    [
        lambda book: book.edit_contact(who(book, "Ann"), draft_of(who(book, "Ann"))),
        lambda book: book.set_tags(who(book, "Ann"), ["vip"]),
        lambda book: book.rename_account(Account(AccountId(1), "Acme"), "Acme"),
        leave_a_promise,
        leave_a_snoozed_promise,
        leave_a_check_in,
        leave_a_snoozed_check_in,
        leave_a_channel,
        leave_an_interaction,
    ],
)
def test_an_edit_opened_and_left_writes_nothing_at_all(
    tmp_path: Path, leave: Callable[[Book], None]
) -> None:
    book = a_lively_book(tmp_path)
    (check_in,) = book.check_ins_of(who(book, "Bob").id)
    book.snooze_check_in(check_in, TODAY + days(3))
    book.snooze_promise(book.open_promises()[0], TODAY + days(3))
    watcher = reopened(book)
    before, history, version = dump(book), book.history(), watcher.data_version
    ids = book.rows("select * from sqlite_sequence")
    leave(book)
    assert dump(book) == before
    assert book.history() == history
    assert book.rows("select * from sqlite_sequence") == ids
    assert watcher.data_version == version


def act_at_random(book: Book, dice: random.Random) -> None:
    """One verb on something that is there, or nothing when there is nothing for it."""
    ids = list(book.contact_order(Column.NAME))
    ann = book.contact(dice.choice(ids)) if ids else None
    promises, day = book.open_promises(), TODAY + days(dice.randint(-9, 30))
    check_ins = book.check_ins_of(ann.id) if ann else []
    channels = book.channels_of(ann.id) if ann else []
    interactions = book.rows("select id from interaction")
    verb = dice.randint(0, 17)
    word = f"word{dice.randint(0, 99)}"
    if verb == 0 or ann is None:
        book.add_contact(
            ContactDraft(
                word,
                account=dice.choice(["", "Acme", "Vale", word]),
                tier=dice.choice(["", "A"]),
                channels=(email(f"{word}@acme.example"),),
                tags=(word,),
                extras=(("X", word),),
            )
        )
    elif verb in (1, 2, 3):
        book.log(random_log(ann, ids, book, dice))
    elif verb == 4:
        book.edit_contact(
            ann, structs.replace(draft_of(ann), account=word, tier=dice.choice("ABCD"))
        )
    elif verb == 5:
        book.delete_contact(ann)
    elif verb == 6:
        book.set_tags(ann, [word, "vip"])
    elif verb == 7:
        book.add_channel(ann, email(f"{word}@vale.example", secret=dice.random() < 0.5))
    elif verb == 8 and channels:
        channel = dice.choice(channels)
        book.edit_channel(channel, structs.replace(channel_draft_of(channel), value=word))
    elif verb == 9 and channels:
        book.delete_channel(channels[0].id, channels[0].value)
    elif verb == 10:
        book.promise(ann, PromiseDraft(dice.choice(list(Side)), word, day))
    elif verb == 11 and promises:
        dice.choice([book.keep, book.break_, book.release, book.delete_promise])(
            dice.choice(promises)
        )
    elif verb == 12 and promises:
        book.move(dice.choice(promises), TODAY + days(dice.randint(40, 60)))
    elif verb == 13 and promises:
        book.edit_promise(dice.choice(promises), PromiseDraft(Side.MINE, word, day))
    elif verb == 14:
        book.plan_check_in(ann, CheckInDraft(day, dice.choice(["", word])))
    elif verb == 15 and check_ins:
        change_check_in(book, check_ins[0], dice.randint(0, 2), CheckInDraft(day, word))
    elif verb == 16 and interactions:
        interaction = book.interaction(dice.choice(interactions)[0])
        book.edit_interaction(interaction, word, day, dice.choice(["call", "voicemail"]))
    elif verb == 17 and interactions:
        book.delete_interaction(book.interaction(dice.choice(interactions)[0]))


def change_check_in(book: Book, check_in: CheckIn, way: int, draft: CheckInDraft) -> None:
    if way == 0:
        book.drop_check_in(check_in)
    elif way == 1:
        book.snooze_check_in(check_in, draft.due_on)
    else:
        book.edit_check_in(check_in, draft)


def random_log(ann: Contact, ids: list[ContactId], book: Book, dice: random.Random) -> LogDraft:
    others = [book.contact(one) for one in dice.sample(ids, min(len(ids), dice.randint(0, 2)))]
    new = [NewContact(f"New {dice.randint(0, 99)}", "Acme")] * dice.randint(0, 1)
    ends = [Ending(one.id, one.text, Outcome.KEPT) for one in book.open_promises()[:1]]
    draft = a_call(
        ann,
        *others,
        *new,
        on=TODAY - days(dice.randint(0, 40)),
        medium=dice.choice(["call", "call", "voicemail"]),
        promises=(mine("send it", TODAY),),
        check_in=dice.choice([None, CheckInDraft(TODAY + days(9), "board")]),
        notes=(NoteDraft("goal", "grow", is_confidential=dice.random() < 0.5),),
        questions=(QuestionDraft("why?"),),
    )
    return structs.replace(draft, endings=tuple(ends[: dice.randint(0, 1)]))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_undo_and_redo_walk_through_the_same_books(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    if seed % 2:
        # Each step as one that takes back thousands of rows.
        monkeypatch.setattr(journal, "MANY", 0)
    book = a_book(tmp_path)
    states = [dump(book)]
    while len(states) < 20:
        history = len(book.history(1000))
        with suppress(NotFound, Conflict):
            act_at_random(book, dice)
        if len(book.history(1000)) > history:
            states.append(dump(book))
        assert book.check() == []
    at = len(states) - 1
    for _ in range(60):
        back = dice.random() < (0.7 if at > 10 else 0.4)
        if back and at > 0:
            book.undo()
            at -= 1
        elif not back and at < len(states) - 1:
            book.redo()
            at += 1
        assert dump(book) == states[at]
        assert book.check() == []
