"""Forms for what is planned: a promise of either side, a check-in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.drafts import CheckInDraft, PromiseDraft
from loyaltytui.entries import CheckIn, Promise, Side
from loyaltytui.tui.dialogs.answers import YES_OR_NO, is_yes, said_yes
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.dialogs.form import Field, Form


class PromiseForm(Form[PromiseDraft]):
    """A promise, or what they owe."""

    def __init__(
        self,
        save: Callable[[PromiseDraft], Awaitable[object]],
        days: DayReader,
        contact: str,
        side: Side,
        promise: Promise | None = None,
    ) -> None:
        self.days = days
        self.side = side
        what = "Promise to" if side is Side.MINE else "Owed by"
        super().__init__(
            f"{what} {contact}",
            [
                Field("text", "What", promise.text if promise else "", "send the quote"),
                Field("due", "By", days.say(promise.due_on) if promise else "", EXAMPLES),
                Field("via", "Via", promise.via if promise else "", "a colleague who does it"),
                Field("secret", "In confidence", said_yes(promise), YES_OR_NO),
            ],
            save,
            is_edit=promise is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> PromiseDraft:
        """The promise as typed."""
        return PromiseDraft(
            side=self.side,
            text=typed["text"],
            due_on=self.days.read_optional(typed["due"]),
            via=typed["via"],
            is_confidential=is_yes(typed["secret"]),
        )


class CheckInForm(Form[CheckInDraft]):
    """When to be in touch next, and why."""

    def __init__(
        self,
        save: Callable[[CheckInDraft], Awaitable[object]],
        days: DayReader,
        contact: str,
        check_in: CheckIn | None = None,
    ) -> None:
        self.days = days
        super().__init__(
            f"Check-in with {contact}",
            [
                Field("due", "On", days.say(check_in.due_on) if check_in else "", EXAMPLES),
                Field(
                    "reason", "Why", check_in.reason if check_in else "", "after their board met"
                ),
                Field("secret", "In confidence", said_yes(check_in), YES_OR_NO),
            ],
            save,
            is_edit=check_in is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> CheckInDraft:
        """The check-in as typed."""
        is_secret = is_yes(typed["secret"])
        return CheckInDraft(self.days.read(typed["due"]), typed["reason"], is_secret)
