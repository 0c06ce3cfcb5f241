"""What the terminal sends, taken apart: a paste is one, whatever stands in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from loyaltytui.plain import clean
from loyaltytui.tui.pastes import WholePastes

START, END = "\x1b[200~", "\x1b[201~"
PIECES = st.sampled_from(
    ["Ana: ", "❤️[/]", "\x1b[31m", "\x1b", "\x1b[", "\x1b[2", "\x1b[200~", "\x1b[A", "\r\n", "\x00"]
)


def heard(*reads: str) -> list[str]:
    """Keys by their names, and pastes by their words, each after a mark."""
    parser = WholePastes()
    messages = [message for read in reads for message in parser.feed(read)]
    return [
        f"key {one.key}" if isinstance(one, events.Key) else f"paste {one.text}"
        for one in messages
        if isinstance(one, events.Key | events.Paste)
    ]


def test_a_paste_with_escape_codes_is_one_paste_without_them_and_no_key() -> None:
    assert heard(f"{START}Ana: \x1b[31mred\x1b[0m, \x1b[A up{END}") == [
        "paste Ana: [31mred[0m, [A up"
    ]


def test_keys_before_and_behind_a_paste_stay_where_they_were_typed() -> None:
    sent = f"a\x1b[A{START}b\x1bc{END}\x1b[Bd"
    assert heard(sent) == ["key a", "key up", "paste bc", "key down", "key d"]


@given(st.lists(PIECES), st.lists(PIECES), st.data())
def test_in_however_many_pieces_it_comes_the_words_are_the_same(
    first: list[str], second: list[str], data: st.DataObject
) -> None:
    pasted = ["".join(first), "".join(second)]
    sent = "".join(f"{START}{text}{END}x" for text in pasted)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(sent)))))
    reads = [sent[at:end] for at, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    told = [[f"paste {clean(text)}", "key x"] for text in pasted]
    # Of a paste without a word nothing is told by some, an empty one by others: both mean nothing.
    wanted = [each for one in told for each in one if each != "paste "]
    assert [each for each in heard(*filter(None, reads)) if each != "paste "] == wanted
