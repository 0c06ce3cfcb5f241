"""Bytes from other programs as clean text: which encoding they are in, and what no text may hold.

What the text means lives in the readers; how text is made safe to show lives with the screens.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SNIFFED = 65_536
_CHARSET = re.compile(
    r"utf-?8|(us-)?ascii|latin-?\d+|(iso-?|iso_)8859[-_]\d+|iso-2022-(jp|kr)|(windows-|cp)\d+"
    r"|koi8-[rtu]|shift[-_]?jis|gb\d+|gbk|big5|euc-(jp|kr)|macroman|macintosh",
    re.IGNORECASE,
)
"""Charsets believed by name. Python knows codecs that are no charset (`unicode_escape`)."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0 but for tab and line feed, C1, surrogates: a terminal would obey them, SQLite refuse them."""


def is_charset(name: str) -> bool:
    """Does the name say a charset that is believed?"""
    return _CHARSET.fullmatch(name) is not None


def sniff(start: bytes) -> tuple[str, int]:
    """Tell the encoding of a file by its first bytes, and how long its byte order mark is.

    An empty name means bytes that must be told line by line: UTF-8, or some older charset.
    """
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return ("" if encoding == "utf-8" else encoding), len(bom)
    # Every format read here opens with ASCII words: without a mark, each second byte is zero.
    if len(start) >= 8 and not any(start[1:16:2]) and all(start[0:16:2]):
        return "utf-16-le", 0
    if len(start) >= 8 and not any(start[0:16:2]) and all(start[1:16:2]):
        return "utf-16-be", 0
    return "", 0


def decode(raw: bytes, charset: str = "") -> str:
    """Read bytes as text: in their charset if they say one that fits, else as what fits.

    Never fails: cp1252 is what old Windows programs meant, and what it lacks is shown as missing.
    """
    for encoding in (charset, "utf-8") if charset else ("utf-8",):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    try:
        # Old phones wrote characters beyond the basic plane as two surrogates of three bytes.
        pairs = raw.decode("utf-8", "surrogatepass")
        return pairs.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    except UnicodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeError:
        # latin-1 would make control characters of what is missing, and those are taken out.
        return raw.decode("cp1252", "replace")


def clean(text: str) -> tuple[str, int]:
    """Take out what no text in a book may hold; say how many characters that were."""
    if text.isprintable():
        return text, 0
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.subn("", text)


def one_line(text: str) -> str:
    """The text with every run of white space made one space, and none at its ends."""
    return " ".join(text.split())


class _Transcoded(io.RawIOBase):
    """A file rewritten on the fly, so that memory never holds more than a piece of it."""

    def __init__(self, file: BinaryIO, rewrite: Callable[[bytes, bool], bytes]) -> None:
        self._file = file
        self._rewrite = rewrite
        self._waiting = b""
        self._is_done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._waiting and not self._is_done:
            piece = self._file.read(_SNIFFED)
            self._is_done = not piece
            self._waiting = self._rewrite(piece, self._is_done)
        view = memoryview(buffer).cast("B")
        taken = self._waiting[: len(view)]
        self._waiting = self._waiting[len(taken) :]
        view[: len(taken)] = taken
        return len(taken)


def byte_lines(file: BinaryIO) -> BinaryIO:
    """The same file without byte order mark, in an encoding that ASCII is part of, in `\\n` lines.

    UTF-16 and UTF-32 become UTF-8; any other bytes stay as they are. A seekable file is needed.
    """
    start = file.read(_SNIFFED)
    encoding, mark = sniff(start)
    file.seek(mark)
    if encoding:
        decoder = codecs.getincrementaldecoder(encoding)("replace")

        def as_utf8(piece: bytes, is_last: bool) -> bytes:
            text = decoder.decode(piece, is_last)
            text = text if has_line_feeds else text.replace("\r", "\n")
            return text.encode("utf-8", "replace")

        has_line_feeds = "\n" in start.decode(encoding, "replace")
        return io.BufferedReader(_Transcoded(file, as_utf8))
    if b"\r" in start and b"\n" not in start:
        # Lines of the oldest Macintosh end in a carriage return alone.
        return io.BufferedReader(_Transcoded(file, lambda piece, _: piece.replace(b"\r", b"\n")))
    return file
