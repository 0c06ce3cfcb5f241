"""Whom words mean: one contact, or a sentence that says why not.

How a book finds candidates is its own affair; the log line has its own way to say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.plain import fold

if TYPE_CHECKING:
    from loyaltytui.book.finding import Finding
    from loyaltytui.capture.directory import Candidate
    from loyaltytui.entries import Contact

_MOST_LISTED = 10
_MOST_NEAR = 3
_ALIKE = 0.6


def contact_meant(book: Finding, words: str) -> Contact:
    """The one contact the words mean; several are `Refused`, nobody is `NotFound`."""
    # Only here: `due` names people too, and nobody is to be found for it.
    from loyaltytui.capture.meant import the_one_meant

    found = list(book.candidates(words))
    meant = the_one_meant(words, found)
    if meant is not None:
        return book.contact(meant.id)
    if not found:
        raise NotFound(f"Nobody in the book answers to '{words}'.{said_near(book, words)}")
    listed = "\n".join(numbered(found))
    raise Refused(f"'{words}' may mean several people. Say more of the name:\n{listed}")


def numbered(candidates: Iterable[Candidate]) -> list[str]:
    """Those the words may mean, nearest first, a line each."""
    everybody = list(candidates)
    lines = [
        f"  {number}  {named(each.name, each.account)}"
        for number, each in enumerate(everybody[:_MOST_LISTED], 1)
    ]
    more = len(everybody) - _MOST_LISTED
    return lines + ([f"  and {more} more"] if more > 0 else [])


def named(name: str, account: str) -> str:
    """A contact with the account, where there is one."""
    return f"{name} · {account}" if account else name


def said_near(book: Finding, words: str) -> str:
    """ " Did you mean ...?" with names spelled much like the words; empty when none is."""
    near = [named(each.name, each.account) for each in _near(book, words)]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _near(book: Finding, words: str) -> list[Candidate]:
    """Contacts spelled much like the words. Beginnings are looked up, so a first letter counts."""
    import difflib

    wanted = fold(words).split()[:3]
    known: dict[int, Candidate] = {}
    for word in wanted:
        for size in (3, 2, 1):
            known.update((each.id, each) for each in book.candidates(word[:size]))

    def likeness(candidate: Candidate) -> float:
        own = fold(f"{candidate.name} {candidate.account}").split()
        return max(
            difflib.SequenceMatcher(None, one, other).ratio() for one in wanted for other in own
        )

    alike = [(likeness(each), each) for each in known.values()]
    alike.sort(key=lambda pair: -pair[0])
    return [each for ratio, each in alike if ratio >= _ALIKE][:_MOST_NEAR]
