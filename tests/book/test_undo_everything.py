"""Every verb there is, at random: undone to the identical book and redone to the other one."""

from __future__ import annotations

import datetime as dt
import inspect
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from loyaltytui.book.book import Book, open_book
from loyaltytui.book.confidence import Dealing, Maskable, Ownable
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import Conflict, NotFound, NotSaved, Refused
from loyaltytui.book.merging_fields import FIELDS
from loyaltytui.dealings import (
    Answer,
    Course,
    Departure,
    DepartureDraft,
    Judgement,
    Met,
    Problem,
    ProblemDraft,
    Purchase,
    PurchaseDraft,
    PursuitDraft,
    ReferenceDraft,
    ReferenceState,
    VerdictDraft,
)
from loyaltytui.drafts import (
    CheckInDraft,
    ContactDraft,
    EmploymentDraft,
    NewContact,
    NoteDraft,
    PromiseDraft,
    QualifierDraft,
    QualifyingDraft,
    QuestionDraft,
    Sequel,
    SequelDraft,
    ToldDraft,
)
from loyaltytui.entries import (
    Account,
    AccountId,
    Channel,
    CheckIn,
    Contact,
    ContactId,
    Employment,
    ExtraField,
    Interaction,
    Note,
    Owner,
    Promise,
    Question,
    Side,
)
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import Reading
from loyaltytui.tidings import Announcement, Telling
from tests.builders import (
    RULES,
    TODAY,
    TOMORROW,
    Clock,
    a_book,
    a_call,
    a_contact,
    ann_of_acme,
    days,
    dump,
    email,
    exported,
    mine,
    reopened,
    theirs,
    who,
)

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Chance:
    """A book and the dice that choose what a verb is about. Nothing to choose from: `NotFound`."""

    book: Book
    dice: random.Random

    @property
    def ids(self) -> list[ContactId]:
        return list(self.book.contact_order(Column.NAME))

    @property
    def some(self) -> list[ContactId]:
        ids = self.ids
        return self.dice.sample(ids, self.dice.randint(0, len(ids)))

    @property
    def contact(self) -> Contact:
        return self.book.contact(self._one(self.ids))

    @property
    def promise(self) -> Promise:
        return self._one(self.book.open_promises())

    @property
    def check_in(self) -> CheckIn:
        (found,) = self._one(self.book.rows("select id from check_in where is_open = 1"))
        return self.book.check_in_by_id(found)

    @property
    def channel(self) -> Channel:
        return self._one([one for each in self.ids for one in self.book.channels_of(each)])

    @property
    def interaction(self) -> Interaction:
        (found,) = self._one(self.book.rows("select id from interaction"))
        return self.book.interaction(found)

    @property
    def note(self) -> Note:
        return self._one([one for each in self.ids for one in self.book.notes_of(each)])

    def note_of(self, kind: str) -> Note:
        notes = [one for each in self.ids for one in self.book.notes_of(each)]
        return self._one([one for one in notes if one.kind == kind])

    @property
    def question(self) -> Question:
        return self._one([one for each in self.ids for one in self.book.questions_of(each)])

    @property
    def purchase(self) -> Purchase:
        contacts = [self.book.contact(each) for each in self.ids]
        return self._one([one for each in contacts for one in self.book.purchases_of(each)])

    @property
    def problem(self) -> Problem:
        return self._one([one for each in self.ids for one in self.book.problems_of(each)])

    @property
    def news(self) -> Announcement:
        return self._one(self.book.announcements())

    @property
    def telling(self) -> Telling:
        return self._one([one for each in self.ids for one in self.book.tellings_of(each)])

    @property
    def ownable(self) -> Ownable:
        kinds: list[Callable[[], Ownable]] = [
            lambda: self.maskable,
            lambda: self.purchase,
            lambda: self.problem,
        ]
        return self.dice.choice(kinds)()

    @property
    def maskable(self) -> Maskable:
        kinds: list[Callable[[], Maskable]] = [
            lambda: self.note,
            lambda: self.question,
            lambda: self.promise,
            lambda: self.channel,
            lambda: self.interaction,
            lambda: self.check_in,
            lambda: self.extra_field,
            lambda: self.employment,
            lambda: self.dealing,
        ]
        return self.dice.choice(kinds)()

    @property
    def dealing(self) -> Dealing:
        (account_id, contact_id) = self.account.id, self.contact.id
        found: list[Dealing] = [
            *self.book.departures_of(account_id),
            *self.book.verdicts_of(account_id),
            *self.book.references_of(contact_id),
            *self.book.referrals_by(contact_id),
            *self.book.qualifiers_of(contact_id),
        ]
        if (pursuit := self.book.pursuit_of(contact_id)) is not None:
            found.append(pursuit)
        return self._one(found)

    @property
    def departure(self) -> Departure:
        return self._one(self.book.departures_of(self.account.id))

    @property
    def account(self) -> Account:
        found, name = self._one(self.book.rows("select id, name from account"))
        return Account(AccountId(found), name)

    @property
    def employment(self) -> Employment:
        return self._one([one for each in self.ids for one in self.book.employments_of(each)])

    @property
    def extra_field(self) -> ExtraField:
        return self._one(self.book.extra_fields_of(self.contact.id))

    @property
    def word(self) -> str:
        return f"word{self.dice.randint(0, 99)}"

    @property
    def day(self) -> dt.date:
        return TODAY + days(self.dice.randint(0, 60))

    def _one(self, things: list[Thing]) -> Thing:
        if not things:
            raise NotFound("There is nothing of that kind.")
        return self.dice.choice(things)


