"""What a channel is to the desktop: the address behind it, and the program that opens it.

Nothing is opened but on a key press, by the desktop's own opener, and never through a shell.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from urllib.parse import quote

from loyaltytui.entries import Channel, ChannelKind

_PATIENCE_SECONDS = 3.0
_LONGEST = 2_000
_PHONE = re.compile(r"\+?[\d\s().\-/]*\d[\d\s().\-/]*", re.ASCII)
_EXTENSION = re.compile(r"\s*(?:;?ext[.=:]?|x)\s*(\d{1,8})\Z", re.ASCII | re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\/?#]+\.?[^\s@<>\"(),:;\\/?#]*")
_WEB = re.compile(r"(https?)://([^\s/?#@\\]+)((?:[/?#].*)?)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
_WINDOWS = ("rundll32", "url.dll,FileProtocolHandler")


class OpenerError(Exception):
    """One plain sentence about an address that could not be opened."""


def address_of(channel: Channel) -> str:
    """The `tel:`, `mailto:` or web address of a channel; empty where it makes none.

    Whatever else stands in the value is left out or quoted, so that nothing in it can become
    another address, a header of a letter, an option or a command.
    """
    value = channel.value.strip()
    if not value or len(value) > _LONGEST or not value.isprintable():
        return ""
    match channel.kind:
        case ChannelKind.PHONE:
            return _phone(value)
        case ChannelKind.EMAIL:
            value = value.removeprefix("mailto:")
            return f"mailto:{quote(value, safe='@.+-_')}" if _EMAIL.fullmatch(value) else ""
        case ChannelKind.LINK:
            return _web(value)


def _phone(value: str) -> str:
    value = value.removeprefix("tel:")
    extension = _EXTENSION.search(value)
    number = value[: extension.start()] if extension else value
    if not _PHONE.fullmatch(number.strip()):
        return ""
    digits = re.sub(r"[^+\d]", "", re.sub(r"\(0\)", "", number), flags=re.ASCII)
    if len(digits) < 3:
        return ""
    return f"tel:{digits};ext={extension[1]}" if extension else f"tel:{digits}"


def _web(value: str) -> str:
    if _BARE.fullmatch(value):
        value = f"https://{value}"
    found = _WEB.fullmatch(value)
    if found is None:
        return ""
    scheme, host, rest = found.groups()
    path = quote(rest, safe="/?#&=%:@+,;~!*-._()")
    return f"{scheme.lower()}://{quote(host, safe=':.-_[]%')}{path}"


def opener_words() -> list[str]:
    """The program of this desktop that opens addresses."""
    if sys.platform == "win32":
        return list(_WINDOWS)
    name = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(name)
    if found is None:
        raise OpenerError(f"There is no {name} here to open it with.")
    return [found]


async def open_address(address: str) -> None:
    """Hands an address to the desktop; raises an `OpenerError` when that says it can't."""
    words = opener_words()
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *words, address, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise OpenerError(f"{words[0]} can't be used: {error.strerror}.") from error
    try:
        code = await asyncio.wait_for(process.wait(), _PATIENCE_SECONDS)
    except TimeoutError:
        # It stays open as long as what it opened, which is fine.
        return
    if code:
        raise OpenerError("The desktop has no program that opens it.")
