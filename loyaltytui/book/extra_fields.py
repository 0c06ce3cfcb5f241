"""Fields that came with an import and have no place of their own: shown, corrected, taken out.

Writing them when they come in is `arrival_rows`' work.
"""

from __future__ import annotations

from loyaltytui.book.errors import Conflict, Refused
from loyaltytui.book.storage import Storage
from loyaltytui.entries import ContactId, ExtraField, ExtraFieldId
from loyaltytui.plain import clean


class ExtraFields(Storage):
    """The verbs about whatever else was known of a contact elsewhere."""

    def extra_fields_of(self, contact_id: ContactId) -> list[ExtraField]:
        """All that came along with a contact, in the order it was written down."""
        rows = self.rows(
            "select id, name, value from extra_field where contact_id = ? order by id",
            (contact_id,),
        )
        return [ExtraField(ExtraFieldId(found), name, value) for found, name, value in rows]

    def edit_extra_field(self, before: ExtraField, value: str) -> None:
        """Corrects what a field says; one that was changed meanwhile is a `Conflict`."""
        written = clean(value).strip()
        if not written:
            raise Refused(f"{before.name} needs words; D takes the whole field out.")
        with self.act(f"edit {before.name}"):
            if written == before.value:
                return
            changed = self.write(
                "update extra_field set value = ? where id = ? and value = ?",
                (written, before.id, before.value),
            )
            if not changed:
                raise Conflict(f"{before.name} was changed elsewhere. Open the form again.")

    def delete_extra_field(self, field: ExtraField) -> None:
        """Takes a field out of the book. `u` brings it back."""
        with self.act(f"delete {field.name}"):
            if not self.write("delete from extra_field where id = ?", (field.id,)):
                raise Conflict(f"{field.name} is not in the book any more.")
