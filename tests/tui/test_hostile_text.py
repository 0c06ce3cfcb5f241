"""Text of the book that would act on the screen: literal or neutralised, wherever it is shown."""

import unicodedata
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import (
    ChannelDraft,
    CheckInDraft,
    ContactDraft,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import ChannelKind, Side
from loyaltytui.kinds import KINDS
from loyaltytui.tui.dialogs.log_box import LogBox
from loyaltytui.tui.dialogs.welcome import WelcomeBox
from tests.builders import TODAY, YESTERDAY, a_book, a_call, days
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
    lines,
    on_stage,
    paste,
    played,
    press,
    until,
    until_said,
    words,
)

MARKUP = {
    "markup": "[bold]Acme[/]",
    "closing": "[/]",
    "action": "[@click=app.quit]x[/]",
    "brackets": "Bob [CEO] \\[x] [[y]] [$error]",
}
TEXTS = MARKUP | {
    "long": "x" * 10_000,
    "wide": "日本語のとても長い名前" * 30,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇳🇴" * 20,
    "right to left": "\u202eabc\u202c \u2066x\u2069 \u200fשלום مرحبا",
    "escape": "\x1b[2J\x1b]0;gone\x07\x1b]52;c;aGk=\x07\x1b[31mred\x1bc",
    "c1": "\x9b2J\x90x\x9c\x85next",
    "control": "a\x00b\x08\x7f\x0b\x0cc\td\ne\r\nf",
    "marks": "Z" + "\u0321\u0330\u0341\u035c" * 50 + "algo",
    "invisible": "A\u200bn\u2060n\ufeff\u00ad \U000e0041\u2028x\u2029y",
    "specials": "c++ \"quoted\" 'x' %s {0} \\ ~ > < * : / ? #",
}
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
each_markup = pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)


def everywhere(folder: Path, text: str) -> Book:
    """A book with one contact that holds the text in every field that can hold it."""
    book = a_book(folder)
    who = book.contact(
        book.add_contact(
            ContactDraft(
                f"A {text}",
                account=f"B {text}",
                job=text,
                cadence="3w",
                birthday=text,
                address=text,
                about=text,
                tags=(f"tag {text}",),
                channels=tuple(
                    ChannelDraft(kind, f"{kind} {text}", label=f"l {text}") for kind in ChannelKind
                ),
            )
        )
    )
    book.log(
        a_call(
            who,
            on=TODAY - days(3),
            text=f"call {text}",
            notes=tuple(NoteDraft(kind.word, f"note {text}") for kind in KINDS[:4]),
            questions=(QuestionDraft(f"ask {text}"),),
        )
    )
    for side in Side:
        for due in (YESTERDAY, TODAY + days(2)):
            book.promise(who, PromiseDraft(side, f"do {text}", due, via=f"via {text}"))
    book.plan_check_in(who, CheckInDraft(YESTERDAY, f"why {text}"))
    return book


def tampered_with(folder: Path, text: str) -> Book:
    """The same from a hand that went round `clean`: another program's, or an older version's."""
    book = everywhere(folder, "x")
    with book.act("tamper"):
        for table, columns in (
            ("account", ("name",)),
            ("contact", ("name", "job", "address", "about", "birthday")),
            ("channel", ("value", "label")),
            ("tag", ("word",)),
            ("interaction", ("text",)),
            ("promise", ("text", "via")),
            ("check_in", ("reason",)),
            ("note", ("text",)),
            ("question", ("text",)),
        ):
            for column in columns:
                book.db.execute_sql(f"update {table} set {column} = {column} || ?", (text,))
    return book


def is_hostile(letter: str) -> bool:
    """Would a terminal act on it, or turn the line around?"""
    code = ord(letter)
    is_bidi = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F)
    is_break = code in (0x2028, 0x2029)
    return unicodedata.category(letter) in ("Cc", "Cs") or is_bidi or is_break


def expect_harmless(pilot: Stage) -> None:
    """Nothing on the glass can act, and every line is as wide as the glass."""
    found = {
        f"U+{ord(letter):04X} in {line!r}"
        for line in lines(pilot)
        for letter in line
        if is_hostile(letter)
    }
    assert not found
    for line in lines(pilot):
        marks = 0
        for letter in line:
            marks = marks + 1 if unicodedata.combining(letter) else 0
            assert marks <= 3, f"marks are piled up in {line!r}"
    assert pilot.app.is_running


