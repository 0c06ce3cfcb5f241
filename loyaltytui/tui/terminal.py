"""The terminal between the first frame and the app: made quiet, painted on, and given back.

Keys typed meanwhile stay where the app finds them. Whatever happens before the app has taken the
terminal over, it is left as it was. Free of Textual.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType
from typing import Any

ALTERNATE = "\x1b[?1049h"
"""To the screen beside the one with the shell's lines."""
_PAINT = f"{ALTERNATE}\x1b[?25l\x1b[?7l\x1b[2J"
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")


class Terminal:
    """The terminal that the program was started in."""

    def __init__(self, output: int, keyboard: int) -> None:
        self.output = output
        self.keyboard = keyboard
        self.before: list[Any] = []
        """How the keyboard was set."""
        self.is_painted = False
        self.is_handed_over = False

    def quieten(self) -> None:
        """From now on keys are neither shown nor waited for by the line; all are kept."""
        import termios

        self.before = termios.tcgetattr(self.keyboard)
        quiet = termios.tcgetattr(self.keyboard)
        # As the app will have it, save that ctrl+c still ends a start that takes too long.
        quiet[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), self._go)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        termios.tcsetattr(self.keyboard, termios.TCSANOW, quiet)

    def paint(self, codes: str) -> None:
        """Puts a whole screen on the glass at once."""
        self.is_painted = True
        sent = (_PAINT + codes).encode()
        while sent:
            sent = sent[os.write(self.output, sent) :]

    def hand_over(self) -> None:
        """The app has it: what is on the screen is the app's to take away."""
        self.is_handed_over = True

    def leave(self) -> None:
        """As it was before. To be done again does no harm."""
        import termios

        if not self.before:
            return
        before, self.before = self.before, []
        if self.is_painted and not self.is_handed_over:
            os.write(self.output, _LEAVE.encode())
        try:
            termios.tcsetattr(self.keyboard, termios.TCSANOW, before)
        except termios.error:
            # It has gone, and with it what could be put back.
            return
        for name in _SIGNALS:
            if signal.getsignal(getattr(signal, name)) == self._go:
                usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
                signal.signal(getattr(signal, name), usual)
        if signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)

    def _go(self, number: int, _: FrameType | None) -> None:
        self.leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def terminal_here(environment: Mapping[str, str]) -> Terminal | None:
    """The terminal, where a first frame can be painted. None: the app begins without one."""
    if sys.platform == "win32" or environment.get("NO_COLOR"):
        return None
    if environment.get("TEXTUAL_COLOR_SYSTEM") or environment.get("TEXTUAL_DRIVER"):
        return None
    keyboard, output = sys.__stdin__, sys.__stderr__
    if keyboard is None or output is None or not (keyboard.isatty() and output.isatty()):
        return None
    if (output.encoding or "").lower().replace("-", "") != "utf8":
        return None
    return Terminal(output.fileno(), keyboard.fileno())


def size_here() -> tuple[int, int]:
    """Columns and lines, as the app will find them: what the environment says goes first."""
    said = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    columns, lines = (int(each) if each.isdecimal() else 0 for each in said)
    with suppress(AttributeError, ValueError, OSError):
        size = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]  # suppressed
        columns, lines = columns or size.columns, lines or size.lines
    return columns or 80, lines or 24


def has_all_colours(environment: Mapping[str, str]) -> bool | None:
    """Sixteen millions, or 256. None: neither."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return True
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return False if kind in ("256color", "kitty") else None
