"""Which two contacts of a book are likely to be one person, and why.

A likeness is offered, never acted on: the rep says whether they are one. How notations are compared
lives in `likeness`, what a merge does in the book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from msgspec import Struct

from loyaltytui.entries import ChannelKind, ContactId
from loyaltytui.loyalty.likeness import (
    Way,
    index_key,
    is_own_email,
    is_same_phone,
    may_be_one_name,
    way_of,
)

Each = TypeVar("Each")
Pair = tuple[ContactId, ContactId]
"""Two contacts, the one longer in the book first."""

_FEW = 4
"""What more people than these share is an office's: it counts only where the names agree."""
_CROWD = 50
"""A word that more names at one account share says nothing, and would be compared for ever."""
_SHORTEST_TYPO = 4
"""In shorter words one letter makes another name: Jan is not Jon."""

_UID = "the same identity in another program"
_REASONS = {
    ChannelKind.EMAIL: "same email",
    ChannelKind.PHONE: "same phone number",
    ChannelKind.LINK: "same link",
}
_WEIGHT = {
    _UID: 8,
    "same email": 6,
    "same name at the same account": 5,
    "same phone number": 4,
    "same name": 3,
    "same link": 3,
    "nearly the same name at the same account": 2,
}


class Somebody(Struct, frozen=True):
    """A contact as far as it may be like another."""

    id: ContactId
    name: str
    key: str
    """The name folded."""
    account: Hashable = None
    """Tells one account from another. None: at none."""


class Likeness(Struct, frozen=True):
    """Two contacts who are likely one person."""

    pair: Pair
    reasons: tuple[str, ...]
    """In words, the strongest first."""


def likely_duplicates(
    people: Sequence[Somebody],
    channels: Iterable[tuple[ContactId, ChannelKind, str]],
    uids: Iterable[tuple[ContactId, str]] = (),
    apart: Collection[Pair] = frozenset(),
) -> list[Likeness]:
    """Pairs that are likely one person, the likeliest first; those said to be `apart` left out."""
    by_id = {one.id: one for one in people}
    found: defaultdict[Pair, list[str]] = defaultdict(list)
    for finds in (
        _same_uid(uids),
        _same_way(by_id, channels),
        _same_name(people),
        _near_name(people),
    ):
        for one, other, reason in finds:
            pair = (one, other) if one < other else (other, one)
            if one != other and pair not in apart and reason not in found[pair]:
                found[pair].append(reason)
    alike = [
        Likeness(pair, tuple(sorted(reasons, key=lambda each: -_WEIGHT[each])))
        for pair, reasons in found.items()
        if reasons
    ]
    alike.sort(key=lambda one: (-sum(_WEIGHT[each] for each in one.reasons), one.pair))
    return alike


_Finds = Iterator[tuple[ContactId, ContactId, str]]


def _same_uid(uids: Iterable[tuple[ContactId, str]]) -> _Finds:
    """Programs write one identity as `urn:uuid:...` or bare, in either case."""
    whose: defaultdict[str, list[ContactId]] = defaultdict(list)
    for contact_id, uid in uids:
        whose[uid.casefold().removeprefix("urn:uuid:")].append(contact_id)
    for several in whose.values():
        for one, other in _pairs(several):
            yield one, other, _UID


def _same_way(
    by_id: Mapping[ContactId, Somebody], channels: Iterable[tuple[ContactId, ChannelKind, str]]
) -> _Finds:
    whose: defaultdict[Way, list[tuple[ContactId, str]]] = defaultdict(list)
    for contact_id, kind, value in channels:
        if contact_id in by_id:
            way = way_of(kind, value)
            whose[index_key(way)].append((contact_id, way[1]))
    for (kind, _), several in whose.items():
        if len(several) < 2:
            continue
        is_own = kind is ChannelKind.EMAIL and is_own_email(several[0][1])
        counts_alone = is_own and len({contact_id for contact_id, _ in several}) <= _FEW
        for (one, first), (other, second) in _pairs(several):
            is_same = first == second or (
                kind is ChannelKind.PHONE and is_same_phone(first, second)
            )
            if is_same and (counts_alone or may_be_one_name(by_id[one].name, by_id[other].name)):
                yield one, other, _REASONS[kind]


def _same_name(people: Iterable[Somebody]) -> _Finds:
    """A name at two accounts is two people, until something else says that they are one."""
    named: defaultdict[str, list[Somebody]] = defaultdict(list)
    for one in people:
        if one.key:
            named[one.key].append(one)
    for several in named.values():
        if len(several) < 2:
            continue
        at: defaultdict[Hashable, list[ContactId]] = defaultdict(list)
        for one in several:
            at[one.account].append(one.id)
        for account, ids in at.items():
            reason = "same name" if account is None else "same name at the same account"
            for first, second in _pairs(ids):
                yield first, second, reason
        nowhere = at.pop(None, [])
        if nowhere and len(several) <= _FEW:
            for first in nowhere:
                for ids in at.values():
                    for second in ids:
                        yield first, second, "same name"


def _near_name(people: Iterable[Somebody]) -> _Finds:
    """Names at one account that share a word and differ by an initial, a typo or a word more."""
    sharing: defaultdict[tuple[Hashable, str], list[Somebody]] = defaultdict(list)
    for one in people:
        if one.account is not None:
            for word in set(_words(one.key)):
                sharing[one.account, word].append(one)
    for several in sharing.values():
        if 1 < len(several) <= _CROWD:
            for one, other in combinations(several, 2):
                if one.key != other.key and is_near_name(one.key, other.key):
                    yield one.id, other.id, "nearly the same name at the same account"


def is_near_name(one: str, other: str) -> bool:
    """Does one folded name have a word more, an initial for a word, or one letter typed wrong?"""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if len(mine) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(differing) != 1 or len(mine) < 2:
        return False
    first, second = differing[0]
    is_initial = 1 in (len(first), len(second)) and first[0] == second[0]
    return is_initial or (
        min(len(first), len(second)) >= _SHORTEST_TYPO and _is_one_typo(first, second)
    )


def _is_one_typo(one: str, other: str) -> bool:
    """Is one letter more, less, another, or are two neighbours swapped?"""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    rest, others = one[at:], other[at:]
    return rest[1:] == others[1:] or (
        rest[:2] == others[1::-1] and rest[2:] == others[2:] and len(rest) > 1
    )


def _words(key: str) -> list[str]:
    return key.replace(".", " ").replace(",", " ").split()


def _pairs(several: Sequence[Each]) -> Iterator[tuple[Each, Each]]:
    """Everybody with everybody; where they are many, the first with each: it is merged into."""
    if len(several) > _FEW:
        return ((several[0], each) for each in several[1:])
    return combinations(several, 2)