async def walk(pilot: Stage, *keys: commands.Command | str) -> None:
    """Presses keys and looks at the glass after each."""
    for key in keys:
        await press(pilot, key)
        expect_harmless(pilot)


async def open_log_box(pilot: Stage) -> None:
    """A box opens behind the key that asks for it; a paste that came first would be lost."""
    await press(pilot, commands.LOG_LINE)
    await until(pilot, lambda: isinstance(pilot.app.screen, LogBox))
    await until(pilot, lambda: pilot.app.screen.focused is not None)
    expect_harmless(pilot)


@pytest.mark.parametrize("size", [NARROW, WIDE])
@each_text
@played
async def test_every_page_shows_it_harmlessly(
    tmp_path: Path, text: str, size: tuple[int, int]
) -> None:
    async with on_stage(everywhere(tmp_path, text), size) as pilot:
        expect_harmless(pilot)
        await walk(pilot, *[commands.DOWN] * 4, commands.SHOW_CONTACTS, commands.OPEN)
        for _ in range(4):
            await walk(pilot, commands.LAST, commands.NEXT_SECTION)


@pytest.mark.parametrize("name", ["escape", "c1", "control"])
@played
async def test_what_should_never_have_been_stored_is_shown_harmlessly(
    tmp_path: Path, name: str
) -> None:
    async with on_stage(tampered_with(tmp_path, TEXTS[name]), WIDE) as pilot:
        expect_harmless(pilot)
        await walk(pilot, commands.LOG_LINE, commands.LEAVE, commands.SNOOZE, commands.LEAVE)
        await walk(pilot, commands.KEEP, commands.SHOW_CONTACTS, commands.EDIT, commands.LEAVE)
        await walk(pilot, commands.OPEN, *[commands.NEXT_SECTION] * 4, commands.EDIT)


@each_text
@played
async def test_a_filter_finds_and_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(everywhere(tmp_path, text)) as pilot:
        await press(pilot, commands.FIND)
        for word in ("call", "note", text[:80].replace("\n", " ")):
            await press(pilot, "end", "ctrl+u")
            await paste(pilot, word)
            expect_harmless(pilot)
        await walk(pilot, "enter", "escape")


@each_text
@played
async def test_every_form_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(everywhere(tmp_path, text)) as pilot:
        await walk(pilot, commands.SHOW_CONTACTS, commands.EDIT, commands.LEAVE, commands.OPEN)
        await walk(pilot, commands.LAST, commands.EDIT, commands.LEAVE)  # the call
        await walk(pilot, commands.FIRST, commands.EDIT, commands.LEAVE)  # a promise
        await walk(pilot, commands.NEXT_SECTION, commands.MOVE, commands.LEAVE)
        await walk(pilot, commands.SNOOZE, commands.LEAVE, commands.LAST)
        await walk(pilot, commands.EDIT, commands.LEAVE, commands.ADD_PROMISE, commands.LEAVE)
        await walk(pilot, commands.ADD_CHECK_IN, commands.LEAVE, commands.ADD_CHANNEL)
        await walk(pilot, commands.LEAVE, commands.NEXT_SECTION, commands.NEXT_SECTION)
        await walk(pilot, commands.EDIT, commands.LEAVE)  # a channel


@each_text
@played
async def test_every_notice_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    book = everywhere(tmp_path, text)
    async with on_stage(book) as pilot:
        await walk(pilot, commands.KEEP)
        await until(pilot, lambda: bool(pilot.app._notifications))
        expect_harmless(pilot)
        await walk(pilot, commands.UNDO)
        await until(pilot, lambda: len(pilot.app._notifications) == 2)
        expect_harmless(pilot)
        await walk(pilot, commands.SHOW_CONTACTS, commands.DELETE)
        await until(pilot, lambda: book.contact_count() == 0)
        expect_harmless(pilot)
        await walk(pilot, commands.UNDO)
        await until(pilot, lambda: book.contact_count() == 1)
        expect_harmless(pilot)


