"""What the columns of a table mean: the mapping that is proposed, shown, and may be changed.

Which program has which columns lives in `tools/`; reading rows by a mapping in `row_contact`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.exchange.source_error import SourceError
from loyaltytui.plain import fold


class Target(NamedTuple):
    """What one column says of a contact."""

    word: str
    """One of `FIELDS`, or of the words that only tools use."""
    label: str = ""
    """Which email or address it is (`home`); of a field that is kept, its name."""
    group: str = ""
    """Columns of one group belong together: a label and its value, the parts of one address."""

    @property
    def said(self) -> str:
        """As it is typed and shown: `phone home`."""
        return f"{self.word} {self.label}".strip()


FIELDS = {
    "name": "the whole name",
    "first": "the first name",
    "middle": "the middle name",
    "last": "the last name",
    "account": "the company",
    "job": "the job title",
    "email": "an email address; a word behind it is its label: email home",
    "phone": "a phone number; a word behind it is its label: phone mobile",
    "link": "a link",
    "address": "a whole address",
    "street": "a part of an address; a word behind it tells two apart: street home",
    "city": "a part of an address",
    "region": "a part of an address",
    "postcode": "a part of an address",
    "country": "a part of an address",
    "birthday": "the birthday",
    "about": "notes",
    "tags": "tags, set apart by commas or semicolons",
    "tier": "A, B, C or D",
    "cadence": "how often to be in touch: 3w, 2m, none",
    "uid": "their number in that program",
    "day": "a day, kept under the column's name",
    "keep": "kept as it is, under the column's name",
    "skip": "left out",
}
"""Every word a column can be mapped to by hand, and what it means."""
KEEP = Target("keep")
_NOT_ALNUM = re.compile(r"[\W_]+")


class Column(NamedTuple):
    """One column of a table, and what is made of it."""

    header: str
    target: Target
    example: str = ""
    """The first value that is there; empty when the column is empty."""


class TableMapping(Struct, frozen=True):
    """What is made of each column of one table. Shown in the preview; `changed` changes it."""

    where: str
    """The file's name."""
    kind: str
    said: str
    """Which table it was taken for: `Google contacts`."""
    columns: tuple[Column, ...]
    day_note: str = ""
    """How days that can be read both ways are read; empty when there are none."""

    def changed(self, choices: Iterable[str]) -> TableMapping:
        """The mapping with some columns mapped otherwise, each as `Column=field`.

        Raises SourceError for a field that there is not. A column of another file is no error
        here: several files may be imported together.
        """
        wanted = dict(map(read_choice, choices))
        columns = tuple(
            column._replace(target=wanted.get(squeezed(column.header), column.target))
            for column in self.columns
        )
        return replace(self, columns=columns)

    def sentences(self) -> list[str]:
        """One line a column that holds anything, and one for those that are empty."""
        filled = [column for column in self.columns if column.example]
        lines = [
            f"{column.header or '(no name)'} → {column.target.said}: {_short(column.example)}"
            for column in filled
        ]
        empty = len(self.columns) - len(filled)
        if empty:
            lines.append(f"{empty:,} empty {'column' if empty == 1 else 'columns'}")
        return [*lines, self.day_note] if self.day_note else lines


def squeezed(header: str) -> str:
    """What two notations of one header share: letters and digits, no case, no accents."""
    return _NOT_ALNUM.sub("", fold(header))


def read_choice(typed: str) -> tuple[str, Target]:
    """Reads `Column=field`; raises SourceError with what fields there are."""
    header, equals, field = typed.rpartition("=")
    word, _, label = field.strip().lower().partition(" ")
    if not equals or not header.strip() or word not in FIELDS:
        raise SourceError(
            f"'{typed}' maps no column: say 'Column=field', the field one of {', '.join(FIELDS)}."
        )
    label = " ".join(label.split())
    return squeezed(header), _grouped(word, label)


def _grouped(word: str, label: str) -> Target:
    is_part = word in ("street", "city", "region", "postcode", "country", "address")
    return Target(word, label, f"address {label}" if is_part else "")


def targets_by(
    headers: Iterable[str],
    fields: Mapping[str, Target],
    patterns: Iterable[tuple[re.Pattern[str], Target]],
) -> list[Target | None]:
    """What a table of headers says of each column; None where it says nothing."""
    found: list[Target | None] = []
    several = list(patterns)
    for header in headers:
        key = squeezed(header)
        target = fields.get(key)
        for pattern, form in several if target is None else ():
            if match := pattern.fullmatch(key):
                target = Target(form.word, match.expand(form.label), match.expand(form.group))
                break
        found.append(target)
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
