"""What is the same on every page: tabs, help, palette, other programs' changes, the day."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Side
from loyaltytui.settings import Settings
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    email,
    mine,
    reopened,
    who,
)
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
    click_words,
    cursor_line,
    lines,
    on_stage,
    played,
    press,
    sentences,
    told,
    type_text,
    until,
    until_said,
    until_told,
    words,
    write_line,
)

SECRET = "the merger"


def two_people(folder: Path) -> Book:
    return a_book(folder, a_contact("Ana Ruiz", "Vale", due=TODAY), a_contact("Lee Park", "Osmo"))


@played
async def test_digits_turn_to_each_page(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS)
        assert "Contacts · 2" in words(pilot)
        await press(pilot, commands.SHOW_CONTACT)
        assert "Ana Ruiz · Vale" in words(pilot)
        await press(pilot, commands.SHOW_AGENDA)
        assert "Check-ins · 1" in words(pilot)


@pytest.mark.parametrize("size", [NARROW, (60, 20), WIDE])
@played
async def test_the_mouse_turns_to_each_page(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(two_people(tmp_path), size) as pilot:
        await click_words(pilot, "2 Contacts")
        assert "Contacts · 2" in words(pilot)
        await click_words(pilot, "3 Contact")
        await until_said(pilot, "Timeline")
        await click_words(pilot, "1 Agenda")
        assert "Check-ins · 1" in words(pilot)


@played
async def test_the_wide_terminal_shows_the_brief_of_whoever_is_highlighted(tmp_path: Path) -> None:
    book = two_people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        assert "Ana Ruiz · Vale" in words(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.DOWN)
        assert "Lee Park · Osmo" in words(pilot)
        await press(pilot, commands.SHOW_CONTACT)
        assert "Brief" not in words(pilot)
        await press(pilot, commands.CLOSE, commands.FIND)
        await type_text(pilot, "nobody at all")
        await until_said(pilot, "Whoever is highlighted stands here")


@played
async def test_the_brief_follows_what_is_typed_when_the_typing_rests(tmp_path: Path) -> None:
    book = two_people(tmp_path)
    async with on_stage(book, WIDE) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "lee")
        await until_said(pilot, "Lee Park · Osmo")
        await press(pilot, *["backspace"] * 3)
        await type_text(pilot, "a")
        await press(pilot, commands.DOWN)
        assert "Lee Park · Osmo" in words(pilot)


@played
async def test_another_programs_change_shows_without_a_key(tmp_path: Path) -> None:
    book = two_people(tmp_path)
    other = reopened(book)
    async with on_stage(book) as pilot:
        other.promise(who(other, "Lee Park"), PromiseDraft(Side.MINE, "send drawings", TODAY))
        await until_said(pilot, "send drawings")
        assert "Ana Ruiz" in cursor_line(pilot)


@played
async def test_midnight_changes_the_agenda_and_the_day_above(tmp_path: Path) -> None:
    clock = Clock(TODAY)
    ana = a_contact("Ana Ruiz", promised=(mine("send quote", TODAY),))
    book = a_book(tmp_path, ana, today=clock)
    async with on_stage(book) as pilot:
        assert "Mon 23 Nov 2026" in words(pilot)
        clock.move_to(TOMORROW)
        await until_said(pilot, "late by 1 day")
        assert "Tue 24 Nov 2026" in words(pilot)


@played
async def test_midnight_changes_the_stored_figures_of_a_book_left_open(tmp_path: Path) -> None:
    clock = Clock(TODAY)
    ana = a_contact("Ana Ruiz", promised=(mine("send quote", TODAY),))
    book = a_book(tmp_path, ana, today=clock)
    who_id = who(book, "Ana Ruiz").id
    async with on_stage(book) as pilot:
        assert not book.standings([who_id])[who_id].is_late
        clock.move_to(TOMORROW)
        await until(pilot, lambda: book.standings([who_id])[who_id].is_late)
        assert book.check() == []


@played
async def test_help_shows_the_keys_of_the_page_beneath_and_no_others(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path), (80, 60)) as pilot:
        await press(pilot, commands.HELP)
        shown = words(pilot)
        for command in (*commands.AGENDA, *commands.LIST, commands.LOG_LINE):
            assert command.help in shown
            assert commands.spoken_keys(command) in shown
        assert commands.SORT.help not in shown
        assert commands.ADD_OWED.help not in shown
        await press(pilot, commands.LEAVE, commands.SHOW_CONTACTS, commands.HELP)
        shown = words(pilot)
        assert commands.SORT.help in shown
        assert commands.KEEP.help not in shown


@played
async def test_help_can_be_read_to_its_end_on_a_small_terminal(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path)) as pilot:
        await press(pilot, commands.HELP)
        assert "priya, tom visit 2h yesterday" not in words(pilot)
        await press(pilot, *["pagedown"] * 4)
        assert "priya, tom visit 2h yesterday" in words(pilot)


@played
async def test_help_names_the_keys_that_the_settings_chose(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml", keymap={"log-line": "f5"})
    async with on_stage(two_people(tmp_path), (80, 60), settings=settings) as pilot:
        await press(pilot, commands.LOG_LINE)
        assert "Log ·" not in words(pilot), "the usual key is no longer in force"
        await press(pilot, commands.HELP)
        (line,) = [line for line in lines(pilot) if commands.LOG_LINE.help in line]
        assert "f5" in line
        await press(pilot, commands.LEAVE, "f5")
        assert "Log · Ana Ruiz" in words(pilot)


@played
async def test_the_palette_runs_a_command(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path)) as pilot:
        await press(pilot, commands.PALETTE)
        await type_text(pilot, "write down the talk")
        await until(pilot, lambda: commands.LOG_LINE.label in words(pilot))
        await press(pilot, "enter")
        await until_said(pilot, "Log · Ana Ruiz")


@played
async def test_the_palette_offers_only_what_would_do_something(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path), (80, 60)) as pilot:
        await press(pilot, commands.PALETTE)
        await until_said(pilot, commands.SNOOZE.help)
        assert commands.KEEP.help not in words(pilot), "a check-in can't be kept"


@played
async def test_undo_with_nothing_to_undo_says_so(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.LEAVE, commands.UNDO)
        await until_told(pilot, "There is nothing to undo.")
        await press(pilot, commands.REDO)
        await until_told(pilot, "There is nothing to redo.")


@played
async def test_undo_goes_on_where_an_earlier_app_left_off(tmp_path: Path) -> None:
    book = two_people(tmp_path)
    count = len(sentences(book))
    async with on_stage(reopened(book)) as pilot:
        for _ in range(count):
            before = len(sentences(book))
            await press(pilot, commands.UNDO)
            # An undoing stands in the history itself; what is told of it may be gone by then.
            await until(pilot, lambda before=before: len(sentences(book)) > before)  # type: ignore[misc]  # bound at once
    assert book.contact_count() == 0


@played
async def test_q_closes_the_book(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path)) as pilot:
        await press(pilot, commands.QUIT)
        await until(pilot, lambda: not pilot.app.is_running)


@pytest.mark.parametrize("size", [(60, 20), NARROW, WIDE])
@played
async def test_a_read_only_book_says_so_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = two_people(tmp_path)
    book.is_read_only = True  # as on a medium that refuses
    async with on_stage(book, size) as pilot:
        assert "READ-ONLY" in lines(pilot)[0]


@played
async def test_saving_in_a_read_only_book_says_why_not_and_keeps_the_text(tmp_path: Path) -> None:
    book = two_people(tmp_path)
    book.is_read_only = True  # as on a medium that refuses
    before = sentences(book)
    async with on_stage(book) as pilot:
        await write_line(pilot, "a call")
        await press(pilot, "enter")
        await until_said(pilot, "NOT SAVED")
        assert "read-only" in words(pilot)
        assert "a call" in words(pilot)
        await press(pilot, commands.LEAVE, commands.UNDO)
        await until_told(pilot, "read-only")
    assert sentences(book) == before


@played
async def test_the_banner_of_the_sample_is_seen_at_80_columns(tmp_path: Path) -> None:
    said = "sample book: nothing here is kept"
    async with on_stage(two_people(tmp_path), banner=said) as pilot:
        assert "sample book" in lines(pilot)[0]


def with_secrets(folder: Path) -> Book:
    book = a_book(
        folder,
        a_contact(
            "Ana Ruiz",
            notes=(NoteDraft("background", f"knows of {SECRET}", is_confidential=True),),
            questions=(QuestionDraft(f"when is {SECRET}?", is_confidential=True),),
            promised=(PromiseDraft(Side.MINE, f"be silent on {SECRET}", YESTERDAY, "", True),),
            channels=(email("ana@the merger.example", secret=True),),
        ),
    )
    book.log(a_call(who(book, "Ana Ruiz"), text="nothing special"))
    return book


@pytest.mark.parametrize("size", [NARROW, WIDE])
@played
async def test_what_was_told_in_confidence_is_masked_on_every_page(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(with_secrets(tmp_path), size) as pilot:
        for keys in (
            [commands.SHOW_AGENDA],
            [commands.SHOW_CONTACTS],
            [commands.OPEN],
            *[[commands.NEXT_SECTION]] * 4,
            [commands.LOG_LINE],
        ):
            await press(pilot, *keys)
            assert SECRET not in words(pilot)
        await press(pilot, commands.LEAVE, commands.FIND)
        await type_text(pilot, "silent")
        assert "on the merger" not in words(pilot)


@pytest.mark.parametrize(
    "command",
    [commands.KEEP, commands.BREAK, commands.RELEASE, commands.MOVE, commands.SNOOZE],
)
@played
async def test_a_promise_in_confidence_is_not_read_out_by_its_keys(
    tmp_path: Path, command: commands.Command
) -> None:
    async with on_stage(with_secrets(tmp_path)) as pilot:
        await press(pilot, command)
        assert SECRET not in words(pilot)
        if command in (commands.MOVE, commands.SNOOZE):
            await type_text(pilot, "15 dec")
            await press(pilot, "enter")
        await until(pilot, lambda: bool(told(pilot)))
        assert not any(SECRET in notice for notice in told(pilot))
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: len(told(pilot)) == 2)
        assert not any(SECRET in notice for notice in told(pilot))


@pytest.mark.parametrize("section", range(4))
@played
async def test_a_row_in_confidence_is_deleted_without_being_read_out(
    tmp_path: Path, section: int
) -> None:
    async with on_stage(with_secrets(tmp_path)) as pilot:
        await press(pilot, commands.OPEN, *[commands.NEXT_SECTION] * section)
        for _ in range(5):
            await press(pilot, commands.DELETE, commands.DOWN)
            await _settled(pilot)
        assert not any(SECRET in notice for notice in told(pilot))


async def _settled(pilot: Stage) -> None:
    """Whatever the last key asked for has been written."""
    for _ in range(3):
        await pilot.pause()


@played
async def test_the_notice_after_a_save_masks_what_ended_with_a_star(tmp_path: Path) -> None:
    async with on_stage(two_people(tmp_path)) as pilot:
        await write_line(pilot, f"spoke background: knows of {SECRET} *")
        await press(pilot, "enter")
        await until_told(pilot, "Saved")
        assert not any(SECRET in notice for notice in told(pilot))
