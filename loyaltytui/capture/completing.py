"""How a log line that is being typed may go on: a name after its first letters, a mark, a medium.

It is an offer: what a line means, with or without it taken, lives in `reading`.
"""

from __future__ import annotations

import re

from loyaltytui.capture.directory import Directory
from loyaltytui.capture.marks import MARKS
from loyaltytui.kinds import KIND_BY_WORD, MEDIA
from loyaltytui.plain import fold, visible

_LONGEST_HEADER = 120
_FEWEST = 2
"""Letters of a name before one is offered."""
_FEWEST_OF_MARK = 3
"""Of a mark: shorter words are mostly prose."""

_SIGNS = {">": "promise", "<": "owed", "~": "next"}
_LAST_MARK = re.compile(r"(?:^|(?<=\s))(?:([><])\s*|(~)|([a-z]+):\s*)\Z")

_ABOUT = {
    "promise": "what you promised, then by when: fri, 3w, 15 dec",
    "owed": "what they said they would do, then by when",
    "next": "when to be in touch next: 3w, 15 dec; then why, if you like",
    "ask": "what to ask them next time",
    "kept": "words of the promise you kept",
    "broke": "words of the promise that will not be kept",
    "released": "words of the promise they let you off",
    "bought": "what it cost, then what it is: 12,500 EUR pump skid",
    "delivered": "what arrived",
    "confirmed": "what they got out of it, in their words",
    "problem": "what went wrong",
    "sorry": "to whom or for what you apologised",
    "fixed": "what was fixed",
    "madegood": "what you did beyond fixing it",
    "reference": "asked, yes, no, used or thanked",
    "referred": 'somebody they sent your way: +"Kim Ode @ Vale"',
    "lost": "why they left, then when to look again",
    "back": "why they came back",
    "verdict": "renew, renegotiate or let go, and why",
    "qualify": "need yes, budget no",
}


def completion(before: str, directory: Directory, *, is_about: bool) -> str:
    """What might be typed next, to be put right behind `before`; empty: nothing is offered.

    `before` is the text up to the cursor. `is_about`: the contact is filled in already.
    """
    line = before.rpartition("\n")[2]
    if '"' in line and line.count('"') % 2:
        return ""
    word = re.split(r"\s", line)[-1]
    header = "" if is_about or "\n" in before else _name_begun(line)
    offered = _name(header, directory) if header else ""
    if not offered and line.lower().split()[-2:-1] == ["referred:"]:
        offered = _name(word, directory)
    return offered or _mark(word) or (_medium(line, word) if word else "")


def hint(before: str) -> str:
    """What the mark that was just typed wants behind it; empty: none was."""
    found = _LAST_MARK.search(before)
    if found is None:
        return ""
    sign, tilde, word = found.groups()
    name = _SIGNS[sign or tilde] if sign or tilde else word
    kind = KIND_BY_WORD.get(name)
    about = _ABOUT.get(name, kind.about if kind else "")
    said = f"{sign or tilde or name + ':'} {about}"
    return said if about else ""


def _name_begun(line: str) -> str:
    """The words that may become a name: of a header that has not ended yet."""
    if len(line) > _LONGEST_HEADER or re.search(r":|(^|\s)[><~]", line):
        return ""
    return line.rpartition(",")[2].lstrip()


def _name(begun: str, directory: Directory) -> str:
    """The rest of a name and a space: what comes next is another word, or the colon."""
    letters = begun.strip()
    if len(letters) < _FEWEST or letters.startswith("+") or not letters[0].isalpha():
        return ""
    wanted = fold(begun)
    for candidate in directory.candidates(letters):
        # Letter by letter, or the rest of the name would begin at the wrong place.
        begins = candidate.name[: len(begun)]
        is_longer = len(candidate.name) > len(begun) and visible(candidate.name) == candidate.name
        if is_longer and fold(begins) == wanted and not begun.endswith(" "):
            return f"{candidate.name[len(begun) :]} "
    return ""


def _mark(word: str) -> str:
    begun = word.lower()
    if len(begun) < _FEWEST_OF_MARK or not begun.isalpha():
        return ""
    found = next((mark.word for mark in MARKS if mark.word.startswith(begun)), "")
    return f"{found[len(begun) :]}: " if found else ""


def _medium(line: str, word: str) -> str:
    """`priya ca` may become a call; only what begins the line can be how it was held."""
    begun = word.lower()
    if ":" in line or len(line.split()) > 3 or len(begun) < _FEWEST or line == word:
        return ""
    found = next((one.word for one in MEDIA if one.word.startswith(begun)), "")
    return f"{found[len(begun) :]}: " if found else ""
