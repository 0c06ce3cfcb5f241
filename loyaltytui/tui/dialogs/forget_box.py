"""Asks before somebody is erased for good: it tells what goes, and wants the whole name.

What is erased, and how, lives in `book/forgetting`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from loyaltytui.book.errors import Refused
from loyaltytui.plain import fold
from loyaltytui.tui.dialogs.form import Field, Form, Sheet
from loyaltytui.tui.widgets.ink import ink

_YES, _NO = "yes", "no"


class ForgetDraft(Struct, frozen=True):
    """Somebody is to be erased, by somebody who typed their name."""

    name: str
    with_backups: bool


class ForgetBox(Form[ForgetDraft]):
    """Closes once they are forgotten; no single key does it."""

    DEFAULT_CSS = """
    ForgetBox #what { height: auto; padding: 0 0 1 0; }
    """

    def __init__(
        self,
        save: Callable[[ForgetDraft], Awaitable[object]],
        name: str,
        lines: Sequence[str],
        backups: int,
    ) -> None:
        """`lines`: what goes and what stays. `backups`: so many hold them."""
        fields = [Field("name", "The whole name", hint="typed out, to be sure")]
        if backups:
            fields.append(Field("backups", f"Backups too ({backups})", _NO, f"{_YES} or {_NO}"))
        super().__init__(f"Forget {name}", fields, save, is_edit=False)
        self.whom = name
        self.lines = lines

    def on_mount(self) -> None:
        """What it is about stands above what is asked."""
        what = Static(Content("\n").join(ink(line) for line in self.lines), id="what")
        self.query_one(Sheet).mount(what, before=0)

    def _tell(self) -> None:
        """Nothing is saved here."""
        self.query_one(Sheet).border_subtitle = ink("enter forgets them · esc leave")

    def draft(self, typed: Mapping[str, str]) -> ForgetDraft:
        """Raises `Refused` for anything but their name."""
        if fold(typed["name"]) != fold(self.whom):
            raise Refused("That is not the whole name. Nobody was forgotten.")
        also = typed.get("backups", _NO).strip().casefold()
        if also not in (_YES, _NO):
            raise Refused(f"Say {_YES} or {_NO}: are the backups that hold them to go too?")
        return ForgetDraft(self.whom, also == _YES)
