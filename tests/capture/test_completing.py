"""How a line that is being typed may go on."""

from collections.abc import Sequence

import pytest

from loyaltytui.capture.completing import completion, hint
from loyaltytui.capture.directory import Candidate, OpenDealings
from loyaltytui.capture.marks import MARKS
from loyaltytui.entries import ContactId, Promise
from loyaltytui.plain import fold

NAMES = ("Priya Shah", "Priya Anand", "Zoë Müller", "Callum Reed", "Evil \x1b[2J")


class Names:
    """A directory of a few names, nearest first."""

    def candidates(self, words: str) -> Sequence[Candidate]:
        wanted = fold(words)
        found = [name for name in NAMES if fold(name).startswith(wanted) or wanted == "northwind"]
        return [Candidate(ContactId(1), name, "Northwind") for name in found]

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        return ()

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        return OpenDealings()


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("pr", "iya Shah "),
        ("Priya S", "hah "),
        ("priya a", "nand "),
        ("zoe", " Müller "),
        ("zo", "ë Müller "),
        ("priya s, zo", "ë Müller "),
        ("p", ""),
        ("xy", ""),
        ("northwind", ""),
        ("priya shah", ""),
        ("Evil", ""),
        ("priya ca", "ll: "),
        ("priya shah vis", "it: "),
        ("priya: renewing pro", "mise: "),
        ("priya: renewing ask", ": "),
        ("priya: RIV", "al: "),
        ("priya: so", ""),
        ("priya: the pump", ""),
        ('priya: "riv', ""),
        ("priya: referred: zo", "ë Müller "),
        ("priya: said ca", ""),
        ("first line\npr", ""),
        ("", ""),
    ],
)
def test_a_line_may_go_on_so(before: str, offered: str) -> None:
    assert completion(before, Names(), is_about=False) == offered


@pytest.mark.parametrize(
    ("before", "offered"), [("pr", ""), ("riv", "al: "), ("spoke kep", "t: "), ("spoke", "")]
)
def test_where_the_contact_is_filled_in_names_are_not_offered(before: str, offered: str) -> None:
    assert completion(before, Names(), is_about=True) == offered


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: str(mark.word))
def test_every_mark_is_offered_and_says_what_it_wants(mark: object) -> None:
    word = getattr(mark, "word", "")
    offered = completion(f"spoke {word[:-1]}", Names(), is_about=True)
    if len(word) > 3:
        assert f"{word[:-1]}{offered}" == f"{word}: "
    assert hint(f"spoke {word}: ").startswith(f"{word}: ")
    assert len(hint(f"spoke {word}: ")) <= 74


@pytest.mark.parametrize("before", ["spoke >", "> ", "said < ", "~", "x ~"])
def test_a_sign_says_what_it_wants(before: str) -> None:
    assert hint(before)


@pytest.mark.parametrize("before", ["", "a>", "> quote", "~3w", "note:", "said: ", "http:"])
def test_what_is_no_mark_or_has_its_words_needs_no_hint(before: str) -> None:
    assert hint(before) == ""
