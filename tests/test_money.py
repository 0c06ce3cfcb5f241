"""Amounts in any usual notation are read, or refused with a sentence; never wrong by a factor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.money.currencies import CURRENCIES, AmountRefused
from loyaltytui.money.reading import Amount, read_amount
from loyaltytui.money.say import bare_amount, say_money

READ = {
    "12,500 EUR pump skid": ("EUR 12,500", "pump skid"),
    "12,500": ("EUR 12,500", ""),
    "12.500": ("EUR 12,500", ""),
    "12.500,00": ("EUR 12,500", ""),
    "12,500.00": ("EUR 12,500", ""),
    "12500.5": ("EUR 12,500.50", ""),
    "12500,5": ("EUR 12,500.50", ""),
    "1.25": ("EUR 1.25", ""),
    "1,2": ("EUR 1.20", ""),
    "0,5": ("EUR 0.50", ""),
    "0": ("EUR 0", ""),
    "1'250.00": ("EUR 1,250", ""),
    "1’250": ("EUR 1,250", ""),
    "1 250,00": ("EUR 1,250", ""),
    "1\u00a0250,50 pump": ("EUR 1,250.50", "pump"),
    "1\u202f250 pump": ("EUR 1,250", "pump"),
    "12 500 EUR pump": ("EUR 12,500", "pump"),
    "EUR 12 500, pump": ("EUR 12,500", "pump"),
    "1.234.567": ("EUR 1,234,567", ""),
    "1,234,567.89": ("EUR 1,234,567.89", ""),
    "₹12,50,000": ("INR 1,250,000", ""),
    "€12k": ("EUR 12,000", ""),
    "12k€": ("EUR 12,000", ""),
    "12 k€": ("EUR 12,000", ""),
    "12 k EUR": ("EUR 12,000", ""),
    "12K pumps": ("EUR 12,000", "pumps"),
    "1.25k": ("EUR 1,250", ""),
    "1.2345k": ("EUR 1,234.50", ""),
    "1.2m": ("EUR 1,200,000", ""),
    "1,2m EUR": ("EUR 1,200,000", ""),
    "1.2 million EUR": ("EUR 1,200,000", ""),
    "EUR 3 Mio. line": ("EUR 3,000,000", "line"),
    "5 lakh": ("EUR 500,000", ""),
    "EUR 5": ("EUR 5", ""),
    "EUR500": ("EUR 500", ""),
    "500EUR": ("EUR 500", ""),
    "500 eur": ("EUR 500", ""),
    "500 euros for pumps": ("EUR 500", "for pumps"),
    "$5": ("USD 5", ""),
    "$5 CAD": ("CAD 5", ""),
    "CAD $5": ("CAD 5", ""),
    "US$ 5": ("USD 5", ""),
    "R$ 500": ("BRL 500", ""),
    "£1,250.50 (two)": ("GBP 1,250.50", "(two)"),
    "500 zł": ("PLN 500", ""),
    "Fr. 500.-": ("CHF 500", ""),
    "500.- CHF": ("CHF 500", ""),
    "500,-- pump": ("EUR 500", "pump"),
    "¥5000": ("JPY 5,000", ""),
    "¥5,000": ("JPY 5,000", ""),
    "JPY 5,000.00": ("JPY 5,000", ""),
    "¥5.5k": ("JPY 5,500", ""),
    "KWD 12.5": ("KWD 12.500", ""),
    "12.500 KWD": ("KWD 12.500", ""),
    "0,500 KWD": ("KWD 0.500", ""),
    "12,500.000 KWD": ("KWD 12,500.000", ""),
    "500, pump": ("EUR 500", "pump"),
    "500 - pump": ("EUR 500", "pump"),
    "500 EUR 250 bar pump": ("EUR 500", "250 bar pump"),
    "EUR 500 PCB boards": ("EUR 500", "PCB boards"),
    "EUR 500 pen set": ("EUR 500", "pen set"),
}


@pytest.mark.parametrize(("text", "told"), READ.items(), ids=READ)
def test_an_amount_is_read_in_any_usual_notation(text: str, told: tuple[str, str]) -> None:
    amount = read_amount(text)
    assert (say_money(amount.minor, amount.currency), amount.rest) == told


REFUSED = {
    "negative": ["-5", "EUR -5", "-€5", "- 5 EUR", "\N{MINUS SIGN}5", "(500)", "-EUR 5"],
    "amount first": [
        "", "pump", "pump 500", "3 pumps 500 EUR", "3 x EUR 500", "about 500", "+500", "\u0661",
    ],
    "no amount": [
        "500kg flour", "5mm pipe", "10% off", "500-600", "500-", "2026-11-21", "12€50", "1/2", "3D",
        "12kg", "12MM", "5th",
    ],
    "for certain": [
        "0.500", "0,500", "1234.567", "1.234.56", "12,5,000", "1,234.567,89", "12.5.2026",
        "1.250k", "1,250k", "KWD 12,500", "1'25", "1'250'00", "012,500",
    ],
    "decimals": ["1.2345", "1.234,567", "12,500.000", "JPY 5.5", "¥1.25", "1.234567k"],
    "side by side": [
        "EUR 500 250 bar", "EUR 12 500 pump", "12, 500", "12 5000", "1,234 567", "12 EUR 50",
    ],
    "one number": ["500 to 600", "500 - 600", "12 EUR million", "12 EUR k", "5 x 3"],
    "factor": ["12 k", "500 m cable"],
    "metres": ["500m cable"],
    "no currency": ["XYZ 500", "500 XYZ", "500 PCB boards", "500 DEM", "XAU 5"],
    "a word or the currency": ["500 cad seats", "500 pen set", "500 top up", "500 all in"],
    "Which currency": ["500 kr", "kr. 500", "500 pounds of flour", "500 pesos"],
    "Two currencies": ["EUR 5 USD", "€5 $", "$ EUR 5"],
    "currency sign": ["₡500", "500 ₡"],
    "as decimals": ["500 cents", "50 pence"],
    "nought": ["007", "00"],
    "more EUR than there is": ["9" * 18, "1" * 5000, "99999999bn"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "text"),
    [(said, text) for said, texts in REFUSED.items() for text in texts],
    ids=lambda each: each[:20],
)
def test_what_could_be_misread_is_refused_with_a_sentence(said: str, text: str) -> None:
    with pytest.raises(AmountRefused) as refused:
        read_amount(text)
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_without_a_currency_the_usual_one_is_meant_and_signs_follow_it() -> None:
    assert read_amount("500", "SEK").currency == "SEK"
    assert read_amount("500 kr", "SEK").currency == "SEK"
    assert read_amount("$500", "AUD").currency == "AUD"
    assert read_amount("¥500", "CNY") == Amount(500_00, "CNY", "")
    assert read_amount("500", "JPY").minor == 500
    assert read_amount("EUR 500", "JPY").minor == 500_00


def test_amounts_are_said_with_their_code_and_cents_only_where_there_are_any() -> None:
    assert say_money(48_200_00, "EUR") == "EUR 48,200"
    assert say_money(48_200_50, "EUR") == "EUR 48,200.50"
    assert say_money(5, "EUR") == "EUR 0.05"
    assert say_money(0, "JPY") == "JPY 0"
    assert say_money(1_012_500, "KWD") == "KWD 1,012.500"
    assert say_money(500, "???") == "??? 5"


def test_programs_get_every_decimal_and_nothing_else() -> None:
    assert bare_amount(48_200_00, "EUR") == "48200.00"
    assert bare_amount(5, "KWD") == "0.005"
    assert bare_amount(5000, "JPY") == "5000"


def test_there_is_no_negative_amount_to_say() -> None:
    with pytest.raises(ValueError, match="never negative"):
        say_money(-1, "EUR")


minors = st.integers(0, 10**15)
codes = st.sampled_from(sorted(CURRENCIES))


@given(minors, codes, codes)
def test_what_is_said_is_read_as_the_same_amount(minor: int, currency: str, usual: str) -> None:
    assert read_amount(say_money(minor, currency), usual) == Amount(minor, currency, "")


@given(st.integers(0, 10**10), st.integers(0, 99), st.sampled_from(["EUR", "USD", "GBP"]))
def test_one_amount_is_the_same_in_every_notation(whole: int, cents: int, currency: str) -> None:
    grouped = f"{whole:,}"
    for comma, point in ((",", "."), (".", ","), ("'", "."), ("'", ","), (" ", ",")):
        written = f"{grouped.replace(',', comma)}{point}{cents:02}"
        assert read_amount(f"{written} {currency} pump").minor == whole * 100 + cents
        assert read_amount(f"{currency} {written}").minor == whole * 100 + cents


@given(st.text(max_size=30) | st.text("0123456789.,' kmEURx$€-", max_size=12), codes)
def test_anything_at_all_is_read_or_refused(text: str, usual: str) -> None:
    try:
        amount = read_amount(text, usual)
    except AmountRefused:
        return
    assert amount.minor >= 0
    assert amount.currency in CURRENCIES


@given(st.text("0123456789.,'", min_size=1, max_size=12))
def test_a_number_is_never_read_as_more_than_its_digits_or_less_than_its_whole(text: str) -> None:
    try:
        minor = read_amount(f"{text} EUR").minor
    except AmountRefused:
        return
    digits = "".join(each for each in text if each.isdigit())
    plain = text.rstrip(".,")
    tail = len(plain) - max(plain.rfind("."), plain.rfind(",")) - 1
    is_decimal = max(plain.rfind("."), plain.rfind(",")) >= 0 and tail in (1, 2)
    assert minor == int(digits) * 10 ** (2 - tail if is_decimal else 2)
