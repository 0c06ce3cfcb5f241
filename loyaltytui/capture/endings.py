"""Which open promise a clause ends: `kept:`, `broke:`, `released:`.

What an ending does to trust is not said here but in `loyalty/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.capture.chips import ChipKind
from loyaltytui.capture.clauses import Clause, Understood
from loyaltytui.capture.typed import with_stop
from loyaltytui.drafts import Ending
from loyaltytui.entries import Outcome, Promise

OUTCOMES = {
    "kept": Outcome.KEPT,
    "broke": Outcome.BROKEN,
    "released": Outcome.RELEASED,
}
"""The word forms of the marks that end a promise."""

_MOST_NAMED = 4


def ending(clause: Clause) -> Understood | None:
    """End the one open promise that the words pick out; never guess among several."""
    promises = clause.open_promises()
    if promises is None:
        return Understood(is_blocking=True)
    ended = {part.promise_id for part in clause.so_far if isinstance(part, Ending)}
    words = clause.words(clause.start, clause.end)
    matches = _matches(words, [each for each in promises if each.id not in ended])
    if len(matches) != 1:
        return Understood(trouble=_trouble(clause, words, matches), is_blocking=True)
    promise = matches[0]
    said = "in confidence" if promise.is_confidential else promise.text
    sentence = with_stop(f"{clause.word.capitalize()}: {said}")
    chip = clause.chip(ChipKind.ENDING, f"{clause.word}: {promise.text}", sentence)
    return Understood(chip, Ending(promise.id, promise.text, OUTCOMES[clause.word]))


def _matches(words: str, promises: Sequence[Promise]) -> list[Promise]:
    wanted = _bare_words(words)
    exact = [each for each in promises if _bare_words(each.text) == wanted]
    if len(exact) == 1:
        return exact
    return [each for each in promises if _holds(_bare_words(each.text), wanted)]


def _holds(words: Sequence[str], beginnings: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in beginnings)


def _bare_words(text: str) -> list[str]:
    words = (word.strip(".,;:!?'\"()") for word in text.casefold().split())
    return [word for word in words if word]


def _trouble(clause: Clause, words: str, matches: Sequence[Promise]) -> str:
    if not matches and not words:
        return f"{clause.word}: there is no open promise to {clause.whom}."
    if not matches:
        return f"{clause.word}: '{words}' matches no open promise to {clause.whom}."
    named = ", ".join(
        "one in confidence" if each.is_confidential else f"'{each.text}'"
        for each in matches[:_MOST_NAMED]
    )
    more = len(matches) - _MOST_NAMED
    named += f" or {more} more" if more > 0 else ""
    return f"{clause.word}: say which one of {named}."
