"""What a `news:` clause says, and which announcements it settles.

Whom an announcement is still owed to is the book's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from loyaltytui.capture.clauses import Clause, Understood, note
from loyaltytui.drafts import NoteDraft, ToldDraft
from loyaltytui.plain import fold
from loyaltytui.tidings import Announcement

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    {"a", "about", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it"}
    | {"of", "on", "or", "our", "that", "the", "to", "we"}
)
"""Words that say nothing about which news is meant."""
_MOST = 2 / 3


def news(clause: Clause) -> Understood | None:
    """Understand a note of news; where its words are those of an announcement, it was told.

    Several that match alike settle nothing: the note stays a note, and a sentence says so.
    """
    understood = note(clause)
    if understood is None or not isinstance(understood.part, NoteDraft):
        return understood
    dealings = clause.open_dealings()
    told = {part.announcement_id for part in clause.so_far if isinstance(part, ToldDraft)}
    open_ones = [each for each in (dealings.news if dealings else ()) if each.id not in told]
    meant = announcements_meant(understood.part.text, open_ones)
    if not meant or understood.chip is None:
        return understood
    if len(meant) > 1:
        return replace(understood, trouble="news: several announcements have these words.")
    chip = understood.chip
    chip = replace(
        chip,
        text=f"{chip.text} → told",
        sentence=f"{chip.sentence} That was to be told, and now is.",
    )
    return replace(understood, chip=chip, more=(ToldDraft(meant[0].id, meant[0].text),))


def announcements_meant(words: str, announcements: Sequence[Announcement]) -> list[Announcement]:
    """The announcements that these words are about; several only where they match alike.

    Without case, accents and small words: all the words typed begin words of the announcement,
    or two thirds of its words were typed. The very same words beat any others.
    """
    typed = _telling_words(words)
    if not typed:
        return []
    same = [each for each in announcements if _telling_words(each.text) == typed]
    return same or [each for each in announcements if _is_about(typed, _telling_words(each.text))]


def _is_about(typed: Sequence[str], announced: Sequence[str]) -> bool:
    if not announced:
        return False
    begun = all(any(word.startswith(each) for word in announced) for each in typed)
    heard = set(typed)
    return begun or sum(word in heard for word in announced) >= _MOST * len(announced)


def _telling_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if word not in _SMALL]
