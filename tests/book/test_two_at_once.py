"""Two programs write at once beneath the open app: nothing is lost, and the screens follow."""

import asyncio
import sys
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.loyalty.agenda import MOST_CARDS
from tests.builders import TODAY, a_book, a_contact, mine, reopened, who
from tests.tui.stage import (
    on_stage,
    played,
    press,
    type_text,
    until_said,
    until_told,
    words,
)

ROOT = Path(__file__).parents[2]
LINES = 500
"""Log lines of each of the two."""

WRITER = """
import sys
from pathlib import Path
from loyaltytui.book.book import open_book
from loyaltytui.book.errors import BookBusy
from loyaltytui.drafts import LogDraft, PromiseDraft
from loyaltytui.entries import ContactId, Side
from tests.builders import RULES, TODAY, Clock

path, name, count = sys.argv[1:]
book = open_book(Path(path), Clock(), RULES, origin="test")
for number in range(int(count)):
    text = f"{name} {number}"
    draft = LogDraft((ContactId(1),), TODAY, text=text, promises=(PromiseDraft(Side.MINE, text),))
    while True:
        try:
            book.log(draft, uuid=text)
            break
        except BookBusy:
            continue  # not acknowledged, so it is tried again, under the same uuid
    if number % 20 == 0:
        book.checkpoint()
    print(text, flush=True)
book.close()
"""


async def started(program: str, *words: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, *words),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def a_verb(book: Book, *words: str) -> None:
    """A verb of the command line in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "loyaltytui", "--book", str(book.path)),
        *("--today", TODAY.isoformat(), *words),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0


@played
async def test_two_programs_write_at_once_beneath_the_open_app_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob"))
    counts: list[int] = []
    async with on_stage(book) as pilot:
        writers = [
            await started(WRITER, str(book.path), "left", str(LINES)),
            await started(WRITER, str(book.path), "right", str(LINES)),
        ]
        told = [asyncio.create_task(writer.communicate()) for writer in writers]
        while not all(task.done() for task in told):
            await asyncio.wait(told, timeout=0.2)
            # The open screen reads all the while, and what it has read never goes away again.
            counts.append(len(book.open_promises()))
            await pilot.pause()
        output = [(await task)[0].decode().splitlines() for task in told]
        assert [await writer.wait() for writer in writers] == [0, 0]
        await until_said(pilot, f"Promises · {MOST_CARDS}+")
    assert [len(lines) for lines in output] == [LINES, LINES]
    assert counts == sorted(counts)
    assert len(set(counts)) > 3, "it was read while it was written"
    acknowledged = output[0] + output[1]
    book = reopened(book)
    stored = [text for (text,) in book.rows("select text from interaction")]
    assert sorted(stored) == sorted(acknowledged)
    assert sorted(one.text for one in book.open_promises()) == sorted(acknowledged)
    assert book.check() == []


@played
async def test_the_open_pages_show_what_a_verb_wrote_without_a_key(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme"))
    async with on_stage(book) as pilot:
        assert "send quote" not in words(pilot)
        await a_verb(book, "log", "ann: spoke > send quote today")
        await until_said(pilot, "send quote")

        await press(pilot, commands.SHOW_CONTACTS)
        await a_verb(book, "add", "Bob Ray")
        await until_said(pilot, "Bob Ray")

        await press(pilot, commands.FIRST, commands.OPEN)
        await a_verb(book, "log", "ann visit: saw the plant")
        await until_said(pilot, "saw the plant")


@played
async def test_what_a_verb_wrote_while_a_box_was_open_is_there_when_it_closes(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        await type_text(pilot, "half a sentence")
        await a_verb(book, "log", "ann: spoke > send quote today")
        await press(pilot, commands.LEAVE)
        await until_said(pilot, "send quote")


@played
async def test_a_change_of_the_same_entry_in_both_is_a_conflict_that_loses_neither(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme"), a_contact("Bob"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.EDIT)
        await type_text(pilot, " Senior")
        other = reopened(book)
        other.set_tier_of([who(other, "Ann Lee").id], "B")
        other.close()
        await press(pilot, "enter")
        await until_said(pilot, "changed elsewhere")
        assert "Ann Lee Senior" in words(pilot)
    assert who(book, "Ann Lee").tier == "B"


@played
async def test_undo_takes_back_what_another_program_did_last(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", promised=(mine("send quote", TODAY),)))
    async with on_stage(book) as pilot:
        await a_verb(book, "log", "ann: they called back")
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone: log call with Ann Lee")
    assert book.timeline(who(book, "Ann Lee").id)[0].text != "they called back"
