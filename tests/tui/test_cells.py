"""Text of the book in so many cells: never more, never fewer, and what is cut says so."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from loyaltytui.plain import safe
from loyaltytui.tui.widgets.cells import fit

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
