"""Marks what asks the book more than once, and needs all the answers to be of one moment.

Between two statements another program may take out what the first has found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from loyaltytui.book.storage import Storage

S = TypeVar("S", bound=Storage)
P = ParamSpec("P")
R = TypeVar("R")


def of_one_moment(read: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """The same, reading the book as it is when it begins."""

    @wraps(read)
    def whole(self: S, /, *args: P.args, **options: P.kwargs) -> R:
        with self.reading():
            return read(self, *args, **options)

    return whole
