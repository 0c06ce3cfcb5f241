"""One line that says how far long work is. What the work is, and who does it, lives elsewhere."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from loyaltytui.plain import safe
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.widgets.ink import ink

_NARROWEST_BAR = 8
_RUNNER = 6
_COVERED_STEPS = 4
"""So many in which nobody types. Beneath a palette each would paint all of the glass anew, and the
next letter would wait for it."""


class WorkLine(Widget):
    """`Writing 4,500 of 10,000`, and a bar that fills; one that runs where the end is not known."""

    DEFAULT_CSS = """
    WorkLine { height: 1; width: 1fr; display: none; }
    WorkLine.-working { display: block; }
    """

    def __init__(self, keys: str = "") -> None:
        """`keys`: which stop it, where no frame around the line says so."""
        super().__init__()
        self.keys = keys
        self.work: Work | None = None
        self.steps = 0
        self._typed = ""
        self._untyped_steps = 0

    def watch_work(self, work: Work | None) -> None:
        """From now on it shows this; nothing hides it."""
        self.work, self.steps = work, 0
        self.set_class(work is not None, "-working")

    def step(self) -> None:
        """Looks at how far it is."""
        self.steps += 1
        if self.screen.is_active or self._is_at_rest_above():
            self.refresh()

    def _is_at_rest_above(self) -> bool:
        """Does what is typed on the screen above stand as it stood some steps ago?"""
        before, self._typed = self._typed, str(getattr(self.app.focused, "value", ""))
        self._untyped_steps = self._untyped_steps + 1 if self._typed == before else 0
        return self._untyped_steps % _COVERED_STEPS == _COVERED_STEPS - 1

    def render(self) -> Content:
        """Words, and as much of the bar as is done."""
        work = self.work
        if work is None:
            return Content("")
        done, total = work.done, work.total
        counted = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
        said = safe(f"{work.said}{counted} ")
        keys = f"  {self.keys} " if self.keys else ""
        room = self.size.width - cell_len(said) - cell_len(keys)
        if room < _NARROWEST_BAR:
            return ink(said + keys)
        if total:
            filled = room * min(done, total) // total
            return Content.assemble(
                said, ("━" * filled, "$text-success"), ("─" * (room - filled), "$frame"), keys
            )
        begin = self.steps % (room + _RUNNER)
        start, end = max(begin - _RUNNER, 0), min(begin, room)
        return Content.assemble(
            said,
            ("─" * start, "$frame"),
            ("━" * (end - start), "$text-success"),
            ("─" * (room - end), "$frame"),
            keys,
        )
