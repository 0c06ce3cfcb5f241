"""Verbs for the ways to reach a contact, and for tags. Contacts themselves live in `people`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import ChannelDraft
from loyaltytui.entries import Channel, ChannelId, ChannelKind, Contact, ContactId
from loyaltytui.plain import clean, fold


def channel_key(kind: ChannelKind, value: str) -> str:
    """What two notations of one channel share: the digits of a phone, else the folded text."""
    if kind is ChannelKind.PHONE:
        return "".join(letter for letter in value if letter.isdigit())
    return fold(value).removesuffix("/")


class Channels(EntryWriting):
    """The verbs about how a contact is reached and sorted."""

    def add_channel(self, contact: Contact, draft: ChannelDraft) -> None:
        """Writes one more way to reach a contact."""
        with self.act(f"add {draft.kind} of {contact.name}"):
            self._insert_channels(contact.id, contact.owner, (draft,))

    def edit_channel(self, before: Channel, draft: ChannelDraft) -> None:
        """Writes a channel's fields; a channel changed meanwhile is a `Conflict`."""
        written = _channel_as_written(draft, before.owner)
        changes = {name: value for name, value in written.items() if value != getattr(before, name)}
        named = "in confidence" if before.is_confidential else before.value
        with self.act(f"edit {before.kind} {named}"):
            if not changes:
                return
            key = channel_key(draft.kind, str(written["value"]))
            changes["value_key"] = key
            if not self._is_set("channel", before.id, before.rev, changes):
                raise Conflict(f"{before.value} was changed elsewhere. Open the form again.")

    def delete_channel(self, channel_id: ChannelId, value: str) -> None:
        """Takes a channel out of the book. `u` brings it back."""
        secret = self.rows(
            "select 1 from channel where id = ? and is_confidential = 1", (channel_id,)
        )
        with self.act("delete a channel in confidence" if secret else f"delete {value}"):
            self._take("channel", channel_id, value)

    def set_tags(self, contact: Contact, words: Iterable[str]) -> None:
        """Gives a contact exactly these tags."""
        with self.act(f"tag {contact.name}"):
            self._set_tags(contact.id, words)

    def _set_tags(self, contact_id: ContactId, words: Iterable[str]) -> None:
        wanted = tidy_tags(words)
        kept = {
            row[0]: row[1]
            for row in self.rows("select word, id from tag where contact_id = ?", (contact_id,))
        }
        gone = [row_id for word, row_id in kept.items() if word not in wanted]
        if gone:
            self.write(
                "delete from tag where id in (select value from json_each(?))", (json.dumps(gone),)
            )
        self._insert_tags(contact_id, [word for word in wanted if word not in kept])

    def _insert_channels(
        self, contact_id: ContactId, owner: str, drafts: Sequence[ChannelDraft]
    ) -> None:
        for draft in drafts:
            written = _channel_as_written(draft, owner)
            key = channel_key(draft.kind, str(written["value"]))
            self._put("channel", contact_id=contact_id, value_key=key, **written)

    def _insert_tags(self, contact_id: ContactId, words: Iterable[str]) -> None:
        for word in words:
            self._put("tag", contact_id=contact_id, word=word)

    def _take(self, table: str, row_id: int, what: str) -> None:
        if not self.write(f"delete from {table} where id = ?", (row_id,)):
            raise NotFound(f"{what} is not in the book any more.")


def tidy_tags(words: Iterable[str]) -> list[str]:
    """Tags as they are stored: once each, without `#` or outer blanks."""
    tidied = (" ".join(clean(word).split()).lstrip("#").casefold() for word in words)
    return list(dict.fromkeys(word for word in tidied if word))


def _channel_as_written(draft: ChannelDraft, owner: str) -> dict[str, object]:
    """The columns a draft fills; a channel without a value is `Refused`."""
    return {
        "kind": draft.kind,
        "label": clean(draft.label).strip(),
        "value": needed(draft.value, "A channel needs an email, a phone number or a link."),
        "scope": draft.scope,
        "owner": draft.owner or owner,
        "is_confidential": draft.is_confidential,
    }


def needed(typed: str, sentence: str) -> str:
    """The words on one line, or `Refused` with the sentence when there are none."""
    text = " ".join(clean(typed).split())
    if not text:
        raise Refused(sentence)
    return text
