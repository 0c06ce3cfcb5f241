"""Long work beside the screen: its line, the keys that go on working, and escape."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from loyaltytui import commands
from loyaltytui.book.backup import backup_folder
from loyaltytui.book.book import Book
from loyaltytui.commands.program import CHECK, STOP_WORK
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.screens.home import HomeScreen
from tests.builders import a_book, a_contact
from tests.tui.stage import (
    Stage,
    cursor_line,
    log_line,
    on_stage,
    played,
    press,
    until,
    until_said,
    until_told,
    words,
)


def home_of(pilot: Stage) -> HomeScreen:
    home = pilot.app.screen_stack[0]
    assert isinstance(home, HomeScreen)
    return home


def begin(pilot: Stage, may_end: Event) -> None:
    """Work that goes on until it is let go or stopped."""
    home = home_of(pilot)

    def do(work: Work) -> str:
        work.begin("Counting the pumps")
        while not may_end.wait(0.01):
            work.tell(1, 4)
        return "done"

    home.run_worker(home.work_beside(do, "Stopped in the middle."))


def the_book(folder: Path) -> Book:
    return a_book(folder, a_contact("Ann"), a_contact("Bob"))


@played
async def test_the_list_is_used_and_a_line_logged_while_work_goes_on(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    may_end = Event()
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS)
        begin(pilot, may_end)
        await until_said(pilot, "Counting the pumps 1 of 4")
        assert "━" in words(pilot)
        assert "esc stops" in words(pilot)
        assert "Ann" in cursor_line(pilot)
        await press(pilot, commands.DOWN)
        assert "Bob" in cursor_line(pilot)
        await log_line(pilot, "call: all well")
        assert "Counting the pumps" in words(pilot)
        may_end.set()
        await until(pilot, lambda: "Counting the pumps" not in words(pilot))
    assert book.rows("select text from interaction") == [("all well",)]


@played
async def test_escape_stops_the_work_and_only_then(tmp_path: Path) -> None:
    async with on_stage(the_book(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, STOP_WORK)
        begin(pilot, Event())
        await until_said(pilot, "Counting the pumps")
        await press(pilot, commands.FIND, STOP_WORK)
        assert "Counting the pumps" in words(pilot), "escape left the filter first"
        await press(pilot, STOP_WORK)
        await until_told(pilot, "Stopped in the middle.")
        await until(pilot, lambda: "Counting the pumps" not in words(pilot))


@played
async def test_there_is_one_such_work_at_a_time(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    async with on_stage(book) as pilot:
        begin(pilot, Event())
        await until_said(pilot, "Counting the pumps")
        await pilot.app.screen.run_action(commands.BACK_UP.action)
        await until_told(pilot, "Something else is being done; esc stops it.")
        await press(pilot, STOP_WORK)
        await until_told(pilot, "Stopped in the middle.")
    assert not backup_folder(book.path).exists()


@played
async def test_leaving_ends_it(tmp_path: Path) -> None:
    async with on_stage(the_book(tmp_path)) as pilot:
        begin(pilot, Event())
        await until_said(pilot, "Counting the pumps")
        await press(pilot, commands.QUIT)


def test_what_is_being_interrupted_is_not_closed_before_that_is_done() -> None:
    work, entered, called, closed = Work(), Event(), Event(), Event()
    seen = []

    def interrupt() -> None:
        called.set()
        # Time enough for whoever does the work to leave it.
        seen.append(closed.wait(0.2))

    def do() -> None:
        with work.ending(interrupt):
            entered.set()
            called.wait()
        closed.set()

    thread = Thread(target=do)
    thread.start()
    entered.wait()
    work.stop()
    thread.join()
    assert seen == [False]
    assert closed.is_set()


async def checked(book: Book, holds: Callable[[Stage], object]) -> None:
    async with on_stage(book) as pilot:
        await pilot.app.screen.run_action(CHECK.action)
        await until(pilot, lambda: bool(holds(pilot)))


@played
async def test_a_sound_book_is_said_to_be_sound(tmp_path: Path) -> None:
    await checked(the_book(tmp_path), lambda pilot: "The book is sound." in words(pilot))


@played
async def test_what_is_not_sound_is_shown_with_the_ways_out_of_it(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    book.db.execute_sql("update standing set step = 6")
    async with on_stage(book) as pilot:
        await pilot.app.screen.run_action(CHECK.action)
        await until_said(pilot, "Not all is sound")
        assert "The stored figures of contact 1 are not what its entries say." in words(pilot)
        assert "Backups, in the palette" in words(pilot)
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: "Not all is sound" not in words(pilot))
