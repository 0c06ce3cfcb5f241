"""Adding and changing a contact and what hangs on it, from whichever page it is asked for."""

from __future__ import annotations

from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import (
    Channel,
    CheckIn,
    Contact,
    ContactId,
    Interaction,
    Promise,
)
from loyaltytui.tui.dialogs.contact_forms import ChannelForm, ContactForm
from loyaltytui.tui.dialogs.interaction_form import InteractionDraft, InteractionForm
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE, open_words

_BACK = f"{spoken_keys(UNDO)} brings it back."


async def add_contact(page: Page) -> None:
    """Opens an empty form and writes the contact it holds.

    Under one uuid for all tries: what failed after all may have been written.
    """
    kept = page.in_hand("new contact")
    form = ContactForm(lambda draft: page.pen.write(page.book.add_contact, draft, kept.uuid))
    await page.ask(form, lambda draft: f"Added: {draft.name}", kept)


async def edit_contact(page: Page, contact_id: ContactId) -> None:
    """Opens the contact's form and writes what was changed."""
    contact = page.contact(contact_id)
    if contact is None:
        return

    def edit(before: Contact, draft: ContactDraft) -> None:
        page.book.edit_contact(before, draft, draft.tags)

    form = ContactForm(page.saver(edit, contact), contact, page.book.tags_of(contact_id))
    kept = page.in_hand(f"contact {contact_id}")
    await page.ask(form, lambda draft: f"Changed: {draft.name}", kept)


async def edit_channel(page: Page, channel: Channel) -> None:
    """Opens the channel's form and writes what was changed."""
    contact = page.contact(channel.contact_id)
    if contact is None:
        return
    form = ChannelForm(page.saver(page.book.edit_channel, channel), contact.name, channel)
    kept = page.in_hand(f"channel {channel.id}")
    await page.ask(form, lambda _: f"Channel of {contact.name} changed", kept)


async def edit_interaction(page: Page, interaction: Interaction) -> None:
    """Opens what was written down about an interaction, whole, and writes what was changed."""

    def edit(before: Interaction, draft: InteractionDraft) -> None:
        page.book.edit_interaction(before, draft.text, draft.happened_on, draft.medium)

    rules = page.book.rules.days
    form = InteractionForm(page.saver(edit, interaction), interaction, page.book.today, rules)
    kept = page.in_hand(f"interaction {interaction.id}")
    await page.ask(form, lambda draft: f"Changed: {draft.medium}", kept)


async def delete_row(page: Page, entry: object) -> None:
    """Takes out whatever row it is."""
    book = page.book
    if isinstance(entry, Promise):
        await page.write(f"Deleted: {open_words(entry)}. {_BACK}", book.delete_promise, entry)
    elif isinstance(entry, CheckIn):
        await page.write(f"Check-in dropped. {_BACK}", book.drop_check_in, entry)
    elif isinstance(entry, Channel):
        value = IN_CONFIDENCE if entry.is_confidential else entry.value
        said = f"Deleted: {value}. {_BACK}"
        await page.write(said, book.delete_channel, entry.id, value)
    elif isinstance(entry, Interaction):
        await page.write(f"Deleted: {entry.medium}. {_BACK}", book.delete_interaction, entry)
