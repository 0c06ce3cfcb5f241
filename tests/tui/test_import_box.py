"""The Import box: a path, a preview, and then everything or nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from loyaltytui import commands, tui
from loyaltytui.book.book import Book
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, plan_import
from loyaltytui.exchange.sources import read_source
from loyaltytui.tui.dialogs.import_box import ImportBox, Progress
from loyaltytui.tui.widgets.path_line import completions
from tests.builders import a_book, a_contact, dump, who
from tests.tui.stage import Stage, played, press, type_text, until, words

NOTHING_YET = "nothing yet"


class Desk(App[None]):
    """Only a place for the box to stand on."""

    CSS_PATH = Path(tui.__file__).with_name("style.tcss")

    def __init__(self, box: ImportBox) -> None:
        super().__init__()
        self.box = box
        self.answer: str | None = NOTHING_YET

    def on_mount(self) -> None:
        self.push_screen(self.box, self.take)

    def take(self, answer: str | None) -> None:
        self.answer = answer


def reader(book: Book) -> Callable[[Path, Owner], ImportPlan]:
    def read(path: Path, owner: Owner) -> ImportPlan:
        try:
            return plan_import(read_source(path), book.known_for_import(), owner, path.name)
        finally:
            book.close()

    return read


def writer(book: Book) -> Callable[[ImportPlan, Progress], Awaitable[int]]:
    async def save(plan: ImportPlan, progress: Progress) -> int:
        return await asyncio.to_thread(book.import_contacts, plan.arrivals, plan.sentence, progress)

    return save


@asynccontextmanager
async def the_box(book: Book, path: str = "") -> AsyncIterator[tuple[Desk, Stage]]:
    desk = Desk(ImportBox(reader(book), writer(book), path))
    async with desk.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield desk, as_stage(pilot)


def as_stage(pilot: Pilot[None]) -> Stage:
    """The helpers of the stage ask nothing of an app but its glass."""
    return pilot  # type: ignore[return-value]  # the app's own result type is of no matter


def flat(pilot: Stage) -> str:
    """The words on the glass, however their lines were broken."""
    return " ".join(words(pilot).replace("│", " ").split())


def cards(folder: Path, *names: str) -> str:
    path = folder / "cards.vcf"
    path.write_text(
        "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in names),
        encoding="utf-8",
    )
    return str(path)


@played
async def test_a_path_is_looked_at_and_imported_with_two_enters(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    cards(tmp_path, "Ann Lee", "Bob Ray")
    async with the_box(book) as (desk, pilot):
        await type_text(pilot, f"{tmp_path}/cards.vcf")
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new, 1 is in the book already." in words(pilot))
        assert "Ann Lee" in words(pilot)
        assert book.rows("select count(*) from contact") == [(1,)]
        await press(pilot, "enter")
        await until(pilot, lambda: desk.answer != NOTHING_YET)
        assert desk.answer == "Imported: 1 contact from cards.vcf"
    assert who(book, "Ann Lee").owner is Owner.COMPANY
    assert book.undo() == "import 1 contact from cards.vcf"


@played
async def test_leaving_after_the_preview_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bob Ray"))
    before = dump(book)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as (desk, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new" in words(pilot))
        await press(pilot, commands.LEAVE)
        assert desk.answer is None
    assert dump(book) == before


@played
async def test_the_list_belongs_to_whom_the_second_line_says(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as (desk, pilot):
        desk.box.query_one("#owner", Input).value = "theirs"
        await press(pilot, commands.SAVE)
        assert "'theirs' is not one of: mine, company or public." in words(pilot)
        desk.box.query_one("#owner", Input).value = "mine"
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: "1 new" in words(pilot))
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: desk.answer != NOTHING_YET)
    assert who(book, "Ann Lee").owner is Owner.MINE


@played
async def test_a_path_that_leads_nowhere_stays_to_be_mended(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, str(tmp_path / "gone.vcf")) as (desk, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "is not there" in flat(pilot))
        assert desk.box.query_one("#path", Input).value.endswith("gone.vcf")
        assert desk.answer == NOTHING_YET
        cards(tmp_path, "Ann Lee")
        desk.box.query_one("#path", Input).value = str(tmp_path / "cards.vcf")
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new" in words(pilot))
        assert "is not there" not in flat(pilot)


@played
async def test_typing_another_path_takes_the_old_preview_away(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as (desk, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "Ann Lee" in words(pilot))
        desk.box.query_one("#path", Input).value += "x"
        await until(pilot, lambda: "Ann Lee" not in words(pilot))
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: "is not there" in flat(pilot))
    assert book.rows("select count(*) from contact") == [(0,)]


@played
async def test_a_book_that_moved_on_is_looked_at_again(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, "Ann Lee")) as (desk, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new" in words(pilot))
        book.add_contact(ContactDraft("Ann Lee"))
        await press(pilot, "enter")
        await until(pilot, lambda: "NOT IMPORTED" in words(pilot))
        assert "changed since the preview" in flat(pilot)
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: "1 is in the book already." in words(pilot))
        await press(pilot, "enter")
        assert desk.answer is None


@played
async def test_while_it_is_written_there_is_a_bar_and_escape_waits(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    goes_on = threading.Event()
    calls = 0

    async def save(plan: ImportPlan, progress: Progress) -> int:
        nonlocal calls
        calls += 1
        progress(1, 4)
        await asyncio.to_thread(goes_on.wait, 10)
        return 1

    desk = Desk(ImportBox(reader(book), save, cards(tmp_path, "Ann Lee")))
    async with desk.run_test(size=(80, 24)) as plain:
        pilot = as_stage(plain)
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new" in words(pilot))
        await press(pilot, "enter", "enter", commands.SAVE)
        await until(pilot, lambda: "25%" in words(pilot))
        await press(pilot, commands.LEAVE)
        assert "It is being written" in flat(pilot)
        assert desk.answer == NOTHING_YET
        goes_on.set()
        await until(pilot, lambda: desk.answer != NOTHING_YET)
    assert calls == 1


HOSTILE = ("Bob [CEO]", "[@click=app.quit]x[/]", "[/] \u202eevil", "[bold]Bob")


@played
async def test_hostile_names_are_shown_to_the_letter_and_written_so(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, cards(tmp_path, *HOSTILE)) as (desk, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "4 new" in words(pilot))
        for shown in ("Bob [CEO]", "[@click=app.quit]x[/]", "[/] \ufffdevil", "[bold]Bob"):
            assert shown in words(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: desk.answer != NOTHING_YET)
    assert {row[0] for row in book.rows("select name from contact")} == set(HOSTILE)


@played
async def test_a_long_preview_scrolls_and_stays_within_a_small_terminal(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    names = [f"Person {number:03}" for number in range(100)]
    async with the_box(book, cards(tmp_path, *names)) as (_, pilot):
        await press(pilot, "enter")
        await until(pilot, lambda: "100 new" in words(pilot))
        assert "enter import" in words(pilot)
        assert "and 80 more" not in words(pilot)
        await press(pilot, "end")
        await until(pilot, lambda: "and 80 more" in words(pilot))


@played
async def test_tab_completes_the_path_then_offers_then_goes_on(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "cards-home.vcf").touch()
    (tmp_path / "Downloads" / "cards-work.csv").touch()
    (tmp_path / "Downloads" / "cat.png").touch()
    async with the_box(a_book(tmp_path), f"{tmp_path}/down") as (desk, pilot):
        line = desk.box.query_one("#path", Input)
        await press(pilot, "tab")
        assert line.value == f"{tmp_path}/Downloads/"
        await press(pilot, "tab")
        assert line.value == f"{tmp_path}/Downloads/cards-"
        assert "cards-home.vcf  cards-work.csv" in words(pilot)
        await type_text(pilot, "h")
        await press(pilot, "tab")
        assert line.value == f"{tmp_path}/Downloads/cards-home.vcf"
        await press(pilot, "tab")
        assert desk.box.focused is desk.box.query_one("#owner", Input)


def test_a_path_goes_on_to_folders_and_sources_but_not_to_hidden_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("a.vcf", "b.CSV", "c.txt", ".hidden.vcf"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert completions("~/") == ["~/a.vcf", "~/b.CSV", "~/folder/"]
    assert completions("~/.h") == ["~/.hidden.vcf"]
    assert completions("~/nowhere/x") == []
