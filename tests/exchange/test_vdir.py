"""A book as a vdir: what is written when, and what of other programs is never touched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import Refused
from loyaltytui.drafts import ChannelDraft, ContactDraft, PromiseDraft
from loyaltytui.entries import ChannelKind, Owner, Side
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import Stopped
from loyaltytui.exchange.sources import read_source
from loyaltytui.exchange.vdir import write_vdir
from loyaltytui.exchange.vdir_record import NAME
from loyaltytui.exchange.vdir_sync import Outcome
from loyaltytui.exchange.vdir_words import sentences
from tests.builders import TODAY, TOMORROW, a_book, a_contact, days, email, mine, theirs, who

EVERYTHING = Choice()
ANN = a_contact(
    "Ann Lee",
    "Acme",
    emails=("ann@acme.example",),
    due=TOMORROW,
    promised=(mine("send quote", TOMORROW), theirs("send the PO", TODAY + days(9))),
)


def export(book: Book, root: Path, choice: Choice = EVERYTHING, version: str = "3.0") -> Outcome:
    return write_vdir(book, choice, version, root)


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment it was written."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def card(root: Path, text: str = "") -> Path:
    """The one card in which the text stands."""
    (found,) = (one for one in (root / "contacts").iterdir() if text in one.read_text("utf-8"))
    return found


def task(root: Path, text: str) -> Path:
    (found,) = (one for one in (root / "todo").iterdir() if text in one.read_text("utf-8"))
    return found


def rewrite(path: Path, before: str, after: str) -> bytes:
    """What a phone does to a file: it says something else from now on."""
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after).encode())
    return path.read_bytes()


def edit(book: Book, whom: str, name: str = "", about: str = "") -> None:
    contact = who(book, whom)
    draft = ContactDraft(
        name or whom, account=contact.account, about=about or contact.about, owner=contact.owner
    )
    book.edit_contact(contact, draft)


def bring_back(book: Book, path: Path) -> None:
    plan = plan_import(read_source(path), book.known_for_import(), Owner.COMPANY, "phone")
    book.import_contacts(plan.arrivals, plan.sentence)


def test_every_item_is_one_private_file(tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    outcome = export(a_book(tmp_path, ANN, a_contact("Bo", due=TODAY)), root)
    kinds = [place.partition("/")[0] for place in files(root)]
    assert (kinds.count("contacts"), kinds.count("calendar"), kinds.count("todo")) == (2, 2, 2)
    assert outcome.written == 6
    for path in root.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_exporting_twice_touches_no_file(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    before = files(root)
    outcome = export(book, root)
    assert files(root) == before
    assert (outcome.written, outcome.unchanged) == (0, 4)


def test_one_change_writes_one_file(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN, a_contact("Bo")), tmp_path / "vdir"
    export(book, root)
    before = files(root)
    edit(book, "Bo", about="likes boats")
    export(book, root)
    changed = {place for place, was in files(root).items() if before[place] != was}
    assert changed == {card(root, "boats").relative_to(root).as_posix(), NAME}


def test_a_renamed_contact_keeps_their_file(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    before = card(root)
    edit(book, "Ann Lee", name="Ann Berg")
    export(book, root)
    assert card(root, "FN:Ann Berg") == before


def test_what_is_no_longer_in_the_book_is_taken_out(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN, a_contact("Bo")), tmp_path / "vdir"
    export(book, root)
    book.delete_contact(who(book, "Bo"))
    book.keep(book.open_promises()[0])
    outcome = export(book, root)
    assert outcome.removed == 2
    assert [b"send quote" in content for content, _ in files(root).values()].count(True) == 0
    book.undo()
    assert export(book, root).written == 1
    assert task(root, "send quote").exists()


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    (root / "contacts").mkdir(parents=True)
    foreign = {
        "contacts/theirs.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe\r\nUID:z\r\nEND:VCARD\r\n",
        "contacts/displayname": b"Phone",
        "notes.txt": b"mine",
    }
    for place, content in foreign.items():
        (root / place).write_bytes(content)
    export(book, root)
    book.delete_contact(who(book, "Ann Lee"))
    export(book, root)
    assert {place: was[0] for place, was in files(root).items() if place != NAME} == foreign


def test_a_card_of_another_program_is_not_doubled_by_our_own(tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    (root / "contacts").mkdir(parents=True)
    theirs_file = root / "contacts" / "phone.vcf"
    theirs_file.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe\r\nUID:Z-\r\n 1\r\nEND:VCARD\r\n"
    )
    book = a_book(tmp_path)
    bring_back(book, root / "contacts")
    outcome = export(book, root)
    assert [item.said for item in outcome.written_elsewhere] == ["Zoe"]
    assert list((root / "contacts").iterdir()) == [theirs_file]


def test_the_identity_of_an_imported_card_is_kept(tmp_path: Path) -> None:
    book, root = a_book(tmp_path), tmp_path / "vdir"
    book.add_contact(ContactDraft("Zoe", uid="ABC/../1", extras=(("X-SKYPE", "zoe.s"),)))
    export(book, root)
    text = card(root).read_text("utf-8")
    assert "UID:ABC/../1\n" in text
    assert "X-SKYPE:zoe.s\n" in text
    assert card(root).parent == root / "contacts"


def test_the_identity_stays_when_an_import_brings_another(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, a_contact("Zoe")), tmp_path / "vdir"
    export(book, root)
    before = card(root)
    phone = tmp_path / "phone.vcf"
    phone.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Zoe\nNOTE:Sings\nUID:a\nEND:VCARD\n", "utf-8")
    bring_back(book, phone)
    export(book, root)
    assert card(root, "NOTE:Sings") == before
    assert before.stem in before.read_text("utf-8")


def test_what_a_phone_wrote_is_kept_until_it_is_imported(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    edited = rewrite(card(root), "END:VCARD", "TEL:+47 900 00 000\r\nEND:VCARD")
    edit(book, "Ann Lee", about="likes boats")
    outcome = export(book, root)
    assert card(root).read_bytes() == edited
    assert [item.said for item in outcome.changed_elsewhere] == ["Ann Lee"]
    assert "loyaltytui import" in " ".join(sentences(outcome, root))
    bring_back(book, root / "contacts")
    assert export(book, root).changed_elsewhere == []
    text = card(root).read_text("utf-8")
    assert "+47 900 00 000" in text
    assert "likes boats" in text


def test_a_card_that_a_server_only_laid_out_anew_is_left_so(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    rewrite(card(root), "PRODID:-//loyaltytui//EN", "REV:20261121T000000Z\r\nPRODID:server")
    before = files(root)
    assert export(book, root).changed_elsewhere == []
    assert files(root) == before
    edit(book, "Ann Lee", about="likes boats")
    export(book, root)
    assert "PRODID:server" not in card(root, "likes boats").read_text("utf-8")


def test_a_task_ticked_off_on_a_phone_is_kept_and_said(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    ticked = rewrite(task(root, "send quote"), "NEEDS-ACTION", "COMPLETED")
    outcome = export(book, root)
    said = " ".join(sentences(outcome, root))
    assert task(root, "send quote").read_bytes() == ticked
    assert "send quote (Ann Lee)" in said
    assert "loyaltytui keep 1 " in said
    book.keep(book.open_promises()[0])
    assert export(book, root).left == 1
    assert task(root, "send quote").read_bytes() == ticked
    assert export(book, root).left == 0


def test_a_task_that_a_server_laid_out_anew_still_follows_the_book(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    rewrite(task(root, "send quote"), "SEQUENCE:0", "X-SERVER:1\r\nSEQUENCE:5")
    assert export(book, root).changed_elsewhere == []
    book.move(book.open_promises()[0], TODAY + days(20))
    outcome = export(book, root)
    assert (outcome.written, outcome.changed_elsewhere) == (1, [])
    book.keep(next(one for one in book.open_promises() if one.text == "send quote"))
    rewrite(task(root, "send quote"), "SEQUENCE", "X-SERVER:1\r\nSEQUENCE")
    assert export(book, root).removed == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("DUE;VALUE=DATE:", "DUE;VALUE=DATE:x"),
        ("SUMMARY:", "SUMMARY;VALUE=DATE:"),
        ("DUE;VALUE=DATE:", "DUE;VALUE=PERIOD:x/y"),
        ("END:VTODO", "BEGIN:VTIMEZONE"),
        ("BEGIN:VCALENDAR", "\0"),
    ],
)
def test_a_task_that_was_damaged_elsewhere_is_kept_as_well(
    tmp_path: Path, before: str, after: str
) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    damaged = rewrite(task(root, "send quote"), before, after)
    assert len(export(book, root).changed_elsewhere) == 1
    assert task(root, "send quote").read_bytes() == damaged


def test_what_was_deleted_on_a_phone_does_not_come_back(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    task(root, "send quote").unlink()
    for _ in range(2):
        outcome = export(book, root)
        assert [item.said for item in outcome.removed_elsewhere] == ["send quote (Ann Lee)"]
        assert "Not written again" in " ".join(sentences(outcome, root))
    assert len(list((root / "todo").iterdir())) == 1


def test_a_folder_that_was_taken_away_is_written_anew(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    for path in (root / "contacts").iterdir():
        path.unlink()
    (root / "contacts").rmdir()
    assert export(book, root).written == 1


def test_a_link_in_our_place_is_not_followed(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    ours = card(root)
    elsewhere = ours.rename(tmp_path / "precious.vcf")
    before = elsewhere.read_bytes()
    ours.symlink_to(elsewhere)
    edit(book, "Ann Lee", about="likes boats")
    export(book, root)
    assert ours.is_symlink()
    book.delete_contact(who(book, "Ann Lee"))
    export(book, root)
    assert ours.is_symlink()
    assert elsewhere.read_bytes() == before


def test_an_export_cut_short_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, root = a_book(tmp_path, ANN, a_contact("Bo"), a_contact("Cy")), tmp_path / "vdir"
    real, calls = os.replace, 0

    def full(source: str, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(28, "No space left on device")
        real(source, target)

    for _ in range(2):
        calls = 0
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", full)
            with pytest.raises(OSError, match="No space"):
                export(book, root)
        assert not [path for path in root.rglob("*") if path.suffix == ".tmp"]
        for name in ("Ann Lee", "Bo", "Cy"):
            edit(book, name, about="changed meanwhile")
    outcome = export(book, root)
    assert (outcome.changed_elsewhere, outcome.removed_elsewhere) == ([], [])
    assert outcome.written_elsewhere == []
    assert len(files(root)) == 7


def test_a_folder_of_another_book_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    export(a_book(tmp_path, ANN), root)
    before = files(root)
    with pytest.raises(Refused, match="another book"):
        export(a_book(tmp_path, a_contact("Zoe"), name="other.db"), root)
    assert files(root) == before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"book": 1}', b"\xff"])
def test_a_record_that_cannot_be_read_stops_the_export(tmp_path: Path, damage: bytes) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    (root / NAME).write_bytes(damage)
    before = files(root)
    with pytest.raises(Refused, match="can't be read"):
        export(book, root)
    assert files(root) == before


def test_a_record_that_was_tampered_with_leads_nowhere_else(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, ANN), tmp_path / "vdir"
    export(book, root)
    precious = tmp_path / "precious.ics"
    precious.write_bytes(task(root, "send quote").read_bytes())
    place = task(root, "send quote").relative_to(root).as_posix()
    rewrite(root / NAME, place, "todo/../../precious.ics")
    book.keep(book.open_promises()[0])
    export(book, root)
    assert precious.exists()


def test_what_is_in_confidence_or_the_companys_stays_here_unless_asked_for(tmp_path: Path) -> None:
    secret = ChannelDraft(ChannelKind.EMAIL, "hidden@x.example", is_confidential=True)
    promise = PromiseDraft(Side.MINE, "mention the merger", TODAY, is_confidential=True)
    book = a_book(
        tmp_path,
        a_contact("Ann", channels=(secret, email("a@x.example")), promised=(promise,)),
        a_contact("Bo", owner=Owner.MINE),
    )

    def whole(choice: Choice, name: str) -> str:
        export(book, tmp_path / name, choice)
        return "".join(content.decode() for content, _ in files(tmp_path / name).values())

    assert not {"hidden", "merger"} & set(whole(Choice(), "usual").replace("@", " ").split())
    assert "merger" not in whole(Choice(), "usual")
    everything = whole(Choice(with_confidential=True), "asked")
    assert "hidden@x.example" in everything
    assert "merger" in everything
    mine_only = whole(Choice(only_mine=True), "mine")
    assert "FN:Bo" in mine_only
    assert "Ann" not in mine_only


def test_our_own_export_brings_nothing_new_even_with_namesakes(tmp_path: Path) -> None:
    people = (ANN, a_contact("Ann Lee"), a_contact("Ann Lee"), a_contact("Bo", address="A 1\nB 2"))
    book, root = a_book(tmp_path, *people), tmp_path / "vdir"
    export(book, root)
    plan = plan_import(read_source(root), book.known_for_import(), Owner.COMPANY, "us")
    assert plan.changes_nothing
    assert plan.counts().unchanged == 4


def test_a_card_of_version_4_says_so(tmp_path: Path) -> None:
    root = tmp_path / "vdir"
    export(a_book(tmp_path, ANN), root, version="4.0")
    assert "VERSION:4.0" in card(root).read_text("utf-8")


@pytest.mark.parametrize("after", [0, 1, 7])
def test_an_export_that_is_stopped_leaves_whole_files_and_the_next_goes_on(
    tmp_path: Path, after: int
) -> None:
    def stop(done: int, total: int) -> None:
        if total and done > after:
            raise Stopped

    book = a_book(tmp_path, *(a_contact(f"P {n}", about="x" * 5000) for n in range(200)))
    whole, root = tmp_path / "whole", tmp_path / "stopped"
    export(book, whole)
    with pytest.raises(Stopped):
        write_vdir(book, EVERYTHING, "3.0", root, stop)
    expected, found = files(whole), files(root)
    cards = [name for name in found if name != NAME]
    assert 0 < len(cards) < 200
    assert all(found[name][0] == expected[name][0] for name in cards)
    outcome = export(book, root)
    assert (outcome.written + outcome.unchanged, outcome.removed_elsewhere) == (200, [])
    assert {name: one[0] for name, one in files(root).items()} == {
        name: one[0] for name, one in expected.items()
    }


def test_an_export_that_is_stopped_before_it_writes_writes_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped

    book = a_book(tmp_path, ANN)
    root = tmp_path / "vdir"
    with pytest.raises(Stopped):
        write_vdir(book, EVERYTHING, "3.0", root, stop)
    assert files(root) == {}
