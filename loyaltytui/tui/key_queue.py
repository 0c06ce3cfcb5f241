"""Keys typed ahead, and what is pasted behind them, wait until the key before has done its work.

A key may open a box. What is typed fast behind it is meant for the box: handed on at once it
would act on the page beneath, letter by letter, or be lost there. Letters that come faster than a
line can take them are handed to it together, so that thousands cost it little more than one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_TURNS = 3
"""Of the loop, in which what an action has started comes to open its box."""
_MOST_WITHOUT_TURN = 512
"""Keys that are put into the row before the loop hears anything else."""
_MOST_WAITS = 100
_WAIT_SECONDS = 0.01
_REST_SECONDS = 1.0
_LONGEST_WITHOUT_REST = 60.0
_LONGEST_WITHOUT_ANSWER = 1.0


Typed = events.Key | events.Paste


class KeyQueue:
    """Hands keys and pastes to an app, in their order."""

    def __init__(
        self,
        app: App[Any],
        hand_on: Callable[[Typed], Awaitable[None]],
        is_turning: Callable[[], bool],
    ) -> None:
        """`is_turning`: is a page being made that a key has turned to?"""
        self.is_turning = is_turning
        self.app = app
        self.hand_on = hand_on
        self.waiting: deque[Typed | asyncio.Event] = deque()
        """In their order; and between them, whoever is to know that those before are done."""
        self.is_busy = False
        self._follow: asyncio.Task[None] | None = None
        self.typed_at = 0.0
        """When the last key came, as the loop counts its seconds. 0: none yet."""

    async def settled(self) -> None:
        """Returns when all that was typed so far has done its work.

        Whoever types on and on is to see it all the same: that is waited for no longer.
        """
        if self._follow is not None:
            await asyncio.wait((self._follow,), timeout=_LONGEST_WITHOUT_ANSWER)

    async def caught_up(self) -> None:
        """Returns when all that has come so far was taken, and is done but for the last of it.

        Whatever takes longer is waited for no more than a while.
        """
        await self._answered(self.app)
        if self.is_busy:
            seen_to = asyncio.Event()
            self.waiting.append(seen_to)
            with suppress(TimeoutError):
                await asyncio.wait_for(seen_to.wait(), _LONGEST_WITHOUT_ANSWER)

    async def rest(self) -> None:
        """Returns when nobody has typed for a while; for ever is nobody waited for."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + _LONGEST_WITHOUT_REST
        # The first keys come soon after the start.
        self.typed_at = self.typed_at or loop.time()
        await asyncio.sleep(_WAIT_SECONDS)
        while (now := loop.time()) < min(self.typed_at + _REST_SECONDS, latest):
            await asyncio.sleep(self.typed_at + _REST_SECONDS - now)

    async def take(self, key: Typed) -> None:
        """Hands it on now, or when those before it are done."""
        self.typed_at = asyncio.get_running_loop().time()
        if self.is_busy:
            self.waiting.append(key)
            if len(self.waiting) % _MOST_WITHOUT_TURN == 0:
                # Textual answers all that has come before it lets the loop turn.
                await asyncio.sleep(0)
        elif isinstance(key, events.Paste) or self._letter(key):
            typed_on = self.app.focused
            if typed_on is None or not typed_on.message_queue_size:
                await self.hand_on(key)
            else:
                self.waiting.append(key)
                self._begin()
        else:
            self.is_busy = True
            await self.hand_on(key)
            self._begin()

    def _begin(self) -> None:
        self.is_busy = True
        self._follow = asyncio.create_task(self._settle_and_go_on())

    def _letter(self, key: Typed | asyncio.Event) -> str:
        """What whoever has the focus writes down for it; nothing: it means something else."""
        typed_on = self.app.focused
        if not isinstance(key, events.Key) or typed_on is None or not key.is_printable:
            return ""
        is_taken = typed_on.check_consume_key(key.key, key.character)
        return key.character or "" if is_taken else ""

    def _next(self) -> Typed | asyncio.Event:
        """The next key; or all letters that come next, where they are taken at once."""
        key = self.waiting.popleft()
        if not getattr(self.app.focused, "takes_many", False) or not (letter := self._letter(key)):
            return key
        letters = [letter]
        while self.waiting and (letter := self._letter(self.waiting[0])):
            letters.append(letter)
            self.waiting.popleft()
        return key if len(letters) == 1 else events.Paste("".join(letters))

    async def _settle_and_go_on(self) -> None:
        try:
            await self._settle()
            while self.waiting:
                if isinstance(key := self._next(), asyncio.Event):
                    key.set()
                    continue
                await self.hand_on(key)
                await self._settle()
        finally:
            self.is_busy = False

    @staticmethod
    async def _answered(queue: MessagePump) -> None:
        """Returns when all that waits there was seen to."""
        answered = asyncio.Event()
        if queue.call_later(answered.set):
            await answered.wait()

    async def _settle(self) -> None:
        """Returns when the last key was answered and whatever it opened has the focus."""
        before = self.app.screen
        # The way that a key goes: whoever has no use for it hands it to what it stands in.
        for queue in (before.focused or before).ancestors_with_self:
            await self._answered(queue)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.is_turning():
            while self.is_turning():
                await asyncio.sleep(0)
            # The new page has asked for the focus: that is answered next.
            await self._answered(self.app)
        for _ in range(_MOST_WAITS):
            screen = self.app.screen
            if screen is before or screen.focused is not None or not screen.focus_chain:
                return
            await asyncio.sleep(_WAIT_SECONDS)
