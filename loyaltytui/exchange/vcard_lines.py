"""A vCard file as its content lines: unfolded, split into head and value, values decoded.

Which lines make a card lives in `vcard`, what they say about a contact in `vcard_contact`.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from loyaltytui.exchange.foreign_text import clean, decode, is_charset, one_line

PROPERTY_LIMIT = 256_000
"""Bytes of one property; what is longer is no fact about a person."""
BLOBS = {
    "PHOTO": "photo",
    "LOGO": "logo",
    "SOUND": "sound",
    "KEY": "key",
    "X-MS-CARDPICTURE": "card picture",
    "X-MS-OL-DESIGN": "card design",
}
"""Properties left out on purpose, and what they are called when they are counted."""

_NEVER_FOLDED = {"BEGIN", "END"}
_CACHED_HEAD = 200
_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
_PARAMETER = re.compile(r'(?:[^";]|"[^"]*"?)+')
_NAME = re.compile(r"[^\s;:.=\"<>(){}\[\]]{1,100}")
_BLOB_LINE = re.compile(rb"[A-Za-z0-9+/=\s]*")
_CARD_EDGE = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD", re.IGNORECASE)
_TRANSFERS = {"QUOTED-PRINTABLE": "q", "Q": "q", "BASE64": "b", "B": "b"}
_SAYS_NOTHING = {"7BIT", "8BIT", "INLINE", "URI", "URL", "TEXT", "CID", "CONTENT-ID"}
_MULTIBYTE = re.compile(r"iso-2022|shift|gb|big5|euc|cp9", re.IGNORECASE)
_CARET = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}


class Head(Struct, frozen=True):
    """What stands before the colon of a content line."""

    group: str
    """Lines of one group belong together (`item1`); empty when there is none."""
    name: str
    """In capitals."""
    types: tuple[str, ...] = ()
    """What kind of number or address it is, in capitals, whichever notation said so."""
    transfer: str = ""
    """`q` for quoted-printable, `b` for base64, empty for plain."""
    charset: str = ""
    label: str = ""
    """The postal address in one piece, as vCard 4.0 hands it along."""
    is_preferred: bool = False

    @property
    def is_blob(self) -> bool:
        """Is it left out without looking at its value?"""
        return self.name in BLOBS


class Line(NamedTuple):
    """One content line. A tuple, for there are a hundred thousand of them in a large file."""

    number: int
    """The physical line it began on, counted from 1."""
    head: Head | None
    """None: it is no content line at all."""
    value: bytes
    """As it stands in the file but unfolded; of a blob only whether there is any."""
    is_too_long: bool
    is_old: bool
    """Is it of a vCard 2.1?"""


@lru_cache(maxsize=4096)
def read_head(before: bytes) -> Head | None:
    """Read what stands before the colon; None when no property begins like this."""
    text = one_line(clean(decode(before))[0].lstrip("\ufeff"))
    first, *parameters = _PARAMETER.findall(text) or [""]
    group, _, name = first.strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    types: list[str] = []
    transfer = charset = label = ""
    is_preferred = False
    for parameter in parameters:
        key, equals, said = parameter.strip().partition("=")
        key, said = key.strip().upper(), said.strip()
        if not equals:
            key, said = "TYPE", key
        if key == "ENCODING":
            transfer = _TRANSFERS.get(said.upper(), "")
        elif key == "CHARSET":
            charset = said.strip('"') if is_charset(said.strip('"')) else ""
        elif key == "LABEL":
            label = re.sub(r"\^[nN^']", lambda found: _CARET[found[0]], said.strip('"'))
        elif key == "PREF":
            is_preferred = True
        elif key in ("TYPE", "X-SERVICE-TYPE"):
            for word in said.replace('"', "").upper().split(","):
                word = word.strip()
                if word in _TRANSFERS and not equals:
                    transfer = _TRANSFERS[word]
                elif word == "PREF":
                    is_preferred = True
                elif is_charset(word) and not equals:
                    charset = word
                elif word and word not in _SAYS_NOTHING and word not in types:
                    types.append(word)
    return Head(group.lower(), name.upper(), tuple(types), transfer, charset, label, is_preferred)


def content_lines(file: BinaryIO) -> Iterator[Line]:
    """Read the content lines of a file, never holding more than one property of it."""
    pending = _Pending(file)
    is_old = False
    while (raw := pending.take()) is not None:
        number = pending.number
        if not raw or raw.isspace():
            continue
        head, value = _split(raw)
        follows = pending.follows
        is_too_long = len(raw) > PROPERTY_LIMIT
        if head is None or (
            head.name not in _NEVER_FOLDED
            and (follows[:1] in (b" ", b"\t") or head.transfer or head.is_blob)
        ):
            head, value, is_too_long = _unfold(pending, raw, head, is_old)
        if head is not None and head.name == "VERSION":
            is_old = value.strip() == b"2.1"
        elif head is not None and head.name == "BEGIN":
            is_old = False
        yield Line(number, head, b"" if is_too_long else value, is_too_long, is_old)


class _Pending:
    """The physical lines of a file with one line of foresight."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.number = 0
        self.has_more = True
        self.follows = b""
        self._look()

    def take(self) -> bytes | None:
        """Hand out the next physical line without its ending; None at the end of the file."""
        if not self.has_more:
            return None
        line = self.follows
        self.number += 1
        self._look()
        return line

    def _look(self) -> None:
        line = self._file.readline(PROPERTY_LIMIT + 2)
        self.has_more = bool(line)
        if len(line) > PROPERTY_LIMIT and line[-1:] != b"\n":
            # The rest of a monstrous line is read past, so that it never sits in memory.
            while (rest := self._file.readline(PROPERTY_LIMIT)) and rest[-1:] != b"\n":
                pass
        self.follows = line.rstrip(b"\r\n")


