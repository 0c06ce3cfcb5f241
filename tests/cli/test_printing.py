"""Columns of cells: aligned, and cut to the terminal."""

from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.cli.printing import cells, clipped, columns

ROWS = [("late by 3 days", "Ann", "send it"), ("today", "東京", "call")]


def test_cells_count_wide_letters_twice_and_marks_not_at_all() -> None:
    assert cells("abc") == 3
    assert cells("東京") == 4
    assert cells("e\u0301") == 1
    assert cells("ａ") == 2


def test_columns_are_aligned_by_cells() -> None:
    assert columns(ROWS, 0) == ["late by 3 days  Ann   send it", "today           東京  call"]


def test_a_column_that_is_empty_in_every_row_takes_no_room() -> None:
    assert columns([("a", "", "b"), ("c", "", "d")], 0) == ["a  b", "c  d"]


def test_no_rows_are_no_lines() -> None:
    assert columns([], 80) == []
    assert columns([("", "")], 80) == [""]


def test_a_pipe_gets_everything() -> None:
    assert columns([("n" * 100, "t" * 300)], 0) == ["n" * 100 + "  " + "t" * 300]


def test_a_terminal_gets_an_ellipsis() -> None:
    (line,) = columns([("Ann", "t" * 300)], 40)
    assert line == "Ann  " + "t" * 34 + "…"


@given(
    st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=5),
    st.integers(1, 120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[list[str]], width: int) -> None:
    assert all(cells(line) <= width for line in columns(rows, width, indent="  "))


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_is_the_beginning_of_the_text(text: str, width: int) -> None:
    cut = clipped(text, width)
    assert cells(cut) <= width
    assert cut == text or text.startswith(cut.removesuffix("…"))
