"""The rows of everything that an import brings, table by table. Writing them is `importing`'s work.

Rows are plain dicts here: thousands of peewee's objects would take longer to make than to write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec import Struct

from loyaltytui.book.arrivals import Arrival, KeptPromise
from loyaltytui.book.channels import channel_key, tidy_tags
from loyaltytui.book.people import checked
from loyaltytui.drafts import ChannelDraft, ContactDraft, PastDraft
from loyaltytui.entries import ContactId, Owner
from loyaltytui.plain import clean, fold

Columns = dict[str, object]

FILLED = ("job", "tier", "cadence", "birthday", "address", "about")
"""What an import may write where nothing stood."""


class Coming(Struct, frozen=True):
    """One arrival with everything that has to be known to write it."""

    contact_id: ContactId
    draft: ContactDraft
    """As it may be stored."""
    uids: tuple[str, ...]
    past: tuple[PastDraft, ...] = ()
    kept: tuple[KeptPromise, ...] = ()

    @property
    def asks_for_check_in(self) -> bool:
        """Does it bring a cadence of its own or a tier's?"""
        return bool(self.draft.tier or self.draft.cadence)


def coming(arrivals: Iterable[Arrival], next_id: int) -> list[Coming]:
    """The arrivals, those that are new numbered from `next_id` on; `Refused` for a bad one."""
    found = []
    for arrival in arrivals:
        contact_id = arrival.contact_id
        if contact_id is None:
            contact_id, next_id = ContactId(next_id), next_id + 1
        draft = checked(arrival.draft)
        found.append(Coming(contact_id, draft, arrival.uids, arrival.draft.past, arrival.kept))
    return found


def contact_rows(
    new: Iterable[Coming], account_ids: Mapping[str, int], today: dt.date
) -> list[Columns]:
    """The contacts themselves."""
    return [
        {
            "id": one.contact_id,
            "name": one.draft.name,
            "sort_key": fold(one.draft.name),
            "account_id": account_ids[fold(one.draft.account)] if one.draft.account else None,
            **{name: getattr(one.draft, name) for name in FILLED},
            "owner": str(one.draft.owner),
            "added_on": today.isoformat(),
        }
        for one in new
    ]


def rows_beneath(several: Iterable[Coming]) -> dict[str, list[Columns]]:
    """What hangs on the contacts, by its table."""
    rows: dict[str, list[Columns]] = {"channel": [], "tag": [], "identity": [], "extra_field": []}
    for one in several:
        of, draft = {"contact_id": one.contact_id}, one.draft
        rows["channel"] += [of | _channel(each, draft.owner) for each in draft.channels]
        rows["tag"] += [of | {"word": word} for word in tidy_tags(draft.tags)]
        rows["identity"] += [of | {"uid": clean(uid)} for uid in one.uids]
        rows["extra_field"] += [
            of | {"name": clean(name), "value": clean(value), "owner": str(draft.owner)}
            for name, value in draft.extras
        ]
    return rows


def _channel(draft: ChannelDraft, owner: Owner) -> Columns:
    value = " ".join(clean(draft.value).split())
    return {
        "kind": str(draft.kind),
        "label": clean(draft.label).strip(),
        "value": value,
        "value_key": channel_key(draft.kind, value),
        "scope": str(draft.scope),
        "owner": str(draft.owner or owner),
        "is_confidential": draft.is_confidential,
    }
