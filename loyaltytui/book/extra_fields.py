"""Fields that came with an import and have no place of their own: shown, corrected, taken out.

Writing them when they come in is `arrival_rows`' work.
"""

from __future__ import annotations

from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.errors import Refused
from loyaltytui.book.stored import words_of
from loyaltytui.entries import ContactId, ExtraField, ExtraFieldId, Owner
from loyaltytui.plain import clean

_OWNERS = words_of(Owner)


class ExtraFields(EntryWriting):
    """The verbs about whatever else was known of a contact elsewhere."""

    def extra_fields_of(self, contact_id: ContactId) -> list[ExtraField]:
        """All that came along with a contact, in the order it was written down."""
        rows = self.rows(
            "select id, name, value, is_confidential, owner, rev from extra_field "
            "where contact_id = ? order by id",
            (contact_id,),
        )
        return [
            ExtraField(ExtraFieldId(found), name, value, bool(secret), _OWNERS[owner], rev)
            for found, name, value, secret, owner, rev in rows
        ]

    def edit_extra_field(self, before: ExtraField, value: str) -> None:
        """Corrects what a field says; one that was changed meanwhile is a `Conflict`."""
        written = clean(value).strip()
        if not written:
            raise Refused(f"{before.name} needs words; D takes the whole field out.")
        with self.act(f"edit {before.name}"):
            self._rewrite("extra_field", before, before.name, value=written)

    def delete_extra_field(self, field: ExtraField) -> None:
        """Takes a field out of the book. `u` brings it back."""
        with self.act(f"delete {field.name}"):
            self._strike("extra_field", field, field.name)
