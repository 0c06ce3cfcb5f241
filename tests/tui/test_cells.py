"""Text of the book in so many cells: never more, never fewer, and what is cut says so."""

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from rich.cells import cell_len

from loyaltytui.plain import safe
from loyaltytui.tui.widgets.cells import fit, has_thumb

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f"
TONED = "\u200d".join(sign + "\U0001f3fd" for sign in "\U0001f469\U0001f469\U0001f467")
SIGNS = ("a", " ", "é", "理", FAMILY, HEART, "1\ufe0f\u20e3", "\U0001f44d\U0001f3fd", "ẹ\u0323")


@given(st.lists(st.sampled_from(SIGNS)).map("".join), st.integers(1, 30))
@example(FAMILY * 30, 20)
@example(HEART * 30, 8)
@example(TONED * 30, 20)
def test_text_takes_exactly_the_cells_it_is_given(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cell_len(shown) == width
    if cell_len(safe(text)) <= width:
        assert shown == safe(text).ljust(len(shown))
    else:
        kept, sign, rest = shown.rpartition("…")
        assert sign
        assert safe(text).startswith(kept)
        assert not rest.strip(" ")


@given(st.lists(st.sampled_from(SIGNS), min_size=15).map("".join), st.integers(2, 14))
def test_no_sign_is_cut_in_two(text: str, width: int) -> None:
    kept, _, _ = fit(text, width).rpartition("…")
    assert not kept.endswith("\u200d")
    assert not text[len(kept) :].startswith(("\u200d", "\ufe0f", "\u20e3", "\U0001f3fd"))


@given(height=st.integers(1, 60), more=st.integers(1, 100_000), data=st.data())
def test_the_thumb_is_whole_and_at_an_end_only_where_the_list_is(
    height: int, more: int, data: DataObject
) -> None:
    count = height + more
    top = data.draw(st.integers(0, more))
    lines = [y for y in range(height) if has_thumb(y, top, height, count)]
    assert len(lines) == max(height * height // count, 1)
    assert lines == list(range(lines[0], lines[-1] + 1))
    if height > 1 and lines[-1] == height - 1:
        assert top == more
    if top in (0, more):
        assert (lines[0] if top == 0 else height - 1 - lines[-1]) == 0
