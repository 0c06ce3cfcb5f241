"""Marks and what their clauses say: promises, owed things, check-ins, questions, notes."""

import datetime as dt

import pytest

from loyaltytui.capture.reading import ChipKind
from loyaltytui.drafts import (
    CheckInDraft,
    Ending,
    LogDraft,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import Outcome, PromiseId, Side
from loyaltytui.kinds import KINDS
from tests.capture.lines import ANNA, PRIYA, TODAY, a_promise, chips, read

FRIDAY = dt.date(2026, 11, 27)
MINE, THEIRS = Side.MINE, Side.THEIRS


def body(text: str) -> LogDraft:
    draft = read(f"priya: {text}").draft
    assert draft is not None, read(f"priya: {text}")
    return draft


def test_the_worked_example_does_everything_at_once() -> None:
    reading = read(
        "priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w", now="17:45"
    )
    assert reading.draft == LogDraft(
        contacts=(PRIYA.id,),
        happened_on=TODAY,
        at_time="17:45",
        medium="call",
        text="renewing, price worry",
        promises=(
            PromiseDraft(MINE, "send quote", FRIDAY),
            PromiseDraft(THEIRS, "she sends PO", dt.date(2026, 12, 5)),
        ),
        check_in=CheckInDraft(dt.date(2026, 12, 14)),
    )
    assert chips(reading) == [
        "Priya Shah",
        "call",
        "promise: send quote → Fri 27 Nov",
        "owed: she sends PO → Sat 5 Dec",
        "check-in Mon 14 Dec",
    ]
    assert reading.troubles == ()


@pytest.mark.parametrize(
    ("clause", "text", "due_on", "via"),
    [
        ("> send quote", "send quote", None, ""),
        ("> send quote fri", "send quote", FRIDAY, ""),
        ("> send quote by fri", "send quote", FRIDAY, ""),
        ("> send quote, on fri", "send quote", FRIDAY, ""),
        ("promise: send quote fri", "send quote", FRIDAY, ""),
        ("PROMISE:send  quote  fri", "send quote", FRIDAY, ""),
        (">\tsend quote fri", "send quote", FRIDAY, ""),
        ("> send drawings fri via Tom", "send drawings", FRIDAY, "Tom"),
        ("> send drawings via tom fri", "send drawings", FRIDAY, "tom"),
        ("> send drawings via Tom Okafor", "send drawings", None, "Tom Okafor"),
        ('> send drawings via "Tom van den Berg" fri', "send drawings", FRIDAY, "Tom van den Berg"),
        ("> send drawings via email fri", "send drawings via email", FRIDAY, ""),
        ("> send drawings via the usual way", "send drawings via the usual way", None, ""),
        ("> move old monitor", "move old monitor", None, ""),
        ("> move old mon", "move old", dt.date(2026, 11, 23), ""),
        ("> call monica", "call monica", None, ""),
        ("> meet in may", "meet in may", None, ""),
        ("> order 12", "order 12", None, ""),
        ('> read "fri"', "read fri", None, ""),
        ('> read "by fri"', "read by fri", None, ""),
        ('> read "fri" 5 dec', "read fri", dt.date(2026, 12, 5), ""),
        ('> ask whether "maybe" is a yes', 'ask whether "maybe" is a yes', None, ""),
        ('> ship it "via Tom"', "ship it via Tom", None, ""),
        ("> a ->b a<b >5% <3", "a ->b a<b >5% <3", None, ""),
    ],
)
def test_a_promise_is_what_by_when_and_through_whom(
    clause: str, text: str, due_on: dt.date | None, via: str
) -> None:
    assert body(clause).promises == (PromiseDraft(MINE, text, due_on, via),)


def test_what_they_owe_is_never_carried_by_our_colleague() -> None:
    assert body("< send it via Tom fri").promises == (
        PromiseDraft(THEIRS, "send it via Tom", FRIDAY),
    )
    assert body("owed: the PO fri").promises == (PromiseDraft(THEIRS, "the PO", FRIDAY),)


@pytest.mark.parametrize("clause", ["> fri", "> by fri", "promise: fri via Tom", "> fri *"])
def test_a_promise_of_nothing_stays_text_and_says_so(clause: str) -> None:
    reading = read(f"priya: hi {clause}")
    assert reading.draft is not None
    assert reading.draft.text == f"hi {clause}"
    assert reading.troubles == (f"'{clause}' does not say what was promised: it stays text.",)


@pytest.mark.parametrize("text", ["hi >", "hi > ask:", "hi ask: *", "hi next: <", "~"])
def test_a_mark_with_nothing_behind_it_yet_is_text_without_a_word(text: str) -> None:
    reading = read(f"priya: {text}")
    assert reading.draft is not None
    assert (reading.draft.text, reading.troubles) == (text, ())


def test_a_kind_of_note_without_words_stays_text_and_says_so() -> None:
    reading = read("priya: rival:")
    assert reading.draft is not None
    assert reading.draft.text == "rival:"
    assert reading.troubles == ("'rival:' has no words behind it: it stays text.",)


@pytest.mark.parametrize(
    ("clause", "on", "reason"),
    [
        ("~3w", dt.date(2026, 12, 14), ""),
        ("~3w after their board met", dt.date(2026, 12, 14), "after their board met"),
        ("~5 dec, the board", dt.date(2026, 12, 7), "the board"),
        ("next: fri", FRIDAY, ""),
        ("Next: 3w to see the pump", dt.date(2026, 12, 14), "to see the pump"),
    ],
)
def test_a_check_in_is_a_date_at_once_and_perhaps_a_reason(
    clause: str, on: dt.date, reason: str
) -> None:
    draft = body(f"hi {clause}")
    assert (draft.check_in, draft.text) == (CheckInDraft(on, reason), "hi")


@pytest.mark.parametrize("text", ["~50 people", "~ 3w", "~none", "a~3w", '~"3w"', '"~3w" x'])
def test_a_tilde_without_a_date_at_once_is_text(text: str) -> None:
    draft = body(f"about {text}")
    assert draft.check_in is None
    assert draft.text == f"about {text}".replace('"~3w"', "~3w")


def test_a_second_check_in_and_one_without_a_date_stay_text_and_say_so() -> None:
    reading = read("priya: hi ~3w first ~5w second\nnext: call her")
    assert reading.draft is not None
    assert reading.draft.check_in == CheckInDraft(dt.date(2026, 12, 14), "first")
    assert reading.draft.text == "hi\n~5w second\nnext: call her"
    assert reading.troubles == (
        "There is a next check-in already: '~5w second' stays text.",
        "'next: call her' has no date behind its mark: it stays text.",
    )


@pytest.mark.parametrize("kind", [kind.word for kind in KINDS])
def test_each_kind_of_note_has_its_mark(kind: str) -> None:
    reading = read(f"priya: hi {kind}: Acme quoted 10% less fri")
    assert reading.draft is not None
    assert reading.draft.notes == (NoteDraft(kind, "Acme quoted 10% less fri"),)
    assert chips(reading)[1:] == [f"{kind}: Acme quoted 10% less fri"]


def test_a_question_is_kept_for_next_time() -> None:
    assert body("ask: who signs above 50k?").questions == (QuestionDraft("who signs above 50k?"),)


@pytest.mark.parametrize("star", ["*", " *", "\t*  "])
def test_a_star_at_the_end_means_in_confidence(star: str) -> None:
    draft = body(f"> quit fri{star}\n< pay{star}\nask: why{star}\nrival: Acme*5{star}")
    assert draft.promises == (
        PromiseDraft(MINE, "quit", FRIDAY, "", True),
        PromiseDraft(THEIRS, "pay", None, "", True),
    )
    assert draft.questions == (QuestionDraft("why", True),)
    assert draft.notes == (NoteDraft("rival", "Acme*5", True),)


def test_a_quoted_star_is_a_star() -> None:
    assert body('ask: is it "5*"').questions == (QuestionDraft("is it 5*"),)
    assert body('> book a "5*" fri *').promises == (
        PromiseDraft(MINE, "book a 5*", FRIDAY, "", True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "sold: a pump",
        "problems: leaks",
        "x>5 pumps",
        ">5%",
        "-> there",
        "a<b",
        "task: do",
        "ask : me",
        "ask",
        "news://paper",
        "(ask: me)",
        "it's 5 o'clock",
        '5" pipe and 6" pipe',
        'she said "maybe"',
        'a lone " quote',
        'she said: "fri"',
        "pro\N{LATIN SMALL LETTER DOTLESS I}mise: x",
        "a\N{LATIN SMALL LETTER LONG S}k: x",
    ],
)
def test_what_is_no_mark_stays_text_as_it_was_typed(text: str) -> None:
    reading = read(f"priya: {text}")
    assert reading.draft is not None
    assert reading.draft == LogDraft((PRIYA.id,), TODAY, at_time="17:45", text=text)
    assert chips(reading) == ["Priya Shah"]


def test_inches_are_no_quotes() -> None:
    draft = body('a 5" pipe > send a 6" one fri')
    assert draft.text == 'a 5" pipe'
    assert draft.promises == (PromiseDraft(MINE, 'send a 6" one', FRIDAY),)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('5 ">" 3', "5 > 3"),
        ('"> send it fri"', "> send it fri"),
        ('she wrote "ask: who?" there', "she wrote ask: who? there"),
        ('"say" ">" "so"', '"say" > "so"'),
    ],
)
def test_quotes_that_hid_a_mark_are_taken_off(typed: str, text: str) -> None:
    assert body(typed).text == text


