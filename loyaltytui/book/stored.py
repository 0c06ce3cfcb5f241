"""Values as they are stored, read with care: anything else in their place is damage.

Which columns hold them is `entry_rows`', `dealing_rows`' and `tables`' to say.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TypeVar

from loyaltytui.book.errors import BookUnreadable

Word = TypeVar("Word", bound=StrEnum)


def read_day(stored: str) -> dt.date:
    """A day as it is stored."""
    try:
        return dt.date.fromisoformat(stored)
    except (TypeError, ValueError) as error:
        raise BookUnreadable(
            f"The book is damaged: it holds {stored!r} where a day should be."
        ) from error


def day(stored: str | None) -> dt.date | None:
    """A day that may be none."""
    return None if stored is None else read_day(stored)


def read_number(stored: object) -> int:
    """A whole number as it is stored."""
    if not isinstance(stored, int):
        raise BookUnreadable(f"The book is damaged: it holds {stored!r} where a number should be.")
    return stored


class StoredWords(dict[str, Word]):
    """What each stored word means."""

    def __missing__(self, stored: object) -> Word:
        known = ", ".join(self)
        raise BookUnreadable(
            f"The book is damaged: it holds {stored!r} where it should say {known}."
        )


def words_of(of: type[Word]) -> StoredWords[Word]:
    """The words of a set by what is stored for them."""
    return StoredWords({str(each): each for each in of})
