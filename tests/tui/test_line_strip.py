"""Lines of a list that are not shown any more are gone, with no search for garbage."""

import gc

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip

from loyaltytui.tui.widgets.line_strip import LineStrip
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.section_rows import SectionRows
from tests.tui.stage import played

HEIGHT = 6


class Stand(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows()


@given(
    st.lists(st.text("ab 漢", max_size=4), max_size=4),
    st.lists(st.integers(1, 20), unique=True).map(sorted),
)
def test_a_line_is_cut_as_any_other(words: list[str], cuts: list[int]) -> None:
    segments = [Segment(word) for word in words]
    pieces = LineStrip(segments).divide(cuts)
    assert [one.text for one in pieces] == [one.text for one in Strip(segments).divide(cuts)]


@played
async def test_lines_go_when_others_take_their_place() -> None:
    app = Stand()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        rows = app.query_one(Rows)
        gc.collect()
        gc.disable()
        try:
            for turn in range(5):
                rows.show(SectionRows([f"{turn}: {at}" for at in range(HEIGHT)]))
                await pilot.pause()
            held = sum(isinstance(each, LineStrip) for each in gc.get_objects())
        finally:
            gc.enable()
        assert rows.render_lines(rows.size.region)[0].text.startswith(" 4: 0")
        assert 0 < held <= 2 * HEIGHT
