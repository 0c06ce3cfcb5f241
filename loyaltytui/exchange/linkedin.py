"""LinkedIn's `Connections.csv` as contacts.

Other tables of contacts have other columns and live elsewhere; so does the merging of what is read.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import unquote

from msgspec import Struct

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind
from loyaltytui.exchange.foreign_text import byte_lines, clean, decode, one_line
from loyaltytui.exchange.reach_hints import email_scope, link_scope
from loyaltytui.exchange.reading import Tally

ROW_LIMIT = 256_000
"""Bytes of one line; LinkedIn's longest rows have a few hundred."""

_COLUMNS = {
    "first": ("first name", "vorname"),
    "last": ("last name", "nachname"),
    "url": ("url",),
    "email": ("email address", "e-mail-adresse"),
    "company": ("company", "unternehmen"),
    "position": ("position",),
    "connected": ("connected on", "verbunden am"),
}
_ORDER = tuple(_COLUMNS)
"""LinkedIn's own order of columns: in whichever language, the third is headed `URL`."""
_PREAMBLE_LINES = 60
_LONGEST_ROW = 50
"""Lines of one row; with more, a quotation mark was left open and must not eat the file."""
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan ene gen january januar janvier enero gennaio janeiro januari",
            "feb fev fevr february februar fevrier febrero febbraio fevereiro februari",
            "mar mrz mrt marz march mars marzo marco maart",
            "apr avr abr april avril abril aprile",
            "may mai mag mei mayo maggio maio",
            "jun juin giu june juni junio giugno junho",
            "jul juil lug july juli juillet julio luglio julho",
            "aug aou aout ago august agosto augustus",
            "sep sept set september septembre septiembre settembre setembro",
            "oct okt ott out october oktober octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec dez dic december dezember decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}
_DAY = re.compile(r"(\d{1,2})[. -]+(?:de )?([^\W\d]+)[. -]+(?:de )?(\d{4})")


class _Header(Struct, frozen=True):
    """Which column says what, and how the table is written."""

    line: int
    places: dict[str, int]
    width: int
    separator: str


def is_linkedin(file: BinaryIO) -> bool:
    """Does the file hold a table of LinkedIn's connections?"""
    return _find_header(_numbered_lines(file)) is not None


def read_connections(file: BinaryIO, tally: Tally) -> Iterator[ContactDraft]:
    """Read the connections one after the other; rows that cannot be read go to the tally."""
    lines = _numbered_lines(file)
    header = _find_header(lines)
    if header is None:
        return
    # One cell may be as long as a whole row; the usual limit would refuse it with a riddle.
    csv.field_size_limit(max(csv.field_size_limit(), ROW_LIMIT * _LONGEST_ROW))
    for number, cells in _rows(lines, header, tally):
        if not any(map(str.strip, cells)):
            continue
        said = {column: one_line(cells[place]) for column, place in header.places.items()}
        contact = _contact(said)
        if contact is None:
            tally.lose(number, "a row without a name, a profile or an email")
        else:
            yield contact


def _numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The physical lines with their numbers; of one far too long only the start is kept."""
    plain = byte_lines(file)
    number = 0
    while line := plain.readline(ROW_LIMIT + 1):
        number += 1
        yield number, line
        while line and line[-1:] != b"\n":
            line = plain.readline(ROW_LIMIT)


def _find_header(lines: Iterable[tuple[int, bytes]]) -> _Header | None:
    """Look for the header below a preamble of any length, by its columns."""
    for number, line in lines:
        if number > _PREAMBLE_LINES:
            return None
        text = clean(decode(line))[0]
        # Spreadsheets of half of Europe save the same table with semicolons.
        for separator in ",;\t":
            try:
                rows = list(csv.reader([text], delimiter=separator))
            except csv.Error:
                continue
            cells = [one_line(cell).lower() for cell in (rows[0] if rows else [])]
            if places := _places(cells):
                return _Header(number, places, len(cells), separator)
    return None


def _places(cells: list[str]) -> dict[str, int]:
    """Find the columns among a row's cells; empty when it is no header of LinkedIn's."""
    places = {
        column: cells.index(word)
        for column, words in _COLUMNS.items()
        for word in words
        if word in cells
    }
    if {"first", "last", "connected"} <= places.keys():
        return places
    if len(cells) == len(_ORDER) and cells[2] == "url" and all(cells):
        return {column: place for place, column in enumerate(_ORDER)}
    return {}


def _rows(
    lines: Iterator[tuple[int, bytes]], header: _Header, tally: Tally
) -> Iterator[tuple[int, list[str]]]:
    """Put rows together again whose cells hold line ends, and split them into their cells.

    Of what does not come out as a row only the first line is given up: a quotation mark left open
    seems to swallow the good rows behind it.
    """
    waiting: deque[tuple[int, bytes]] = deque()
    while (first := waiting.popleft() if waiting else next(lines, None)) is not None:
        number, raw = first
        if len(raw) > ROW_LIMIT:
            tally.lose(number, f"a row of more than {ROW_LIMIT // 1000} kB")
            continue
        row, quotes, taken = [raw], raw.count(b'"'), 0
        while quotes % 2 and taken < _LONGEST_ROW:
            if taken == len(waiting):
                if (following := next(lines, None)) is None:
                    break
                waiting.append(following)
            row.append(waiting[taken][1])
            quotes += row[-1].count(b'"')
            taken += 1
        text, forbidden = clean(decode(b"".join(row)))
        cells, why = _cells(text, header)
        if why:
            tally.lose(number, "a quotation mark that is never closed" if quotes % 2 else why)
            continue
        if forbidden:
            tally.drop("control character", forbidden)
        for _ in range(taken):
            waiting.popleft()
        yield number, cells


def _cells(text: str, header: _Header) -> tuple[list[str], str]:
    """Split one row into its cells, or say why that cannot be."""
    try:
        (cells,) = csv.reader([text], delimiter=header.separator, strict=True)
    except (csv.Error, ValueError):
        return [], "quotation marks out of place"
    if cells and len(cells) != header.width:
        return [], f"{len(cells)} columns where the header has {header.width}"
    return cells, ""


def _contact(said: dict[str, str]) -> ContactDraft | None:
    """Draft the contact of one row; None when the row is about nobody."""
    url, email = said.get("url", ""), said.get("email", "")
    name = f"{said.get('first', '')} {said.get('last', '')}".strip() or email or _slug(url)
    if not name:
        return None
    channels = []
    if email:
        channels.append(ChannelDraft(ChannelKind.EMAIL, email, "", email_scope(email)))
    if url:
        channels.append(ChannelDraft(ChannelKind.LINK, url, "LinkedIn", link_scope(url)))
    connected = said.get("connected", "")
    return ContactDraft(
        name=name,
        account=said.get("company", ""),
        job=said.get("position", ""),
        channels=tuple(channels),
        uid=url,
        extras=(("Connected On", _iso_day(connected)),) if connected else (),
    )


def _slug(url: str) -> str:
    """Name somebody by their profile's address, when LinkedIn gives nothing else away."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return one_line(clean(unquote(last))[0]) or url


def _iso_day(text: str) -> str:
    """Read the day of connecting, `12 Mar 2024` in any of the languages; else leave it as it is."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = _DAY.fullmatch(plain)
    if found is None or found[2] not in _MONTHS:
        return text
    try:
        return dt.date(int(found[3]), _MONTHS[found[2]], int(found[1])).isoformat()
    except ValueError:
        return text
