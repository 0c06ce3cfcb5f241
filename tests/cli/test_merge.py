"""Who is in the book twice, and making two one, from the command line."""

import pytest

from tests.builders import exported, lay_empty_book
from tests.cli.conftest import Shell


@pytest.fixture
def kims(shell: Shell) -> Shell:
    """A shell whose book holds Kim Ode and Kim Odegard, who are one."""
    lay_empty_book(shell.book)
    shell("add", "Kim Odegard", "--account", "Nordfjord", "--email", "kim@nf.no", "--job", "head")
    shell("add", "Kim Ode", "--account", "Nordfjord", "--email", "KIM@nf.no", "--job", "buyer")
    shell("log", "kim ode call: spoke > send quote fri")
    return shell


def squeezed(line: str) -> str:
    return " ".join(line.split())


def test_duplicates_lists_pairs_with_numbers_and_reasons(kims: Shell) -> None:
    answer = kims("duplicates")
    assert answer.code == 0
    (line,) = answer.out.splitlines()
    assert squeezed(line) == "1 Kim Odegard · Nordfjord 2 Kim Ode · Nordfjord same email"
    assert "loyaltytui merge 2 into 1" in answer.err


def test_duplicates_for_scripts(kims: Shell) -> None:
    assert kims("duplicates", "--json").json == {
        "items": [
            {
                "contacts": [
                    {"id": 1, "contact": "Kim Odegard", "account": "Nordfjord"},
                    {"id": 2, "contact": "Kim Ode", "account": "Nordfjord"},
                ],
                "reasons": ["same email"],
            }
        ]
    }


def test_merging_by_name_says_what_counts_and_what_stands_beside(kims: Shell) -> None:
    answer = kims("merge", "kim", "ode", "into", "kim", "odegard", "--take", "job")
    assert answer.code == 0
    assert [squeezed(line) for line in answer.out.splitlines()] == [
        "Kim Ode · Nordfjord into Kim Odegard · Nordfjord",
        "name Kim Odegard beside it: Kim Ode",
        "job buyer beside it: head",
        "brings 1 interaction, 1 promise, 1 channel",
    ]
    assert "undo makes them two again" in answer.err
    shown = kims("show", "kim", "--json").json
    assert (shown["name"], shown["job"]) == ("Kim Odegard", "buyer")
    assert [each["text"] for each in shown["promises"]] == ["send quote"]
    assert [each["value"] for each in shown["channels"]] == ["kim@nf.no"]
    assert kims("duplicates").out == ""


def test_undo_makes_them_two_again_to_the_byte(kims: Shell) -> None:
    book = kims.read()
    before = exported(book)
    assert kims("merge", "2 into 1").code == 0
    assert exported(book) != before
    assert kims("undo").out == "Undone: merge Kim Ode into Kim Odegard.\n"
    assert exported(book) == before


def test_a_dry_run_writes_nothing(kims: Shell) -> None:
    before = exported(kims.read())
    answer = kims("merge", "2", "into", "1", "--dry-run", "--json")
    assert answer.json["merged"] is False
    assert answer.json["fields"]["job"] == "head"
    assert {"name": "other job", "text": "buyer"} in answer.json["beside"]
    assert exported(kims.read()) == before


@pytest.mark.parametrize(
    "words",
    [
        ("kim ode", "kim odegard"),
        ("into", "kim"),
        ("kim", "into"),
        ("1", "into", "2", "into", "1"),
        ("kim", "into", "1"),
        ("1", "into", "#1"),
        ("1", "into", "2", "--take", "shoe"),
    ],
)
def test_words_that_do_not_say_who_goes_into_whom_are_refused(
    kims: Shell, words: tuple[str, ...]
) -> None:
    before = exported(kims.read())
    answer = kims("merge", *words)
    assert answer.code == 2
    assert answer.err
    assert exported(kims.read()) == before


def test_a_number_that_nobody_has_is_nobody(kims: Shell) -> None:
    assert kims("merge", "99", "into", "1").code == 1


def test_two_people_are_listed_no_more(kims: Shell) -> None:
    assert "two people" in kims("duplicates", "--different", "2", "kim odegard").out
    answer = kims("duplicates")
    assert answer.out == ""
    assert "Nobody seems to be in the book twice" in answer.err
    kims("undo")
    assert kims("duplicates").out


def test_a_reason_never_says_the_value_it_may_be_in_confidence(kims: Shell) -> None:
    assert "nf.no" not in kims("duplicates").out
    assert "nf.no" not in kims("merge", "2", "into", "1").out


def test_an_import_that_met_somebody_reached_alike_names_the_verb(kims: Shell) -> None:
    source = kims.book.parent / "people.csv"
    source.write_text("Name,Email\nBerit Moe,kim@nf.no\nZoe,zoe@x.no\n", "utf-8")
    answer = kims("import", str(source))
    assert "1 of them is reached like somebody else" in answer.err
    assert "loyaltytui duplicates" in answer.err
