"""Keeps on disk what is being typed: in one thread, so that no letter waits for a slow disk.

What is kept, and when, is each box's own; where it lies lives in `book.unsaved`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

Keep = Callable[[], str]
"""Returns when it is on disk; says why it can't be, or nothing."""

_THREAD = ThreadPoolExecutor(1, thread_name_prefix="keeper")
"""One for all boxes: nothing older ever comes behind what is newer. It ends with the process."""


def keep_now(keep: Keep) -> str:
    """Waits until it is done, and all that was begun before it."""
    return _THREAD.submit(keep).result()


async def keep_beside(keep: Keep) -> str:
    """Goes on listening meanwhile. Once begun it is done, whether or not anybody still waits."""
    return await asyncio.shield(asyncio.wrap_future(_THREAD.submit(keep)))