def add_contact(at: Chance) -> None:
    at.book.add_contact(
        ContactDraft(
            at.word,
            account=at.dice.choice(["", "Acme", at.word]),
            tier=at.dice.choice(["", "A", "D"]),
            channels=(email(f"{at.word}@acme.example"),),
            tags=(at.word,),
            extras=(("X", at.word),),
        )
    )


def log(at: Chance) -> None:
    draft = a_call(
        at.contact,
        *(at.book.contact(one) for one in at.some[:2]),
        *[NewContact(at.word, "Acme")] * at.dice.randint(0, 1),
        on=TODAY - days(at.dice.randint(0, 40)),
        medium=at.dice.choice(["call", "visit", "voicemail"]),
        promises=(mine("send it", at.day), theirs("send PO")),
        check_in=at.dice.choice([None, CheckInDraft(at.day, "board", at.dice.random() < 0.5)]),
        notes=(NoteDraft("goal", "grow", is_confidential=at.dice.random() < 0.5),),
        questions=(QuestionDraft("why?"),),
    )
    if draft.contacts and at.dice.random() < 0.5:
        draft = structs.replace(draft, **more_clauses(at))
    at.book.log(draft)


def more_clauses(at: Chance) -> dict[str, Any]:
    """What else a line may say, all at once."""
    return {
        "purchases": (PurchaseDraft(at.word, at.dice.randint(0, 10**6), "EUR"),),
        "problems": (ProblemDraft(at.word),),
        "sequels": (
            SequelDraft(Sequel.DELIVERED, None),
            SequelDraft(Sequel.CONFIRMED, None, words="it runs"),
            SequelDraft(Sequel.SORRY, None),
            SequelDraft(Sequel.FIXED, None),
            SequelDraft(Sequel.MADE_GOOD, None, words="a free inspection"),
        ),
        "referred": (NewContact(at.word, at.word),),
        "verdicts": (VerdictDraft(Judgement.RENEW),),
        "qualifiers": (QualifierDraft("need", Answer.YES),),
        "pursuit": PursuitDraft(Course.PARK, TODAY + days(9)),
        "told": tuple(ToldDraft(each.id, each.text) for each in at.book.announcements()),
    }


def buy(at: Chance) -> None:
    by: list[Contact | Account] = [at.contact, at.account]
    at.book.buy(at.dice.choice(by), PurchaseDraft(at.word, 5000, "EUR"))


def refer(at: Chance) -> None:
    whom: list[Contact | NewContact] = [at.contact, NewContact(at.word)]
    at.book.refer(at.contact, at.dice.choice(whom))


def edit_purchase(at: Chance) -> None:
    at.book.edit_purchase(at.purchase, PurchaseDraft(at.word, at.dice.randint(0, 9999), "USD"))


