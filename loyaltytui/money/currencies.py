"""The table of currencies: their codes, decimals, and the signs and words they go by.

How an amount is read around them lives in `reading`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

USUAL_CURRENCY = "EUR"

_BY_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
    2: """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
        CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
        GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
        LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB
        PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
        SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        ANG BGN HRK
    """,
}
"""The currencies in use, by their decimals (ISO 4217). Those of the last line have been retired,
but within the years that a book still looks back on."""

CURRENCIES = {code: decimals for decimals, codes in _BY_DECIMALS.items() for code in codes.split()}
"""How many decimals each currency has."""

_SMALL = "eur usd gbp chf jpy cny sek nok dkk pln czk huf aud nzd inr brl zar mxn"
"""Codes understood in small letters too: unlike "all", "top", "pen" or "cad" they are no words."""

_DOLLARS = ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD")
_CROWNS = ("", "DKK", "ISK", "NOK", "SEK")
_RUPEES = ("", "INR", "LKR", "NPR", "PKR")
SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    "$": _DOLLARS,
    "US$": ("USD",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "HK$": ("HKD",),
    "NZ$": ("NZD",),
    "R$": ("BRL",),
    "S$": ("SGD",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "₦": ("NGN",),
    "₱": ("PHP",),
    "₽": ("RUB",),
    "฿": ("THB",),
    "fr.": ("CHF",),
    "kr.": _CROWNS,
    "rs.": _RUPEES,
}
"""What each sign may mean, the likeliest first. An empty one first: none is likeliest."""
WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("euro", "euros"), ("EUR",)),
    **dict.fromkeys(("dollar", "dollars"), _DOLLARS),
    **dict.fromkeys(("pound", "pounds"), ("", "EGP", "GBP")),
    **dict.fromkeys(("franc", "francs"), ("", "CHF", "XAF", "XOF")),
    **dict.fromkeys(("crowns", "kr", "kronor", "kroner"), _CROWNS),
    **dict.fromkeys(("rs", "rupees"), _RUPEES),
    **dict.fromkeys(("peso", "pesos"), ("", "ARS", "CLP", "COP", "MXN", "PHP", "UYU")),
    **dict.fromkeys(("cent", "cents", "pence"), ()),
    "ft": ("HUF",),
    "kč": ("CZK",),
    "lei": ("", "MDL", "RON"),
    "rand": ("ZAR",),
    "yen": ("JPY",),
    "yuan": ("CNY",),
    "zł": ("PLN",),
}
"""The same for words, in small letters. Without any meaning: refused, or cents became euros."""

_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
NOT_A_LETTER = r"(?![^\W\d_])"
CURRENCY = rf"(?i:{_SIGN})|(?i:{_WORD}|[a-z]{{3}}){NOT_A_LETTER}"
"""Whatever may be a currency; whether it is one, `meanings` says."""
PLAIN_CURRENCY = rf"(?i:{_SIGN})|(?:{'|'.join(sorted(CURRENCIES))}){NOT_A_LETTER}"
"""What can hardly be anything else."""


@cache
def _currency() -> re.Pattern[str]:
    # Every verb knows the codes, and few read an amount: the pattern waits for the first.
    return re.compile(rf"\s*({CURRENCY})")


class AmountRefused(ValueError):
    """One plain sentence that says why an amount is not understood, and what to write."""


def currency_at(
    text: str, place: int, usual: str, is_given: bool = False
) -> tuple[tuple[str, ...], int]:
    """What the currency at this place may be, and where it ends; nothing when there is none.

    What looks like one and is not is refused, unless the currency `is_given` already: then the
    same letters are plain words, as the boards in "EUR 500 PCB boards".
    """
    found = _currency().match(text, place)
    if not found:
        _refuse_unknown_sign(text, place)
        return (), place
    written = found[1]
    small = written.lower()
    meant = SIGNS.get(small.upper(), SIGNS.get(small, WORDS.get(small)))
    if meant is None:
        meant = _code(written, usual, is_given)
    elif not meant:
        raise AmountRefused(f"Write {written} as decimals, as in EUR 0.50.")
    return (meant, found.end()) if meant else ((), place)


def agreed(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What both mean, when the currency was written twice: `$5 CAD`."""
    if not one or not other:
        return one or other
    both = tuple(code for code in one if code in other)
    if not any(both):
        raise AmountRefused("Two currencies are named. Write one.")
    return both


def chosen(meant: tuple[str, ...], usual: str) -> str:
    """The one that is meant: the usual one if it may be, else the likeliest."""
    if not meant or usual in meant:
        return usual
    codes = [code for code in meant if code]
    if meant[0] or len(codes) == 1:
        return codes[0]
    raise AmountRefused(f"Which currency is it? Write {', '.join(codes[:-1])} or {codes[-1]}.")


def _code(written: str, usual: str, is_given: bool) -> tuple[str, ...]:
    code = written.upper()
    if code in CURRENCIES and (
        written.isupper() or written.lower() in _SMALL.split() or code == usual
    ):
        return (code,)
    if is_given:
        return ()
    if code in CURRENCIES:
        raise AmountRefused(
            f"Is '{written}' a word or the currency? Write {code}, or name another."
        )
    if written.isupper():
        raise AmountRefused(
            f"{written} is no currency known here. If it is what they bought, "
            f"name the currency before it, as in {usual}."
        )
    return ()


def _refuse_unknown_sign(text: str, place: int) -> None:
    sign = text[place:].lstrip()[:1]
    if sign and unicodedata.category(sign) == "Sc":
        raise AmountRefused(f"'{sign}' is no currency sign known here. Write the currency's code.")
