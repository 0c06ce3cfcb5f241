"""Leaving for good: whatever the app is at, it ends, and what is typed is kept first."""

import signal
import subprocess
import sys

import pytest

PREPARED = """
import asyncio, os, signal, sys, threading
from loyaltytui.tui import leaving

leaving.LAST_SECONDS, leaving.UNHEARD_SECONDS = 1, 0.1

def keep():
    print("kept", flush=True)

def call():
    os.kill(os.getpid(), signal.SIGTERM)
"""
A_THREAD_HANGS = """
threading.Thread(target=threading.Event().wait).start()

async def main():
    left = asyncio.Event()
    leaving.leave_on_signals(left.set)
    call()
    await left.wait()

asyncio.run(main())
"""
THE_LOOP_IS_NEVER_REACHED = """
async def main():
    leaving.leave_on_signals(lambda: None, keep)
    call()
    while True:
        pass

asyncio.run(main())
"""
KEEPING_HANGS = THE_LOOP_IS_NEVER_REACHED.replace("keep)", "threading.Event().wait)")
THE_APP_DOES_NOT_CLOSE = """
leaving.EMERGENCY_SECONDS = 0.1
leaving.LAST_SECONDS = 60

async def main():
    leaving.leave_on_signals(lambda: None, keep)
    call()
    await asyncio.Event().wait()

asyncio.run(main())
"""
LENT = """
async def main():
    left = asyncio.Event()
    with leaving.leave_on_signals(left.set, keep).away():
        call()
        # As an editor does: nothing is heard meanwhile.
        subprocess.run([sys.executable, "-c", "import time; time.sleep(1)"])
        print("edited", flush=True)
    await left.wait()
    print("left", flush=True)
    os._exit(0)

import subprocess
asyncio.run(main())
"""
LEFT_ALREADY = """
async def main():
    leaving.leave_on_signals(lambda: None, keep)

asyncio.run(main())
call()
print("still there", flush=True)
"""


@pytest.mark.parametrize(
    ("at", "code", "said"),
    [
        (A_THREAD_HANGS, 1, ""),
        (THE_LOOP_IS_NEVER_REACHED, 1, "kept\n"),
        (KEEPING_HANGS, 1, ""),
        (THE_APP_DOES_NOT_CLOSE, 1, "kept\n"),
        (LENT, 0, "edited\nleft\n"),
        (LEFT_ALREADY, -signal.SIGTERM, ""),
    ],
    ids=["a thread hangs", "a busy loop", "a disk that hangs", "an app that hangs", "lent", "left"],
)
def test_a_signal_ends_it_whatever_it_is_at(at: str, code: int, said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PREPARED + at],
        timeout=30,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (code, said), ended.stderr
