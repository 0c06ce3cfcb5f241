"""The first and the last line are put together once for as long as they look the same."""

from textual.app import App, ComposeResult
from textual.content import Content

from loyaltytui.tui.widgets.one_line import OneLine
from tests.tui.stage import played


class Saying(OneLine):
    """Says a word, and counts how often it is put together."""

    DEFAULT_CSS = "Saying { height: 1; width: 1fr; background: $panel; color: $text-muted; }"
    word = "one"
    made = 0

    @property
    def said(self) -> str:
        return self.word

    def render(self) -> Content:
        self.made += 1
        return Content(self.word)


class Stand(App[None]):
    def compose(self) -> ComposeResult:
        yield Saying()


@played
async def test_a_line_that_was_said_before_is_painted_as_it_was() -> None:
    app = Stand()
    async with app.run_test(size=(20, 3)) as pilot:
        line = app.query_one(Saying)
        await pilot.pause()
        before = line.made
        for word in ("two", "one", "two", "one"):
            line.word = word
            line.refresh()
            await pilot.pause()
            assert line.render_lines(line.size.region)[0].text == word.ljust(20)
        assert line.made == before + 1


@played
async def test_in_another_theme_and_another_width_a_line_is_painted_anew() -> None:
    app = Stand()
    async with app.run_test(size=(20, 3)) as pilot:
        line = app.query_one(Saying)
        await pilot.pause()
        (first,) = line.render_lines(line.size.region)
        app.theme = "textual-light"
        await pilot.pause()
        (light,) = line.render_lines(line.size.region)
        assert [one.style for one in light] != [one.style for one in first]
        await pilot.resize_terminal(30, 3)
        await pilot.pause()
        (wide,) = line.render_lines(line.size.region)
        assert wide.cell_length == 30
