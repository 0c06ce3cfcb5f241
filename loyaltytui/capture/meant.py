"""Which of the contacts that words may mean they pick out. How a log line names them is `people`'s.

By itself, because whoever is shown is named in the same way, with no line to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.capture.directory import Candidate
from loyaltytui.plain import fold


def _folded(name: str) -> str:
    """Make names comparable: case, quotes and wide spaces make no difference."""
    return " ".join(name.replace('"', "").casefold().split())


def the_one_meant(words: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """The contact these words pick out among those they may mean. None: they pick out nobody.

    A whole name beats whole words of one, those beat its beginnings, and a name beats an
    account: `ode` is Kim Ode and not Søren Ødegård, `priya s` is Priya Shah, whoever else
    named Priya works at Sundown.
    """
    wanted = _folded(words)
    whole = [
        each
        for each in candidates
        if wanted in (_folded(each.name), _folded(f"{each.name} {each.account}"))
    ]
    spelled = [each for each in candidates if _words_of(wanted) <= _words_of(each.name)]
    named = [each for each in candidates if _begins_name(wanted, each.name)]
    for those in (whole, spelled, named, candidates):
        if those:
            return those[0] if len(those) == 1 else None
    return None


def _words_of(text: str) -> set[str]:
    return set(fold(text).split())


def _begins_name(wanted: str, name: str) -> bool:
    parts = _words_of(name)
    return all(any(part.startswith(word) for part in parts) for word in _words_of(wanted))
