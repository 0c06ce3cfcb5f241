"""With whom, how, how long and when: what stands before the colon."""

import datetime as dt

import pytest

from loyaltytui.capture.directory import Candidate
from loyaltytui.capture.meant import the_one_meant
from loyaltytui.capture.reading import read_line
from loyaltytui.drafts import LogDraft, NewContact
from loyaltytui.entries import ContactId
from tests.capture.lines import (
    ANN,
    ANNA,
    MON,
    NOW,
    PRIYA,
    SHAW,
    TODAY,
    TOM,
    TOM_REED,
    Circle,
    chips,
    read,
)

YESTERDAY = TODAY - dt.timedelta(days=1)


def drafted(text: str) -> LogDraft:
    draft = read(text).draft
    assert draft is not None, read(text)
    return draft


def test_a_first_name_a_colon_and_text_are_a_call_now() -> None:
    draft = drafted("priya: all well")
    assert draft == LogDraft((PRIYA.id,), TODAY, at_time="17:45", medium="call", text="all well")


def test_several_people_share_one_interaction() -> None:
    draft = drafted("anna r, tom r meeting 1h yesterday: budget")
    assert draft.contacts == (ANNA.id, TOM_REED.id)
    assert (draft.medium, draft.minutes, draft.happened_on) == ("meeting", 60, YESTERDAY)
    assert draft.at_time == ""


@pytest.mark.parametrize(
    ("header", "medium", "minutes", "on", "at_time"),
    [
        ("priya", "call", None, TODAY, "17:45"),
        ("priya call", "call", None, TODAY, "17:45"),
        ("PRIYA EMAIL", "email", None, TODAY, "17:45"),
        ("priya voicemail", "voicemail", None, TODAY, "17:45"),
        ("priya 20m", "call", 20, TODAY, "17:45"),
        ("priya 20 min", "call", 20, TODAY, "17:45"),
        ("priya visit 1h30", "visit", 90, TODAY, "17:45"),
        ("priya visit 1.5h", "visit", 90, TODAY, "17:45"),
        ("priya 9:30", "call", None, TODAY, "09:30"),
        ("priya call 9:30", "call", None, TODAY, "09:30"),
        ("priya yesterday 9:30 call 5m", "call", 5, YESTERDAY, "09:30"),
        ("priya message mon", "message", None, dt.date(2026, 11, 16), ""),
        ("priya 18 nov", "call", None, dt.date(2026, 11, 18), ""),
        ("  priya shah northwind call", "call", None, TODAY, "17:45"),
    ],
)
def test_how_how_long_and_when_follow_the_name(
    header: str, medium: str, minutes: int | None, on: dt.date, at_time: str
) -> None:
    draft = drafted(f"{header}: hi")
    assert draft == LogDraft((PRIYA.id,), on, at_time, medium, minutes, "hi")


def test_a_call_with_nothing_said_is_still_a_call() -> None:
    assert drafted("priya call:") == LogDraft((PRIYA.id,), TODAY, at_time="17:45")


@pytest.mark.parametrize(
    "text",
    [
        "priya tomorrow: hi",
        "priya 18:30: hi",
        "priya call call: hi",
        "priya 1h 20m: hi",
        "priya 9: hi",
        "priya mon call yesterday: hi",
        "priya 0m: hi",
        "priya 90h: hi",
    ],
)
def test_a_header_that_makes_no_sense_as_a_whole_is_none(text: str) -> None:
    reading = read(text)
    assert reading.draft is None
    assert "Priya Shah" not in chips(reading)


def test_only_the_first_understood_colon_ends_the_header() -> None:
    assert drafted("priya: she said: no").text == "she said: no"
    assert drafted("priya 9:30: at 10:15: more").text == "at 10:15: more"


def test_the_colon_may_stand_close_to_its_words() -> None:
    assert drafted("priya:hi").text == "hi"


def test_a_name_that_is_a_weekday_or_a_medium_is_still_a_name_where_only_a_name_fits() -> None:
    assert drafted("mon: hi").contacts == (MON.id,)
    draft = drafted("mon mon: hi")
    assert (draft.contacts, draft.happened_on.day) == ((MON.id,), 16)
    assert read("mon: hi", about=[PRIYA]).draft == LogDraft(
        (PRIYA.id,), dt.date(2026, 11, 16), text="hi"
    )