def test_a_clause_ends_at_the_next_mark_or_line_and_other_lines_are_text() -> None:
    draft = body(
        "first line\nsecond > send quote fri ask: who signs?\r\nthird line\n< the PO\n\nend"
    )
    assert draft.text == "first line\nsecond\nthird line\nend"
    assert [each.text for each in draft.promises] == ["send quote", "the PO"]
    assert draft.questions == (QuestionDraft("who signs?"),)


QUOTE, REVISED = a_promise(1, "send quote"), a_promise(2, "Send revised quote")


@pytest.mark.parametrize(
    ("clause", "number", "outcome"),
    [
        ("kept: revised", 2, Outcome.KEPT),
        ("broke: rev quo", 2, Outcome.BROKEN),
        ("Released: SEND QUOTE!", 1, Outcome.RELEASED),
    ],
)
def test_a_promise_ends_when_its_words_pick_it_out(
    clause: str, number: int, outcome: Outcome
) -> None:
    text = {1: "send quote", 2: "Send revised quote"}[number]
    reading = read(f"priya: {clause}", QUOTE, REVISED)
    assert reading.draft is not None
    assert reading.draft.endings == (Ending(PromiseId(number), text, outcome),)
    assert [chip.kind for chip in reading.chips] == [ChipKind.WHO, ChipKind.ENDING]


