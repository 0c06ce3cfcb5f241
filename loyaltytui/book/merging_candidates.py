"""Reads which contacts are likely one person, and what each of two says.

What makes two likely is decided in `loyalty.duplicates`; making one of them is `merging`'s verb.
"""

from __future__ import annotations

from loyaltytui.book.storage import Storage
from loyaltytui.entries import ChannelKind, ContactId
from loyaltytui.loyalty.duplicates import Likeness, Pair, Somebody, likely_duplicates

APART = "not the same as"
"""The name of the extra field by which a contact is known to be somebody else than another one.

It says the other's number and never a name: whoever is forgotten must not stay behind in it.
"""

# One email of two people has one key, which the book finds quicker; numbers and links may not.
_CHANNELS = (
    "select contact_id, kind, value from channel where kind <> 'email' or value_key in "
    "(select value_key from channel group by value_key having count(*) > 1) order by id"
)


def numbered(contact_id: int) -> str:
    """A contact as the field says it."""
    return f"#{contact_id}"


class Duplicates(Storage):
    """The readers of who is likely in the book twice."""

    def duplicates(self) -> list[Likeness]:
        """Pairs who are likely one person, the likeliest first, with the reasons in words."""
        people = self.rows("select id, name, sort_key, account_id from contact order by id")
        # Confidential ones too: nothing of a value is told, only that it is the same.
        channels = self.rows(_CHANNELS)
        kinds = {str(kind): kind for kind in ChannelKind}
        return likely_duplicates(
            [Somebody(*row) for row in people],
            ((contact_id, kinds[kind], value) for contact_id, kind, value in channels),
            ((contact_id, uid) for contact_id, uid in self._identities()),
            self._apart(),
        )

    def _identities(self) -> list[tuple[ContactId, str]]:
        rows = self.rows("select contact_id, uid from identity order by id")
        return [(ContactId(contact_id), uid) for contact_id, uid in rows]

    def _apart(self) -> set[Pair]:
        """Who was said to be two people."""
        found: set[Pair] = set()
        for one, said in self.rows(
            "select contact_id, value from extra_field where name = ?", (APART,)
        ):
            digits = said.removeprefix("#")
            if digits.isascii() and digits.isdecimal():
                other = int(digits)
                found.add((ContactId(min(one, other)), ContactId(max(one, other))))
        return found