def edit_departure(at: Chance) -> None:
    at.book.edit_departure(at.departure, DepartureDraft(at.word, at.day))


def state_reference(at: Chance) -> None:
    draft = ReferenceDraft(at.dice.choice(list(ReferenceState)), at.word)
    at.book.state_reference(at.contact, draft)


def edit_reference(at: Chance) -> None:
    before = at._one(at.book.references_of(at.contact.id))
    at.book.edit_reference(before, ReferenceDraft(before.state, at.word))


def edit_referral(at: Chance) -> None:
    before = at._one(at.book.referrals_by(at.contact.id))
    at.book.edit_referral(before, at.contact, NewContact(at.word))


def edit_verdict(at: Chance) -> None:
    before = at._one(at.book.verdicts_of(at.account.id))
    at.book.edit_verdict(before, VerdictDraft(Judgement.RENEW, at.word))


def size_up(at: Chance) -> None:
    answer = QualifierDraft("need", at.dice.choice(list(Answer)))
    pursuit = at.dice.choice([None, PursuitDraft(Course.DROP, None, at.word)])
    at.book.size_up(at.contact, QualifyingDraft((answer,), pursuit))


def edit_contact(at: Chance) -> None:
    before = at.contact
    draft = ContactDraft(at.word, account=at.word, tier=at.dice.choice("ABCD"), owner=before.owner)
    at.book.edit_contact(before, draft, at.dice.choice([None, [at.word]]))


def edit_channel(at: Chance) -> None:
    at.book.edit_channel(at.channel, email(f"{at.word}@vale.example"))


def delete_channel(at: Chance) -> None:
    channel = at.channel
    at.book.delete_channel(channel.id, channel.value)


def edit_interaction(at: Chance) -> None:
    medium = at.dice.choice(["call", "voicemail"])
    at.book.edit_interaction(at.interaction, at.word, TODAY - days(at.dice.randint(0, 9)), medium)


def import_contacts(at: Chance) -> None:
    known = [ContactDraft(one.name, account=one.account, job=at.word) for one in [at.contact]]
    arriving = (*known, ContactDraft(at.word, tier="B", tags=(at.word,), uid=at.word))
    known_now = at.book.known_for_import()
    made = plan_import(Reading(arriving, (), (), "vcard"), known_now, Owner.MINE, "cards.vcf")
    at.book.import_contacts(made.arrivals, made.sentence)


def merge(at: Chance) -> None:
    take = at.dice.sample(FIELDS, at.dice.randint(0, len(FIELDS)))
    at.book.merge(at.contact, at.contact, take)


def rename_account(at: Chance) -> None:
    # The dice may choose the name of another account, which the book refuses.
    with suppress(Conflict):
        at.book.rename_account(at.account, at.word)


