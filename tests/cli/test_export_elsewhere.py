"""Exports for address books, calendars and the programs that read folders of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NOT_PRINTED = ("\x1b", "\x00")


@pytest.fixture
def busy(priya: Shell) -> Shell:
    """Priya's book with a promise, something owed, and a check-in."""
    line = "priya: hi > send quote fri < she sends PO 5 dec ~3w"
    assert priya("log", line).code == 0
    return priya


def test_a_file_of_cards_comes_back_as_nothing_new(busy: Shell, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    assert busy("export", str(cards)).code == 0
    assert "FN:Priya Shah" in cards.read_text("utf-8")
    assert "VERSION:3.0" in cards.read_text("utf-8")
    assert "already" in busy("import", str(cards)).out


def test_the_version_of_cards_can_be_asked_for(busy: Shell) -> None:
    said = busy.process("export", "-", "--format", "vcard", "--vcard", "4.0")
    assert said.returncode == 0
    assert said.stdout.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")


def test_a_calendar_holds_check_ins_and_promises(busy: Shell, tmp_path: Path) -> None:
    calendar = tmp_path / "plans.ics"
    answer = busy("export", str(calendar))
    text = calendar.read_text("utf-8")
    assert (text.count("BEGIN:VEVENT"), text.count("BEGIN:VTODO")) == (1, 2)
    assert "1 check-in, 1 promise, 1 owed" in answer.err


def test_a_folder_is_written_once_and_then_brought_up_to_date(busy: Shell, tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    assert "4 written" in busy("export", str(root), "--format", "vdir").err
    assert {path.name for path in root.iterdir() if not path.name.startswith(".")} == {
        "contacts",
        "calendar",
        "todo",
    }
    assert busy("keep", "1").code == 0
    answer = busy("export", str(root), "--format", "vdir")
    assert "0 written, 1 taken out, 3 up to date already" in answer.err
    assert answer.out == ""


def test_the_book_itself_is_no_folder_to_write_to(busy: Shell, tmp_path: Path) -> None:
    for place in (busy.book, tmp_path / "not" / "there"):
        assert busy("export", str(place), "--format", "vdir").code == 2


def test_only_what_is_mine_goes_along(busy: Shell, tmp_path: Path) -> None:
    assert busy("add", "Bo Ray", "--owner", "mine").code == 0
    root = tmp_path / "vdir"
    busy("export", str(root), "--format", "vdir")
    assert "1 up to date" in busy("export", str(root), "--format", "vdir", "--mine").err
    (card,) = (root / "contacts").iterdir()
    assert "FN:Bo Ray" in card.read_text("utf-8")
    assert list((root / "todo").iterdir()) == []


def test_what_is_written_elsewhere_cannot_act_on_the_terminal(busy: Shell, tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    busy("export", str(root), "--format", "vdir")
    (card,) = (root / "contacts").iterdir()
    card.write_bytes(b"BEGIN:VCARD\r\nFN:Evil\x1b[2J\x00\r\nEND:VCARD\r\n")
    answer = busy("export", str(root), "--format", "vdir")
    assert "Kept as another program changed them: Priya Shah." in answer.err
    assert not any(sign in answer.err + answer.out for sign in NOT_PRINTED)


def test_the_library_of_calendars_is_loaded_only_to_write_one(busy: Shell, tmp_path: Path) -> None:
    code = (
        "import sys; from loyaltytui.cli.run import run; "
        f"run(['--book', {str(busy.book)!r}, 'export', {str(tmp_path / 'c.vcf')!r}], None); "
        "sys.exit('icalendar' in sys.modules or 'textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