def test_an_ending_without_words_means_the_only_open_promise() -> None:
    reading = read("priya, tom o: kept:", QUOTE, a_promise(3, "visit", ANNA))
    assert reading.draft is not None
    assert reading.draft.endings == (Ending(PromiseId(1), "send quote", Outcome.KEPT),)


@pytest.mark.parametrize(
    ("clause", "trouble"),
    [
        ("kept: brochure", "kept: 'brochure' matches no open promise to Priya Shah."),
        ("broke: quote", "broke: say which one of 'send quote', 'Send revised quote'."),
        ("kept:", "kept: say which one of 'send quote', 'Send revised quote'."),
        ("kept: revised kept: revised", "kept: 'revised' matches no open promise to Priya Shah."),
        ("kept: revised kept: kept:", "kept: there is no open promise to Priya Shah."),
    ],
)
def test_an_ending_is_never_guessed_and_then_nothing_is_written(clause: str, trouble: str) -> None:
    reading = read(f"priya: {clause}", QUOTE, REVISED)
    assert reading.draft is None
    assert reading.troubles[-1] == trouble


def test_promises_to_somebody_else_are_not_ended() -> None:
    reading = read("tom o: kept: quote", QUOTE)
    assert reading.draft is None
    assert reading.troubles == ("kept: 'quote' matches no open promise to Tom Okafor.",)


def test_while_it_is_unclear_who_is_meant_no_ending_is_complained_about() -> None:
    assert read("tom: kept: quote", QUOTE).troubles == ()
    assert read("tom: kept: quote", QUOTE).draft is None
    assert read("+Kim: kept: quote", QUOTE).troubles == (
        "kept: 'quote' matches no open promise to Kim.",
    )
