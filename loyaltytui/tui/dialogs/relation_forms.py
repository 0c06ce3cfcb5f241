"""Forms for references and referrals, for an account that left, and for the whole checklist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct

from loyaltytui.book.errors import Refused
from loyaltytui.dealings import (
    Answer,
    Course,
    Departure,
    DepartureDraft,
    Pursuit,
    Qualifier,
    Reference,
    ReferenceDraft,
    ReferenceState,
)
from loyaltytui.drafts import QualifierDraft, QualifyingDraft
from loyaltytui.tui.dialogs.answers import YES_OR_NO, chosen, is_yes, said_yes
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.dialogs.form import Field, Form
from loyaltytui.tui.dialogs.note_forms import read_pursuit

_STATES = ", ".join(ReferenceState)
_ANSWERS = "yes, no or unknown"


class ReferenceForm(Form[ReferenceDraft]):
    """How far somebody has come as a reference, and what they said."""

    def __init__(
        self,
        save: Callable[[ReferenceDraft], Awaitable[object]],
        contact: str,
        before: Reference | None = None,
    ) -> None:
        fields = [
            Field("state", "Reference", str(before.state) if before else "", _STATES),
            Field("text", "Words", before.text if before else "", "for the Vale tender"),
            Field("secret", "In confidence", said_yes(before), YES_OR_NO),
        ]
        super().__init__(f"{contact} as a reference", fields, save, is_edit=before is not None)

    def draft(self, typed: Mapping[str, str]) -> ReferenceDraft:
        """The step as typed."""
        state = chosen(ReferenceState, typed["state"], _STATES)
        return ReferenceDraft(state, typed["text"], is_yes(typed["secret"]))


class ReferralTyped(Struct, frozen=True):
    """Who sent whom, as typed; one of the two is the contact whose page is open."""

    sent: str = ""
    by: str = ""


class ReferralForm(Form[ReferralTyped]):
    """Whom they sent our way, or who sent them. Names are completed from the book."""

    def __init__(
        self,
        save: Callable[[ReferralTyped], Awaitable[object]],
        contact: str,
        complete: Callable[[str], str],
        before: ReferralTyped | None = None,
    ) -> None:
        known = before or ReferralTyped()
        fields = [
            Field("sent", "They sent", known.sent, "Kim Ode @ Vale; +Kim Ode is new", complete),
            Field("by", "Or sent by", known.by, "who told them about you", complete),
        ]
        super().__init__(f"Referral: {contact}", fields, save, is_edit=before is not None)

    def draft(self, typed: Mapping[str, str]) -> ReferralTyped:
        """The names as typed: one of them."""
        sent, by = typed["sent"].strip(), typed["by"].strip()
        if not sent and not by:
            raise Refused("Say whom they sent, or who sent them.")
        if sent and by:
            raise Refused("One at a time: say whom they sent, or who sent them.")
        return ReferralTyped(sent, by)


class LossForm(Form[DepartureDraft]):
    """Why an account left, and when to look again."""

    def __init__(
        self,
        save: Callable[[DepartureDraft], Awaitable[object]],
        days: DayReader,
        account: str,
        before: Departure | None = None,
    ) -> None:
        self.days = days
        self.before = before
        again = days.say(before.look_again_on) if before else ""
        fields = [
            Field("why", "Why", before.why if before else "", "price; their own team builds it"),
            Field("again", "Look again on", again, EXAMPLES),
            Field("secret", "In confidence", said_yes(before), YES_OR_NO),
        ]
        super().__init__(f"{account} left", fields, save, is_edit=before is not None)

    def draft(self, typed: Mapping[str, str]) -> DepartureDraft:
        """The loss as typed; a day left as it was said stays that very day."""
        again, is_secret = typed["again"], is_yes(typed["secret"])
        if self.before is not None and again == self.days.say(self.before.look_again_on):
            return DepartureDraft(typed["why"], self.before.look_again_on, is_secret)
        return DepartureDraft(typed["why"], self.days.read_optional(again), is_secret)


class QualifyingForm(Form[QualifyingDraft]):
    """Every line of the checklist, then what the rep decides."""

    def __init__(
        self,
        save: Callable[[QualifyingDraft], Awaitable[object]],
        days: DayReader,
        contact: str,
        checklist: Sequence[str],
        answered: Sequence[Qualifier],
        pursuit: Pursuit | None,
    ) -> None:
        self.days = days
        self.checklist = checklist
        self.known = {one.criterion: str(one.answer) for one in answered}
        self.was_secret = said_yes(pursuit)
        until = days.say(pursuit.until_on) if pursuit else ""
        self.decided = {
            "verdict": str(pursuit.verdict) if pursuit else "",
            "until": until,
            "reason": pursuit.reason if pursuit else "",
        }
        fields = [
            *(
                Field(f"line-{at}", line.capitalize(), self.known.get(line, ""), _ANSWERS)
                for at, line in enumerate(checklist)
            ),
            Field("verdict", "Verdict", self.decided["verdict"], "pursue, park or drop"),
            Field("until", "Parked until", until, EXAMPLES),
            Field("reason", "Why", self.decided["reason"], "no budget before May"),
        ]
        super().__init__(f"Qualifying {contact}", fields, save, is_edit=True)

    def draft(self, typed: Mapping[str, str]) -> QualifyingDraft:
        """The answers that are new, and the verdict if it is a new one."""
        answers = [
            QualifierDraft(line, chosen(Answer, said, _ANSWERS))
            for at, line in enumerate(self.checklist)
            if (said := typed[f"line-{at}"].strip().lower()) and said != self.known.get(line)
        ]
        decided = {name: typed[name].strip() for name in self.decided}
        if decided == self.decided or not any(decided.values()):
            return QualifyingDraft(tuple(answers))
        if not decided["verdict"]:
            raise Refused(f"Say which verdict: {', '.join(Course)}.")
        decided["secret"] = self.was_secret
        return QualifyingDraft(tuple(answers), read_pursuit(decided, self.days))
