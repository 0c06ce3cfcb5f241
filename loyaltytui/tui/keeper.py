"""Keeps on disk what is being typed: in one thread, so that no letter waits for a slow disk.

What is kept, and when, is each box's own; where it lies lives in `book.unsaved`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

Put = Callable[[], None]
"""Returns when it is on disk; raises an `OSError` when it can't be."""

_THREAD = ThreadPoolExecutor(1, thread_name_prefix="keeper")
"""One for all boxes: nothing older ever comes behind what is newer. It ends with the process."""


def keep_now(put: Put) -> str:
    """Waits for it, and for all that was begun before it; says why it can't be, or nothing."""
    return _THREAD.submit(_kept, put).result()


async def keep_beside(put: Put) -> str:
    """The same, while the keys are listened to.

    Once begun it is done, whether or not anybody still waits.
    """
    return await asyncio.shield(asyncio.wrap_future(_THREAD.submit(_kept, put)))


def _kept(put: Put) -> str:
    try:
        put()
    except OSError as error:
        return f"What you type can't be kept on disk for now: {error.strerror}."
    return ""
