"""Keys that are typed faster than the app answers: none is lost, none acts elsewhere."""

from pathlib import Path

from textual import events

from loyaltytui import commands
from tests.builders import TODAY, a_book, a_contact, days, mine, who
from tests.tui.stage import (
    key_of,
    on_stage,
    played,
    press,
    type_text,
    typed,
    until,
    until_told,
    words,
)


@played
async def test_what_is_typed_behind_the_log_key_is_the_line(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await type_text(pilot, key_of(commands.LOG_LINE) + "renewing soon, Kept Broken Doubts")
        await until(pilot, lambda: "Doubts" in words(pilot))
        assert typed(pilot) == "renewing soon, Kept Broken Doubts"
        await press(pilot, commands.SAVE)
        await until_told(pilot, "Saved")
    assert [one.text for one in book.timeline(who(book, "Ana Ruiz").id)] == [
        "renewing soon, Kept Broken Doubts"
    ]


@played
async def test_what_is_typed_behind_the_find_key_is_looked_for(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Ben Ost"))
    async with on_stage(book) as pilot:
        await press(pilot)
        await type_text(pilot, "/ben")
        await until(pilot, lambda: "1 found" in words(pilot))
        assert "Ana Ruiz" not in words(pilot)


@played
async def test_what_is_typed_behind_the_find_key_on_the_list_itself_is_looked_for(
    tmp_path: Path,
) -> None:
    """The line is made by that key, and the page is there already: it turns to nothing."""
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Ben Ost"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS)
        await type_text(pilot, "/ana")
        await until(pilot, lambda: "1 found" in words(pilot))
        assert typed(pilot) == "ana"


@played
async def test_moves_and_deeds_in_one_burst_reach_the_rows_they_were_meant_for(
    tmp_path: Path,
) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana", promised=(mine("one", TODAY - days(3)),)),
        a_contact("Ben", promised=(mine("two", TODAY - days(2)),)),
        a_contact("Cia", promised=(mine("three", TODAY - days(1)),)),
    )
    async with on_stage(book) as pilot:
        await type_text(pilot, "jjK")
        await until_told(pilot, "Kept: three")
    assert [one.text for one in book.open_promises()] == ["one", "two"]


@played
async def test_what_is_pasted_behind_the_log_key_is_the_line(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot)
        key = key_of(commands.LOG_LINE)
        pilot.app.post_message(events.Key(key, key))
        pilot.app.post_message(events.Paste("renewing soon"))
        await until(pilot, lambda: "renewing soon" in words(pilot))
        assert typed(pilot) == "renewing soon"
