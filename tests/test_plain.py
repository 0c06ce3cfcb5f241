"""Text made plain: what may be shown, what may be stored, how it is compared."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.plain import clean, fold, safe

HOSTILE = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from(
            "\x00\x07\x1b\r\n\t\x7f\x85\x9b\xad\u200b\u200d\u202e\u2028\u2066\ud800\u0301"
        ),
    )
)
BIDI = {
    "\u061c",
    "\u200e",
    "\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}


@given(HOSTILE, st.booleans())
def test_nothing_shown_can_act_on_a_terminal(text: str, keep_lines: bool) -> None:
    shown = safe(text, keep_lines=keep_lines)
    lines = shown.split("\n") if keep_lines else [shown]
    for line in lines:
        assert not BIDI & set(line)
        assert not {unicodedata.category(letter) for letter in line} & {"Cc", "Cs", "Zl", "Zp"}
    shown.encode()


@given(HOSTILE, st.none() | st.integers(0, 20), st.booleans())
def test_what_is_safe_already_stays_as_it_is(
    text: str, limit: int | None, keep_lines: bool
) -> None:
    shown = safe(text, limit, keep_lines=keep_lines)
    assert safe(shown, limit, keep_lines=keep_lines) == shown


@given(HOSTILE, st.integers(0, 20), st.booleans())
def test_no_text_is_longer_than_its_limit(text: str, limit: int, keep_lines: bool) -> None:
    shown = safe(text, limit, keep_lines=keep_lines)
    whole = safe(text, keep_lines=keep_lines)
    assert len(shown) <= limit
    assert shown == whole or not limit or shown == whole[: limit - 1] + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Priya Shah", "Priya Shah"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("one\r\ntwo\tthree", "one⏎two three"),
        ("a\x7fb", "a␡b"),
        ("abc\u202edef", "abc\N{REPLACEMENT CHARACTER}def"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Z\u0301\u0302\u0303\u0304\u0305", "Z\u0301\u0302\u0303"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_hostile_letters_become_visible_and_harmless(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_lines_are_kept_where_they_may_be() -> None:
    assert safe("a\r\nb\tc", keep_lines=True) == "a\nb    c"


@given(HOSTILE)
def test_what_is_clean_can_be_stored_and_comes_back_the_same(text: str) -> None:
    stored = clean(text)
    (back,) = sqlite3.connect(":memory:").execute("select ?", (stored,)).fetchone()
    assert back == stored == clean(stored)
    assert "\0" not in stored
    assert "\x1b" not in stored


def test_cleaning_keeps_lines_tabs_and_every_letter_a_keyboard_types() -> None:
    assert clean("Müller\r\n\t日本 👩\u200d🚀\r") == "Müller\n\t日本 👩\u200d🚀\n"
    assert clean("a\x00b\x1b[31mc\x9bd\udfff") == "ab[31mcd"


@given(st.text())
def test_folding_knows_no_case_and_no_outer_blanks(text: str) -> None:
    assert fold(f"  {text} ") == fold(text)
    assert fold(fold(text)) == fold(fold(fold(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "MULLER"), ("Straße", "strasse"), ("José  Ñu", "jose nu"), ("Å", "a")],
)
def test_folding_makes_two_spellings_of_one_name_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_different_names_apart() -> None:
    assert len({fold(name) for name in ("C++", "C#", "C", "日本", "日", "🚀")}) == 6
