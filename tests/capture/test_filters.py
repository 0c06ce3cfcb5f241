"""What is typed to filter the contacts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.capture.filters import (
    MOST_CONDITIONS,
    About,
    Condition,
    parts_of,
    read_sought,
    said,
)


def chips(typed: str) -> list[str]:
    return [condition.chip for condition in read_sought(typed).conditions]


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("tier:A", "tier A"),
        ("tier:ab", "tier A or B"),
        ("tier:A,C", "tier A or C"),
        ("tier:none", "no tier"),
        ("step:6", "step 6"),
        ("step:4+", "step 4 or more"),
        ("step:2-5", "step 2 to 5"),
        ("step:<3", "step 2 or less"),
        ("trust:<0", "trust -1 or less"),
        ("trust:-2", "trust -2"),
        ("trust:>=3", "trust 3 or more"),
        ("tag:#Pumps", "tag pumps"),
        ('tag:"fair 2026"', "tag fair 2026"),
        ("reach:none", "reach none"),
        ("reach:work", "reach work only"),
        ("quiet:90", "not contacted in 90 days"),
        ("quiet:3w", "not contacted in 3w"),
        ("account:north", "account north"),
        ("account:none", "at no account"),
        ("owner:mine", "owner mine"),
        ("lost", "lost"),
        ("GO-TO", "go-to"),
        ("late", "late towards them"),
        ("loyal", "loyal"),
    ],
)
def test_a_condition_is_understood(typed: str, chip: str) -> None:
    assert chips(typed) == [chip]
    assert read_sought(typed).words == ""


@pytest.mark.parametrize(
    "typed",
    [
        "tier:X",
        "step:7",
        "step:<4+",
        "step:5-2",
        "quiet:0",
        "quiet:soon",
        "reach:far",
        "owner:bob",
        "trust:high",
        "http://x.example",
        '"lost"',
        '"tier:A"',
    ],
)
def test_what_is_not_understood_stays_text(typed: str) -> None:
    sought = read_sought(typed)
    assert sought.conditions == ()
    assert sought.words == typed.strip('"')


def test_conditions_stand_among_free_words() -> None:
    sought = read_sought("priya tier:A pump quiet:90 price")
    assert [each.about for each in sought.conditions] == [About.TIER, About.QUIET]
    assert sought.words == "priya pump price"


def test_a_condition_that_is_not_finished_is_no_word_yet() -> None:
    assert read_sought("ann tier:").words == "ann"
    assert read_sought("tier:").is_empty


def test_a_range_has_two_ends() -> None:
    assert read_sought("step:2-5").conditions == (
        Condition(About.STEP, "step 2 to 5", least=2, most=5),
    )


@given(st.text())
def test_anything_can_be_typed(typed: str) -> None:
    read_sought(typed)


@given(st.text('abc "', min_size=1).filter(lambda text: text.strip(' "')))
def test_a_value_with_spaces_is_read_back(value: str) -> None:
    part = said("tag", value)
    assert len(parts_of(part)) == 1
    assert read_sought(part).words == ""


def test_a_condition_that_is_said_twice_counts_once() -> None:
    assert chips("tag:pumps tier:A tag:pumps TAG:#Pumps late late") == [
        "tag pumps",
        "tier A",
        "late towards them",
    ]
    assert read_sought("late " * 300).said_left_out == ""


def test_of_a_pasted_heap_of_conditions_the_first_count_and_that_is_said() -> None:
    typed = [f"quiet:{day}" for day in range(1, 301)]
    sought = read_sought(" ".join([*typed, "pump", "late"]))
    assert [each.least for each in sought.conditions] == list(range(1, MOST_CONDITIONS + 1))
    assert sought.words == "pump"
    assert sought.said_left_out == "Only the first 32 conditions count; 269 more don't."
    exactly = read_sought(" ".join(typed[:MOST_CONDITIONS]))
    assert len(exactly.conditions) == MOST_CONDITIONS
    assert exactly.said_left_out == ""
