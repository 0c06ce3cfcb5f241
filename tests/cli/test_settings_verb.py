"""The verb `settings`: what is in force, why, and a file to change it."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "config" / "loyaltytui" / "settings.toml"


def test_it_shows_what_is_in_force_and_why(shell: Shell, tmp_path: Path) -> None:
    answer = shell("settings")
    assert answer.code == 0
    assert "not made yet" in answer.out
    assert str(file_of(tmp_path)) in answer.out
    (line,) = [line for line in answer.out.splitlines() if line.startswith("  currency")]
    assert line.split() == ["currency", "usual", '"EUR"']
    assert not shell.book.exists()


def test_making_the_file_is_said_and_done_once(shell: Shell, tmp_path: Path) -> None:
    answer = shell("settings", "--make")
    assert (answer.code, answer.out) == (0, f"{file_of(tmp_path)}\n")
    text = file_of(tmp_path).read_text()
    assert "#review_cap = 20" in text
    again = shell("settings", "--make")
    assert again.code == 2
    assert "left as they are" in again.err
    assert file_of(tmp_path).read_text() == text


def test_a_changed_line_is_named(shell: Shell, tmp_path: Path) -> None:
    shell("settings", "--make")
    text = file_of(tmp_path).read_text().replace("#review_cap = 20", "review_cap = 7")
    file_of(tmp_path).write_text(text)
    number = text.splitlines().index("review_cap = 7") + 1
    shape = shell("settings", "--json").json
    (cap,) = [one for one in shape["settings"] if one["name"] == "review_cap"]
    assert cap == {
        "name": "review_cap",
        "value": 7,
        "usual": 20,
        "why": f"settings.toml line {number}",
    }
    assert shape["file"] == {"path": str(file_of(tmp_path)), "is_there": True}
    assert shape["book"]["path"] == str(shell.book)


def test_a_file_that_is_not_understood_is_a_sentence(shell: Shell, tmp_path: Path) -> None:
    os.makedirs(file_of(tmp_path).parent)
    file_of(tmp_path).write_text('\ntheme = "norde"\n')
    answer = shell("settings")
    assert answer.code == 2
    assert "line 2: 'norde' is no theme" in answer.err


def test_the_locale_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert 'locale: LC_ALL=en_US.UTF-8  "month-first"' in shell("settings").out
