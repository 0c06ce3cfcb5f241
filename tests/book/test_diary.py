"""The log line written down: one interaction and all that follows, or nothing."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec import structs

from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import (
    CheckInDraft,
    Ending,
    LogDraft,
    NewContact,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import ContactId, InteractionId, Outcome, PromiseId, Side
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    mine,
    theirs,
    who,
)


def test_one_line_writes_everything_it_says_as_one_action(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Priya", promised=(mine("send drawings", YESTERDAY),)),
        a_contact("Tom"),
    )
    priya = who(book, "Priya")
    (drawings,) = book.open_promises()
    empty = dump(book)
    made = book.log(
        LogDraft(
            (priya.id, who(book, "Tom").id, NewContact("Kim", "Vale")),
            TODAY,
            at_time="09:30",
            medium="meeting",
            minutes=20,
            text="renewing\nprice worry",
            promises=(mine("send quote", TOMORROW), theirs("send PO")),
            check_in=CheckInDraft(TODAY + days(21)),
            questions=(QuestionDraft("who signs?"),),
            notes=(NoteDraft("rival", "Acme quoted 10% less", is_confidential=True),),
            endings=(Ending(drawings.id, drawings.text, Outcome.KEPT),),
        )
    )
    interaction = book.interaction(made)
    assert (interaction.medium, interaction.minutes, interaction.at_time) == (
        "meeting",
        20,
        "09:30",
    )
    assert interaction.text == "renewing\nprice worry"
    assert [one.text for one in book.promises_of(priya.id)] == [
        "send quote",
        "send PO",
        "send drawings",
    ]
    assert book.promise_by_id(drawings.id).outcome is Outcome.KEPT
    assert [note.text for note in book.notes_of(priya.id)] == ["Acme quoted 10% less"]
    assert [question.text for question in book.questions_of(priya.id)] == ["who signs?"]
    for name in ("Priya", "Tom", "Kim"):
        contact = who(book, name)
        assert contact.last_contact_on == TODAY
        assert contact.next_check_in_on == TODAY + days(21)
        assert [one.text for one in book.timeline(contact.id) if one.what == "meeting"] == [
            "renewing\nprice worry"
        ]
    assert book.promises_of(who(book, "Tom").id) == []
    assert book.history()[0].sentence == (
        "log meeting with Priya, Tom, Kim, promise 'send quote', owed 'send PO', "
        "kept 'send drawings'"
    )
    book.undo()
    assert dump(book) == empty


def test_an_attempt_is_no_contact(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", met=YESTERDAY))
    book.log(a_call(who(book, "Ann"), medium="voicemail"))
    assert who(book, "Ann").last_contact_on == YESTERDAY


def test_an_ended_promise_ends_on_the_day_of_the_call(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send it", TODAY),)))
    (promise,) = book.open_promises()
    ending = Ending(promise.id, promise.text, Outcome.KEPT)
    draft = a_call(who(book, "Ann"), on=YESTERDAY)
    book.log(structs.replace(draft, endings=(ending,)))
    assert book.promise_by_id(promise.id).ended_on == YESTERDAY


def test_a_retry_under_the_same_uuid_enters_it_once(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    draft = a_call(who(book, "Ann"), promises=(mine("send it"),))
    first = book.log(draft, uuid="draft-1")
    before = dump(book)
    assert book.log(draft, uuid="draft-1") == first
    assert dump(book) == before
    assert book.log(draft, uuid="draft-2") != first


@pytest.mark.parametrize(
    "spoilt",
    [
        {"endings": (Ending(PromiseId(99), "never made", Outcome.KEPT),)},
        {"promises": (mine("fine"), mine("  "))},
        {"notes": (NoteDraft("goal", "fine"), NoteDraft("gossip", "no such kind"))},
        {"notes": (NoteDraft("goal", " "),)},
        {"questions": (QuestionDraft(""),)},
        {"medium": "telepathy"},
        {"contacts": (ContactId(1), ContactId(99))},
        {"contacts": (ContactId(1), NewContact(""))},
        {"contacts": ()},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_a_line_that_fails_midway_writes_nothing(tmp_path: Path, spoilt: dict[str, object]) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=YESTERDAY))
    before, history = dump(book), book.history()
    draft = structs.replace(
        a_call(NewContact("Kim"), who(book, "Ann"), promises=(mine("send it"),)),
        **spoilt,
    )
    with pytest.raises((Refused, NotFound)):
        book.log(draft, uuid="draft-1")
    assert dump(book) == before
    assert book.history() == history
    assert book.check() == []


def test_the_same_contact_named_twice_takes_part_once(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.log(a_call(who(book, "Ann"), who(book, "Ann")))
    assert len(book.timeline(who(book, "Ann").id)) == 1


def test_an_interaction_is_corrected_and_deleted(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    made = book.log(a_call(who(book, "Ann"), promises=(mine("send it"),)))
    seen = book.interaction(made)
    book.edit_interaction(seen, "spoke long", YESTERDAY, "visit")
    changed = book.interaction(made)
    assert (changed.text, changed.happened_on, changed.medium) == ("spoke long", YESTERDAY, "visit")
    assert who(book, "Ann").last_contact_on == YESTERDAY
    with pytest.raises(Conflict):
        book.edit_interaction(seen, "other", TODAY, "call")
    with pytest.raises(Refused):
        book.edit_interaction(changed, "other", TODAY, "telepathy")
    book.delete_interaction(changed)
    assert who(book, "Ann").last_contact_on is None
    assert [one.text for one in book.open_promises()] == ["send it"]
    for verb in (
        lambda: book.interaction(InteractionId(made)),
        lambda: book.delete_interaction(changed),
        lambda: book.edit_interaction(changed, "x", TODAY, "call"),
    ):
        with pytest.raises(NotFound):
            verb()
    assert book.check() == []


def test_the_timeline_is_one_column_of_time_newest_first(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    morning = structs.replace(a_call(ann, on=YESTERDAY, text="morning"), at_time="08:00")
    evening = structs.replace(a_call(ann, on=YESTERDAY, text="evening"), at_time="20:00")
    book.log(evening)
    book.log(structs.replace(a_call(ann, text="today"), notes=(NoteDraft("goal", "grow"),)))
    book.log(morning)
    book.log(a_call(ann, on=TODAY - days(400), text="long ago", questions=(QuestionDraft("why?"),)))
    book.promise(ann, PromiseDraft(Side.THEIRS, "send PO", is_confidential=True))
    moments = book.timeline(ann.id)
    assert [(one.what, one.text) for one in moments] == [
        ("call", "today"),
        ("goal", "grow"),
        ("owed", "send PO"),
        ("call", "evening"),
        ("call", "morning"),
        ("call", "long ago"),
        ("question", "why?"),
    ]
    assert [one.state for one in moments if one.what == "owed"] == ["open"]
    assert [one.is_confidential for one in moments].count(True) == 1
    assert book.timeline(ann.id, start=2, count=3) == moments[2:5]
    assert moments[-1].happened_on == dt.date(2025, 10, 19)


def test_a_brief_holds_the_last_words_however_many_notes_came_after(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY), a_contact("Bob"))
    ann = who(book, "Ann")
    assert book.brief(ann.id).last is None
    book.log(a_call(ann, on=TODAY - days(400), text="long ago"))
    for number in range(30):
        book.promise(ann, mine(f"promise {number}"))
    last = book.brief(ann.id).last
    assert last
    assert (last.text, last.what) == ("long ago", "call")
    assert book.timeline_length(ann.id) == len(book.timeline(ann.id)) == 31


def test_a_planned_call_with_a_reason_is_one_call_however_many_took_part(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Noor", cadence="3w"), a_contact("Joost", cadence="3w"))
    noor, joost = who(book, "Noor"), who(book, "Joost")
    asked = CheckInDraft(TODAY + days(2), "how did the board go?")
    book.log(LogDraft((noor.id, joost.id), TODAY, check_in=asked))
    assert [(one.reason, one.due_on) for one in book.check_ins_of(noor.id)] == [
        ("how did the board go?", TODAY + days(2))
    ]
    assert [(one.reason, one.due_on) for one in book.check_ins_of(joost.id)] == [
        ("", TODAY + days(21))
    ]
