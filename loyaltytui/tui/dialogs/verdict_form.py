"""Asks for the verdict on a customer who costs more than they bring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.book.errors import Refused
from loyaltytui.dealings import Judgement, VerdictDraft
from loyaltytui.tui.dialogs.form import Field, Form

_CHOICES = ", ".join(Judgement)


class VerdictForm(Form[VerdictDraft]):
    """Renew, renegotiate or let go, and why."""

    def __init__(self, save: Callable[[VerdictDraft], Awaitable[object]], account: str) -> None:
        fields = [
            Field("verdict", "Verdict", hint=_CHOICES),
            Field("reason", "Why", hint="what decides it at renewal"),
        ]
        super().__init__(f"Verdict on {account}", fields, save, is_edit=False)

    def draft(self, typed: Mapping[str, str]) -> VerdictDraft:
        """The verdict as typed."""
        words = typed["verdict"].strip().lower()
        if words not in list(Judgement):
            raise Refused(f"'{words}' is no verdict. Say {_CHOICES}.")
        return VerdictDraft(Judgement(words), typed["reason"])
