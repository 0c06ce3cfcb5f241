"""The verbs by which two contacts become one, or are said to be two.

What becomes of what both say is in `merging_fields`, how rows move in `merging_rows`, and who is
likely to be one in `merging_candidates`.
"""

from __future__ import annotations

from collections.abc import Collection

from loyaltytui.book.backup import back_up
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.book.merging_candidates import APART, Duplicates, numbered
from loyaltytui.book.merging_fields import FIELDS, merged
from loyaltytui.book.merging_rows import MovingRows
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.entries import Contact
from loyaltytui.plain import fold

_COUNTED = {
    "participant": ("interaction", "interactions"),
    "promise": ("promise", "promises"),
    "check_in": ("check-in", "check-ins"),
    "note": ("note", "notes"),
    "question": ("question", "questions"),
    "problem": ("problem", "problems"),
    "purchase": ("purchase", "purchases"),
    "channel": ("channel", "channels"),
    "tag": ("tag", "tags"),
}


class Merging(MovingRows, Duplicates):
    """The verbs about contacts who are in the book twice."""

    def merge(self, kept: Contact, other: Contact, take: Collection[str] = ()) -> None:
        """Makes one contact of two: everything of both stays. `u` makes them two again.

        Where they contradict each other the kept one's words count, save in the fields of
        `take`; what gives way stands beside it as an extra field. A copy of the book is made
        first. A contact changed meanwhile is a `Conflict`.
        """
        if kept.id == other.id:
            raise Refused(f"{kept.name} can't be merged with themselves.")
        for name in take:
            if name not in FIELDS:
                raise Refused(f"'{name}' is none of: {', '.join(FIELDS)}.")
        self._expect_unchanged(kept, other)
        back_up(self.db, self.path, why="before-merge", at=self.now())
        with self.act(f"merge {other.name} into {kept.name}"):
            self._expect_unchanged(kept, other)
            self._move_all(kept, other)
            one = merged(kept, other, take)
            for name, text in one.beside:
                self._put_beside(kept.id, name, text)
            values = {name: text for name, text in one.fields.items() if name != "account"}
            takes_account = one.fields["account"] != kept.account
            columns: dict[str, object] = {
                **values,
                "sort_key": fold(one.fields["name"]),
                "account_id": other.account_id if takes_account else kept.account_id,
            }
            assigned = ", ".join(f"{name} = ?" for name in columns)
            self.write(
                f"update contact set {assigned}, rev = {THIS_ACTION}, added_on = min(added_on, "
                "(select added_on from contact as gone where gone.id = ?)) where id = ?",
                (*columns.values(), other.id, kept.id),
            )
            self.write("delete from contact where id = ?", (other.id,))

    def keep_apart(self, one: Contact, other: Contact) -> None:
        """Writes down that these are two people, who are offered no more. `u` takes it back."""
        if one.id == other.id:
            raise Refused(f"{one.name} is one contact already.")
        first, second = sorted((one, other), key=lambda each: each.id)
        with self.act(f"{first.name} and {second.name} are two people"):
            self._expect_unchanged(one, other)
            self._put_beside(first.id, APART, numbered(second.id))

    def hanging_on(self, contact: Contact) -> list[str]:
        """How much of what there is of a contact, in words; what there is none of is left out."""
        counts = self.rows(
            " union all ".join(
                f"select '{table}', count(*) from {table} where contact_id = ?1"
                for table in _COUNTED
            ),
            (contact.id,),
        )
        return [f"{count} {_COUNTED[table][count != 1]}" for table, count in counts if count]

    def _expect_unchanged(self, *contacts: Contact) -> None:
        for one in contacts:
            found = self.rows("select rev from contact where id = ?", (one.id,))
            if not found:
                raise NotFound(f"{one.name} is not in the book any more.")
            if found[0][0] != one.rev:
                raise Conflict(f"{one.name} was changed elsewhere. Look again.")
