"""Asks for the verdict on a customer who costs more than they bring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.book.errors import Refused
from loyaltytui.dealings import Judgement, Verdict, VerdictDraft
from loyaltytui.tui.dialogs.answers import YES_OR_NO, is_yes, said_yes
from loyaltytui.tui.dialogs.form import Field, Form

_CHOICES = ", ".join(Judgement)


class VerdictForm(Form[VerdictDraft]):
    """Renew, renegotiate or let go, and why."""

    def __init__(
        self,
        save: Callable[[VerdictDraft], Awaitable[object]],
        account: str,
        before: Verdict | None = None,
    ) -> None:
        fields = [
            Field("verdict", "Verdict", str(before.verdict) if before else "", _CHOICES),
            Field("reason", "Why", before.reason if before else "", "what decides it at renewal"),
            Field("secret", "In confidence", said_yes(before), YES_OR_NO),
        ]
        super().__init__(f"Verdict on {account}", fields, save, is_edit=before is not None)

    def draft(self, typed: Mapping[str, str]) -> VerdictDraft:
        """The verdict as typed."""
        words = typed["verdict"].strip().lower()
        if words not in list(Judgement):
            raise Refused(f"'{words}' is no verdict. Say {_CHOICES}.")
        return VerdictDraft(Judgement(words), typed["reason"], is_yes(typed["secret"]))
