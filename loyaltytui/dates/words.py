"""The words that days are made of: weekdays, months, numbers, and how a phrase falls into words.

What the words mean together lives in the readers beside this.
"""

from __future__ import annotations

MOST_WORDS = 10
"""No phrase we understand is longer; a search through a text need not look further."""
LONGEST_WORD = 16

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "weds", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for word in words
}

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for word in words
}

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

WORKING = frozenset({"working", "business"})


def phrase_words(text: str) -> tuple[str, ...]:
    """The phrase as lower-case words; empty when it is too long or strange to be a day."""
    words = text.split(None, MOST_WORDS)
    if len(words) > MOST_WORDS:
        return ()
    return plain_words(words)


def plain_words(words: list[str]) -> tuple[str, ...]:
    """Words made comparable: lower case, one final `.`, `,` or `!` off; empty when unreadable.

    Other scripts are refused rather than folded: their digits would pass for numbers.
    """
    if not words or not all(0 < len(word) <= LONGEST_WORD and word.isascii() for word in words):
        return ()
    plain = [word.lower() for word in words]
    if plain[-1][-1] in ".,!" and not is_dotted(plain[-1]):
        plain[-1] = plain[-1][:-1]
    if not plain[-1]:
        return ()
    if plain[0].startswith("mid-"):
        plain[:1] = ["mid", plain[0].removeprefix("mid-")]
    return tuple(plain)


def is_dotted(word: str) -> bool:
    """Is it a day and month as `15.12.`, whose last dot belongs to it?"""
    parts = word.split(".")
    return len(parts) == 3 and parts[2] == "" and all(number_of(part, 2) for part in parts[:2])


def number_of(word: str, digits: int = 4) -> int | None:
    """The number written in that many digits at most, or None."""
    if word.isascii() and word.isdigit() and len(word) <= digits:
        return int(word)
    return None


def count_of(word: str) -> int | None:
    """How many, in digits or as a word from one to twelve; zero is no count."""
    return NUMBERS.get(word) or number_of(word) or None


def ordinal_of(word: str) -> int | None:
    """The day of the month that `15th` names, or None."""
    if word.endswith(("st", "nd", "rd", "th")):
        return number_of(word[:-2], 2) or None
    return None


def weekday_of(word: str) -> int | None:
    """The weekday before a date, where `fri,` and `fri.` are as good as `fri`."""
    return WEEKDAYS.get(word[:-1] if word.endswith((".", ",")) else word)


def month_of(word: str) -> int | None:
    """The month, where `dec.` is as good as `dec`."""
    return MONTHS.get(word.removesuffix("."))
