"""Text that is being typed and not yet saved, kept beside the book against every mishap.

One text for each contact a log line is about, one set of lines for each form. Each carries the
uuid of the action it will become, so that trying again can never write it down twice.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import uuid as uuids
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from loyaltytui.book import cipher
from loyaltytui.entries import ContactId

NOBODY = 0
"""The key of text that is about nobody in particular."""

_ONE_AT_A_TIME = threading.Lock()
"""The screen keeps what is typed while the writing thread forgets what it has saved."""


class UnsavedText(Struct, frozen=True):
    """One text and the action it will become."""

    text: str
    uuid: str


class UnsavedForm(Struct, frozen=True):
    """The lines of a form that differ from what is stored, and the action they will become."""

    heading: str
    """The form's own, so that it can be told which one waits."""
    lines: Mapping[str, str]
    uuid: str


class Unsaved:
    """The unsaved texts of one book, in a file of their own.

    The file is read each time: another program may keep texts in it as well.
    """

    def __init__(self, book_path: Path) -> None:
        self.path = Path(f"{book_path}.unsaved")
        self._book = book_path

    def of(self, contact_id: ContactId | int) -> UnsavedText:
        """What was being typed about a contact; an empty text with a new uuid for nothing."""
        return _texts(self._read()).get(int(contact_id)) or UnsavedText("", str(uuids.uuid4()))

    def others(self, contact_id: ContactId | int) -> Mapping[int, str]:
        """The unsaved texts about others."""
        found = _texts(self._read())
        return {key: one.text for key, one in found.items() if key != int(contact_id)}

    def everything(self) -> Mapping[str, object]:
        """All that is kept, by its key, for whoever has to look through it."""
        return self._read()

    def keep(self, contact_id: ContactId | int, unsaved: UnsavedText) -> None:
        """Puts a text on disk before it returns; a blank one is forgotten."""
        stored = {"text": unsaved.text, "uuid": unsaved.uuid} if unsaved.text.strip() else None
        self._put(str(int(contact_id)), stored)

    def forget(self, contact_id: ContactId | int) -> None:
        """Forgets a text that has been saved."""
        self._put(str(int(contact_id)), None)

    def form(self, key: str) -> UnsavedForm | None:
        """What was being typed on a form; its key is any words but a number."""
        return _form(self._read().get(key))

    def forms(self) -> list[str]:
        """The headings of the forms that wait."""
        found = (_form(one) for one in self._read().values())
        return [one.heading for one in found if one is not None]

    def keep_form(self, key: str, unsaved: UnsavedForm) -> None:
        """Puts a form's lines on disk before it returns; none at all are forgotten."""
        stored = {
            "heading": unsaved.heading,
            "lines": dict(unsaved.lines),
            "uuid": unsaved.uuid,
        }
        self._put(key, stored if unsaved.lines else None)

    def forget_form(self, key: str) -> None:
        """Forgets a form that has been saved, or whose lines are not wanted."""
        self._put(key, None)

    def _put(self, key: str, stored: Mapping[str, object] | None) -> None:
        with _ONE_AT_A_TIME:
            kept = self._read()
            if kept.get(key) == stored:
                return
            if stored is None:
                kept.pop(key, None)
            else:
                kept[key] = stored
            self._write(kept, cipher.key_of(self._book))

    def _read(self) -> dict[str, Any]:
        """What is on disk; a file that is damaged holds nothing that could be offered."""
        try:
            stored = json.loads(self._text())
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def _text(self) -> str:
        """A book that was locked a moment ago may still have plain drafts beside it."""
        if cipher.salt_of(self.path) is None:
            return self.path.read_text("utf-8")
        from loyaltytui.book import cipher_drafts

        return cipher_drafts.read(self.path)

    def seal(self, key: cipher.Key | None) -> None:
        """Writes what is kept anew, with that key or without one."""
        with _ONE_AT_A_TIME:
            if kept := self._read():
                self._write(kept, key)

    def _write(self, kept: dict[str, Any], key: cipher.Key | None) -> None:
        """Whole or not at all, also through a power cut."""
        if not kept:
            self.path.unlink(missing_ok=True)
            return
        descriptor, name = tempfile.mkstemp(prefix=".unsaved-", dir=self.path.parent)
        text = json.dumps(kept, ensure_ascii=False)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if key is None:
                    file.write(text.encode("utf-8", "replace"))
                else:
                    from loyaltytui.book import cipher_drafts

                    cipher_drafts.write(Path(name), key, text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _texts(kept: Mapping[str, Any]) -> dict[int, UnsavedText]:
    return {
        int(key): UnsavedText(str(one["text"]), str(one["uuid"]))
        for key, one in kept.items()
        if key.isdecimal() and isinstance(one, dict) and {"text", "uuid"} <= one.keys()
    }


def _form(one: Any) -> UnsavedForm | None:  # noqa: ANN401  whatever a file may hold
    if not isinstance(one, dict) or not isinstance(one.get("lines"), dict):
        return None
    lines = {str(name): str(line) for name, line in one["lines"].items()}
    return UnsavedForm(str(one.get("heading", "")), lines, str(one.get("uuid", "")))
