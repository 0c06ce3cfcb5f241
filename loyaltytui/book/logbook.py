"""As much of the book as a log line needs: it is read against, and written by, these families.

The whole of it is `book`'s, which takes as long again to load.
"""

from __future__ import annotations

from loyaltytui.book.diary import Diary
from loyaltytui.book.finding import Finding
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.book.waiting import Waiting


class Logbook(Diary, Waiting, Finding, PromisePages):
    """What may be meant by a line, and the verb that writes it down."""
