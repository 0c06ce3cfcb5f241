"""Waiting for what somebody types into standard input, without being deaf to ctrl+c meanwhile.

What is typed is understood by the verbs that ask for it.
"""

from __future__ import annotations

import os
import select
import signal
import sys


def typed_line() -> str | None:
    """The next line of standard input, without its end; None where there are no more."""
    if sys.stdin is None:
        return None
    until_typed()
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def until_typed() -> None:
    """Returns once a terminal has something to be read, its end too, or raises what ctrl+c raises.

    At once where standard input is no terminal: nobody is waited for. A read that begins right
    after a signal has come would go on without hearing of it: Python looks for signals before, and
    the system ends only what was being waited for already. So the waiting is done where a signal is
    one more thing to read.
    """
    if os.name == "nt" or not sys.stdin.isatty():
        # Windows can only wait for sockets so, and a read does hear of it there.
        return
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    before = signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    try:
        select.select([sys.stdin.fileno(), told], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(told)
        os.close(tell)