VERBS: dict[str, Callable[[Chance], object]] = {
    "add_contact": add_contact,
    "log": log,
    "edit_contact": edit_contact,
    "delete_contact": lambda at: at.book.delete_contact(at.contact),
    "rename_account": rename_account,
    "set_tags": lambda at: at.book.set_tags(at.contact, [at.word, "vip"]),
    "add_channel": lambda at: at.book.add_channel(at.contact, email(f"{at.word}@vale.example")),
    "edit_channel": edit_channel,
    "delete_channel": delete_channel,
    "edit_extra_field": lambda at: at.book.edit_extra_field(at.extra_field, at.word),
    "edit_employment": lambda at: at.book.edit_employment(
        at.employment, EmploymentDraft(at.word, at.word, TODAY - days(at.dice.randint(0, 900)))
    ),
    "delete_employment": lambda at: at.book.delete_employment(at.employment),
    "delete_extra_field": lambda at: at.book.delete_extra_field(at.extra_field),
    "promise": lambda at: at.book.promise(at.contact, PromiseDraft(Side.MINE, at.word, at.day)),
    "keep": lambda at: at.book.keep(at.promise),
    "break_": lambda at: at.book.break_(at.promise),
    "release": lambda at: at.book.release(at.promise),
    "move": lambda at: at.book.move(at.promise, at.day),
    "snooze_promise": lambda at: at.book.snooze_promise(at.promise, at.day),
    "edit_promise": lambda at: at.book.edit_promise(at.promise, mine(at.word, at.day)),
    "delete_promise": lambda at: at.book.delete_promise(at.promise),
    "plan_check_in": lambda at: at.book.plan_check_in(
        at.contact, CheckInDraft(at.day, at.dice.choice(["", at.word]))
    ),
    "edit_check_in": lambda at: at.book.edit_check_in(at.check_in, CheckInDraft(at.day, at.word)),
    "snooze_check_in": lambda at: at.book.snooze_check_in(at.check_in, at.day),
    "drop_check_in": lambda at: at.book.drop_check_in(at.check_in),
    "edit_interaction": edit_interaction,
    "delete_interaction": lambda at: at.book.delete_interaction(at.interaction),
    "import_contacts": import_contacts,
    "set_cadence_of": lambda at: at.book.set_cadence_of(
        at.some, at.dice.choice(["", "3w", "none"])
    ),
    "set_tier_of": lambda at: at.book.set_tier_of(at.some, at.dice.choice(["", "A", "C"])),
    "tag_all": lambda at: at.book.tag_all(at.some, [at.word, "vip"]),
    "untag_all": lambda at: at.book.untag_all(at.some, ["vip", at.word]),
    "set_owner_of": lambda at: at.book.set_owner_of(at.some, at.dice.choice(list(Owner))),
    "snooze_check_ins_of": lambda at: at.book.snooze_check_ins_of(at.some, at.day),
    "scatter_check_ins_of": lambda at: at.book.scatter_check_ins_of(
        at.some, at.day, at.dice.randint(1, 3)
    ),
    "announce": lambda at: at.book.announce(at.word, at.some),
    "tell": lambda at: at.book.tell(at.telling),
    "let_off": lambda at: at.book.let_off(at.telling),
    "edit_announcement": lambda at: at.book.edit_announcement(at.news, at.word),
    "delete_announcement": lambda at: at.book.delete_announcement(at.news),
    "buy": buy,
    "deliver": lambda at: at.book.deliver(at.purchase, TODAY),
    "confirm": lambda at: at.book.confirm(at.purchase, TODAY, at.word),
    "edit_purchase": edit_purchase,
    "delete_purchase": lambda at: at.book.delete_purchase(at.purchase),
    "raise_problem": lambda at: at.book.raise_problem(at.contact, ProblemDraft(at.word)),
    "apologise": lambda at: at.book.apologise(at.problem, TODAY),
    "fix": lambda at: at.book.fix(at.problem, TODAY),
    "make_good": lambda at: at.book.make_good(at.problem, TODAY, at.word),
    "edit_problem": lambda at: at.book.edit_problem(at.problem, ProblemDraft(at.word)),
    "delete_problem": lambda at: at.book.delete_problem(at.problem),
    "add_note": lambda at: at.book.add_note(at.contact, NoteDraft("extra", at.word)),
    "edit_note": lambda at: at.book.edit_note(at.note, NoteDraft("rival", at.word)),
    "delete_note": lambda at: at.book.delete_note(at.note),
    "set_noticed": lambda at: at.book.set_noticed(at.note_of("extra"), True),
    "set_met": lambda at: at.book.set_met(at.note_of("test"), Met.BADLY),
    "ask": lambda at: at.book.ask(at.contact, QuestionDraft(at.word, topic="rival")),
    "answer": lambda at: at.book.answer(at.question, at.word),
    "edit_question": lambda at: at.book.edit_question(at.question, QuestionDraft(at.word)),
    "delete_question": lambda at: at.book.delete_question(at.question),
    "set_confidential": lambda at: at.book.set_confidential(at.maskable, True),
    "set_owner": lambda at: at.book.set_owner(at.ownable, at.dice.choice(list(Owner))),
    "state_reference": state_reference,
    "edit_reference": edit_reference,
    "refer": refer,
    "edit_referral": edit_referral,
    "lose": lambda at: at.book.lose(at.account, DepartureDraft(at.word, at.day)),
    "win_back": lambda at: at.book.win_back(at.account),
    "edit_departure": edit_departure,
    "give_verdict": lambda at: at.book.give_verdict(at.account, VerdictDraft(Judgement.LET_GO)),
    "edit_verdict": edit_verdict,
    "size_up": size_up,
    "qualify": lambda at: at.book.qualify(at.contact, "need", at.dice.choice(list(Answer))),
    "decide": lambda at: at.book.decide(
        at.contact, PursuitDraft(Course.PARK, TODAY + days(5), at.word, is_confidential=True)
    ),
    "pursue": lambda at: at.book.pursue(at.contact),
    "park": lambda at: at.book.park(at.contact, at.dice.choice([None, TODAY + days(5)])),
    "drop": lambda at: at.book.drop(at.contact, at.word),
    "strike_out": lambda at: at.book.strike_out(at.dealing),
    "delete_contacts": lambda at: at.book.delete_contacts(at.some[:2]),
    "merge": merge,
    "keep_apart": lambda at: at.book.keep_apart(at.contact, at.contact),
}
"""Every verb of the book by its name, about something that is there. A new verb belongs here."""


