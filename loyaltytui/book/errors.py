"""What can go wrong with a book, each as one plain sentence and an exit code.

How a driver's error becomes one of these lives in `faults`.
"""

from __future__ import annotations


class BookError(Exception):
    """One plain sentence for the rep, saying what to do."""

    exit_code = 3


class BookMissing(BookError):
    """There is no book where one was expected."""


class BookUnreadable(BookError):
    """The file is no book, or a damaged one."""


class BookLocked(BookError):
    """The book has a passphrase that was not given."""


class BookTooNew(BookError):
    """A later version of the program wrote this book."""


class BookReadOnly(BookError):
    """The book can be read but not written."""


class BookBusy(BookError):
    """Another program holds the book."""


class NotSaved(BookError):
    """The disk refused; nothing was written."""


class Conflict(BookError):
    """Somebody else changed the same entry first; nothing was overwritten."""

    exit_code = 2


class NotFound(BookError):
    """Nothing in the book answers to what was asked for."""

    exit_code = 1


class Refused(BookError):
    """What was asked for makes no sense as it stands; nothing was written."""

    exit_code = 2
