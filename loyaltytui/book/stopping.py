"""How long work on the book is followed, and ended however long one statement of it takes.

Who wants that and why is not known here; what was begun is rolled back by the verb that began it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlite3 import Connection

_STEPS = 20_000
"""Of SQLite's between two looks: a look takes less than a hundredth of the time they take."""


class Follower(Protocol):
    """Whoever watches long work, and may end it."""

    def begin(self, said: str) -> None:
        """Another part of it begins, in words."""
        ...

    def tell(self, done: int, total: int = 0) -> None:
        """So much is done. What it raises ends the work."""
        ...

    def asks(self) -> bool:
        """Is it to end? Asked in the middle of statements."""
        ...

    def ending(self, interrupt: Callable[[], None]) -> AbstractContextManager[None]:
        """Meanwhile this is called, from any thread, at the moment when it is to end."""
        ...


def followed(connection: Connection, follower: Follower | None) -> AbstractContextManager[None]:
    """Once it is to end, what is being asked by this connection fails, "interrupted".

    Where nobody follows nothing ends.
    """
    return nullcontext() if follower is None else _followed(connection, follower)


@contextmanager
def _followed(connection: Connection, follower: Follower) -> Iterator[None]:
    connection.set_progress_handler(follower.asks, _STEPS)
    try:
        # A proof of all pages is one step to SQLite: between two it would not be asked.
        with follower.ending(connection.interrupt):
            yield
    finally:
        connection.set_progress_handler(None, 0)
