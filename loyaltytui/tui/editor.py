"""Lends the terminal to the editor that $VISUAL or $EDITOR names, and takes it back.

What is edited is handed in; keeping it safe meanwhile is its owner's work.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from textual.app import App, SuspendNotSupported
from textual.screen import Screen

from loyaltytui.plain import clean, safe

_USUAL = ("nano", "vim", "vi", "notepad")
_KEPT = "The text stays as it was."


class EditorError(Exception):
    """One plain sentence about an editor that could not be used."""


class Edited(Struct, frozen=True):
    """What came back from the editor."""

    text: str
    said: str = ""
    """What is to be told about it; empty: nothing."""


def editor_words(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The editor and its options; never a line for a shell."""
    said = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    try:
        words = shlex.split(said)
    except ValueError:
        raise EditorError("$VISUAL or $EDITOR has a quote that is never closed.") from None
    words = words or [each for each in _USUAL if shutil.which(each)][:1]
    if not words:
        raise EditorError("There is no editor here. $VISUAL or $EDITOR may name one.")
    return words


def edit_file(app: App[Any], path: Path) -> int:
    """Has a file edited; returns how the editor ended: negative when it was killed."""
    words = [*editor_words(), str(path)]
    try:
        with _lent(app):
            return subprocess.run(words, check=False).returncode
    except OSError as error:
        said = f"{words[0]} can't be opened: {error.strerror}. $VISUAL or $EDITOR names the editor."
        raise EditorError(said) from error


def edit_text(app: App[Any], text: str) -> Edited:
    """Has a text edited, in a file for its owner alone that is gone afterwards.

    An editor that says it failed changes nothing. One that was killed leaves what it had saved.
    """
    with tempfile.TemporaryDirectory(prefix="loyaltytui-") as folder:
        path = Path(folder) / "note.txt"
        path.write_text(text, "utf-8", errors="replace")
        path.chmod(0o600)
        code = edit_file(app, path)
        try:
            found = clean(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise EditorError(f"What the editor left can't be read. {_KEPT}") from error
    if code > 0:
        raise EditorError(f"The editor ended with {code}, which says it failed. {_KEPT}")
    if not text.endswith("\n"):
        # Most editors end every file with a line end.
        found = found.removesuffix("\n")
    if code < 0:
        if not found.strip():
            # It may have been stopped half-way through writing.
            raise EditorError(f"The editor was stopped from outside. {_KEPT}")
        return Edited(found, "The editor was stopped from outside. What it had saved is here.")
    return Edited(found)


def edited_or_told(screen: Screen[Any], text: str) -> str | None:
    """The text as it came back from the editor; None: it stays, and a notice says why."""
    try:
        edited = edit_text(screen.app, text)
    except EditorError as error:
        screen.notify(safe(str(error)), severity="error", markup=False)
        return None
    if edited.said:
        screen.notify(safe(edited.said), markup=False)
    return edited.text


@contextmanager
def _lent(app: App[Any]) -> Iterator[None]:
    """The terminal as it was before the app; ctrl+c there is the editor's affair."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        if app.is_headless:
            yield
            return
        with app.suspend():
            yield
    except SuspendNotSupported:
        raise EditorError("This terminal can't be lent to an editor.") from None
    finally:
        signal.signal(signal.SIGINT, before)
