"""The export verb, and the import of what it wrote."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.builders import lay_empty_book
from tests.cli.conftest import Shell


@pytest.fixture
def ann(shell: Shell) -> Shell:
    """A book with Ann, who is mine, Bob, who is the company's, and a secret of each."""
    lay_empty_book(shell.book)
    for words in (
        ("add", "Ann Lee", "--owner", "mine", "--email", "ann@home.example", "--account", "Acme"),
        ("add", "Bob Ray", "--account", "Acme"),
        ("log", "ann call: hello > send quote fri goal: plant of the year *"),
        ("log", "bob call: hello"),
    ):
        assert shell(*words).code == 0
    return shell


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_book_goes_out_and_comes_back_the_same(ann: Shell, tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    other = tmp_path / "new" / "book.db"
    assert ann("export", str(first), "--confidential").code == 0
    said = ann("import", str(first), book=other)
    assert said.code == 0, said.err
    assert "2 contacts" in said.out
    assert ann("export", str(second), "--confidential", book=other).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert ann("check", book=other).code == 0
    assert mode(first) == mode(other) == 0o600
    assert ann("undo", book=other).code == 0
    assert ann("import", str(first), book=other).code == 0


def test_what_was_told_in_confidence_is_left_out_and_counted(ann: Shell, tmp_path: Path) -> None:
    target = tmp_path / "book.json"
    said = ann("export", str(target))
    assert "Left out, told in confidence: 1 note." in said.err
    assert "plant of the year" not in target.read_text()
    said = ann("export", str(target), "--force", "--confidential")
    assert "Left out" not in said.err
    assert "plant of the year" in target.read_text()


def test_mine_says_what_it_left_out_and_that_it_is_no_legal_advice(
    ann: Shell, tmp_path: Path
) -> None:
    target = tmp_path / "mine.json"
    said = ann("export", str(target), "--mine")
    assert said.code == 0
    assert "1 contact that is the company's" in said.err
    assert "1 promise that is the company's" in said.err
    assert "1 account goes along by name alone" in said.err
    assert "no legal advice" in said.err
    assert "Bob Ray" not in target.read_text()


def test_standard_output_gets_the_document_and_nothing_else(ann: Shell) -> None:
    ran = ann.process("export", "-")
    assert ran.returncode == 0
    assert {row["name"] for row in json.loads(ran.stdout)["contact"]} == {"Ann Lee", "Bob Ray"}
    ran = ann.process("export", "-", "--format", "csv")
    assert ran.stdout.startswith(b"\xef\xbb\xbfName,")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock", ".unsaved"])
def test_the_book_and_what_lies_beside_it_are_never_written_over(ann: Shell, ending: str) -> None:
    before = ann.book.read_bytes()
    said = ann("export", f"{ann.book}{ending}", "--format", "json", "--force")
    assert said.code == 2
    assert "belongs to the book itself" in said.err
    assert ann.book.read_bytes() == before


def test_nor_are_they_by_another_name(ann: Shell, tmp_path: Path) -> None:
    os.link(ann.book, tmp_path / "hard.json")
    (tmp_path / "soft.json").symlink_to(ann.book)
    (tmp_path / "book.db.backups").mkdir(exist_ok=True)
    for name in ("hard.json", "soft.json", "book.db.backups/x.json"):
        said = ann("export", str(tmp_path / name), "--force")
        assert said.code == 2, name
        assert "belongs to the book itself" in said.err


def test_a_file_that_is_there_is_replaced_only_when_asked_for(ann: Shell, tmp_path: Path) -> None:
    target = tmp_path / "book.json"
    target.write_text("mine")
    said = ann("export", str(target))
    assert said.code == 2
    assert "--force" in said.err
    assert target.read_text() == "mine"
    assert ann("export", str(target), "--force").code == 0
    assert target.read_text().startswith('{"loyaltytui"')
    assert mode(target) == 0o600


def test_a_folder_with_files_in_it_is_added_to_only_when_asked_for(
    ann: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    assert ann("export", f"{folder}/", "--format", "csv").code == 0
    (folder / "own.txt").write_text("kept")
    said = ann("export", f"{folder}/", "--format", "csv")
    assert said.code == 2
    assert "--force" in said.err
    assert ann("export", str(folder), "--format", "csv", "--force").code == 0
    assert (folder / "own.txt").read_text() == "kept"
    assert mode(folder) == 0o700
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []


def test_a_book_among_the_tables_is_not_written_over(ann: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    book = ann.book.rename(folder / "notes.csv")
    before = book.read_bytes()
    said = ann("export", str(folder), "--format", "csv", "--force", book=book)
    assert said.code == 2
    assert "belongs to the book itself" in said.err
    assert book.read_bytes() == before
    assert not (folder / "accounts.csv").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere/book.json",), "is not there"),
        (("book.txt",), "doesn't say in which format"),
        (("book.json", "--format", "vdir"), "is a file|folder"),
        (("folder",), "--format csv or --format vdir"),
        (("folder", "--format", "json"), "is a folder"),
    ],
)
def test_what_can_not_be_written_is_a_sentence(
    ann: Shell, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "book.json").write_text("there already")
    said = ann("export", str(tmp_path / words[0]), *words[1:])
    assert said.code == 2
    assert any(part in said.err for part in sentence.split("|"))
    assert said.err.count("\n") == 1


def test_a_bad_document_makes_no_book(ann: Shell, tmp_path: Path) -> None:
    document = tmp_path / "book.json"
    ann("export", str(document))
    whole = json.loads(document.read_text())
    whole["note"] = [{"id": 1}]
    document.write_text(json.dumps(whole))
    other = tmp_path / "new" / "book.db"
    said = ann("import", str(document), book=other)
    assert said.code == 2
    assert "book.json, line 1: a note without contact_id" in said.err
    assert not other.exists()


def test_a_document_that_only_a_book_finds_wrong_makes_no_book_either(
    ann: Shell, tmp_path: Path
) -> None:
    document = tmp_path / "book.json"
    ann("export", str(document))
    whole = json.loads(document.read_text())
    whole["contact"][0]["account_id"] = 99
    document.write_text(json.dumps(whole))
    other = tmp_path / "new" / "book.db"
    for words in (("import", str(document)), ("import", str(document), "--dry-run")):
        said = ann(*words, book=other)
        assert said.code == 2
        assert "belongs to a row of account that is not there" in said.err
        assert not other.exists()
    assert list(other.parent.iterdir()) == []


def test_a_book_with_entries_takes_no_other(ann: Shell, tmp_path: Path) -> None:
    document = tmp_path / "book.json"
    ann("export", str(document))
    said = ann("import", str(document))
    assert said.code == 2
    assert "holds entries already" in said.err


def test_a_whole_book_is_no_list_of_contacts(ann: Shell, tmp_path: Path) -> None:
    document = tmp_path / "book.json"
    ann("export", str(document))
    said = ann("import", "-", stdin=document.read_bytes())
    assert said.code == 2
    assert "is a whole book: it comes into an empty one" in said.err


def test_a_dry_run_tells_what_would_come_and_writes_nothing(ann: Shell, tmp_path: Path) -> None:
    document = tmp_path / "book.json"
    ann("export", str(document))
    other = tmp_path / "other.db"
    said = ann("import", str(document), "--dry-run", book=other)
    assert said.code == 0
    assert "2 contacts" in said.out
    assert not other.exists()


def test_there_has_to_be_a_book_to_export(shell: Shell, tmp_path: Path) -> None:
    said = shell("export", str(tmp_path / "book.json"))
    assert said.code == 3
    assert not (tmp_path / "book.json").exists()
