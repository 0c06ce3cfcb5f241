"""Adding and changing references, referrals, losses and verdicts, from a contact's page.

Their forms are those of `relation_forms`; notes, purchases and the like are `entry_editing`'s.
"""

from __future__ import annotations

from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.dealings import Departure, Reference, ReferenceDraft, Verdict
from loyaltytui.entries import Account, Contact
from loyaltytui.tui.dialogs.relation_forms import (
    LossForm,
    QualifyingForm,
    ReferenceForm,
    ReferralForm,
    ReferralTyped,
)
from loyaltytui.tui.dialogs.verdict_form import VerdictForm
from loyaltytui.tui.screens.entry_editing import said_openly
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE
from loyaltytui.tui.widgets.know_section import ReferralLine

Relation = Reference | ReferralLine | Departure | Verdict


def account_of(contact: Contact | None) -> Account | None:
    """Where they are. None: nowhere, and what is an account's can't be written down."""
    if contact is None or contact.account_id is None:
        return None
    return Account(contact.account_id, contact.account)


async def add_reference(page: PromisePage, contact: Contact) -> None:
    """Writes down how far they have come as a reference."""
    form = ReferenceForm(page.saver(page.book.state_reference, contact), contact.name)
    kept = page.in_hand(f"new reference {contact.id}")
    await page.ask(form, lambda draft: _said_reference(contact, draft), kept)


def _said_reference(contact: Contact, draft: ReferenceDraft) -> str:
    state = IN_CONFIDENCE if draft.is_confidential else draft.state
    return f"{contact.name} as a reference: {state}"


async def add_referral(page: PromisePage, contact: Contact) -> None:
    """Writes down whom they sent our way, or who sent them."""
    book = page.book

    def refer(whom: Contact, typed: ReferralTyped) -> None:
        other = book.somebody(typed.sent or typed.by)
        book.refer(*((whom, other) if typed.sent else (other, whom)))

    form = ReferralForm(page.saver(refer, contact), contact.name, book.first_named)
    kept = page.in_hand(f"new referral {contact.id}")
    await page.ask(form, lambda typed: _said_referral(contact, typed), kept)


def _said_referral(contact: Contact, typed: ReferralTyped) -> str:
    if typed.sent:
        return f"{contact.name} sent {typed.sent.lstrip('+')} our way"
    return f"{typed.by.lstrip('+')} sent {contact.name} our way"


async def lose_or_win_back(page: PromisePage, account: Account) -> None:
    """The account left; or it came back, where it is gone already."""
    book = page.book
    if book.is_lost(account.id):
        back = f"{account.name} came back. {spoken_keys(UNDO)} undoes it."
        await page.write(back, book.win_back, account)
        return
    form = LossForm(page.saver(book.lose, account), page.days, account.name)
    kept = page.in_hand(f"new loss {account.id}")
    await page.ask(form, lambda _: f"{account.name} left", kept)


async def give_verdict(page: PromisePage, account: Account) -> None:
    """Writes down what is to become of a customer at renewal."""
    form = VerdictForm(page.saver(page.book.give_verdict, account), account.name)
    kept = page.in_hand(f"new verdict {account.id}")
    await page.ask(form, lambda draft: f"{account.name}: {said_openly(draft)}", kept)


async def qualify(page: PromisePage, contact: Contact) -> None:
    """Goes through the whole checklist, and what is decided about them."""
    book = page.book
    answered, pursuit = book.qualifiers_of(contact.id), book.pursuit_of(contact.id)
    if any(page.is_kept_masked(one) for one in (*answered, pursuit)):
        return
    save = page.saver(book.size_up, contact)
    checklist = book.rules.checklist
    form = QualifyingForm(save, page.days, contact.name, checklist, answered, pursuit)
    kept = page.in_hand(f"qualifying {contact.id}")
    await page.ask(form, lambda _: f"{contact.name}: qualified", kept)


async def edit_relation(page: PromisePage, contact: Contact, entry: Relation) -> None:
    """Opens the relation's form and writes what was changed."""
    book = page.book
    if isinstance(entry, Reference):
        form = ReferenceForm(page.saver(book.edit_reference, entry), contact.name, entry)
        kept = page.in_hand(f"reference {entry.id}")
        await page.ask(form, lambda draft: _said_reference(contact, draft), kept)
    elif isinstance(entry, ReferralLine):
        await _edit_referral(page, contact, entry)
    elif isinstance(entry, Departure):
        save = page.saver(book.edit_departure, entry)
        loss_form = LossForm(save, page.days, contact.account, entry)
        kept = page.in_hand(f"loss {entry.id}")
        await page.ask(loss_form, lambda _: f"Changed: why {contact.account} left", kept)
    else:
        save_verdict = page.saver(book.edit_verdict, entry)
        verdict_form = VerdictForm(save_verdict, contact.account, entry)
        kept = page.in_hand(f"verdict on account {entry.id}")
        await page.ask(verdict_form, lambda draft: f"{contact.account}: {said_openly(draft)}", kept)


async def _edit_referral(page: PromisePage, contact: Contact, line: ReferralLine) -> None:
    book = page.book
    before = ReferralTyped(sent=line.name) if line.is_sent else ReferralTyped(by=line.name)

    def correct(old: ReferralLine, typed: ReferralTyped) -> None:
        other = book.somebody(typed.sent or typed.by)
        book.edit_referral(old.referral, *((contact, other) if typed.sent else (other, contact)))

    form = ReferralForm(page.saver(correct, line), contact.name, book.first_named, before)
    kept = page.in_hand(f"referral {line.referral.id} {contact.id}")
    is_secret = line.referral.is_confidential
    done = f"Referral of {contact.name} changed"
    await page.ask(form, lambda typed: done if is_secret else _said_referral(contact, typed), kept)


async def delete_relation(page: PromisePage, entry: Relation) -> None:
    """Takes the relation out; `u` brings it back."""
    what = {
        Reference: "reference",
        ReferralLine: "referral",
        Departure: "that they left",
        Verdict: "verdict",
    }[type(entry)]
    dealing = entry.referral if isinstance(entry, ReferralLine) else entry
    back = f"{spoken_keys(UNDO)} brings it back."
    await page.write(f"Deleted: {what}. {back}", page.book.strike_out, dealing)
