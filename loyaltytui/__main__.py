"""The launcher: a verb of the command line, or the terminal app.

What the verbs do lives in `cli/`, the app in `tui/`; neither knows the other.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from loyaltytui import lean
from loyaltytui.cli.run import run
from loyaltytui.unexpected import report_without_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from loyaltytui.settings import Settings


def main() -> int:
    """Does what was typed on the command line; returns the exit code."""
    # First of all: whatever is written from here on is for its owner alone.
    os.umask(0o077)
    report_without_words()
    # Hardly anything of a start becomes garbage; looking for some costs a verb a twentieth.
    gc.disable()
    code = run(sys.argv[1:], open_app)
    # Nor need it be looked through as Python ends: all of it goes then.
    gc.freeze()
    return code


def open_app(
    path: Path,
    settings: Settings,
    now: Callable[[], dt.datetime],
    is_demo: bool,
    in_review: bool = False,
) -> int:
    """Opens the terminal app. Loaded only here: it takes longer than any verb.

    The day's agenda is on the glass before that, and garbage is looked for after it.
    """
    from contextlib import nullcontext

    from loyaltytui.tui.beginning import SAMPLE_BANNER, begin

    banner = SAMPLE_BANNER if is_demo else ""
    with nullcontext() if in_review else begin(path, settings, now, banner) as begun:
        lean.load("asyncio")
        lean.load("textual.app")
        from loyaltytui.tui import app

        return app.run(path, settings, now, is_demo=is_demo, in_review=in_review, begun=begun)


if __name__ == "__main__":
    sys.exit(main())
