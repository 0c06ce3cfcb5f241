"""Every export format, written from a book that is hostile everywhere."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.cli.conftest import Shell
from tests.injection.payloads import STORABLE, a_hostile_book

each_text = pytest.mark.parametrize("text", STORABLE.values(), ids=STORABLE)
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
PHONE = re.compile(r"\+?[\d\s()/.-]+$")
NAMES = ("CON", "PRN", "AUX", "NUL")


def export(shell: Shell, folder: Path, text: str, *words: str) -> None:
    book = a_hostile_book(folder, text)
    book.close()
    done = shell("export", *words, "--confidential", book=book.path, today=TODAY.isoformat())
    assert done.code == 0, done.err


def records(raw: bytes) -> list[str]:
    """The lines of a vCard or iCalendar file, folded ones joined again."""
    text = raw.decode("utf-8")
    assert "\0" not in text
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")


@each_text
def test_the_whole_book_is_json_that_comes_back(shell: Shell, tmp_path: Path, text: str) -> None:
    target = tmp_path / "all.json"
    export(shell, tmp_path, text, str(target))
    json.loads(target.read_text("utf-8"))
    back = tmp_path / "back.db"
    assert shell("import", str(target), book=back, today=TODAY.isoformat()).code == 0
    assert shell("check", book=back, today=TODAY.isoformat()).out == "The book is sound.\n"


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@each_text
def test_no_value_begins_a_line_of_its_own_in_a_card(
    shell: Shell, tmp_path: Path, text: str, version: str
) -> None:
    target = tmp_path / "all.vcf"
    export(shell, tmp_path, text, str(target), "--vcard", version)
    lines = records(target.read_bytes())
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 7
    names = {re.split("[:;]", line)[0] for line in lines if line}
    assert not names & {"X-EVIL", "ATTENDEE"}
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", name) for name in names), names
    assert sum(line.startswith("FN") for line in lines) == 7


@each_text
def test_no_value_begins_a_line_of_its_own_in_a_calendar(
    shell: Shell, tmp_path: Path, text: str
) -> None:
    target = tmp_path / "all.ics"
    export(shell, tmp_path, text, str(target))
    lines = records(target.read_bytes())
    assert lines.count("BEGIN:VCALENDAR") == 1
    names = {re.split("[:;]", line)[0] for line in lines if line}
    assert not names & {"X-EVIL", "ATTENDEE", "FN"}
    assert all(re.fullmatch(r"[A-Z0-9-]+", name) for name in names), names


@each_text
def test_no_cell_of_a_table_is_a_formula(shell: Shell, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "tables"
    export(shell, tmp_path, text, str(folder), "--format", "csv")
    seen = 0
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len({len(row) for row in rows}) <= 1, path.name
        for cell in (cell for row in rows for cell in row):
            seen += 1
            if FORMULA.match(cell) and not PHONE.match(cell):
                raise AssertionError(f"{path.name}: {cell[:60]!r}")
    assert seen > 50


@each_text
def test_the_names_of_cards_stay_in_their_folder(shell: Shell, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "cards"
    export(shell, tmp_path, text, str(folder), "--format", "vdir")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".vcf"]) == 7
    for path in files:
        assert path.resolve().is_relative_to(folder.resolve())
        assert re.fullmatch(r"[\w.@-]+", path.name), path.name
        assert path.stem.upper() not in NAMES
