"""Who was read of an order, by their places: so many at once as most screens hold.

Who is read, and when, lives in `contact_order`; how, in `walking`.
"""

from __future__ import annotations

from loyaltytui.book.walking import Place

CHUNK = 40
"""So many contacts are read at once: as most screens hold."""


class Chunks(dict[int, list[Place]]):
    """People by their place, so many each; the last chunk may hold fewer."""

    @property
    def first(self) -> int:
        """The first place that was read."""
        return CHUNK * min(self)

    @property
    def stop(self) -> int:
        """The place behind the last that was read."""
        last = max(self)
        return CHUNK * last + len(self[last])

    @property
    def everybody(self) -> list[Place]:
        """All who were read, one after the other."""
        return [one for _, chunk in sorted(self.items()) for one in chunk]

    def has(self, place: int) -> bool:
        """Was read who stands there?"""
        return place % CHUNK < len(self.get(place // CHUNK, ()))

    def lay(self, read: list[Place], first: int, *, is_end: bool) -> None:
        """Gives people who follow each other their places, from the first of these on.

        Whose chunk they do not fill are left out, but for the last if that is the end of all.
        """
        stop = first + len(read)
        for at in range(-(-first // CHUNK) * CHUNK, stop, CHUNK):
            if is_end or at + CHUNK <= stop:
                self[at // CHUNK] = read[at - first : at - first + CHUNK]
