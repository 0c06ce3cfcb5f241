"""The file of what is typed and not yet saved: whole, private, and shared by two programs."""

import json
import stat
from pathlib import Path

import pytest

from loyaltytui.book.unsaved import NOBODY, Unsaved, UnsavedForm, UnsavedText
from loyaltytui.entries import ContactId

ANN = ContactId(12)
FORM = UnsavedForm("New contact", {"name": "Ann Lee", "job": "CEO"}, "uuid 2")


def unsaved(folder: Path) -> Unsaved:
    return Unsaved(folder / "book.db")


def test_a_file_from_before_there_were_forms_is_read(tmp_path: Path) -> None:
    old = {"12": {"text": "half a sen", "uuid": "u"}, "0": {"text": "nobody", "uuid": "v"}}
    unsaved(tmp_path).path.write_text(json.dumps(old))
    assert unsaved(tmp_path).of(ANN) == UnsavedText("half a sen", "u")
    assert unsaved(tmp_path).others(ANN) == {NOBODY: "nobody"}
    assert unsaved(tmp_path).forms() == []


def test_lines_and_forms_are_kept_side_by_side(tmp_path: Path) -> None:
    unsaved(tmp_path).keep(ANN, UnsavedText("half a sen", "u"))
    unsaved(tmp_path).keep_form("new contact", FORM)
    assert unsaved(tmp_path).form("new contact") == FORM
    assert unsaved(tmp_path).forms() == ["New contact"]
    assert unsaved(tmp_path).others(NOBODY) == {12: "half a sen"}
    unsaved(tmp_path).forget_form("new contact")
    assert unsaved(tmp_path).form("new contact") is None
    unsaved(tmp_path).forget(ANN)
    assert not unsaved(tmp_path).path.exists()


def test_two_programs_keep_their_texts_in_one_file(tmp_path: Path) -> None:
    one, other = unsaved(tmp_path), unsaved(tmp_path)
    one.keep(ANN, UnsavedText("from one", "u"))
    other.keep(ContactId(13), UnsavedText("from the other", "v"))
    one.forget(ANN)
    other.keep(ContactId(13), UnsavedText("from the other, longer", "v"))
    assert one.others(NOBODY) == {13: "from the other, longer"}


def test_a_form_without_lines_is_forgotten(tmp_path: Path) -> None:
    unsaved(tmp_path).keep_form("contact 1", FORM)
    unsaved(tmp_path).keep_form("contact 1", UnsavedForm("Ann", {}, "u"))
    assert not unsaved(tmp_path).path.exists()


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    unsaved(tmp_path).keep(ANN, UnsavedText("half a sen", "u"))
    assert stat.S_IMODE(unsaved(tmp_path).path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "{",
        '{"12": 5}',
        '{"12": {"text": "x"}}',
        '{"a": {"lines": 5}}',
        '{"a": null, "-1": {}}',
        "null",
    ],
)
def test_a_damaged_file_offers_nothing_and_takes_new_texts(tmp_path: Path, damaged: str) -> None:
    kept = unsaved(tmp_path)
    kept.path.write_text(damaged)
    assert kept.of(ANN).text == ""
    assert kept.others(NOBODY) == {}
    assert (kept.form("a"), kept.forms()) == (None, [])
    kept.keep(ANN, UnsavedText("half a sen", "u"))
    assert unsaved(tmp_path).of(ANN).text == "half a sen"
