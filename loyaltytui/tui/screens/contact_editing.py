"""Adding and changing a contact and what hangs on it, from whichever page it is asked for."""

from __future__ import annotations

from loyaltytui.book.contact_pages import Moment
from loyaltytui.book.errors import NotFound
from loyaltytui.commands import UNDO, spoken_keys
from loyaltytui.entries import Channel, CheckIn, ContactId, InteractionId, Promise
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.contact_forms import ChannelForm, ContactForm
from loyaltytui.tui.dialogs.interaction_form import InteractionForm
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE, open_words

_BACK = f"{spoken_keys(UNDO)} brings it back."


async def add_contact(page: Page) -> None:
    """Opens an empty form and writes the contact it gives back."""
    draft = await page.app.push_screen_wait(ContactForm())
    if draft is not None:
        await page.write(f"Added: {draft.name}", page.book.add_contact, draft)


async def edit_contact(page: Page, contact_id: ContactId) -> None:
    """Opens the contact's form and writes what was changed."""
    contact = page.contact(contact_id)
    if contact is None:
        return
    tags = page.book.tags_of(contact_id)
    draft = await page.app.push_screen_wait(ContactForm(contact, tags))
    if draft is not None:
        said = f"Changed: {draft.name}"
        await page.write(said, page.book.edit_contact, contact, draft, draft.tags)


async def edit_channel(page: Page, channel: Channel) -> None:
    """Opens the channel's form and writes what was changed."""
    contact = page.contact(channel.contact_id)
    if contact is None:
        return
    draft = await page.app.push_screen_wait(ChannelForm(contact.name, channel))
    if draft is not None:
        await page.write(f"Changed: {draft.value}", page.book.edit_channel, channel, draft)


async def edit_interaction(page: Page, interaction_id: InteractionId) -> None:
    """Opens what was written down about an interaction, whole, and writes what was changed."""
    try:
        interaction = page.book.interaction(interaction_id)
    except NotFound as error:
        page.notify(safe(str(error)), severity="warning", markup=False)
        return
    form = InteractionForm(interaction, page.book.today, page.book.rules.days)
    changed = await page.app.push_screen_wait(form)
    if changed is not None:
        await page.write(
            f"Changed: {changed.medium} of {changed.happened_on}",
            page.book.edit_interaction,
            interaction,
            changed.text,
            changed.happened_on,
            changed.medium,
        )


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
        await page.write(said, book.delete_channel, entry.id, entry.value)
    elif isinstance(entry, Moment):
        try:
            interaction = book.interaction(InteractionId(entry.row_id))
        except NotFound as error:
            page.notify(safe(str(error)), severity="warning", markup=False)
            return
        await page.write(f"Deleted: {entry.what}. {_BACK}", book.delete_interaction, interaction)
