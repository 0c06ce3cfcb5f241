"""Verbs for purchases: bought, delivered, confirmed. What they mean lives in `loyalty/`."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from loyaltytui.book.checkins import CheckIns
from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_purchase
from loyaltytui.book.entry_writing import EntryWriting, shortened
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.dealings import Purchase, PurchaseDraft, PurchaseId
from loyaltytui.entries import Account, AccountId, Contact, ContactId, InteractionId
from loyaltytui.loyalty.aftersale import proposal, reasons
from loyaltytui.loyalty.disorder import disorder_of_purchase
from loyaltytui.money.currencies import CURRENCIES
from loyaltytui.money.say import say_money
from loyaltytui.plain import clean


class Purchases(CheckIns, EntryWriting):
    """The verbs about what accounts bought. Each ends or opens the check-ins that follow."""

    def buy(self, by: Contact | Account, draft: PurchaseDraft) -> PurchaseId:
        """Writes down a purchase of an account, agreed with a contact or with nobody in particular.

        A contact at no account can't buy: a purchase belongs to an account.
        """
        _as_written(draft, self.today)
        account_id = by.account_id if isinstance(by, Contact) else by.id
        with self.act(self._bought(draft, by.name)):
            contact_id = by.id if isinstance(by, Contact) else None
            return self._insert_purchase(
                self._buying_account(account_id, by.name), contact_id, None, self.today, draft
            )

    def deliver(self, purchase: Purchase, on: dt.date) -> None:
        """It has arrived."""
        if purchase.is_delivered:
            raise Refused(f"{_named(purchase)} was delivered on {purchase.delivered_on} already.")
        with self.act(f"deliver {_named(purchase)} ({self._account_name(purchase.account_id)})"):
            self._change_purchase(purchase, delivered_on=on)

    def confirm(self, purchase: Purchase, on: dt.date, words: str) -> None:
        """They said that they got the value, in their words."""
        if purchase.is_confirmed:
            raise Refused(f"{_named(purchase)} was confirmed on {purchase.confirmed_on} already.")
        with self.act(f"confirm {_named(purchase)} ({self._account_name(purchase.account_id)})"):
            self._change_purchase(purchase, confirmed_on=on, confirmed_words=clean(words).strip())

    def edit_purchase(self, before: Purchase, draft: PurchaseDraft) -> None:
        """Corrects a purchase; one changed meanwhile is a `Conflict`."""
        with self.act(f"edit {_named(before)} ({self._account_name(before.account_id)})"):
            self._change_purchase(before, **_as_written(draft, before.bought_on))

    def delete_purchase(self, purchase: Purchase) -> None:
        """Takes out a purchase that was none. `u` brings it back."""
        with self.act(f"delete {_named(purchase)} ({self._account_name(purchase.account_id)})"):
            self._strike("purchase", purchase, f"The purchase {_named(purchase)}")
            self._end_questions(purchase)

    def purchases_of(self, contact: Contact) -> list[Purchase]:
        """What their account bought, and what was agreed with them elsewhere, newest first."""
        rows = self.rows(
            f"select {PURCHASE_COLUMNS} from purchase where account_id = ?1 union select "
            f"{PURCHASE_COLUMNS} from purchase where contact_id = ?2 order by 7 desc, 1 desc",
            (contact.account_id, contact.id),
        )
        return [read_purchase(row) for row in rows]

    def purchase_by_id(self, purchase_id: PurchaseId) -> Purchase:
        """One purchase; raises `NotFound`."""
        rows = self.rows(f"select {PURCHASE_COLUMNS} from purchase where id = ?", (purchase_id,))
        if not rows:
            raise NotFound("That purchase is not in the book any more.")
        return read_purchase(rows[0])

    def _bought(self, draft: PurchaseDraft, whom: str) -> str:
        what = shortened(draft.what, is_confidential=draft.is_confidential)
        amount = "" if draft.is_confidential else _amount(draft)
        return f"buy {what}{amount} ({whom})"

    def _insert_purchase(
        self,
        account_id: AccountId,
        contact_id: ContactId | None,
        interaction_id: InteractionId | None,
        bought_on: dt.date,
        draft: PurchaseDraft,
    ) -> PurchaseId:
        written = _as_written(draft, bought_on)
        self._refuse_disorder(written)
        purchase_id = PurchaseId(
            self._put(
                "purchase",
                account_id=account_id,
                contact_id=contact_id,
                interaction_id=interaction_id,
                **written,
            )
        )
        self._ask_about(self.purchase_by_id(purchase_id))
        return purchase_id

    def _change_purchase(self, before: Purchase, **changes: object) -> None:
        self._refuse_disorder({name: getattr(before, name) for name in _DAYS} | changes)
        if all(value == getattr(before, name) for name, value in changes.items()):
            return
        self._rewrite("purchase", before, f"The purchase {_named(before)}", **changes)
        self._end_questions(before)
        self._ask_about(self.purchase_by_id(before.id))

    def _ask_about(self, purchase: Purchase) -> None:
        """Opens the check-in that comes next after a sale, with whom it was agreed."""
        opening = proposal(purchase, purchase.bought_on, self.today, self.rules)
        whom = self._whom_to_ask(purchase)
        if opening is not None and whom is not None:
            self._open_check_in(whom, opening)

    def _whom_to_ask(self, purchase: Purchase) -> ContactId | None:
        still_there = self.rows(
            "select id from contact where id = ? and account_id = ?",
            (purchase.contact_id, purchase.account_id),
        )
        if still_there:
            return ContactId(still_there[0][0])
        return self._best_known(purchase.account_id)

    def _end_questions(self, purchase: Purchase) -> None:
        self.write(
            f"update check_in set is_open = 0, ended_on = ?, rev = {THIS_ACTION} where is_open = 1 "
            "and purpose in ('delivery', 'value') and reason in (?, ?) and (contact_id = ? "
            "or contact_id in (select id from contact where account_id = ?))",
            (
                self.today.isoformat(),
                *reasons(purchase.what, is_confidential=purchase.is_confidential),
                purchase.contact_id,
                purchase.account_id,
            ),
        )

    def _buying_account(self, account_id: AccountId | None, name: str) -> AccountId:
        if account_id is None:
            raise Refused(
                f"{name} is at no account, and a purchase belongs to one. "
                "Say first where they work."
            )
        return account_id

    def _refuse_disorder(self, written: dict[str, object]) -> None:
        days = {name: day for name in _DAYS if isinstance(day := written.get(name), dt.date)}
        for day in days.values():
            self._refuse_future(day)
        sentence = disorder_of_purchase(
            days["bought_on"], days.get("delivered_on"), days.get("confirmed_on")
        )
        if sentence:
            raise Refused(sentence)


_DAYS = ("bought_on", "delivered_on", "confirmed_on")


def _named(purchase: Purchase) -> str:
    if not purchase.what and not purchase.is_confidential:
        return f"the purchase of {purchase.bought_on}"
    return shortened(purchase.what, is_confidential=purchase.is_confidential)


def _amount(draft: PurchaseDraft) -> str:
    return f" for {say_money(draft.amount_minor, draft.currency)}"


def _as_written(draft: PurchaseDraft, bought_on: dt.date) -> dict[str, object]:
    """The columns a draft fills; an amount that is none is `Refused`."""
    if draft.amount_minor < 0:
        raise Refused("An amount can't be negative. Write what was paid.")
    if draft.currency not in CURRENCIES:
        raise Refused(f"{draft.currency} is no currency known here. Say EUR or USD, for instance.")
    draft = replace(draft, bought_on=draft.bought_on or bought_on)
    return {
        "what": " ".join(clean(draft.what).split()),
        "amount_minor": draft.amount_minor,
        "currency": draft.currency,
        **{name: getattr(draft, name) for name in _DAYS},
        "confirmed_words": clean(draft.confirmed_words).strip(),
        "is_confidential": draft.is_confidential,
    }
