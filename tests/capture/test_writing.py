"""Writing a draft as a line and saying what was understood."""

import datetime as dt

import pytest

from loyaltytui.capture.reading import Chip, read_line, say_reading, turn_to_text, write_line
from loyaltytui.dates import DayRules
from loyaltytui.drafts import LogDraft, PromiseDraft
from loyaltytui.entries import Side
from tests.capture.lines import NAMES, PRIYA, TODAY, Circle, a_promise, chips, read

PROMISES = (a_promise(1, "send > quote"), a_promise(2, "intro to CFO", is_confidential=True))


def test_the_canonical_line_names_everything() -> None:
    draft = read(
        "priya, +Kim visit 1h mon 9:30: hi > quote fri via Tom < PO 5 dec * ask: who? rival: Acme"
        " ~3w board kept: send",
        *PROMISES,
    ).draft
    assert draft is not None
    assert write_line(draft, NAMES, TODAY) == (
        'Priya Shah, +"Kim" visit 60m 2026-11-16 09:30: hi > quote via Tom by 2026-11-27'
        ' < PO by 2026-12-05 * ask: who? rival: Acme kept: send ">" quote ~2026-12-14 board'
    )


@pytest.mark.parametrize(
    "line",
    [
        "priya: hi",
        "priya call 1h yesterday: hi",
        '"Bo Bobby Shaw, Jr: 20m", "mon call": hi',
        '+"Kim Ode @ Vale", +"3M: Call" visit: hi',
        'priya: 5 ">" 3 "ask:" me "~3w" > x',
        'priya: > read "fri"',
        'priya: > read "fri" 5 dec',
        'priya: > ship "via Tom"',
        'priya: > ship "via Tom" fri via "Tom van den Berg" *',
        'priya: > x via "20 men"',
        'priya: ask: is it "5*"',
        'priya: ask: is it "5*" *',
        'priya: rival: "5 > 3" x',
        'priya: ~3w, "ask: who" then',
        "priya: ~3w, 5 dec board",
        'priya: a lone "quote\n> read "fri"',
        'priya: "> "ask:" x',
        'priya: ~3w\n"x ~5w',
        'priya: a lone "quote > x "and another" fri',
        'priya: 5" pipe > 6" pipe fri',
        "priya: hi > fri",
        "priya: hi >",
        'priya: line\n\n  line > x fri\nlast "one\n< y',
        'priya: next: "x" soon',
        "priya: kept: send",
        "priya: kept: cfo",
        "priya: ~3w a ~5w b",
        'priya: she said "maybe > no" \'til "maybe"',
        "priya:",
        "priya: > call back every fri",
        "priya: > call last fri by 5 dec",
    ],
)
def test_a_written_line_reads_as_the_same_draft(line: str) -> None:
    draft = read(line, *PROMISES).draft
    assert draft is not None, read(line, *PROMISES)
    written = write_line(draft, NAMES, TODAY)
    assert read(written, *PROMISES).draft == draft, written
    assert write_line(draft, NAMES, TODAY) == written


def test_a_promise_written_elsewhere_over_several_lines_becomes_one() -> None:
    draft = LogDraft((PRIYA.id,), TODAY, promises=(PromiseDraft(Side.MINE, "send\nit\t all"),))
    read_again = read(write_line(draft, NAMES, TODAY)).draft
    assert read_again is not None
    assert read_again.promises == (PromiseDraft(Side.MINE, "send it all"),)


def test_what_was_understood_is_said_in_sentences() -> None:
    reading = read(
        "priya, +Kim visit 1h yesterday 9:30: hi > quote fri via Tom < PO ask: who? rival: Acme"
        " ~3w board broke: send",
        *PROMISES,
    )
    assert say_reading(reading, TODAY) == [
        "Visit with Priya Shah and Kim, Fri 20 Nov at 09:30, 60 minutes.",
        "I promised: quote, by Fri 27 Nov via Tom.",
        "They owe: PO.",
        "To ask: who?",
        "Rival: Acme.",
        "Next check-in: Mon 14 Dec, board.",
        "Broke: send > quote.",
    ]


def test_what_is_in_confidence_is_not_said_aloud() -> None:
    reading = read("priya: > secret fri * ask: secret * rival: secret * kept: cfo", *PROMISES)
    assert say_reading(reading, TODAY) == [
        "Call with Priya Shah, today.",
        "I promised: in confidence, by Fri 27 Nov.",
        "A question to ask, in confidence.",
        "Rival, in confidence.",
        "Kept: in confidence.",
    ]
    assert chips(reading)[1] == "promise: secret → Fri 27 Nov (in confidence)"


def chip_of(line: str, number: int) -> Chip:
    return read(line, *PROMISES).chips[number]


@pytest.mark.parametrize(
    ("line", "number", "turned"),
    [
        ("priya: hi > send by fri", 1, 'priya: hi > send "by fri"'),
        ("priya: hi > send via Tom", 1, 'priya: hi ">" send via Tom'),
        ("priya: hi promise: send", 1, 'priya: hi "promise:" send'),
        ("priya: hi ~3w board", 1, 'priya: hi "~3w" board'),
        ("priya: hi next: 3w board", 1, 'priya: hi "next: 3w" board'),
        ("priya: hi ask: who", 1, 'priya: hi "ask:" who'),
        ("priya: hi rival: who", 1, 'priya: hi "rival:" who'),
        ("priya: hi kept: send", 1, 'priya: hi "kept:" send'),
        ("priya visit: hi", 1, 'priya "visit": hi'),
        ("priya 20 min: hi", 1, 'priya "20 min": hi'),
        ("priya yesterday 9:30: hi", 1, 'priya "yesterday 9:30": hi'),
        ("priya visit: hi", 0, '"priya visit:" hi'),
        ('+"Kim Ode" visit: hi', 0, '"+Kim Ode visit:" hi'),
    ],
)
def test_backspace_puts_the_words_of_a_chip_in_quotes(line: str, number: int, turned: str) -> None:
    chip = chip_of(line, number)
    assert turn_to_text(line, chip) == turned
    assert chip.text not in chips(read(turned, *PROMISES))


def test_the_settings_say_how_days_are_written() -> None:
    reading = read_line(
        "priya: > x 5/6",
        today=TODAY,
        now="10:00",
        directory=Circle(),
        rules=DayRules(day_first=False),
    )
    assert reading.draft is not None
    assert reading.draft.promises[0].due_on == dt.date(2027, 5, 6)
