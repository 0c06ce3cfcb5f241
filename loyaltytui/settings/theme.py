"""Which theme was chosen in the app, between one day and the next.

It is kept in a small file of the program's own: the settings file is written by its owner, who may
keep it under version control or where nothing can be written. What the themes look like is not
known here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def theme_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the choice is kept: the folder for what a program remembers of its own use."""
    if sys.platform == "linux":
        said = environment.get("XDG_STATE_HOME", "").strip()
        return Path(said or os.path.expanduser("~/.local/state")) / "loyaltytui" / "theme"
    # As for the book's own folder: importing it takes as long as starting Python.
    import platformdirs

    return platformdirs.user_state_path("loyaltytui", appauthor=False) / "theme"


def theme_asked_for(said: str, environment: Mapping[str, str] = os.environ) -> str:
    """The theme in the settings, or the one that was chosen in the app after that was written.

    `said` is what the settings say, empty for nothing. The latest word counts: a choice made in
    the app ends when the settings name another theme than they did then.
    """
    try:
        chosen, _, instead_of = theme_file(environment).read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return said
    return chosen.strip() if chosen.strip() and instead_of.strip() == said else said


def remember_theme(name: str, said: str, environment: Mapping[str, str] = os.environ) -> None:
    """Keeps a choice made in the app, in the place of what the settings say.

    Raises `OSError` where it can't be written; the file is then as it was.
    """
    # Only here: it brings `random` along, and the theme is read at each start.
    import tempfile

    path = theme_file(environment)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(dir=path.parent, prefix="theme-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(f"{name}\n{said}\n")
        os.replace(half, path)
    except OSError:
        Path(half).unlink(missing_ok=True)
        raise
