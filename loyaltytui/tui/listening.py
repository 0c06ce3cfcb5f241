"""How the terminal is listened to: no more is read from it than the app has answered.

However much is sent at once, the app is behind by a moment and not more: what it has not read yet
waits in the terminal. Never loaded on Windows, which lacks what it needs.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from loyaltytui.tui.pastes import WholePastes

_MOST_AT_ONCE = 2048
"""Keys. While these are answered as many more are read, and none beyond them."""
_LOOK_SECONDS = 0.1
_BYTES = 4096
_GIVEN_BACK = (
    b"\x1b[?2048l\x1b[?2004l\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1000l\x1b[?1004l\x1b[<u"
    b"\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
)
"""Neither the mouse nor pastes are told of any more, and the shell's lines are back."""


class Listening(LinuxDriver):
    """Textual's own, but for how it reads."""

    taken = 0
    """How many keys, pastes and the like were handed on."""
    answering: Future[None] | None = None
    """Those before the last ones. None: there were none yet."""

    async def caught_up(self) -> None:
        """Returns when all that was handed on so far is answered."""
        raise NotImplementedError

    def run_input_thread(self) -> None:
        """Reads until the app wants no more, or the terminal has gone."""
        parser = WholePastes(self._debug)
        # Bytes that are no letters are pasted by mistake, and no reason to stop.
        decoder = getincrementaldecoder("utf-8")("replace")
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_LOOK_SECONDS):
                    # Only now: a key whose code comes in two would be taken for others.
                    self._hand_on(parser.tick())
                    continue
                try:
                    read = os.read(self.fileno, _BYTES)
                except OSError:
                    return
                if not read:
                    return
                if text := decoder.decode(read):
                    self._hand_on(parser.feed(text))

    def write(self, data: str) -> None:
        """Paints, as long as there is a terminal: what is behind it would wait for ever."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        """Ends what paints, unless that has ended with its terminal."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def _sigcont_application(self, *_: object) -> None:
        # A terminal that goes tells of it with this signal, too: there is none to begin again on.
        with suppress(OSError):
            os.tcgetpgrp(self.fileno)
            super()._sigcont_application()

    def give_back(self) -> None:
        """The terminal as it was, in a thread, when the app can't be closed in order."""
        with suppress(OSError, termios.error):
            if self._file is not None:
                os.write(self._file.fileno(), _GIVEN_BACK)
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
            self.taken += 1
            if self.taken % _MOST_AT_ONCE == 0:
                self._wait()
                self.answering = asyncio.run_coroutine_threadsafe(self.caught_up(), self._loop)

    def _wait(self) -> None:
        """Until the app has answered, or wants no more."""
        while self.answering is not None and not self.answering.done():
            if self.exit_event.wait(0.01):
                return
