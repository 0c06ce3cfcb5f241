"""The first frame and the first answer, against a bare Textual app."""

from __future__ import annotations

import time

from tests.benchmarks.bare import READY
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Cost, Report, by_turns
from tests.benchmarks.terminal import a_terminal

BARE = ("-m", "tests.benchmarks.bare")
FIRST_WORD = "Promises"
"""Heads the agenda's first section: the true agenda is on the glass."""
ANSWER = "▴"
"""The sign of an order, on the page of contacts alone: the key `2` was answered."""
_MOST_TO_SEE = 0.4
_MOST_TO_ANSWER = {"S": 1.25, "M": 1.25, "L": 1.35}


def first_frame(report: Report, books: Books) -> None:
    """From the command until the true agenda is seen, and until a key is answered."""
    deeds = {
        "bare seen": lambda: seen(BARE, READY),
        "bare answers": lambda: _answered(BARE, READY, "x", "x 1"),
    }
    for letter in books.to_measure:
        words = books.app(letter)[1:]
        deeds[f"{letter} seen"] = lambda words=words: seen(words, FIRST_WORD)  # type: ignore[misc]  # defaults bind the loop's values
        deeds[f"{letter} answers"] = lambda words=words: _answered(  # type: ignore[misc]  # defaults bind the loop's values
            words, FIRST_WORD, "2", ANSWER
        )
    taken = by_turns(report.times, deeds)
    for letter in books.to_measure:
        report.both(
            f"{letter} agenda on the glass",
            taken[f"{letter} seen"],
            taken["bare seen"],
            _MOST_TO_SEE,
        )
        report.both(
            f"{letter} app answers a key",
            taken[f"{letter} answers"],
            taken["bare answers"],
            _MOST_TO_ANSWER[letter],
        )


def seen(words: tuple[str, ...] | list[str], word: str) -> Cost:
    """Until a word was painted."""
    began = time.perf_counter()
    with a_terminal(words) as terminal:
        terminal.until_seen(word)
        return Cost(time.perf_counter() - began, terminal.cpu_seconds)


def _answered(words: tuple[str, ...] | list[str], word: str, key: str, answer: str) -> Cost:
    """A key typed when the first frame is there; the program may still be loading behind it."""
    began = time.perf_counter()
    with a_terminal(words) as terminal:
        terminal.until_seen(word)
        terminal.type(key)
        terminal.until_seen(answer)
        return Cost(time.perf_counter() - began, terminal.cpu_seconds)
