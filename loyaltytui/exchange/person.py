"""Somebody as an import would leave them: what is written of them, and what the source adds.

Who in the book somebody is, is told in `matching`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from msgspec import Struct, field

from loyaltytui.book.arrivals import KeptPromise, KnownContact
from loyaltytui.drafts import ChannelDraft, ContactDraft, Past, PastDraft
from loyaltytui.entries import ChannelKind, PromiseId
from loyaltytui.exchange.past_keys import PastKey, draft_key, ended_key, known_keys, promise_key
from loyaltytui.loyalty.likeness import FEWEST_DIGITS, ending, name_key, way_of
from loyaltytui.plain import fold

FIELDS = ("job", "tier", "cadence", "birthday", "address", "about")


class Gap(Struct):
    """What somebody from outside says that is not written of a person yet."""

    fills: dict[str, str] = field(default_factory=dict)
    """Fields that were empty; the account's name is one of them."""
    channels: list[ChannelDraft] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    extras: list[tuple[str, str]] = field(default_factory=list)
    """With what contradicts the book: it keeps its own word, the other stands beside it."""
    uids: list[str] = field(default_factory=list)
    past: list[PastDraft] = field(default_factory=list)
    kept: dict[PromiseId, KeptPromise] = field(default_factory=dict)
    """Promises that are open in the book and done in the source."""
    contradicted: dict[str, str] = field(default_factory=dict)
    """Fields of which the book says something else, and what the source says."""

    def __bool__(self) -> bool:
        told = self.fills or self.channels or self.tags or self.extras or self.uids or self.past
        return bool(told or self.kept)


class Whole:
    """Everything that is written of somebody, and what the import adds to it."""

    def __init__(self, name: str, known: KnownContact | None = None) -> None:
        self.key = name_key(name)
        self.known = known
        self.account = known.account if known else ""
        self.fields = {each: getattr(known, each) if known else "" for each in FIELDS}
        self.ways = {way_of(*channel) for channel in known.channels} if known else set()
        self.tags = set(known.tags) if known else set()
        self.extras = {(of.strip(), text.strip()) for of, text in known.extras} if known else set()
        self.uids = set(known.uids) if known else set()
        self.past: set[PastKey] = known_keys(known.past) if known else set()
        self.promised: defaultdict[PastKey, list[PromiseId]] = defaultdict(list)
        for number, day, text in known.promised if known else ():
            self.promised[promise_key(day, text)].append(number)
        self.still_open: set[PastKey] = set()
        """Promises that the source calls open in one place, and done perhaps in another."""
        self.gains = Gap()
        """All that the import writes of them."""

    def gap(self, draft: ContactDraft, taking: Set[str] = frozenset()) -> Gap:
        """What the draft says beyond what is written of them.

        Fields that are `taking` take the source's word where it contradicts the book's.
        """
        gap = Gap()
        said = {"account": draft.account} | {each: getattr(draft, each) for each in FIELDS}
        beside = [("other name", draft.name)] if name_key(draft.name) != self.key else []
        for name, text in said.items():
            own = self.account if name == "account" else self.fields[name]
            if not text or (own and _says(name, own, text)):
                continue
            if own and name not in taking:
                beside.append((f"other {name}", text))
                if beside[-1] not in self.extras:
                    gap.contradicted[name] = text
            else:
                gap.fills[name] = text
        gap.channels = [each for each in draft.channels if not self._has(each)]
        gap.tags = [word for word in draft.tags if word not in self.tags]
        extras = dict.fromkeys((*draft.extras, *beside))
        gap.extras = [extra for extra in extras if extra not in self.extras]
        self._take_past(draft.past, gap)
        gap.uids = [draft.uid] if draft.uid and draft.uid not in self.uids else []
        return gap

    def _take_past(self, lines: Iterable[PastDraft], gap: Gap) -> None:
        """What happened that is not written yet, and which promises of the book it keeps."""
        new = {draft_key(each): each for each in lines}
        open_ = self.still_open.union(new)
        for key, line in new.items():
            promise = ended_key(line)
            if line.done is not None and promise is not None and promise not in open_:
                for number in self.promised.get(promise, ()):
                    if number not in self.gains.kept:
                        gap.kept[number] = KeptPromise(number, line.done.text, line.done.ended_on)
            # A task that is done says nothing beyond the promise that it was in the book.
            is_told = line.past is Past.NOTE and promise in self.past
            if key not in self.past and not is_told:
                gap.past.append(line)

    def take(self, draft: ContactDraft, taking: Set[str] = frozenset()) -> Gap:
        """Writes what the draft says of them to what they gain; returns what was new."""
        gap = self.gap(draft, taking)
        for name, text in gap.fills.items():
            if name == "account":
                self.account = text
            else:
                self.fields[name] = text
        self.ways.update(way_of(each.kind, each.value) for each in gap.channels)
        self.tags.update(gap.tags)
        self.extras.update(gap.extras)
        self.uids.update(gap.uids)
        self.past.update(map(draft_key, gap.past))
        self.gains.fills |= gap.fills
        self.gains.kept |= gap.kept
        for key in (draft_key(each) for each in draft.past if each.past is Past.PROMISE):
            self.still_open.add(key)
            for number in self.promised.get(key, ()):
                self.gains.kept.pop(number, None)
        self.gains.contradicted |= gap.contradicted
        for name in ("channels", "tags", "extras", "uids", "past"):
            getattr(self.gains, name).extend(getattr(gap, name))
        return gap

    def _has(self, channel: ChannelDraft) -> bool:
        """Is it written, or only the end of a phone number that is written in full?"""
        way = way_of(channel.kind, channel.value)
        if way in self.ways or channel.kind is not ChannelKind.PHONE:
            return way in self.ways
        short = ending(way[1])
        return len(short) >= FEWEST_DIGITS and any(
            kind is ChannelKind.PHONE and ending(value).endswith(short) for kind, value in self.ways
        )


