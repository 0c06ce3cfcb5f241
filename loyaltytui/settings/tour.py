"""Whether the tour was shown: once is enough, whatever becomes of the sample book it walks through.

The mark is a file of the program's own: the sample is thrown away, and the rep's book tells of
customers only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from loyaltytui.settings.theme import theme_file


def tour_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where it is kept: among what the program remembers of its own use."""
    return theme_file(environment).with_name("tour")


def was_toured(environment: Mapping[str, str] = os.environ) -> bool:
    """Has it been shown before?"""
    return tour_file(environment).exists()


def remember_tour(environment: Mapping[str, str] = os.environ) -> None:
    """From now on it comes only when asked for.

    Where that can't be written it comes again, which is no reason to trouble anybody.
    """
    path = tour_file(environment)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
