"""Exports of real programs, where a collection lies beside the checkout: nothing in them is lost.

What is in them is counted by a naive scan that knows nothing of how the readers work.
"""

from __future__ import annotations

import csv
import io
import quopri
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import ChannelKind
from loyaltytui.exchange.sources import read_source

SAMPLES = [
    path
    for folder in sorted(Path(__file__).parents[3].glob("*/samples"))
    for path in sorted(folder.glob("*/*.*"))
    if path.suffix in (".csv", ".vcf")
]
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
ENOUGH = 0.99


def text_of(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-16", "utf-8") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8",):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return data.decode("latin-1")


def unfolded(text: str) -> Iterator[tuple[str, str]]:
    """The properties of a card file, crudely: name and value."""
    lines = re.sub(r"=\r?\n(?=[^:\n]*\r?\n)", "", re.sub(r"\r?\n[ \t]", "", text)).splitlines()
    for line in lines:
        head, colon, value = line.partition(":")
        if colon:
            if "QUOTED-PRINTABLE" in head.upper():
                value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
            yield head.upper().split(".")[-1].split(";")[0], value


def spoken(path: Path) -> tuple[set[str], set[str], set[str]]:
    """Emails, phones as digits, and words of names, as the file holds them."""
    text = text_of(path)
    if path.suffix == ".csv":
        table = [row for row in csv.reader(io.StringIO(text)) if len(row) > 2]
        header, rows = table[0], table[1:]
        cells = [(head, cell) for row in rows for head, cell in zip(header, row, strict=False)]
        phones = [cell for head, cell in cells if re.search(r"phone|mobile$|fax|pager", head, re.I)]
        names = [
            cell
            for head, cell in cells
            if re.fullmatch(r"(.*first|.*last|.*family).*name", head, re.I)
        ]
        emails = [cell for _, cell in cells]
    else:
        said = list(unfolded(text))
        phones = [value.removeprefix("tel:") for name, value in said if name == "TEL"]
        names = [value for name, value in said if name == "FN"]
        emails = [value for name, value in said if name == "EMAIL"]
    digits = {
        re.sub(r"\D", "", part) for cell in phones for part in cell.split(":::") if len(part) > 3
    }
    words = {word for name in names for word in re.findall(r"[^\W\d_]{2,}", name)}
    return {found.lower() for cell in emails for found in EMAIL.findall(cell)}, digits - {""}, words


def kept(contacts: Sequence[ContactDraft]) -> tuple[set[str], set[str], str]:
    channels = [channel for contact in contacts for channel in contact.channels]
    emails = {each.value.lower() for each in channels if each.kind is ChannelKind.EMAIL}
    phones = {re.sub(r"\D", "", each.value) for each in channels if each.kind is ChannelKind.PHONE}
    extras = " ".join(text for contact in contacts for _, text in contact.extras)
    return emails, phones, " ".join(contact.name for contact in contacts) + " " + extras


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_names_emails_and_phones_of_real_exports_are_kept(path: Path) -> None:
    reading = read_source(path)
    emails, phones, names = spoken(path)
    own_emails, own_phones, own_names = kept(reading.contacts)
    lost = {
        *(emails - own_emails),
        *(phone for phone in phones if phone not in own_phones),
        *(word for word in names if word not in own_names),
    }
    spoken_of = len(emails) + len(phones) + len(names)
    assert len(lost) <= spoken_of * (1 - ENOUGH), lost


@pytest.mark.skipif(not SAMPLES, reason="no exports of other programs lie beside the repository")
def test_the_scan_finds_something_to_lose() -> None:
    found = [spoken(path) for path in SAMPLES]
    assert sum(len(emails) for emails, _, _ in found) > 30
    assert sum(len(phones) for _, phones, _ in found) > 30
    assert sum(len(names) for _, _, names in found) > 50
