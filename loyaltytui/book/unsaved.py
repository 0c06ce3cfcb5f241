"""Text that is being typed and not yet saved, kept beside the book against every mishap.

One text for each contact it is about. It carries the uuid of the action it will become, so
that trying again can never write it down twice.
"""

from __future__ import annotations

import json
import os
import tempfile
import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loyaltytui.entries import ContactId

NOBODY = 0
"""The key of text that is about nobody in particular."""


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """One text and the action it will become."""

    text: str
    uuid: str


class Unsaved:
    """The unsaved texts of one book, in a file of their own."""

    def __init__(self, book_path: Path) -> None:
        self.path = Path(f"{book_path}.unsaved")
        self._texts = self._read()

    def of(self, contact_id: ContactId | int) -> UnsavedText:
        """What was being typed about a contact; an empty text with a new uuid for nothing."""
        return self._texts.get(int(contact_id)) or UnsavedText("", str(uuids.uuid4()))

    def others(self, contact_id: ContactId | int) -> Mapping[int, str]:
        """The unsaved texts about others."""
        return {key: one.text for key, one in self._texts.items() if key != int(contact_id)}

    def keep(self, contact_id: ContactId | int, unsaved: UnsavedText) -> None:
        """Puts a text on disk before it returns; a blank one is forgotten."""
        if self._texts.get(int(contact_id)) == unsaved:
            return
        if unsaved.text.strip():
            self._texts[int(contact_id)] = unsaved
        elif self._texts.pop(int(contact_id), None) is None:
            return
        self._write()

    def forget(self, contact_id: ContactId | int) -> None:
        """Forgets a text that has been saved."""
        if self._texts.pop(int(contact_id), None) is not None:
            self._write()

    def _read(self) -> dict[int, UnsavedText]:
        """What is on disk; a file that is damaged holds nothing that could be offered."""
        try:
            stored = json.loads(self.path.read_text("utf-8"))
            return {
                int(key): UnsavedText(str(one["text"]), str(one["uuid"]))
                for key, one in stored.items()
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _write(self) -> None:
        """Whole or not at all, also through a power cut."""
        if not self._texts:
            self.path.unlink(missing_ok=True)
            return
        stored = {
            str(key): {"text": one.text, "uuid": one.uuid} for key, one in self._texts.items()
        }
        descriptor, name = tempfile.mkstemp(prefix=".unsaved-", dir=self.path.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
                json.dump(stored, file, ensure_ascii=False)
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