def _split(raw: bytes) -> tuple[Head | None, bytes]:
    """Split a line at the first colon that is not within quotation marks."""
    before, colon, value = raw.partition(b":")
    if b'"' in before:
        found = _HEAD.match(raw)
        if found is not None:
            before, value = found[1], raw[found.end() :]
    if not colon:
        return None, b""
    if len(before) > _CACHED_HEAD:
        return read_head.__wrapped__(before), value
    return read_head(before), value


def _unfold(
    pending: _Pending, raw: bytes, head: Head | None, is_old: bool
) -> tuple[Head | None, bytes, bool]:
    """Take the physical lines that continue this one; tell whether they were too many."""
    if head is not None and head.is_blob:
        begins = bool(_split(raw)[1].strip())
        goes_on = _skip_blob(pending, head)
        return head, b"+" if begins or goes_on else b"", False
    is_base64 = head is not None and head.transfer == "b"
    is_quoted = head is not None and head.transfer == "q"
    pieces, size = [raw], len(raw)
    while pending.has_more:
        follows = pending.follows
        if is_quoted and pieces[-1].endswith(b"=") and not _CARD_EDGE.match(follows):
            pieces[-1] = pieces[-1][:-1]
        elif follows[:1] in (b" ", b"\t") and not follows.isspace():
            # In 2.1 a line is broken before white space, which stays; later a space is put in.
            follows = follows if is_old and not is_base64 else follows[1:]
        elif not (is_base64 and follows and _BLOB_LINE.fullmatch(follows)):
            break
        pending.take()
        size += len(follows)
        if size <= PROPERTY_LIMIT:
            pieces.append(follows)
        else:
            pieces[1:] = [follows]
    whole = b"".join(pieces)
    again, value = _split(whole)
    return again or head, value, size > PROPERTY_LIMIT


def _skip_blob(pending: _Pending, head: Head) -> bool:
    """Read past the lines of a picture, a sound or a key; tell whether there were any."""
    has_any = False
    while pending.has_more:
        follows = pending.follows
        is_folded = follows[:1] in (b" ", b"\t")
        # Base64 of 2.1 need not be indented: it ends at the next line with a colon in it.
        if not is_folded and not (head.transfer == "b" and _BLOB_LINE.fullmatch(follows)):
            break
        has_any = has_any or bool(follows.strip())
        pending.take()
    return has_any


def text_of(line: Line) -> tuple[str, int]:
    """Decode a line's value, escapes left in; say how many forbidden characters it held."""
    head, raw = line.head, line.value
    if head is None or not (head.transfer or head.charset):
        return clean(decode(raw))
    if head.transfer == "q":
        return clean(decode(binascii.a2b_qp(raw), head.charset))
    if head.transfer == "b":
        try:
            return clean(decode(binascii.a2b_base64(raw), head.charset))
        except binascii.Error:
            return clean(decode(raw))
    if head.charset and not _MULTIBYTE.match(head.charset):
        # A file saved anew as UTF-8 still says the charset it was first written in.
        try:
            return clean(raw.decode("utf-8"))
        except UnicodeError:
            pass
    return clean(decode(raw, head.charset))
