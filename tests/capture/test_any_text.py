"""What holds for any text whatever: nothing crashes, nothing is lost, all reads back."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loyaltytui.capture.directory import Candidate, OpenDealings
from loyaltytui.capture.reading import Reading, read_line, turn_to_text, write_line
from loyaltytui.drafts import LogDraft, NewContact
from tests.capture.lines import EVERYONE, NAMES, NOW, PRIYA, TODAY, Circle, a_promise
from tests.loyalty.facts import a_problem, a_purchase

DEALINGS = OpenDealings(
    (
        a_purchase(TODAY - dt.timedelta(days=90), number=1),
        a_purchase(TODAY - dt.timedelta(days=60), number=2),
    ),
    (a_problem(TODAY - dt.timedelta(days=9), number=1),),
)
PROMISES = (a_promise(1, "send quote"), a_promise(2, "intro > CFO fri"), a_promise(3, "x"))
CIRCLE = Circle(promises=PROMISES, dealings=DEALINGS)

PIECES = (
    *("> ", "< ", "~", ">", "<", "~3w", "~fri ", "~50", "ask:", "ask: ", "next:", "next: 3w "),
    *("promise: ", "owed: ", "rival: ", "kept: ", "kept: quote", "broke: intro", "RELEASED: x"),
    *(
        "fri",
        " by fri",
        " 5 dec",
        " tomorrow",
        " 2026-12-15",
        " on",
        " or ",
        "last ",
        "3w ",
        "12/15",
    ),
    *("bought: 12,500 EUR skid", "bought: €5k ", "bought:", "delivered:", "confirmed: it runs"),
    *("problem: it leaks", "sorry: ", "fixed: new seal ", "madegood: ", ", theirs", " (ours)"),
    *("test: late", ", met well", "; badly", " (met badly)", "extra: drove", ", noticed", "well"),
    *("reference: asked ", "reference: yes, ", 'referred: +"Kim Ode @ Vale" ', "referred: tom o"),
    *("lost: price ", "back: ", "verdict: renew, ", "verdict: let go ", "verdict: park until "),
    *("verdict: drop, ", "qualify: need yes, budget no ", "qualify: timing ?", "referred: anna"),
    *("via Tom", " via ", "via Tom Okafor", "*", " *", '"', '" ', ' "', '""', '">"', '"ask:"'),
    *(":", ": ", "\n", "\r\n", " ", "  ", "\t", ",", ", ", "priya", "anna r", "tom", "mon", "ann"),
    *("call", " visit", " 20m", " 1h", " 9:30", "yesterday", "+Kim", "+", "@", " @ Vale", "x", "é"),
    *(
        "send quote",
        "5",
        '5"',
        "it's",
        "\N{NO-BREAK SPACE}",
        "https://x.example",
        "0",
        "(",
        ".",
        "!",
    ),
)
scraps = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
addressed = scraps.map(lambda text: f"priya call: {text}")
lines = st.one_of(addressed, scraps, addressed)
anything = st.one_of(st.text(max_size=60), lines)
filled_in: st.SearchStrategy[Sequence[Candidate]] = st.sampled_from([(), (PRIYA,)])


def read(text: str, about: Sequence[Candidate] = ()) -> Reading:
    return read_line(
        text,
        today=TODAY,
        now=NOW,
        directory=CIRCLE,
        about=about,
    )


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and char != '"')


@given(anything, filled_in)
def test_chips_lie_within_the_text_and_never_overlap(text: str, about: Sequence[Candidate]) -> None:
    reading = read(text, about)
    before = 0
    for chip in reading.chips:
        assert before <= chip.start < chip.end <= len(text)
        assert 0 <= chip.literal_start < chip.literal_end <= len(text)
        assert chip.text
        before = chip.end
    for ambiguity in reading.ambiguities:
        assert 0 <= ambiguity.start < ambiguity.end <= len(text)


@given(anything, filled_in)
def test_a_line_that_cannot_be_saved_says_why(text: str, about: Sequence[Candidate]) -> None:
    reading = read(text, about)
    if reading.draft is None:
        assert reading.ambiguities or reading.unknown or reading.troubles


@given(anything, filled_in)
def test_nothing_typed_is_lost(text: str, about: Sequence[Candidate]) -> None:
    reading = read(text, about)
    assume(reading.draft is not None)
    assert reading.draft is not None
    outside, at = "", 0
    for chip in reading.chips:
        outside += text[at : chip.start]
        at = chip.end
    outside += text[at:]
    header = Counter({",": text.count(","), ":": 1})
    assert not letters(outside) - letters(reading.draft.text) - header


@given(lines, filled_in)
def test_a_written_line_reads_as_the_same_draft(text: str, about: Sequence[Candidate]) -> None:
    draft = read(text, about).draft
    assume(draft is not None)
    assert draft is not None
    written = write_line(draft, NAMES, TODAY)
    assert read(written).draft == draft, written


@given(addressed, filled_in, st.integers(min_value=0, max_value=9))
def test_a_chip_that_is_turned_to_text_is_gone(
    text: str, about: Sequence[Candidate], number: int
) -> None:
    before = read(text, about).chips
    assume(before)
    chip = before[number % len(before)]
    after = read(turn_to_text(text, chip), about).chips
    turned = range(chip.literal_start, chip.literal_end + 2)
    assert not [
        each
        for each in after
        if each.literal_start in turned and (each.kind, each.text) == (chip.kind, chip.text)
    ]


@given(st.lists(st.sampled_from(EVERYONE), min_size=1, unique=True), st.text(max_size=20))
def test_any_name_can_be_written_and_read_again(people: list[Candidate], name: str) -> None:
    contacts = [each.id for each in EVERYONE if each in people]
    new = NewContact(" ".join(name.replace('"', "").split()))
    assume(new.name and "@" not in new.name)
    draft = LogDraft((*contacts, new), TODAY - dt.timedelta(days=1), text="hi")
    assert read(write_line(draft, NAMES, TODAY)).draft == draft


@pytest.mark.parametrize(
    "text",
    [
        "\ud800: > \udfff fri",
        "priya: \x00\x1b[2J > \x1b]52;c;x\x07 fri",
        "priya\u202e: hi > \u2066quote fri",
        "\ufeffpriya: hi",
        "priya: " + "> x fri " * 300,
        "priya: " + "~3w " * 300,
        "priya: " + '" > x ' * 300,
        "a: " * 300,
        "9:30 " * 300,
        "priya, " * 300 + ": hi",
        '+"' + "x" * 5000 + '": hi',
        "priya: > " + "via " * 300,
        "priya: > " + "5 dec " * 300,
        "priya: > x 31 feb 99999999999999999999d",
        "priya 99999999999999999999m 1h: hi",
        "priya: ask:" + "*" * 300,
    ],
)
def test_hostile_text_is_read_like_any_other(text: str) -> None:
    draft = read(text).draft
    if draft is not None:
        assert read(write_line(draft, NAMES, TODAY)).draft == draft


class Counting(Circle):
    """A circle that counts how often it is asked."""

    asked: ClassVar[list[str]] = []

    def candidates(self, words: str) -> Sequence[Candidate]:
        self.asked.append(words)
        return super().candidates(words)


@pytest.mark.parametrize("text", ["word " * 4000, "a: b " * 4000, "9:30 " * 4000, "x, " * 5000])
def test_a_long_text_hardly_asks_who_is_meant(text: str) -> None:
    Counting.asked.clear()
    read_line(text, today=TODAY, now=NOW, directory=Counting())
    assert len(Counting.asked) <= 20
