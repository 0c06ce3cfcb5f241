"""Many entries or drafts kept small: a long import would not fit in memory as they are.

What they are is known to whoever puts them in. They are never written to disk like this.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from msgspec import msgpack

One = TypeVar("One")
_BLOCK = 16
"""So many lie together: more would be smaller, fewer are unpacked faster for one of them."""
_UNPACKED = 8
"""Blocks that are held unpacked: lists are looked at by the screenful, in several places."""


class Packed(Sequence[One], Generic[One]):
    """A list that can only grow; a contact of it takes about a tenth of what it would take."""

    def __init__(self, shape: type[One], several: Iterable[One] = ()) -> None:
        self._shape = shape
        self._decode = msgpack.Decoder(list[shape]).decode  # type: ignore[valid-type]  # known when it runs
        self._encode = msgpack.Encoder().encode
        self._blocks: list[bytes | list[One]] = []
        self._begins: list[int] = []
        self._loose: list[One] = []
        self._sealed = 0
        self._held: dict[int, list[One]] = {}
        self.extend(several)

    def append(self, one: One) -> None:
        """Puts one more at the end."""
        self._loose.append(one)
        if len(self._loose) == _BLOCK:
            self._seal()

    def extend(self, several: Iterable[One]) -> None:
        """Puts several at the end; what is packed alike is not unpacked for it."""
        if isinstance(several, Packed) and several._shape is self._shape:
            self._seal()
            for block, begin in zip(several._blocks, several._begins, strict=True):
                self._blocks.append(block)
                self._begins.append(self._sealed + begin)
            self._sealed += several._sealed
            several = several._loose
        for one in several:
            self.append(one)

    def _seal(self) -> None:
        if not self._loose:
            return
        block: bytes | list[One]
        try:
            block = zlib.compress(self._encode(self._loose), 1)
        except UnicodeEncodeError:
            # Half a character can't be encoded: whoever reads it next takes it out.
            block = self._loose
        self._blocks.append(block)
        self._begins.append(self._sealed)
        self._sealed += len(self._loose)
        self._loose = []

    def __len__(self) -> int:
        return self._sealed + len(self._loose)

    @overload
    def __getitem__(self, place: int) -> One: ...

    @overload
    def __getitem__(self, place: slice) -> list[One]: ...

    def __getitem__(self, place: int | slice) -> One | list[One]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        if at >= self._sealed:
            return self._loose[at - self._sealed]
        number = bisect_right(self._begins, at) - 1
        held = self._held.get(number)
        if held is None:
            held = self._unpacked(number)
            # Two threads may look at once: none takes from a dictionary what the other counts on.
            self._held = {**dict(list(self._held.items())[1 - _UNPACKED :]), number: held}
        return held[at - self._begins[number]]

    def __iter__(self) -> Iterator[One]:
        for number in range(len(self._blocks)):
            yield from self._unpacked(number)
        yield from self._loose

    def _unpacked(self, number: int) -> list[One]:
        block = self._blocks[number]
        return self._decode(zlib.decompress(block)) if isinstance(block, bytes) else block