def acts(name: str, seen: tuple[str, ...] = ()) -> bool:
    """Does this method of the book write, by itself or through another?"""
    method = getattr(Book, name, None)
    if not inspect.isfunction(method) or name in seen:
        return False
    source = inspect.getsource(method)
    called = re.findall(r"self\.(\w+)\(", source)
    return "self.act(" in source or any(acts(one, (*seen, name)) for one in called)


ELSEWHERE = {"bring_book", "mend_from_history"}
"""One writes into an empty book alone, the other mends damage: undone in the tests of theirs."""


def test_no_verb_is_left_out_here() -> None:
    verbs = {name for name in dir(Book) if not name.startswith("_") and acts(name)}
    assert verbs - {"act", "undo", "redo"} - ELSEWHERE == VERBS.keys()


def a_full_book(folder: Path) -> Path:
    """A book in which every verb finds something, closed."""
    book = a_book(
        folder,
        ann_of_acme(NoteDraft("extra", "x"), NoteDraft("test", "y")),
        a_contact("Bob", "Acme", due=TODAY, emails=("bob@acme.example",), tags=("vip",)),
        a_contact("Cem", "Vale", promised=(mine("call back", TOMORROW),), tags=("vip",)),
    )
    book.log(a_call(who(book, "Ann"), who(book, "Bob"), on=TODAY - days(3), text="together"))
    ann = who(book, "Ann")
    book.buy(ann, PurchaseDraft("pump skid", 12_500_00, "EUR", TODAY - days(30)))
    book.raise_problem(ann, ProblemDraft("it leaks", raised_on=TODAY - days(2)))
    book.state_reference(ann, ReferenceDraft(ReferenceState.YES))
    book.announce("new price list", [ann.id, who(book, "Bob").id])
    for name in ("Dee", "Eli", "Flo"):
        book.add_contact(ContactDraft(name, extras=(("Lead source", "fair"), ("Hobby", "chess"))))
    for account in ("Osmo", ""):
        book.edit_contact(who(book, "Flo"), ContactDraft("Flo", account=account))
    book.refer(ann, who(book, "Cem"))
    book.give_verdict(Account(AccountId(1), "Acme"), VerdictDraft(Judgement.LET_GO, "too dear"))
    book.lose(Account(AccountId(1), "Acme"), DepartureDraft("price"))
    book.close()
    return book.path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_full_book(tmp_path_factory.mktemp("full"))


def a_copy(full: Path, folder: Path) -> Book:
    path = folder / "book.db"
    shutil.copyfile(full, path)
    return open_book(path, Clock(), RULES, origin="test")


def everything(book: Book) -> tuple[object, bytes]:
    """All that is stored of a book, and the bytes of its whole export."""
    return dump(book), exported(book)


def steps(book: Book) -> int:
    count: int = book.rows("select count(*) from action")[0][0]
    return count


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_one_step_and_no_step_is_half_a_verb(
    tmp_path: Path, full: Path, name: str
) -> None:
    book = a_copy(full, tmp_path)
    before, count = everything(book), steps(book)
    for seed in range(30):
        with suppress(NotFound, Refused):
            VERBS[name](Chance(book, random.Random(seed)))
        if everything(book) != before:
            break
    after = everything(book)
    assert after != before, "the verb found nothing to do"
    assert steps(book) == count + 1
    book.undo()
    assert everything(book) == before
    book.redo()
    assert everything(book) == after
    assert book.check() == []


