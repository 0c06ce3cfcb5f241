"""Copying a channel, and calling or writing by it. What it says is never shown along the way."""

from __future__ import annotations

from loyaltytui.commands import COPY_CHANNEL, REVEAL, spoken_keys
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


def _is_kept_masked(page: Page, channel: Channel, is_revealed: bool) -> bool:
    """Was it told in confidence, and is it still masked? Then nothing is done with it."""
    if is_revealed or not channel.is_confidential:
        return False
    said = f"Told in confidence: {spoken_keys(REVEAL)} shows it, then it can be copied or opened."
    page.notify(safe(said), markup=False)
    return True