def test_a_forgotten_name_is_not_made_up_from_a_medium() -> None:
    callum = Candidate(ContactId(8), "Callum Price", "")
    reading = read_line(
        "call: hi", today=TODAY, now=NOW, directory=Circle(everyone=(PRIYA, callum))
    )
    assert reading.draft is None
    assert drafted("call: hi").contacts == (MON.id,)


def test_quotes_keep_a_name_from_being_how_or_when() -> None:
    assert drafted('"mon call" visit: hi').contacts == (MON.id,)
    assert drafted('"mon call" visit: hi').medium == "visit"
    assert drafted('"Bo Bobby Shaw, Jr: 20m": hi').contacts == (SHAW.id,)


def test_words_that_pick_out_several_are_asked_back() -> None:
    reading = read("tom: hi")
    assert reading.draft is None
    [ambiguity] = reading.ambiguities
    assert (ambiguity.words, ambiguity.candidates) == ("tom", (TOM, TOM_REED))
    assert (ambiguity.start, ambiguity.end) == (0, 3)
    assert reading.troubles == ()


def test_a_pick_answers_the_question() -> None:
    draft = read("tom, priya: hi", picks={"tom": TOM_REED.id}).draft
    assert draft is not None
    assert draft.contacts == (TOM_REED.id, PRIYA.id)


def test_picking_nobody_makes_somebody_new() -> None:
    draft = read("tom: hi", picks={"tom": None}).draft
    assert draft is not None
    assert draft.contacts == (NewContact("tom"),)
    draft = read("Kim Ode @ Vale: hi", picks={"Kim Ode @ Vale": None}).draft
    assert draft is not None
    assert draft.contacts == (NewContact("Kim Ode", "Vale"),)


def test_a_whole_name_wins_over_longer_ones() -> None:
    assert drafted("ANN: hi").contacts == (ANN.id,)


def test_an_account_means_its_contact_when_there_is_just_one() -> None:
    assert drafted("vale: hi").contacts == (TOM_REED.id,)
    assert len(read("northwind: hi").ambiguities[0].candidates) == 2


def test_the_same_contact_named_twice_counts_once() -> None:
    assert drafted("priya, shah, tom o: hi").contacts == (PRIYA.id, TOM.id)


def test_an_unknown_name_is_offered_as_new() -> None:
    reading = read("zoe q, priya call: hi")
    assert reading.unknown == ("zoe q",)
    assert reading.draft is None
    assert chips(reading) == ["Priya Shah", "call"]


@pytest.mark.parametrize(
    "text",
    [
        "see https://priya.example: hi",
        "we talked about this and that: fine",
        "> send priya: hi",
        "50%: hi",
        "hi\npriya: hi",
        "ask: who signs?",
        "email: hi",
        "yesterday: hi",
        "just words",
        '"priya:": hi',
        "foo:bar",
        ": hi",
        ",: hi",
        '+"": hi',
        '+" @ Vale": hi',
        "+5%: hi",
    ],
)
def test_without_a_name_the_line_asks_for_one(text: str) -> None:
    reading = read(text)
    assert reading.draft is None
    assert reading.unknown == ()
    assert reading.troubles == ("Say whom it was with, then a colon: priya: ...",)


@pytest.mark.parametrize("text", ["", "  ", "\n\t \r\n", "\N{NO-BREAK SPACE}"])
def test_nothing_is_not_written_down(text: str) -> None:
    reading = read(text, about=[PRIYA])
    assert (reading.draft, reading.troubles) == (None, ("There is nothing to write down.",))


@pytest.mark.parametrize(
    ("who", "name", "account"),
    [
        ('+"Kim Ode"', "Kim Ode", ""),
        ('+"Kim  Ode @ Vale & Co, Ltd"', "Kim Ode", "Vale & Co, Ltd"),
        ("+Kim", "Kim", ""),
        ("+Kim Ode @ Vale", "Kim Ode", "Vale"),
        ('+"kim@vale.example"', "kim@vale.example", ""),
        ("+Priya Shah", "Priya Shah", ""),
        ('+"3M: Call"', "3M: Call", ""),
    ],
)
def test_a_plus_creates_outright(who: str, name: str, account: str) -> None:
    draft = drafted(f"{who} visit 1h, priya meeting: hi".replace(" visit 1h,", ","))
    assert draft.contacts == (NewContact(name, account), PRIYA.id)
    draft = drafted(f"{who} visit yesterday: hi")
    assert (draft.contacts, draft.medium) == ((NewContact(name, account),), "visit")


