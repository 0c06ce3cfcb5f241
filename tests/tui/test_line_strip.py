"""Lines that are not shown any more are gone, with no search for garbage."""

import gc
from collections.abc import Awaitable, Callable

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip

from loyaltytui.tui.widgets.framed import FramedLines
from loyaltytui.tui.widgets.line_strip import LineStrip
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.section_rows import SectionRows
from tests.tui.stage import played

HEIGHT = 6


class Words(FramedLines):
    DEFAULT_CSS = "Words { height: 1fr; border: round $primary; }"
    word = ""

    def lines(self) -> list[Content]:
        return [Content(f"{self.word} {at}") for at in range(HEIGHT)]


class OfRows(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows()


class OfWords(App[None]):
    def compose(self) -> ComposeResult:
        yield Words()


@given(
    st.lists(st.text("ab 漢", max_size=4), max_size=4),
    st.lists(st.integers(1, 20), unique=True).map(sorted),
)
def test_a_line_is_cut_as_any_other(words: list[str], cuts: list[int]) -> None:
    segments = [Segment(word) for word in words]
    pieces = LineStrip(segments).divide(cuts)
    assert [one.text for one in pieces] == [one.text for one in Strip(segments).divide(cuts)]


async def held_after(pause: Callable[[], Awaitable[None]], say: Callable[[str], None]) -> set[str]:
    """Of all that was said one after the other: the words that painted lines still say."""
    # Words that no line says which another test may have left.
    said = ("said-first", "said-second", "said-third", "said-fourth", "said-last")
    gc.collect()
    gc.disable()
    try:
        for word in said:
            say(word)
            await pause()
        lines = [each.text for each in gc.get_objects() if isinstance(each, Strip)]
        return {word for word in said if any(word in line for line in lines)}
    finally:
        gc.enable()


@played
async def test_rows_go_when_others_take_their_place() -> None:
    app = OfRows()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        rows = app.query_one(Rows)

        def say(word: str) -> None:
            rows.show(SectionRows([f"{word} {at}" for at in range(HEIGHT)]))

        assert await held_after(pilot.pause, say) == {"said-last"}


@played
async def test_words_in_a_frame_go_when_others_take_their_place() -> None:
    app = OfWords()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        words = app.query_one(Words)

        def say(word: str) -> None:
            words.word = word
            words.rewrite()

        assert await held_after(pilot.pause, say) == {"said-last"}
