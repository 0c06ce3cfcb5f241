"""Tags: one word at the end of a clause that says more of it: `test: late quote, met well`.

Which clauses know which tags is said here; what a clause makes of them, in `clauses` and `sales`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

NOTE_TAGS = {"extra": ("noticed",), "test": ("well", "badly")}
"""What may stand at the end of a note, by its kind."""

FAULT_TAGS = {"ours": "ours", "theirs": "theirs", "colleague": "colleague"}
"""Whose fault a problem was, by the word for it."""


class Tag(Struct, frozen=True):
    """A tag, and where the words before it end."""

    tag: str
    start: int


def find_tag(bare: str, tags: Sequence[str]) -> Tag | None:
    """Find a tag behind a comma, a semicolon or in brackets, with words before it."""
    words = "|".join(map(re.escape, tags))
    found = re.search(
        rf"\s*(?:[,;]\s*(?:met\s+)?({words})|\s\((?:met\s+)?({words})\))\Z", bare, re.IGNORECASE
    )
    if found is None or not bare[: found.start()].strip():
        return None
    return Tag((found[1] or found[2]).lower(), found.start())


def is_tag(said: str, tags: Sequence[str]) -> bool:
    """Would these words be a tag at the end of a clause, if they were not quoted?"""
    words = "|".join(map(re.escape, tags))
    return bool(tags) and bool(
        re.fullmatch(rf"(?:met\s+)?(?:{words})\)?", said.strip(), re.IGNORECASE)
    )


def guarded(text: str, bare: str, tags: Sequence[str]) -> str:
    """Quote what would be read as a tag, so that it stays a word."""
    found = find_tag(bare, tags) if tags else None
    if found is None:
        return text
    words = text[found.start :].lstrip(" \t,;(")
    start = len(text) - len(words)
    return f'{text[:start]}"{words}"'