def _says(name: str, own: str, text: str) -> bool:
    """Does the field say the same already? Accounts are one when the book takes them for one."""
    if name == "account":
        return fold(own) == fold(text)
    if name == "address":
        # A card holds an address as one line, commas between what were lines.
        own, text = own.replace(",", " "), text.replace(",", " ")
    # The rep may have written on since it was imported.
    return name_key(own) == name_key(text) or (name == "about" and text in own)


class Person:
    """Somebody in the book already or new, with as much in memory as tells them from others.

    All the rest stays packed where it was said, until a source says more of somebody than that.
    """

    __slots__ = (
        "_drafts",
        "_known",
        "_place",
        "_whole",
        "account",
        "name",
        "remark",
        "uids",
        "ways",
    )

    def __init__(
        self,
        place: int,
        *,
        drafts: Sequence[ContactDraft] = (),
        known: Sequence[KnownContact] = (),
    ) -> None:
        """Who they are is said at this place of the drafts, or of whom the book knows."""
        self._place = place
        self._drafts = drafts
        self._known = known
        self._whole: Whole | None = None
        self.remark = ""
        """What they share with somebody of another name; usually empty."""
        said = known[place] if known else drafts[place]
        self.name = said.name
        self.account = said.account
        if isinstance(said, KnownContact):
            channels: Iterable[tuple[ChannelKind, str]] = said.channels
            self.uids = said.uids
        else:
            channels = ((each.kind, each.value) for each in said.channels)
            self.uids = (said.uid,) if said.uid else ()
        self.ways = tuple({way_of(*channel) for channel in channels})

    @property
    def known(self) -> KnownContact | None:
        """What the book says of them. None: they are new."""
        return self._known[self._place] if self._known else None

    @property
    def is_known(self) -> bool:
        """Are they in the book?"""
        return bool(self._known)

    @property
    def key(self) -> str:
        """What two notations of their name share."""
        return name_key(self.name)

    @property
    def known_account(self) -> str:
        """Where the book says they are; empty for nowhere, and for somebody new."""
        known = self.known
        return known.account if known else ""

    @property
    def is_grown(self) -> bool:
        """Did the source say more of them than was said where they come from?"""
        return self._whole is not None and bool(self._whole.gains)

    @property
    def only_draft(self) -> ContactDraft | None:
        """All there is of them, where it is as it was said. None: it has to be put together."""
        if self._known or self._whole is not None:
            return None
        draft = self._drafts[self._place]
        return None if draft.past else draft

    @property
    def whole(self) -> Whole:
        """Everything of them, unpacked."""
        if self._whole is not None:
            return self._whole
        if self._known:
            known = self._known[self._place]
            return Whole(known.name, known)
        draft = self._drafts[self._place]
        whole = Whole(draft.name)
        whole.take(draft)
        return whole

    def take(self, draft: ContactDraft, taking: Set[str] = frozenset()) -> Gap:
        """Writes what the draft says of them to what they gain; returns what was new."""
        whole = self.whole
        gap = whole.take(draft, taking)
        if gap or whole.still_open:
            self._whole = whole
            self.account = whole.account
            gained = (way_of(each.kind, each.value) for each in gap.channels)
            self.ways = (*self.ways, *gained)
            self.uids = (*self.uids, *gap.uids)
        return gap
