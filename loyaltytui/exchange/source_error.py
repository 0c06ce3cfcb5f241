"""The one error of a source that can't be imported. What sources say lives in `reading`."""

from __future__ import annotations


class SourceError(Exception):
    """A source that cannot be imported: one plain sentence that says what to do."""