@pytest.mark.parametrize("name", VERBS)
def test_an_undo_that_fails_on_the_way_takes_back_nothing(
    tmp_path: Path, full: Path, name: str
) -> None:
    book = a_copy(full, tmp_path)
    count = steps(book)
    for seed in range(30):
        with suppress(NotFound, Refused):
            VERBS[name](Chance(book, random.Random(seed)))
        if steps(book) > count:
            break
    before = everything(book)
    ((last,),) = book.rows("select max(id) from action")
    ((first_row,),) = book.rows("select min(id) from change where action_id = ?", (last,))
    ((table,),) = book.rows("select table_name from change where id = ?", (first_row,))
    # What the verb changed first is taken back last: all else has been taken back by then.
    for event in ("insert", "update", "delete"):
        book.rows(
            f"create temp trigger broken_{event} after {event} on main.{table} "
            "begin select raise(abort, 'the disk went away'); end"
        )
    with pytest.raises(NotSaved):
        book.undo()
    assert everything(book) == before
    assert steps(book) == count + 1
    for event in ("insert", "update", "delete"):
        book.rows(f"drop trigger broken_{event}")
    book.undo()
    assert everything(book) != before
    assert book.check() == []


class Walk:
    """A book under random verbs, closed and opened again wherever the dice say so."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.states = [everything(book)]

    def act(self, name: str, seed: int) -> None:
        count = steps(self.book)
        with suppress(NotFound, Refused):
            VERBS[name](Chance(self.book, random.Random(seed)))
        if steps(self.book) > count:
            self.states.append(everything(self.book))

    def reopen(self) -> None:
        self.book.close()
        self.book = reopened(self.book)


verbs_at_random = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 2**16), st.booleans()),
    min_size=1,
    max_size=10,
)


@settings(max_examples=25)
@given(verbs_at_random, st.integers(0, 2**16))
def test_all_undone_is_the_identical_book_and_all_redone_the_other_one(
    full: Path, verbs: list[tuple[str, int, bool]], seed: int
) -> None:
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(a_copy(full, Path(folder)))
        for name, choice, is_restart in verbs:
            walk.act(name, choice)
            if is_restart:
                walk.reopen()
        for state in reversed(walk.states[:-1]):
            walk.book.undo()
            assert everything(walk.book) == state
            if dice.random() < 0.3:
                walk.reopen()
        for state in walk.states[1:]:
            walk.book.redo()
            assert everything(walk.book) == state
            if dice.random() < 0.3:
                walk.reopen()
        assert walk.book.check() == []
        with pytest.raises(NotFound, match="nothing to redo"):
            walk.book.redo()
        walk.book.close()


@settings(max_examples=15)
@given(verbs_at_random, st.data())
def test_a_new_change_after_an_undo_ends_the_redo_line(
    full: Path, verbs: list[tuple[str, int, bool]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(a_copy(full, Path(folder)))
        walk.book.add_contact(ContactDraft("First"))
        walk.states.append(everything(walk.book))
        for name, choice, _ in verbs:
            walk.act(name, choice)
        back = data.draw(st.integers(1, len(walk.states) - 1))
        for _ in range(back):
            walk.book.undo()
        kept = walk.states[: len(walk.states) - back]
        walk.book.add_contact(ContactDraft("Somebody Else"))
        with pytest.raises(NotFound, match="nothing to redo"):
            walk.book.redo()
        for state in reversed(kept):
            walk.book.undo()
            assert everything(walk.book) == state
        walk.book.close()


def test_the_latest_steps_say_of_each_change_once_whether_it_stands(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob"))
    for verb in (book.undo, book.undo, book.redo, book.undo, book.redo):
        verb()
    book.promise(who(book, "Ann"), mine("send it"))
    assert [(one.sentence, one.is_reverted) for one in book.steps()] == [
        ("promise 'send it' with Ann", False),
        ("add Bob", True),
        ("add Ann", False),
    ]
    assert [one.kind for one in book.steps()] == ["do"] * 3
