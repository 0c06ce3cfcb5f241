"""Two contacts side by side who are perhaps one: which words count, and what is to become of them.

Who is shown, and what the answer does to the book, is the screen's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.merging_fields import FIELDS, contested
from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.entries import Contact
from loyaltytui.tui.dialogs.edge import say_at_edge
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Piece, Rows, column

_KEYS = "enter merges · space turns · n two people · s later · esc closes"
_IN_SHORT = "enter merges · space turns · n two people · esc"
_LABEL_WIDTH = 9
_COUNTS = "● "
"""Stands before the word that counts, of two that contradict each other."""


class Two(Struct, frozen=True):
    """Two contacts who are perhaps one."""

    kept: Contact
    """Who stays."""
    other: Contact
    hang_on_kept: Sequence[str] = ()
    """How much there is of each, in words."""
    hang_on_other: Sequence[str] = ()
    reasons: Sequence[str] = ()
    """Why they are likely one; empty where the rep says so."""
    where: str = ""
    """Which pair of how many; empty for one alone."""


class Verdict(StrEnum):
    """What is to become of the two."""

    MERGE = "merge"
    APART = "apart"
    LATER = "later"


class MergeDraft(Struct, frozen=True):
    """A verdict on two contacts."""

    verdict: Verdict
    take: tuple[str, ...] = ()
    """The fields in which the words of the one who goes count."""


class TwoRows:
    """A row for each thing that one of the two says."""

    def __init__(self, two: Two) -> None:
        self.two = two
        self.contested = {each.field for each in contested(two.kept, two.other)}
        self.take: set[str] = set()
        said = [(name, self._said(name)) for name in (*FIELDS, "about")]
        self.rows = [(name, *both) for name, both in said if any(both)]
        hangs = (", ".join(two.hang_on_kept), ", ".join(two.hang_on_other))
        if any(hangs):
            self.rows.append(("with", *hangs))

    def _said(self, name: str) -> tuple[str, str]:
        kept, other = (str(getattr(one, name)) for one in (self.two.kept, self.two.other))
        return " ".join(kept.split()), " ".join(other.split())

    def turn(self, index: int) -> None:
        """Lets the other word count, where two contradict each other."""
        if self.rows[index][0] in self.contested:
            self.take ^= {self.rows[index][0]}

    def __len__(self) -> int:
        return len(self.rows)

    def is_heading(self, index: int) -> bool:
        """None is."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """They are read whole."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """What it is, and the words of both: what counts strong, what stands beside it dim."""
        name, kept, other = self.rows[index]
        yield column(name, _LABEL_WIDTH, "dim")
        # A blank behind each column.
        room = width - _LABEL_WIDTH - 3
        widths = (room // 2, room - room // 2)
        counts = (name not in self.take, name in self.take)
        for text, size, wins in zip((kept, other), widths, counts, strict=True):
            if name not in self.contested:
                yield column(f"  {text}" if text else "", size)
            elif wins:
                yield column(_COUNTS + text, size, "strong")
            else:
                yield column(f"  {text}", size, "dim")


class MergeBox(ModalScreen[MergeDraft | None]):
    """Gives back what is to become of the two, or nothing when no more are to be shown."""

    BINDINGS = bindings(commands.MERGE_BOX)
    DEFAULT_CSS = """
    MergeBox #merge-box { width: 100; max-width: 96%; height: auto; max-height: 90%; }
    MergeBox Rows { height: auto; margin: 1 0; }
    MergeBox #why { height: auto; }
    """

    def __init__(self, two: Two) -> None:
        super().__init__()
        self.two = two
        self.shown = TwoRows(two)

    def compose(self) -> ComposeResult:
        """Why they are likely one, both side by side, and what comes of it."""
        with Vertical(classes="box", id="merge-box") as box:
            box.border_title = ink(f"Duplicates {self.two.where}".strip() if self._why else "Merge")
            yield Static(ink(self._why or "Two contacts become one."), id="why")
            yield Rows()
            back = spoken_keys(UNDO)
            stays = f"Everything of both stays, what gives way beside. {back} makes them two."
            yield Static(ink(stays, "$foreground-muted"))

    @property
    def _why(self) -> str:
        reasons = ", ".join(self.two.reasons)
        return f"One person? {reasons[:1].upper()}{reasons[1:]}." if reasons else ""

    def on_mount(self) -> None:
        """All of it fits, save on the lowest glass."""
        rows = self.query_one(Rows)
        rows.styles.height = len(self.shown)
        rows.show(self.shown)
        rows.focus()
        self._tell()

    def on_resize(self) -> None:
        """The frame says more or less, as it has room."""
        self._tell()

    def _tell(self) -> None:
        say_at_edge(self.query_one(".box"), _KEYS, _IN_SHORT)

    def action_turn(self) -> None:
        """The word of the other counts."""
        rows = self.query_one(Rows)
        self.shown.turn(rows.cursor)
        rows.show(self.shown)

    @on(Rows.Opened)
    def merge(self) -> None:
        """They are one."""
        self.dismiss(MergeDraft(Verdict.MERGE, tuple(sorted(self.shown.take))))

    def action_apart(self) -> None:
        """They are two people."""
        self.dismiss(MergeDraft(Verdict.APART))

    def action_later(self) -> None:
        """Not decided now."""
        self.dismiss(MergeDraft(Verdict.LATER))

    def action_leave(self) -> None:
        """No more of them."""
        self.dismiss(None)
