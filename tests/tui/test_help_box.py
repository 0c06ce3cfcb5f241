"""The box of keys: how its lines are broken, and that it is light however many keys there are."""

from __future__ import annotations

from pathlib import Path

from loyaltytui import commands
from loyaltytui.commands.channels import OPEN_THEIRS
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import WIDE, lines, on_stage, played, press, until, words


@played
async def test_words_go_on_beneath_each_other_in_a_terminal_made_narrower(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann", due=TODAY)), WIDE) as pilot:
        await press(pilot, commands.HELP)
        assert OPEN_THEIRS.help in words(pilot)
        await pilot.resize_terminal(60, 40)
        await until(pilot, lambda: OPEN_THEIRS.help not in words(pilot))
        before, after = OPEN_THEIRS.help.rsplit(" ", 1)
        shown = lines(pilot)
        (at,) = [at for at, line in enumerate(shown) if before in line]
        assert shown[at + 1].index(after) == shown[at].index(before)


@played
async def test_no_key_has_a_widget_of_its_own(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann", due=TODAY))) as pilot:
        await press(pilot, commands.HELP)
        assert len(pilot.app.screen.query("#help-box *")) < 5
