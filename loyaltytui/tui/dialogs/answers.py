"""Reads the short answers of a form: yes or no, one of several words."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, TypeVar

from loyaltytui.book.errors import Refused

YES_OR_NO = "yes or no"
_YES = ("yes", "y", "*", "true")
_NO = ("", "no", "n", "false")

Word = TypeVar("Word", bound=StrEnum)


class Maskable(Protocol):
    """What may have been told in confidence."""

    @property
    def is_confidential(self) -> bool:
        """Is it masked?"""
        ...


def is_yes(typed: str) -> bool:
    """Yes or no; nothing typed is no, anything else is `Refused`."""
    word = typed.strip().lower()
    if word not in _YES + _NO:
        raise Refused(f"'{typed}' is not one of: {YES_OR_NO}.")
    return word in _YES


def said_yes(entry: Maskable | None) -> str:
    """How a form says that an entry is in confidence."""
    return "yes" if entry is not None and entry.is_confidential else ""


def chosen(words: type[Word], typed: str, choices: str) -> Word:
    """The word that was typed; `Refused` with the choices when it is none of them."""
    try:
        return words(typed.strip().lower())
    except ValueError:
        raise Refused(f"'{typed}' is not one of: {choices}.") from None
