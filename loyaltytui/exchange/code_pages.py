"""Which old code page bytes are in when they are no UTF-8: a guess by the letters that are likely.

Byte order marks and the decoding itself live in `foreign_text`.
"""

from __future__ import annotations

import re

_RUN = re.compile(rb"[\xa0-\xff]{3,}")
_LONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])")
_CYRILLIC = frozenset(b"\xe0\xe5\xe8\xee\xed\xf2")
"""The letters of cp1251 that every second word of Russian, Ukrainian or Bulgarian holds."""
_GREEK = frozenset(b"\xe1\xef\xe9\xdc\xdd\xdf\xfc\xfe\xf2\xf3")
"""The same for cp1253; accented vowels lie where cp1251 has capitals."""
_POLISH = re.compile(rb"(?<=[A-Za-z])[\xb3\xb9\x9c\x9f\xbf\x9e\x9a\xbe](?=[A-Za-z\s,;\"])")
"""Letters of cp1250 where cp1252 has signs that stand in no word."""
_CZECH = re.compile(rb"[\x8a\x8e\x9a\x9e](?=[A-Za-z\x80-\xff])|(?<=[A-Za-z\xe0-\xff])[\x9a\x9e]")
"""Letters that are the same in cp1250 and cp1252, but stand in words of the east alone."""
_NOT_1252 = re.compile(rb"[\x8d\x8f\x9d]")
_FRENCH = re.compile(rb"(?<=[A-Za-z])\x9c(?=[A-Za-z])")
"""One letter of French, one of Polish: what else there is tells which."""
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def guess(raw: bytes) -> str:
    """Names the likeliest code page of bytes that are not UTF-8; cp1252 when nothing speaks."""
    lone = len(_LONE.findall(raw))
    runs = b"".join(_RUN.findall(raw))
    try:
        if len(_KANA.findall(raw.decode("cp932"))) > 1:
            return "cp932"
    except UnicodeError:
        pass
    if len(runs) > 2 * lone:
        cyrillic = sum(byte in _CYRILLIC for byte in runs)
        greek = sum(byte in _GREEK for byte in runs)
        return "cp1251" if cyrillic >= greek else "cp1253"
    if _CZECH.search(raw) or _NOT_1252.search(raw):
        return "cp1250"
    is_french = b"\xe9" in raw or b"\xe8" in raw
    polish = _POLISH.search(_FRENCH.sub(b"oe", raw) if is_french else raw)
    return "cp1250" if polish else "cp1252"


def code_page(sample: bytes) -> str:
    """The code page of a file by a sample of it; empty when it is UTF-8 or plain ASCII."""
    # A sample may end within a letter.
    for cut in range(4):
        try:
            sample[: len(sample) - cut].decode("utf-8")
        except UnicodeError:
            continue
        return ""
    foreign = [line for line in sample.splitlines() if not line.isascii() and not _is_utf8(line)]
    return guess(b"\n".join(foreign)) if foreign else ""


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeError:
        return False
    return True