def test_somebody_new_is_not_named_after_the_clock() -> None:
    draft = drafted("+Kim 9:30: hi")
    assert (draft.contacts, draft.at_time) == ((NewContact("Kim"),), "09:30")


def test_the_chips_of_a_header_say_what_was_understood_from_which_words() -> None:
    text = "+Kim, priya visit 90 min yesterday 9:30: hi"
    reading = read(text)
    assert [(chip.text, text[chip.start : chip.end]) for chip in reading.chips] == [
        ("new: Kim", "+Kim"),
        ("Priya Shah", "priya"),
        ("visit", "visit"),
        ("90 min", "90 min"),
        ("Fri 20 Nov 09:30", "yesterday 9:30"),
    ]


def test_with_the_contact_filled_in_the_header_may_be_left_out() -> None:
    draft = read("all well", about=[PRIYA, TOM]).draft
    assert draft == LogDraft((PRIYA.id, TOM.id), TODAY, at_time="17:45", text="all well")


def test_with_the_contact_filled_in_the_header_may_say_how_and_when_only() -> None:
    draft = read("email yesterday: all well", about=[PRIYA]).draft
    assert draft == LogDraft((PRIYA.id,), YESTERDAY, medium="email", text="all well")
    draft = read("visit:", about=[PRIYA]).draft
    assert draft is not None
    assert (draft.medium, draft.text) == ("visit", "")


def test_with_the_contact_filled_in_unknown_words_before_a_colon_are_text() -> None:
    draft = read("zoe: all well", about=[PRIYA]).draft
    assert draft is not None
    assert (draft.contacts, draft.text) == ((PRIYA.id,), "zoe: all well")


def test_a_name_in_the_line_overrules_the_one_filled_in() -> None:
    draft = read("anna r: all well", about=[PRIYA]).draft
    assert draft is not None
    assert draft.contacts == (ANNA.id,)


def test_a_mark_at_the_start_is_a_clause_when_the_contact_is_filled_in() -> None:
    draft = read("ask: who signs?", about=[PRIYA]).draft
    assert draft is not None
    assert [each.text for each in draft.questions] == ["who signs?"]


def test_a_mark_at_the_start_is_not_somebody_whose_name_begins_like_it() -> None:
    testa = Candidate(ContactId(8), "Testa Rossi", "")
    circle = Circle(everyone=(PRIYA, testa))
    about = read_line("test: late", today=TODAY, now=NOW, directory=circle, about=[PRIYA])
    assert about.draft is not None
    assert about.draft.contacts == (PRIYA.id,)
    alone = read_line("test: late", today=TODAY, now=NOW, directory=circle)
    assert alone.draft is not None
    assert alone.draft.contacts == (testa.id,)


def test_quotes_keep_a_header_from_being_one() -> None:
    draft = read('"email:" all well', about=[PRIYA]).draft
    assert draft is not None
    assert (draft.medium, draft.text) == ("call", "email: all well")
    draft = read('"maybe" she said: no', about=[PRIYA]).draft
    assert draft is not None
    assert draft.text == '"maybe" she said: no'


def test_a_pick_may_name_somebody_outside_the_candidates() -> None:
    draft = read("zoe: hi", picks={"zoe": ContactId(99)}).draft
    assert draft is not None
    assert draft.contacts == (ContactId(99),)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("ode", "Kim Ode"),
        ("marc", "Marc Tremblay"),
        ("priya s", "Priya Shah"),
        ("mar", None),
        ("priya", None),
        ("kim ode", "Kim Ode"),
    ],
)
def test_whole_words_beat_beginnings_and_names_beat_accounts(words: str, meant: str | None) -> None:
    people = [
        Candidate(ContactId(1), "Søren Ødegård", "Fjordlaks"),
        Candidate(ContactId(2), "Kim Ode", "Vale"),
        Candidate(ContactId(3), "Marc Tremblay", "Tamarack"),
        Candidate(ContactId(4), "Marco Brandi", "Marchetti"),
        Candidate(ContactId(5), "Priya Shah", "Northwind"),
        Candidate(ContactId(6), "Priya Nair", "Sundown"),
    ]
    found = the_one_meant(words, people)
    assert (found and found.name) == meant
