"""The keys of a contact's page about references, referrals, their account's loyalty and prospects.

What the keys write is `relation_editing`'s work.
"""

from __future__ import annotations

from textual import work

from loyaltytui.entries import Contact
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.screens.relation_editing import (
    account_of,
    add_reference,
    add_referral,
    give_verdict,
    lose_or_win_back,
    qualify,
)


class ContactRelations(PromisePage):
    """A page about one contact and how they and their account stand with the rep."""

    @property
    def shown(self) -> Contact | None:
        """The contact that is open. None: nobody."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what is an account's for whoever is at none."""
        if action in ("lose", "give_verdict"):
            return True if account_of(self.shown) is not None else None
        return super().check_action(action, parameters)

    @work
    async def action_add_reference(self) -> None:
        """Writes down how far they have come as a reference."""
        if (contact := self.shown) is not None:
            await add_reference(self, contact)

    @work
    async def action_add_referral(self) -> None:
        """Writes down whom they sent, or who sent them."""
        if (contact := self.shown) is not None:
            await add_referral(self, contact)

    @work
    async def action_add_qualifying(self) -> None:
        """Goes through the checklist."""
        if (contact := self.shown) is not None:
            await qualify(self, contact)

    @work
    async def action_lose(self) -> None:
        """Their account left, or came back."""
        if (account := account_of(self.shown)) is not None:
            await lose_or_win_back(self, account)

    @work
    async def action_give_verdict(self) -> None:
        """What is to become of their account at renewal."""
        if (account := account_of(self.shown)) is not None:
            await give_verdict(self, account)
