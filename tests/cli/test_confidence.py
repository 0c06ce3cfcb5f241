"""What a line keeps in confidence by its star, and what the verbs then say of it."""

import pytest

from tests.cli.conftest import Shell

SECRETS = ("after the trial", "a bribe", "they shout", "they sue us", "let go")


@pytest.fixture
def told(priya: Shell) -> Shell:
    """Priya's account left, a verdict on it, a reference and a check-in, all in confidence."""
    lines = (
        "~23 nov after the trial *",
        "reference: no, they sue us *",
        "verdict: let go, they shout *",
        "lost: a bribe 2 feb *",
    )
    for line in lines:
        assert priya("log", f"priya: hello {line}").code == 0, line
    return priya


@pytest.mark.parametrize(
    "words",
    [
        ("show", "priya"),
        ("show", "priya", "--json"),
        ("due", "--days", "200"),
        ("due", "--days", "200", "--json"),
        ("loyalty",),
        ("loyalty", "--json"),
        ("find", "trial"),
        ("find", "bribe", "--json"),
        ("history",),
        ("review",),
    ],
)
def test_no_verb_says_what_a_star_keeps_in_confidence(told: Shell, words: tuple[str, ...]) -> None:
    said = told(*words, stdin=b"q\n", today="2026-11-23")
    assert [one for one in SECRETS if one in said.out + said.err] == []
    assert "Priya" in said.out or words[0] in ("loyalty", "find", "history", "review")


@pytest.mark.parametrize(
    ("words", "secrets"),
    [
        (("show", "priya"), ("after the trial", "they sue us", "look again: a bribe")),
        (("show", "priya", "--json"), ("after the trial", "they sue us", "look again: a bribe")),
        (("due", "--days", "200"), ("after the trial",)),
        (("due", "--days", "200", "--json"), ("after the trial",)),
    ],
)
def test_they_say_it_when_they_are_asked_to(
    told: Shell, words: tuple[str, ...], secrets: tuple[str, ...]
) -> None:
    said = told(*words, "--confidential", today="2026-11-23").out
    assert [one for one in secrets if one not in said] == []


def test_a_masked_check_in_keeps_its_place_and_its_day(told: Shell) -> None:
    item = told("show", "priya", "--json").json["check_ins"][0]
    assert (item["due_on"], item["reason"]) == ("2026-11-23", "(in confidence)")
    assert told("show", "priya", "--json").json["references"] == []


def test_the_line_is_echoed_without_the_words_it_keeps(priya: Shell) -> None:
    said = priya("log", "priya: hello ~3w after the trial *")
    assert "Mon 14 Dec, in confidence." in said.out
    assert "after the trial" not in said.out + said.err
