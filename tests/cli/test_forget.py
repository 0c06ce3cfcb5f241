"""The verb that erases somebody for good: it tells, asks, erases, and names the copies left."""

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def two(priya: Shell) -> Shell:
    """Priya Shah, and Kim Ode whom nobody forgets."""
    priya("add", "Kim Ode", "--account", "Northwind")
    priya("log", "priya call: her qwertz trouble > send qwertz quote fri")
    return priya


def everywhere(shell: Shell) -> bytes:
    return b"".join(path.read_bytes() for path in shell.book.parent.rglob("*") if path.is_file())


def test_the_name_is_asked_for_and_only_the_name_will_do(two: Shell) -> None:
    for typed in (b"", b"yes\n", b"priya\n", b"Kim Ode\n"):
        refused = two("forget", "priya", stdin=typed)
        assert (refused.code, refused.out) == (2, "")
        assert "Nobody was forgotten" in refused.err
    assert two("show", "priya").code == 0
    done = two("forget", "priya", stdin=b"priya shah\n")
    assert (done.code, done.out) == (0, "Forgotten: Priya Shah\n")
    assert two("show", "priya").code == 1
    assert two("find", "qwertz").code == 1


def test_no_file_beside_the_book_says_a_word_of_theirs(two: Shell) -> None:
    assert b"qwertz" in everywhere(two)
    assert two("forget", "priya", "--yes").code == 0
    assert b"qwertz" not in everywhere(two)
    assert b"Priya" not in everywhere(two)
    assert "Kim Ode" in two("find", "kim").out
    assert two("check").out == "The book is sound.\n"


def test_a_dry_run_tells_what_would_go_and_changes_nothing(two: Shell) -> None:
    told = two("forget", "priya", "--dry-run")
    assert told.code == 0
    assert told.out.startswith("To be erased for good: Priya Shah, and 1 interaction, 1 promise")
    assert two("show", "priya").code == 0
    assert "forget" not in two("history").out


def test_backups_that_hold_them_are_named_and_go_when_asked_for(two: Shell) -> None:
    two("backup")
    two("add", "Bo Lund")
    two("backup")
    told = two("forget", "priya", "--yes")
    assert "Backups that hold them: 2." in told.err
    assert "  1  Sat 21 Nov 12:00  by hand" in told.err
    assert "loyaltytui backup --delete 2 1" in told.err
    assert two("backup", "--delete", "2", "7").code == 1
    assert two("backup", "--delete", "2").code == 0
    left = two("backup", "--list", "--json").json["backups"]
    assert [one["number"] for one in left] == [1]
    assert two("backup", "--delete", "1", "--list").code == 0


def test_the_backups_can_go_with_them(two: Shell) -> None:
    two("backup")
    assert two("forget", "priya", "--yes", "--with-backups").code == 0
    assert two("backup", "--list", "--json").json["backups"] == []
    assert b"Priya" not in everywhere(two)


def test_somebody_deleted_before_is_found_in_the_history(two: Shell) -> None:
    book = two.read()
    priya = next(each for each in book.candidates("priya"))
    book.delete_contact(book.contact(priya.id))
    book.close()
    told = two("forget", "priya", "shah", "--yes")
    assert told.code == 0
    assert "deleted before" in told.err
    assert b"qwertz" not in everywhere(two)
    assert two("undo").code == 0
    assert two("show", "priya").code == 1


def test_undo_goes_on_with_what_was_done_before(two: Shell) -> None:
    two("forget", "priya", "--yes")
    latest = two("history").out.splitlines()[0]
    assert latest.endswith("forget somebody for good")
    assert "Undone: add Kim Ode" in two("undo").out + two("undo").err


def test_words_that_mean_nobody_or_several_forget_nobody(two: Shell) -> None:
    two("add", "Priya Nair")
    assert two("forget", "priya", "--yes").code == 2
    assert two("forget", "zed", "--yes").code == 1
    assert two("forget").code == 2
    assert two("forget", "--finish").code == 0
    assert "Priya Shah" in two("find", "priya").out
