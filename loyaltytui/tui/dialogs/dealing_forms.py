"""Forms for what an account bought and for what went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.book.errors import Refused
from loyaltytui.dealings import Fault, Problem, ProblemDraft, Purchase, PurchaseDraft
from loyaltytui.money.currencies import USUAL_CURRENCY, AmountRefused
from loyaltytui.money.reading import read_amount
from loyaltytui.money.say import say_money
from loyaltytui.tui.dialogs.answers import YES_OR_NO, chosen, is_yes, said_yes
from loyaltytui.tui.dialogs.form import Field, Form
from loyaltytui.tui.dialogs.past_days import PAST_EXAMPLES, PastDays

_FAULTS = "ours, colleague or theirs"


class PurchaseForm(Form[PurchaseDraft]):
    """A purchase, its delivery, and what they said of its value."""

    def __init__(
        self,
        save: Callable[[PurchaseDraft], Awaitable[object]],
        days: PastDays,
        buyer: str,
        purchase: Purchase | None = None,
        currency: str = USUAL_CURRENCY,
    ) -> None:
        """`currency`: what an amount without one is in."""
        self.days = days
        self.before = purchase
        self.currency = purchase.currency if purchase else currency
        known = purchase
        amount = say_money(known.amount_minor, known.currency) if known else ""
        super().__init__(
            f"Purchase of {buyer}",
            [
                Field("amount", "Amount", amount, f"12,500 {self.currency}"),
                Field("what", "What", known.what if known else "", "pump skid"),
                Field(
                    "bought", "Bought", days.say(known.bought_on if known else None), PAST_EXAMPLES
                ),
                Field(
                    "delivered", "Delivered", days.say(known.delivered_on if known else None), "day"
                ),
                Field(
                    "confirmed",
                    "Value confirmed",
                    days.say(known.confirmed_on if known else None),
                    "the day they said they got the value",
                ),
                Field(
                    "words",
                    "In their words",
                    known.confirmed_words if known else "",
                    "not one stop since",
                ),
                Field("secret", "In confidence", said_yes(known), YES_OR_NO),
            ],
            save,
            is_edit=known is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> PurchaseDraft:
        """The purchase as typed; an amount that can be read two ways is refused."""
        before = self.before
        try:
            amount = read_amount(typed["amount"], self.currency)
        except AmountRefused as error:
            raise Refused(str(error)) from None
        what = " ".join(f"{amount.rest} {typed['what']}".split())
        words = typed["words"].strip()
        confirmed_on = self.days.read(typed["confirmed"], before.confirmed_on if before else None)
        if words and confirmed_on is None:
            # Their words are the confirmation: whoever types them need not type the day too.
            confirmed_on = self.days.today
        return PurchaseDraft(
            what=what,
            amount_minor=amount.minor,
            currency=amount.currency,
            bought_on=self.days.read(typed["bought"], before.bought_on if before else None),
            delivered_on=self.days.read(
                typed["delivered"], before.delivered_on if before else None
            ),
            confirmed_on=confirmed_on,
            confirmed_words=words,
            is_confidential=is_yes(typed["secret"]),
        )


class ProblemForm(Form[ProblemDraft]):
    """A problem, and what was done about it."""

    def __init__(
        self,
        save: Callable[[ProblemDraft], Awaitable[object]],
        days: PastDays,
        contact: str,
        problem: Problem | None = None,
    ) -> None:
        self.days = days
        self.before = known = problem
        super().__init__(
            f"Problem of {contact}",
            [
                Field("text", "What went wrong", known.text if known else "", "the pump is loud"),
                Field("fault", "Whose fault", str(known.fault) if known else "ours", _FAULTS),
                Field(
                    "raised", "Raised", days.say(known.raised_on if known else None), PAST_EXAMPLES
                ),
                Field(
                    "sorry", "Apologised", days.say(known.apologised_on if known else None), "day"
                ),
                Field("fixed", "Fixed", days.say(known.fixed_on if known else None), "day"),
                Field("good", "Made good", days.say(known.made_good_on if known else None), "day"),
                Field("how", "How", known.made_good if known else "", "a free service"),
                Field("secret", "In confidence", said_yes(known), YES_OR_NO),
            ],
            save,
            is_edit=known is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> ProblemDraft:
        """The problem as typed."""
        if not typed["text"].strip():
            raise Refused("A problem needs words: what went wrong?")
        before = self.before
        how = typed["how"].strip()
        good_on = self.days.read(typed["good"], before.made_good_on if before else None)
        return ProblemDraft(
            text=typed["text"],
            fault=chosen(Fault, typed["fault"].strip() or str(Fault.OURS), _FAULTS),
            raised_on=self.days.read(typed["raised"], before.raised_on if before else None),
            apologised_on=self.days.read(typed["sorry"], before.apologised_on if before else None),
            fixed_on=self.days.read(typed["fixed"], before.fixed_on if before else None),
            made_good_on=self.days.today if how and good_on is None else good_on,
            made_good=how,
            is_confidential=is_yes(typed["secret"]),
        )