@each_text
@played
async def test_the_log_box_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    book = everywhere(tmp_path, text)
    book.add_contact(ContactDraft(f"A {text} too", account=text))
    async with on_stage(book) as pilot:
        await open_log_box(pilot)
        await paste(pilot, f"a: {text} > {text} fri < {text} ~3w {text} ask: {text} goal: {text}")
        expect_harmless(pilot)
        await walk(pilot, commands.PICK_NEXT, commands.LEAVE, commands.SHOW_CONTACTS)
        await walk(pilot, commands.LOG_LINE, commands.LEAVE)


@each_text
@played
async def test_what_was_pasted_into_the_log_box_is_saved_and_shown_harmlessly(
    tmp_path: Path, text: str
) -> None:
    book = everywhere(tmp_path, "x")
    async with on_stage(book) as pilot:
        await open_log_box(pilot)
        await paste(pilot, f"spoke {text}")
        expect_harmless(pilot)
        before = len(book.history(100))
        await press(pilot, "enter")
        await until(pilot, lambda: len(book.history(100)) > before)
        expect_harmless(pilot)
        await walk(pilot, commands.SHOW_CONTACTS, commands.OPEN)


@each_text
@played
async def test_what_was_pasted_into_a_form_is_saved_and_shown_harmlessly(
    tmp_path: Path, text: str
) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        # An empty book's welcome may open late, over what was asked for before it.
        await until(pilot, lambda: isinstance(pilot.app.screen, WelcomeBox))
        await press(pilot, commands.ADD_CONTACT)
        await until_said(pilot, "Name")
        await paste(pilot, f"N {text}")
        expect_harmless(pilot)
        await press(pilot, commands.NEXT_FIELD)
        await paste(pilot, f"M {text}")
        await walk(pilot, commands.SAVE)
        await until(pilot, lambda: book.contact_count() == 1)
        expect_harmless(pilot)
        await walk(pilot, commands.SHOW_CONTACTS, commands.OPEN)


@each_text
@played
async def test_an_unknown_name_is_offered_harmlessly(tmp_path: Path, text: str) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, WelcomeBox))
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await open_log_box(pilot)
        await paste(pilot, f'+"K {text[:60]}": hello')
        # Painted, not only typed: what is looked at too early is the box as it was before.
        await until_said(pilot, "hello")
        expect_harmless(pilot)
        await press(pilot, "ctrl+u")
        await paste(pilot, f"Kim {text[:30]}: hello")
        await until_said(pilot, "hello")
        await walk(pilot, commands.PICK_NEXT, "enter")


@each_markup
@played
async def test_markup_is_shown_as_it_was_written(tmp_path: Path, text: str) -> None:
    async with on_stage(everywhere(tmp_path, text), (200, 50)) as pilot:
        await until_said(pilot, f"A {text}")
        await until_said(pilot, f"do {text}")
        await press(pilot, commands.SHOW_CONTACTS)
        # The column is narrow: the beginning tells whether anything was swallowed or run.
        await until_said(pilot, f"B {text}"[:16])
        await press(pilot, commands.OPEN)
        await until_said(pilot, f"A {text} · B {text}")
        await until_said(pilot, f"call {text}")
        await open_log_box(pilot)
        await until_said(pilot, f"Log · A {text}")
        await paste(pilot, f"> swap {text} fri")
        await until_said(pilot, f"promise: swap {text} → Fri 27 Nov")
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await press(pilot, commands.EDIT_CONTACT)
        await until_said(pilot, f" A {text} ")


@each_markup
@played
async def test_a_click_on_markup_runs_nothing(tmp_path: Path, text: str) -> None:
    async with on_stage(everywhere(tmp_path, text)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
        for y, line in enumerate(lines(pilot)):
            if "[" in line:
                await pilot.click(offset=(line.index("[") + 1, y))
                await pilot.click(offset=(line.index("]") + 1, y))
        assert pilot.app.is_running
        assert pilot.app.return_value is None


@played
async def test_the_path_of_the_book_is_shown_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "[bold]x[" / "@click=app.quit]y[/]"
    folder.mkdir(parents=True)
    async with on_stage(a_book(folder), WIDE) as pilot:
        assert "[bold]x[" in words(pilot).replace("\n", "")
        expect_harmless(pilot)
