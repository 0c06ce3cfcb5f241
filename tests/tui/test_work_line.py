"""The line that says how far long work is, and how often it is painted."""

from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from loyaltytui import tui
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.themes import ThemedApp
from loyaltytui.tui.widgets.work_line import WorkLine
from tests.tui.stage import played

_STEPS = 8


class Counted(WorkLine):
    """Counts how often it is painted."""

    painted = 0

    def render(self) -> Content:
        self.painted += 1
        return super().render()


class Desk(ThemedApp[None]):
    """A line of work, and room for something above it."""

    CSS_PATH = Path(tui.__file__).with_name("style.tcss")

    def __init__(self) -> None:
        super().__init__()
        self.line = Counted()

    def get_default_screen(self) -> Screen[None]:
        line = self.line

        class Only(Screen[None]):
            def compose(self) -> ComposeResult:
                yield line

        return Only()


class Palette(ModalScreen[None]):
    """Something is typed here, above the line of work."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Input()

    def compose(self) -> ComposeResult:
        """The line alone."""
        yield self.line


@played
async def test_beneath_a_palette_the_bar_moves_less_often() -> None:
    """Each time paints all of the glass, and a key waits for it."""
    desk = Desk()
    async with desk.run_test() as pilot:
        desk.line.watch_work(Work())
        counts = []
        for above in (None, ModalScreen[None]()):
            if above is not None:
                await desk.push_screen(above)
            await pilot.pause()
            before = desk.line.painted
            for _ in range(_STEPS):
                desk.line.step()
                await pilot.pause()
            counts.append(desk.line.painted - before)
    uncovered, covered = counts
    assert uncovered >= _STEPS
    assert 1 <= covered <= _STEPS / 2


@played
async def test_while_somebody_types_above_it_the_bar_waits() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        desk.line.watch_work(Work())
        above = Palette()
        await desk.push_screen(above)
        counts = []
        for letter in ("z", ""):
            await pilot.pause()
            before = desk.line.painted
            for _ in range(_STEPS):
                above.line.value += letter
                await pilot.pause()
                desk.line.step()
                await pilot.pause()
            counts.append(desk.line.painted - before)
    typing, resting = counts
    assert typing == 0
    assert resting >= 1
