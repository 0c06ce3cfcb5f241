"""The boxes that no single key of a page opens, over a book or a file that is hostile."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands import merging
from loyaltytui.drafts import ContactDraft
from tests.injection.payloads import STORABLE, a_hostile_book
from tests.injection.test_glass import TABS, TEXTS, back, expect_harmless
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
    on_stage,
    paste,
    played,
    press,
    type_text,
    until,
    until_said,
    words,
)

VERY_WIDE = (200, 50)
"""Where the timeline stands beside the brief."""
DONE_AT_ONCE = (commands.BACK_UP, commands.program.CHECK, commands.program.MAKE_SETTINGS)
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
IN_FILES = TEXTS | {name: STORABLE[name] for name in ("lines", "long")}
each_in_a_file = pytest.mark.parametrize("text", IN_FILES.values(), ids=IN_FILES)


def has_box(pilot: Stage) -> bool:
    return len(pilot.app.screen_stack) > 1


async def walk_in(pilot: Stage, *keys: commands.Command | str) -> None:
    """Presses keys in a box, for as long as it is open, and looks after each."""
    for key in keys:
        if has_box(pilot):
            await press(pilot, key)
            expect_harmless(pilot, key)


@each_text
@played
async def test_every_box_of_the_palette_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    book = a_hostile_book(tmp_path, text)
    book.back_up("by-hand")
    async with on_stage(book, NARROW) as pilot:
        await back(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.FIRST)
        for box in commands.PALETTE_ONLY:
            if box in DONE_AT_ONCE:
                continue
            await pilot.app.screen.run_action(box.action)
            await until(pilot, lambda: has_box(pilot))
            expect_harmless(pilot, box.id)
            await walk_in(pilot, "down", "end", "pagedown", "right", "space")
            await back(pilot)


@each_text
@played
async def test_two_who_are_to_become_one_are_shown_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), WIDE) as pilot:
        await back(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.FIRST, commands.MARK)
        await press(pilot, commands.MARK, commands.ACT_ON_ALL)
        expect_harmless(pilot, "what can be done to both")
        await press(pilot, merging.ALL_MERGE)
        await until_said(pilot, "Two contacts become one.")
        expect_harmless(pilot, "both")
        await walk_in(pilot, "down", merging.TURN, "down", merging.TURN, "end", merging.TURN)
        await press(pilot, "enter")
        await until(pilot, lambda: not has_box(pilot))
        expect_harmless(pilot, "merged")


@each_text
@played
async def test_news_and_who_has_not_heard_it_are_shown_harmlessly(
    tmp_path: Path, text: str
) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), WIDE) as pilot:
        await back(pilot)
        for key in commands.NEWS_BOX:
            await press(pilot, commands.NEWS)
            await until(pilot, lambda: has_box(pilot))
            await walk_in(pilot, "down", key, "down", "end")
            await back(pilot)


@each_text
@played
async def test_choices_of_the_filter_box_are_shown_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), NARROW) as pilot:
        await back(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.FILTER)
        await until(pilot, lambda: has_box(pilot))
        for _ in range(12):
            await walk_in(pilot, "a", "backspace", "down")
        await back(pilot)
        await press(pilot, commands.FIND)
        await paste(pilot, f"tag:vip {text}"[:200].replace("\n", " "))
        expect_harmless(pilot, "the filter's own words")


@each_text
@played
async def test_three_columns_show_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), VERY_WIDE) as pilot:
        await back(pilot)
        for tab, _ in TABS:
            await press(pilot, tab)
            for _ in range(4):
                await press(pilot, commands.DOWN)
                expect_harmless(pilot, tab.id)
            await back(pilot)


def a_hostile_file(folder: Path, text: str, kind: str) -> Path:
    """Contacts in a file whose headings, values and names are hostile."""
    path = folder / f"people.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["Name", "Email", f"Heading {text}"])
            rows.writerow([f"Ann {text}", f"ann@acme.example {text}", text])
            rows.writerow([f"Zoe {text}", f"zoe@there.example {text}", text])
        return path
    value = text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n").replace(",", "\\,")
    path.write_text(
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann {value}\r\nORG:Acme {value}\r\nTITLE:{value}\r\n"
        f"EMAIL:ann@acme.example\r\nNOTE:{value}\r\nX-MORE:{value}\r\nEND:VCARD\r\n",
        encoding="utf-8",
        newline="",
    )
    return path


@pytest.mark.parametrize("kind", ["csv", "vcf"])
@each_in_a_file
@played
async def test_what_a_file_would_bring_in_is_shown_harmlessly(
    tmp_path: Path, text: str, kind: str
) -> None:
    book = a_hostile_book(tmp_path, "plain")
    book.add_contact(ContactDraft("Ann Other", account="Acme"))
    path = a_hostile_file(tmp_path, text, kind)
    async with on_stage(book, WIDE) as pilot:
        await back(pilot)
        await press(pilot, commands.IMPORT)
        await until_said(pilot, "Files or folder")
        await type_text(pilot, str(path))
        await press(pilot, "enter")
        await until(pilot, lambda: path.name in words(pilot) and "Files or folder" in words(pilot))
        expect_harmless(pilot, "the preview")
        for _ in range(4):
            await walk_in(pilot, "down", "end", "]")
        await walk_in(pilot, "space", "down", "escape", "enter")
        await back(pilot)
        await press(pilot, commands.SHOW_CONTACTS)
        expect_harmless(pilot, "imported")


def test_the_hostile_files_are_hostile(tmp_path: Path) -> None:
    path = a_hostile_file(tmp_path, STORABLE["terminal"], "csv")
    assert "\x1b]52" in path.read_text("utf-8")
