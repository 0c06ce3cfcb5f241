"""Leaving for good: nothing keeps a process alive whose terminal has gone."""

import subprocess
import sys

HANGING = """
import asyncio, os, signal, threading
from loyaltytui.tui import leaving

leaving.LAST_SECONDS = 0.2
threading.Thread(target=threading.Event().wait).start()

async def main():
    left = asyncio.Event()
    leaving.leave_on_signals(left.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await left.wait()

asyncio.run(main())
"""


def test_a_thread_that_never_ends_does_not_keep_the_process_alive() -> None:
    left = subprocess.run([sys.executable, "-c", HANGING], timeout=30, check=False)
    assert left.returncode == 1
