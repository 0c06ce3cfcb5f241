"""The Import box: paths, a preview, and then everything or nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from loyaltytui import commands, tui
from loyaltytui.book.book import Book
from loyaltytui.commands.exchange import (
    CHANGE_ALIKE,
    CHANGE_ROW,
    NEXT_PART,
    PREVIOUS_PART,
    WHOSE,
)
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.reading import Stopped
from loyaltytui.tui.app import LoyaltyApp
from loyaltytui.tui.dialogs.import_box import ImportBox
from loyaltytui.tui.dialogs.import_wanted import Wanted
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.importing import ImportInHand
from loyaltytui.tui.themes import ThemedApp
from loyaltytui.tui.widgets.path_line import completions, paths_of
from loyaltytui.tui.widgets.preview_rows import Preview
from tests.builders import a_book, a_contact, dump, email, exported, reopened, who
from tests.tui.stage import (
    NARROW,
    Stage,
    line_with,
    on_stage,
    played,
    press,
    told,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
)


@asynccontextmanager
async def the_box(
    book: Book, path: str = "", size: tuple[int, int] = NARROW
) -> AsyncIterator[Stage]:
    """The app with the box open, a path typed."""
    async with on_stage(book, size) as pilot:
        if book.contact_count():
            await press(pilot, commands.IMPORT)
        else:
            await until_said(pilot, "Your book is new and empty")
            await press(pilot, commands.IMPORT)
        await until_said(pilot, "Files or folder")
        await type_text(pilot, path)
        yield pilot


def flat(pilot: Stage) -> str:
    """The words on the glass, however their lines were broken."""
    return " ".join(words(pilot).replace("│", " ").split())


async def look(pilot: Stage, said: str) -> None:
    """Enter, and the preview that says so."""
    await press(pilot, "enter")
    await until(pilot, lambda: said in flat(pilot))


async def map_column(pilot: Stage, header: str, field: str) -> None:
    """Space on the highlighted column, which is called so, and the word typed."""
    await press(pilot, CHANGE_ROW)
    await until_said(pilot, f"What is the column “{header}”?")
    await type_text(pilot, field)
    await press(pilot, "enter")


def card(name: str, *lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


def cards(folder: Path, *names: str, called: str = "cards.vcf") -> str:
    path = folder / called
    path.write_text("".join(map(card, names)), encoding="utf-8")
    return str(path)


def people(book: Book) -> list[str]:
    return sorted(row[0] for row in book.rows("select name from contact"))


@played
async def test_a_path_is_looked_at_and_imported_with_two_enters(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    async with the_box(book, cards(tmp_path, "Ann Lee", "Bob Ray")) as pilot:
        await look(pilot, "1 new, 1 is in the book already.")
        assert "New: 1" in words(pilot)
        assert "Ann Lee" in words(pilot)
        assert people(book) == ["Bob Ray"]
        await press(pilot, "enter")
        await until_told(pilot, "Imported from cards.vcf: 1 new. u takes it back.")
        assert who(book, "Ann Lee").owner is Owner.COMPANY
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone: import 1 contact from cards.vcf")
    assert people(book) == ["Bob Ray"]


@played
async def test_an_empty_book_leads_to_the_box_and_its_first_contacts_are_shown(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as pilot:
        await look(pilot, "1 new.")
        await press(pilot, "enter")
        await until_told(pilot, "1 new")
        await press(pilot, commands.SHOW_CONTACTS)
        await until_said(pilot, "Ann Lee")


@played
async def test_leaving_after_the_preview_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    before, rows = exported(book), dump(book)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as pilot:
        await look(pilot, "1 new")
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: "Files or folder" not in words(pilot))
    assert exported(book) == before
    assert dump(book) == rows


@played
async def test_what_was_typed_is_offered_again_until_it_is_imported(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    path = cards(tmp_path, "Ann Lee")
    async with the_box(book, path) as pilot:
        await press(pilot, commands.LEAVE)
    async with the_box(reopened(book)) as pilot:
        assert typed(pilot) == path
        await look(pilot, "1 new")
        await press(pilot, "enter")
        await until_told(pilot, "Imported from")
        await press(pilot, commands.IMPORT)
        await until_said(pilot, "Files or folder")
        assert typed(pilot) == ""


@played
async def test_the_list_belongs_to_whom_the_second_line_says(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    async with the_box(book, cards(tmp_path, "Ann Lee")) as pilot:
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == "company")
        await type_text(pilot, "x")
        await press(pilot, commands.SAVE)
        await until_said(pilot, "'companyx' is not one of: mine, company or public.")
        await press(pilot, "backspace")
        await look(pilot, "1 new")
        await press(pilot, WHOSE)
        await until(pilot, lambda: "public" in line_with(pilot, "Whose list is it"))
        await press(pilot, WHOSE)
        await until(pilot, lambda: "mine" in line_with(pilot, "Whose list is it"))
        await press(pilot, "enter")
        await until_told(pilot, "1 new")
    assert who(book, "Ann Lee").owner is Owner.MINE


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.vcf", None, "is not there"),
        ("empty.vcf", "", "is empty"),
        ("plain.txt", "nothing here\nat all\n", "holds neither vCards nor a table"),
        ("page.csv", "<html></html>", "is a web page or XML"),
        ("book.json", '{"loyaltytui": {"format": 999}}', "newer loyaltytui"),
        ("half.json", '{"loyaltytui": {"format": 1', "half.json"),
    ],
)
@played
async def test_a_file_that_is_none_ends_in_a_sentence_and_stays_to_be_mended(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    book = a_book(tmp_path)
    if content is not None:
        (tmp_path / name).write_text(content)
    before = dump(book)
    async with the_box(book, str(tmp_path / name)) as pilot:
        await look(pilot, said)
        assert typed(pilot).endswith(name)
        await press(pilot, *["backspace"] * len(name))
        await type_text(pilot, Path(cards(tmp_path, "Ann Lee")).name)
        await look(pilot, "1 new")
    assert dump(book) == before


@played
async def test_a_row_that_cannot_be_read_is_named_with_its_line_and_the_rest_comes_in(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    table = tmp_path / "list.csv"
    table.write_text("Name,Email\nAnn Lee,ann@a.example\nbad,b,c,d\nBob Ray,bob@b.example\n")
    async with the_box(book, str(table)) as pilot:
        await look(pilot, "2 new, 1 could not be read.")
        assert "4 columns where the header has 2" in line_with(pilot, "list.csv:3")
        await press(pilot, "enter")
        await until_told(pilot, "2 new")
    assert people(book) == ["Ann Lee", "Bob Ray"]


@played
async def test_typing_another_path_takes_the_old_preview_away(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as pilot:
        await look(pilot, "1 new")
        await press(pilot, "tab")
        await type_text(pilot, "x")
        await until(pilot, lambda: "Ann Lee" not in words(pilot))
        await look(pilot, "is not there")
    assert people(book) == []


@played
async def test_a_difference_is_decided_with_one_key_and_the_book_follows(tmp_path: Path) -> None:
    told_of = email("ann@acme.example")
    book = a_book(
        tmp_path,
        a_contact("Ann Lee", "Acme", job="Buyer", channels=(told_of,)),
        a_contact("Bob Ray", "Acme", job="Clerk"),
    )
    path = tmp_path / "cards.vcf"
    path.write_text(
        card("Ann Lee", "ORG:Acme", "TITLE:Head of buying", "EMAIL:ann@acme.example")
        + card("Bob Ray", "ORG:Acme", "TITLE:Chief")
    )
    async with the_box(book, str(path)) as pilot:
        await look(pilot, "Differs from the book: 2")
        assert "● Buyer" in line_with(pilot, "Ann Lee")
        assert "job stays “Buyer”; “Head of buying” is kept beside it." in flat(pilot)
        await press(pilot, CHANGE_ROW)
        await until(pilot, lambda: "● Head of buying" in line_with(pilot, "Ann Lee"))
        await until(pilot, lambda: "job becomes “Head of buying”" in flat(pilot))
        await press(pilot, "enter")
        await until_told(pilot, "2 added to")
    assert who(book, "Ann Lee").job == "Head of buying"
    assert who(book, "Bob Ray").job == "Clerk"
    assert ("other job", "Chief") in book.rows("select name, value from extra_field")


@played
async def test_all_differences_are_decided_alike_and_back_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(f"P {n}", "Acme", job="Old") for n in range(3)))
    path = tmp_path / "cards.vcf"
    path.write_text("".join(card(f"P {n}", "ORG:Acme", f"TITLE:New {n}") for n in range(3)))
    async with the_box(book, str(path)) as pilot:
        await look(pilot, "Differs from the book: 3")
        await press(pilot, CHANGE_ROW, CHANGE_ALIKE)
        await until(pilot, lambda: words(pilot).count("● New") == 3)
        await press(pilot, "j", CHANGE_ROW)
        await until(pilot, lambda: words(pilot).count("● Old") == 1)
        await press(pilot, "enter")
        await until_told(pilot, "3 added to")
    assert [who(book, f"P {n}").job for n in range(3)] == ["New 0", "Old", "New 2"]


@played
async def test_two_who_are_reached_alike_become_one_when_the_rep_says_so(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Robert Ray", emails=("office@a.example",)))
    path = tmp_path / "cards.vcf"
    path.write_text(card("Dora Ray", "EMAIL:office@a.example", "TITLE:Owner"))
    async with the_box(book, str(path)) as pilot:
        await look(pilot, "1 new")
        assert "● two people" in words(pilot)
        await press(pilot, CHANGE_ROW)
        await until(pilot, lambda: "● one person" in words(pilot))
        await press(pilot, "enter")
        await until_told(pilot, "1 added to")
    assert people(book) == ["Robert Ray"]
    assert who(book, "Robert Ray").job == "Owner"


@played
async def test_whoever_may_be_there_twice_now_is_told_at_the_end(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Robert Ray", emails=("office@a.example",)))
    path = tmp_path / "cards.vcf"
    path.write_text(card("Dora Ray", "EMAIL:office@a.example"))
    async with the_box(book, str(path)) as pilot:
        await look(pilot, "1 new")
        await press(pilot, "enter")
        await until_told(pilot, "One of them is reached like somebody else")


UNKNOWN = "Wer,Mail,Farbe\nAnn Lee,ann@a.example,blue\nBob Ray,bob@b.example,red\n"


@played
async def test_the_columns_of_an_unknown_table_are_shown_and_can_be_changed(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    (tmp_path / "list.csv").write_text(UNKNOWN)
    async with the_box(book, str(tmp_path / "list.csv")) as pilot:
        await look(pilot, "Columns of list.csv")
        assert "→ keep" in line_with(pilot, "Farbe")
        await press(pilot, CHANGE_ROW)
        await until_said(pilot, "What is the column “Wer”?")
        await type_text(pilot, "nonsense")
        await press(pilot, "enter")
        await until_said(pilot, "That is none of the words below.")
        await press(pilot, *["backspace"] * len("nonsense"))
        await type_text(pilot, "name")
        await press(pilot, "enter")
        await until(pilot, lambda: "→ name" in line_with(pilot, "Wer "))
        await press(pilot, "j", "j", CHANGE_ROW)
        await until_said(pilot, "What is the column “Farbe”?")
        await type_text(pilot, "tags")
        await press(pilot, "enter")
        await until(pilot, lambda: "→ tags" in line_with(pilot, "Farbe"))
        await press(pilot, "enter")
        await until_told(pilot, "2 new")
    assert people(book) == ["Ann Lee", "Bob Ray"]
    assert book.rows("select word from tag order by word") == [("blue",), ("red",)]


@played
async def test_without_a_column_that_tells_who_it_is_nothing_comes_in_until_there_is_one(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    (tmp_path / "list.csv").write_text("Mail,Farbe\nann@a.example,blue\n")
    async with the_box(book, str(tmp_path / "list.csv")) as pilot:
        await look(pilot, "1 new")
        await map_column(pilot, "Mail", "skip")
        await until(pilot, lambda: "No column here is known" in flat(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "Space on it says so" in flat(pilot))
        await map_column(pilot, "Mail", "email")
        await until(pilot, lambda: "1 new" in flat(pilot))
        await press(pilot, "enter")
        await until_told(pilot, "1 new")
    assert people(book) == ["ann@a.example"]


@played
async def test_several_files_come_in_together(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    one = cards(tmp_path, "Ann Lee", called="one; first.vcf")
    two = cards(tmp_path, "Bob Ray", called="two cards.vcf")
    async with the_box(book, f"'{one}' '{two}'") as pilot:
        await look(pilot, "2 new")
        await press(pilot, "enter")
        await until_told(pilot, "Imported from one; first.vcf and 1 more: 2 new.")
    assert people(book) == ["Ann Lee", "Bob Ray"]
    assert book.undo() == "import 2 contacts from one; first.vcf and 1 more"


@played
async def test_a_book_that_moved_on_is_looked_at_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    async with the_box(book, cards(tmp_path, "Ann Lee")) as pilot:
        await look(pilot, "1 new")
        book.add_contact(ContactDraft("Ann Lee"))
        await press(pilot, "enter")
        await until(pilot, lambda: "NOT IMPORTED: The book was changed" in flat(pilot))
        await look(pilot, "1 is in the book already. There is nothing to import.")
        await press(pilot, "enter")
        await until(pilot, lambda: "Files or folder" not in words(pilot))
    assert people(book) == ["Ann Lee", "Bob Ray"]


HOSTILE = ("Bob [CEO]", "[@click=app.quit]x[/]", "[/] \u202eevil", "[bold]Bob")


@played
async def test_hostile_names_are_shown_to_the_letter_and_written_so(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, *HOSTILE)) as pilot:
        await look(pilot, "4 new")
        for shown in ("Bob [CEO]", "[@click=app.quit]x[/]", "[/] \ufffdevil", "[bold]Bob"):
            assert shown in words(pilot)
        await press(pilot, "enter")
        await until_told(pilot, "4 new")
    assert people(book) == sorted(HOSTILE)


@played
async def test_hostile_columns_and_files_are_harmless_too(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    table = tmp_path / "[b]x\x1b[2J.csv"
    table.write_text("Mail,[@click=x()]Wer[/]\nann@a.example,\x1b]0;evil\x07\nb,c,d\n")
    async with the_box(book, f"{tmp_path}/*.csv") as pilot:
        await look(pilot, "1 new, 1 could not be read.")
        assert "[@click=x()]Wer" in words(pilot)
        assert "\x1b" not in words(pilot)
        await press(pilot, "j", CHANGE_ROW)
        await until_said(pilot, "What is the column “[@click=x()]Wer[/]”?")
        await press(pilot, commands.LEAVE)
        await press(pilot, "enter")
        await until_told(pilot, "1 new")
        assert "\x1b" not in told(pilot)[-1]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@played
async def test_a_long_preview_scrolls_in_every_size_and_its_parts_are_leapt_to(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = a_book(tmp_path, *(a_contact(f"Q {n}", "Acme", job="Old") for n in range(30)))
    path = tmp_path / "cards.vcf"
    both = [card(f"Q {n}", "ORG:Acme", "TITLE:New") for n in range(30)]
    path.write_text("".join([*both, *(card(f"Person {n:03}") for n in range(300))]))
    async with the_box(book, str(path), size) as pilot:
        await look(pilot, "300 new")
        await press(pilot, NEXT_PART)
        await until_said(pilot, "Person 000")
        await press(pilot, commands.LAST)
        await until_said(pilot, "Q 29")
        await press(pilot, PREVIOUS_PART, PREVIOUS_PART)
        await until_said(pilot, "Differs from the book: 30")


class Slow(ImportInHand):
    """An importer that goes on only when the test says so."""

    def __init__(self, book: Book) -> None:
        super().__init__(book, None)  # type: ignore[arg-type]  # it writes by itself below
        self.goes_on = threading.Event()
        self.writes = 0
        self.waits_to_look = False

    def look(self, wanted: Wanted, work: Work) -> Preview:
        if self.waits_to_look:
            work.begin("Reading")
            self._wait(work)
        return super().look(wanted, work)

    async def write(self, preview: Preview, work: Work) -> None:
        self.writes += 1
        work.tell(1, 4)
        await asyncio.to_thread(self._wait, work)

    def _wait(self, work: Work) -> None:
        while not self.goes_on.wait(0.01):
            work.tell(work.done, work.total)


class Desk(ThemedApp[None]):
    """Only a place for the box to stand on."""

    CSS_PATH = Path(tui.__file__).with_name("style.tcss")

    def __init__(self, importer: ImportInHand) -> None:
        super().__init__()
        self.importer = importer
        self.answers: list[Preview | None] = []

    def on_mount(self) -> None:
        self.push_screen(ImportBox(self.importer), self.answers.append)


@asynccontextmanager
async def slowly(book: Book, path: str) -> AsyncIterator[tuple[Slow, Desk, Stage]]:
    slow = Slow(book)
    desk = Desk(slow)
    async with desk.run_test(size=NARROW) as pilot:
        stage: Stage = pilot  # type: ignore[assignment]  # the app's result type is of no matter
        await stage.pause()
        await type_text(stage, path)
        yield slow, desk, stage
        slow.goes_on.set()


@played
async def test_while_it_is_written_there_is_a_bar_and_one_enter_writes_once(
    tmp_path: Path,
) -> None:
    async with slowly(a_book(tmp_path), cards(tmp_path, "Ann Lee")) as (slow, desk, pilot):
        await look(pilot, "1 new")
        await press(pilot, "enter", "enter", commands.SAVE)
        await until_said(pilot, "Writing 1 of 4 ━━━")
        assert "esc stop" in words(pilot)
        slow.goes_on.set()
        await until(pilot, lambda: bool(desk.answers))
        assert desk.answers[0] is not None
    assert slow.writes == 1


@played
async def test_escape_stops_the_writing_and_the_preview_is_there_again(tmp_path: Path) -> None:
    async with slowly(a_book(tmp_path), cards(tmp_path, "Ann Lee")) as (slow, desk, pilot):
        await look(pilot, "1 new")
        await press(pilot, "enter")
        await until_said(pilot, "Writing 1 of 4")
        await press(pilot, commands.LEAVE)
        await until_said(pilot, "Stopped. Nothing was written, the book is as it was.")
        assert "Ann Lee" in words(pilot)
        slow.goes_on.set()
        await press(pilot, "enter")
        await until(pilot, lambda: bool(desk.answers))
    assert slow.writes == 2


@played
async def test_escape_stops_the_reading_and_the_path_can_be_mended(tmp_path: Path) -> None:
    async with slowly(a_book(tmp_path), cards(tmp_path, "Ann Lee")) as (slow, _, pilot):
        slow.waits_to_look = True
        await press(pilot, "enter")
        await until_said(pilot, "Reading")
        await press(pilot, commands.LEAVE)
        await until_said(pilot, "Stopped. Nothing was written.")
        slow.goes_on.set()
        assert typed(pilot).endswith("cards.vcf")
        await look(pilot, "1 new")


class StopsAt(Work):
    """Work that is stopped as soon as it says some words."""

    def __init__(self, last_words: str) -> None:
        super().__init__()
        self.last_words = last_words

    def begin(self, said: str) -> None:
        super().begin(said)
        if said == self.last_words:
            self.stop()


@pytest.mark.parametrize(
    ("last_words", "is_book"),
    [("Writing", False), ("Making them easy to find", False), ("Writing", True)],
)
@played
async def test_what_is_written_can_be_stopped_until_it_is_whole_and_nothing_is_left_of_it(
    tmp_path: Path, last_words: str, is_book: bool
) -> None:
    """Stopped at its first word, and in the long statements behind its last."""
    full = a_book(tmp_path, *(a_contact(f"Person {n:04}", "Acme") for n in range(30)), name="f.db")
    path = Path(cards(tmp_path, *(f"Person {n:04}" for n in range(3000))))
    if is_book:
        path = tmp_path / "all.json"
        path.write_bytes(exported(full))
    book = a_book(tmp_path)
    before = exported(book)
    pen = Pen(book)
    importer = ImportInHand(book, pen)
    preview = importer.look(Wanted((path,), Owner.MINE), Work())
    work = StopsAt(last_words)
    if last_words == "Writing":
        work.stop()
    with pytest.raises(Stopped):
        await importer.write(preview, work)
    assert exported(book) == before
    await importer.write(preview, Work())
    pen.close()
    assert len(people(book)) == (30 if is_book else 3000)
    assert book.undo()
    assert exported(book) == before


@played
async def test_a_whole_book_comes_into_an_empty_one_and_into_no_other(tmp_path: Path) -> None:
    full = a_book(tmp_path, a_contact("Ann Lee", "Acme", job="Buyer"), name="full.db")
    (tmp_path / "all.json").write_bytes(exported(full))
    book = a_book(tmp_path)
    async with the_box(book, str(tmp_path / "all.json")) as pilot:
        await look(pilot, "A whole book, for your empty one.")
        assert "1 contact" in words(pilot)
        await press(pilot, "enter")
        await until_told(pilot, "Imported: the whole book all.json. u takes it back.")
        assert exported(book) == exported(full)
        await press(pilot, commands.IMPORT)
        await until_said(pilot, "Files or folder")
        await type_text(pilot, str(tmp_path / "all.json"))
        await look(pilot, "holds entries already")
    assert exported(book) == exported(full)


@played
async def test_tab_completes_the_path_then_offers_then_goes_on(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "cards-home.vcf").touch()
    (tmp_path / "Downloads" / "cards-work.csv").touch()
    (tmp_path / "Downloads" / "cat.png").touch()
    async with the_box(a_book(tmp_path), f"{tmp_path}/x.vcf; {tmp_path}/down") as pilot:
        first = f"{tmp_path}/x.vcf; {tmp_path}/Downloads/"
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == first)
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == f"{first}cards-")
        await until_said(pilot, "cards-home.vcf  cards-work.csv")
        await type_text(pilot, "h")
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == f"{first}cards-home.vcf")
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == "company")


def test_a_path_goes_on_to_folders_and_sources_but_not_to_hidden_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("a.vcf", "b.CSV", "c.png", ".hidden.vcf"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert completions("~/") == ["~/a.vcf", "~/b.CSV", "~/folder/"]
    assert completions("~/.h") == ["~/.hidden.vcf"]
    assert completions("~/nowhere/x") == []
    assert completions("\0") == []


def test_several_paths_are_read_as_they_are_typed_dropped_or_matched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    one, two = tmp_path / "a b.vcf", tmp_path / "c;d.vcf"
    one.touch()
    two.touch()
    assert paths_of("~/a b.vcf") == (one,)
    assert paths_of("~/c;d.vcf") == (two,)
    assert paths_of(f"'{one}' {tmp_path}/c\\;d.vcf") == (one, two)
    assert paths_of("~/*.vcf") == (one, two)
    assert paths_of("~/a b.vcf; ~/gone.vcf") == (one, tmp_path / "gone.vcf")
    assert paths_of(" ; ") == ()


@played
async def test_an_import_that_ends_beneath_the_palette_closes_its_box_all_the_same(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Somebody"))
    path = cards(tmp_path, *(f"Person {n:03}" for n in range(3)))
    async with the_box(book, path) as pilot:
        await look(pilot, "3 new")
        app, may_write = pilot.app, threading.Event()
        assert isinstance(app, LoyaltyApp)
        before = asyncio.ensure_future(app.pen.write(may_write.wait))
        await press(pilot, "enter", "ctrl+p")
        await until_said(pilot, "A command, a theme")
        may_write.set()
        assert await before
        await until(pilot, lambda: len(people(book)) == 4)
        await press(pilot, "escape")
        await until_told(pilot, "Imported from")
        await until(pilot, lambda: "Files or folder" not in words(pilot))
