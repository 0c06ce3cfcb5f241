"""Words that are looked for, as conditions on the indexes of words: SQL and its values.

What the indexes hold lives in `search`; whom they find, in `finding`.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.book.search import KNOWN_LETTERS, is_unspaced, query_for

_ALL_TEXT = "name || char(10) || text"


def are_known(words: Sequence[str]) -> bool:
    """Does the index know all these words by their beginning?"""
    return all(len(word) <= KNOWN_LETTERS and not is_unspaced(word) for word in words)


def named_by(words: Sequence[str]) -> tuple[str, str, list[str]]:
    """The index of names, and SQL with its values: every word begins one of a name."""
    return "search_name", *_condition("search_name", words, "name", "and")


def said_with(word: str) -> tuple[str, str, list[str]]:
    """The index of all that was said, and SQL with its values: the word begins one of a text."""
    return "search", *_condition("search", [word], _ALL_TEXT, "and")


def any_of(words: Sequence[str]) -> tuple[str, list[str]]:
    """SQL and its values: one of the words stands in the text."""
    return _condition("search", words, _ALL_TEXT, "or")


def _condition(index: str, words: Sequence[str], text: str, joint: str) -> tuple[str, list[str]]:
    """Asks an index alone where it can; reads every text where it would miss a word."""
    spaced = [query_for(word) for word in words if not is_unspaced(word)]
    unspaced = [word for word in words if is_unspaced(word)]
    match = f" {joint.upper()} ".join(spaced)
    if not unspaced:
        return f"{index} match ?", [match]
    parts = [f"instr(lower({text}), ?) > 0"] * len(unspaced)
    if spaced:
        parts.append(f"rowid in (select rowid from {index} where {index} match ?)")
    return f"({f' {joint} '.join(parts)})", [
        *map(str.lower, unspaced),
        *([match] if spaced else []),
    ]
