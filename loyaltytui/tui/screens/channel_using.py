"""Copying a channel, and calling or writing by it. What it says is never shown along the way."""

from __future__ import annotations

from loyaltytui.commands import ADD_CHANNEL, COPY_CHANNEL, OPEN_CHANNEL, REVEAL, spoken_keys
from loyaltytui.entries import Channel, ChannelKind
from loyaltytui.plain import clean, safe
from loyaltytui.tui.opener import OpenerError, address_of, open_address
from loyaltytui.tui.screens.page import Page

_DEEDS = {
    ChannelKind.PHONE: "Calling",
    ChannelKind.EMAIL: "Writing to",
    ChannelKind.LINK: "Opening",
}


def copy_channel(page: Page, channel: Channel, *, is_revealed: bool) -> None:
    """Puts the channel on the clipboard, by way of the terminal, and says so."""
    if _is_kept_masked(page, channel, is_revealed):
        return
    page.app.copy_to_clipboard(clean(channel.value).replace("\n", " "))
    said = f"The {channel.kind} was handed to the terminal for its clipboard."
    page.notify(safe(said), markup=False)


async def open_channel(page: Page, channel: Channel, *, is_revealed: bool) -> None:
    """Has the desktop call, mail or open it, and says so or why not."""
    if _is_kept_masked(page, channel, is_revealed):
        return
    copies = f"{spoken_keys(COPY_CHANNEL)} copies it."
    if not (address := address_of(channel)):
        said = f"That {channel.kind} is none that a desktop could open. {copies}"
        page.notify(safe(said), severity="warning", markup=False)
        return
    try:
        await open_address(address)
    except OpenerError as error:
        page.notify(safe(f"{error} {copies}"), severity="warning", markup=False)
        return
    words = "it" if channel.is_confidential else channel.value
    page.notify(safe(f"{_DEEDS[channel.kind]} {words}"), markup=False)


async def use_one_of_theirs(page: Page, *, copies: bool) -> None:
    """Copies a channel of whoever the page highlights, or calls by it; asks which of several."""
    who = page.highlighted_id
    contact = page.contact(who) if who is not None else None
    if contact is None:
        return
    channels = page.book.channels_of(contact.id)
    channel = channels[0] if len(channels) == 1 else None
    if len(channels) > 1:
        # Loaded only here: the first frame need not wait for it.
        from loyaltytui.tui.dialogs.channel_box import ChannelBox

        verb = COPY_CHANNEL.label if copies else OPEN_CHANNEL.label
        channel = await page.app.push_screen_wait(ChannelBox(verb, contact.name, channels))
    if channel is not None:
        if copies:
            copy_channel(page, channel, is_revealed=False)
        else:
            await open_channel(page, channel, is_revealed=False)
    elif not channels:
        said = (
            f"{contact.name} has no channel yet. {spoken_keys(ADD_CHANNEL)} on their page adds one."
        )
        page.notify(safe(said), markup=False)


def _is_kept_masked(page: Page, channel: Channel, is_revealed: bool) -> bool:
    """Was it told in confidence, and is it still masked? Then nothing is done with it."""
    if is_revealed or not channel.is_confidential:
        return False
    said = (
        f"Told in confidence: {spoken_keys(REVEAL)} on their page shows it, "
        "then it can be copied or opened."
    )
    page.notify(safe(said), markup=False)
    return True
