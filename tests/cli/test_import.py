"""The verb that imports: what it prints, what it writes, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from tests.builders import dump
from tests.cli.conftest import Shell

REAL_CARDS = sorted(Path(__file__).parents[3].glob("*/samples/vcard"))


def card(name: str) -> str:
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n"


def cards(shell: Shell, *names: str, file: str = "cards.vcf") -> str:
    path = shell.book.with_name(file)
    path.write_text("".join(card(name) for name in names), encoding="utf-8")
    return str(path)


def names(book: Book) -> list[str]:
    return [row[0] for row in book.rows("select name from contact order by id")]


def test_an_import_begins_the_book_and_one_undo_takes_it_back(shell: Shell) -> None:
    answer = shell("import", cards(shell, "Ann Lee", "Bob Ray"), "--owner", "mine")
    assert (answer.code, answer.out.splitlines()[0]) == (0, "2 new.")
    book = shell.read()
    assert names(book) == ["Ann Lee", "Bob Ray"]
    assert book.rows("select distinct owner from contact") == [("mine",)]
    assert "import 2 contacts from cards.vcf" in shell("undo").out
    assert names(book) == []


def test_a_dry_run_writes_nothing_not_even_a_book(shell: Shell) -> None:
    answer = shell("import", "--dry-run", cards(shell, "Ann Lee"))
    assert answer.code == 0
    assert "  Ann Lee" in answer.out.splitlines()
    assert "Nothing was written" in answer.err
    assert not shell.book.exists()
    shell("add", "Bob Ray")
    before = dump(shell.read())
    assert shell("import", "--dry-run", cards(shell, "Ann Lee", "Bob Ray")).code == 0
    assert dump(shell.read()) == before


def test_importing_again_says_so_and_leaves_no_line_in_the_history(shell: Shell) -> None:
    file = cards(shell, "Ann Lee")
    shell("import", file)
    history = shell("history").out
    again = shell("import", file)
    assert (again.code, again.out.splitlines()) == (0, ["0 new, 1 is in the book already."])
    assert "Nothing was written" in again.err
    assert shell("history").out == history


def test_several_paths_come_in_together_or_not_at_all(shell: Shell) -> None:
    first = cards(shell, "Ann Lee", file="first.vcf")
    gone = str(shell.book.parent / "gone.vcf")
    answer = shell("import", first, gone)
    assert answer.code == 2
    assert "gone.vcf is not there" in answer.err
    assert not shell.book.exists()
    second = cards(shell, "Bob Ray", "Ann Lee", file="second.vcf")
    assert shell("import", first, second).code == 0
    assert names(shell.read()) == ["Ann Lee", "Bob Ray"]
    assert "from first.vcf and 1 more" in shell("history").out


def test_cards_that_can_not_be_read_are_told_by_file_and_line(shell: Shell) -> None:
    path = shell.book.parent / "cards.vcf"
    path.write_text(card("Ann Lee") + card("") * 25, encoding="utf-8")
    answer = shell("import", str(path))
    assert answer.code == 0
    assert "cards.vcf line 5: a card without a name" in answer.out
    assert "and 5 more" in answer.out
    assert names(shell.read()) == ["Ann Lee"]


def test_where_nobody_is_found_nothing_is_written(shell: Shell) -> None:
    path = shell.book.parent / "cards.vcf"
    path.write_text(card(""), encoding="utf-8")
    answer = shell("import", str(path))
    assert answer.code == 1
    assert "cards.vcf line 1" in answer.out
    assert not shell.book.exists()


def test_a_file_of_another_kind_than_said_is_refused(shell: Shell) -> None:
    assert shell("import", cards(shell, "Ann Lee"), "--from", "linkedin").code == 2
    assert shell("import", cards(shell, "Ann Lee"), "--from", "fax").code == 2
    assert not shell.book.exists()


def test_a_missing_book_is_not_begun_anew(shell: Shell) -> None:
    shell("import", cards(shell, "Ann Lee"))
    shell.book.unlink()
    assert shell("import", cards(shell, "Ann Lee")).code == 3
    assert shell("import", "--dry-run", cards(shell, "Ann Lee")).code == 3
    assert not shell.book.exists()


def test_names_that_would_act_on_a_terminal_are_shown_and_kept_harmless(shell: Shell) -> None:
    answer = shell("import", cards(shell, "Bob [CEO] \x1b[2J", "[/] \u202ereversed"))
    assert "\x1b" not in answer.out
    assert "\u202e" not in answer.out
    assert "Bob [CEO] [2J" in answer.out
    assert names(shell.read()) == ["Bob [CEO] [2J", "[/] \u202ereversed"]


@pytest.mark.skipif(not REAL_CARDS, reason="no cards of other programs lie beside the repository")
def test_a_folder_of_real_cards_comes_in_once(shell: Shell) -> None:
    assert shell("import", str(REAL_CARDS[0])).code == 0
    before = dump(shell.read())
    assert "Folker Kinzel" in shell("find", "folker").out
    assert "孔夫子" in shell("find", "孔夫子").out
    assert shell("import", str(REAL_CARDS[0])).out.startswith("0 new, ")
    assert dump(shell.read()) == before


TABLE = "Kunde;Reach;Branche\nAnn Lee;ann@x.no;Bakery\n"


def table(shell: Shell, text: str = TABLE, file: str = "list.txt") -> str:
    path = shell.book.with_name(file)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_shows_what_each_column_was_taken_for(shell: Shell) -> None:
    answer = shell("import", "--dry-run", table(shell))
    assert answer.out.splitlines()[-4:] == [
        "Columns of list.txt, a table of an unknown program:",
        "  Kunde → name: Ann Lee",
        "  Reach → email: ann@x.no",
        "  Branche → keep: Bakery",
    ]


def test_a_column_is_mapped_by_hand(shell: Shell) -> None:
    assert (
        shell("import", table(shell), "--map", "branche=tags", "--map", "Reach=email home").code
        == 0
    )
    assert shell.read().rows("select word from tag") == [("bakery",)]
    assert shell.read().rows("select label, scope from channel") == [("home", "personal")]


@pytest.mark.parametrize("typed", ["Nix=tags", "Branche=shoe", "Branche"])
def test_a_mapping_that_means_nothing_is_refused_and_nothing_written(
    shell: Shell, typed: str
) -> None:
    answer = shell("import", table(shell), "--map", typed)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1
    assert not shell.book.exists()


def test_a_table_comes_in_by_standard_input(shell: Shell) -> None:
    answer = shell("import", "-", stdin=TABLE.encode("utf-16"))
    assert answer.code == 0
    assert names(shell.read()) == ["Ann Lee"]
    assert "from standard input" in shell("history").out
    assert shell("import", "-").code == 2


def test_a_pattern_that_no_shell_has_read_names_its_files(shell: Shell) -> None:
    table(shell, file="a.csv")
    table(shell, TABLE.replace("Ann", "Bo").replace("ann@", "bo@"), file="b.csv")
    assert shell("import", str(shell.book.parent / "*.csv")).code == 0
    assert names(shell.read()) == ["Ann Lee", "Bo Lee"]


def test_days_are_read_in_the_order_of_the_settings(shell: Shell) -> None:
    path = table(shell, "Name,Birthday\nAnn,03/04/1980\n")
    assert "read day first, as the settings say" in shell("import", "--dry-run", path).out
    settings = shell.book.parent / "config" / "loyaltytui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('date_order = "month-first"\n', encoding="utf-8")
    assert "read month first, as the settings say" in shell("import", "--dry-run", path).out
