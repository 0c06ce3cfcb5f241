"""The mouse on lists: wheel, a click, a double click, and text that is selected and copied."""

from pathlib import Path

from textual import events

from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import cursor_line, lines, on_stage, played, press, until, words


@played
async def test_text_of_a_row_is_selected_and_copied(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Lee Park", due=TODAY), a_contact("Mia Berg", due=TODAY))
    async with on_stage(book) as pilot:
        (y,) = [y for y, line in enumerate(lines(pilot)) if "Mia Berg" in line]
        x = lines(pilot)[y].index("Mia Berg")
        await pilot.hover(offset=(x, y))
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 8, y))
        await pilot.mouse_up(offset=(x + 8, y))
        await pilot.pause()
        assert (pilot.app.screen.get_selected_text() or "").strip() == "Mia Berg"
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard.strip() == "Mia Berg"


@played
async def test_the_wheel_moves_and_a_double_click_opens(tmp_path: Path) -> None:
    people = [a_contact(f"Person {number:02}", due=TODAY) for number in range(30)]
    async with on_stage(a_book(tmp_path, *people)) as pilot:
        first = cursor_line(pilot)
        (y,) = [y for y, line in enumerate(lines(pilot)) if line == first]
        await pilot._post_mouse_events([events.MouseScrollDown], offset=(20, y))
        await until(pilot, lambda: cursor_line(pilot) != first)
        await pilot.click(offset=(20, y + 1), times=2)
        await until(pilot, lambda: "Timeline" in words(pilot))
