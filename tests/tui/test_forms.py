"""Every form: opened and left it changes nothing, and bad input keeps what was typed."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.drafts import ChannelDraft
from loyaltytui.entries import ChannelKind, Owner, Scope
from tests.builders import (
    TODAY,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    mine,
    reopened,
    who,
)
from tests.tui.stage import (
    Stage,
    on_stage,
    played,
    press,
    sentences,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
)

MOBILE = ChannelDraft(ChannelKind.PHONE, "+47 900 11 222", "mobile", Scope.PERSONAL, Owner.MINE)
ODD = "a line\nand another\n\n  an indented one\twith a tab"

# From the contacts page: the keys that open each form for the only contact.
OPENINGS: dict[str, list[Command | str]] = {
    "contact": [commands.EDIT],
    "contact on its page": [commands.OPEN, commands.EDIT_CONTACT],
    "interaction": [commands.OPEN, commands.LAST, commands.EDIT],
    "promise": [commands.OPEN, commands.NEXT_SECTION, commands.EDIT],
    "check-in": [commands.OPEN, commands.NEXT_SECTION, commands.DOWN, commands.EDIT],
    "channel": [commands.OPEN, commands.PREVIOUS_SECTION, commands.EDIT],
    "promise from the timeline": [commands.OPEN, commands.FIRST, commands.EDIT],
    "new promise": [commands.OPEN, commands.ADD_PROMISE],
    "new owed": [commands.OPEN, commands.ADD_OWED],
    "new check-in": [commands.OPEN, commands.ADD_CHECK_IN],
    "new channel": [commands.OPEN, commands.ADD_CHANNEL],
    "new contact": [commands.ADD_CONTACT],
}
EDITS = [name for name in OPENINGS if not name.startswith("new")]


def ana_alone(folder: Path) -> Book:
    book = a_book(
        folder,
        a_contact(
            "Ana Ruiz",
            "Vale",
            job="Buyer",
            tier="B",
            cadence="3w",
            about=ODD,
            address="Main Street 1\n0150 Oslo",
            channels=(MOBILE,),
            tags=("fair 2026", "pumps"),
            promised=(mine("send quote", YESTERDAY),),
        ),
    )
    book.log(a_call(who(book, "Ana Ruiz"), on=TODAY - days(9), text=ODD))
    return book


async def open_form(pilot: Stage, name: str) -> None:
    await press(pilot, commands.SHOW_CONTACTS, *OPENINGS[name])
    await until(pilot, lambda: len(pilot.app.screen_stack) == 2)


async def retype(pilot: Stage, field: int, text: str) -> None:
    """Goes down so many lines in a form and types over what is there."""
    await press(pilot, *[commands.NEXT_FIELD] * field, "end", "ctrl+u")
    await type_text(pilot, text)


def is_closed(pilot: Stage) -> bool:
    return len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("way_out", [commands.LEAVE, commands.SAVE], ids=["leave", "save"])
@pytest.mark.parametrize("name", EDITS)
@played
async def test_a_form_opened_and_left_changes_nothing(
    tmp_path: Path, name: str, way_out: Command
) -> None:
    book = ana_alone(tmp_path)
    before, history = dump(book), sentences(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, name)
        await press(pilot, way_out)
        await until(pilot, lambda: is_closed(pilot))
    assert dump(book) == before
    assert sentences(book) == history


@pytest.mark.parametrize("name", OPENINGS)
@played
async def test_a_form_typed_on_and_left_changes_nothing(tmp_path: Path, name: str) -> None:
    book = ana_alone(tmp_path)
    before, history = dump(book), sentences(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, name)
        await type_text(pilot, "changed my mind")
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: is_closed(pilot))
    assert dump(book) == before
    assert sentences(book) == history


@pytest.mark.parametrize(
    ("name", "field", "nonsense", "said"),
    [
        ("contact", 0, "", "A contact needs a name."),
        ("contact", 3, "Z", "is no tier"),
        ("contact", 4, "now and then", "is no cadence"),
        ("contact", 9, "the cat", "is not one of"),
        ("promise", 0, "", "A promise needs words"),
        ("promise", 1, "purple", "is no day I know"),
        ("check-in", 0, "purple", "is no day I know"),
        ("check-in", 0, "", "no day"),
        ("channel", 0, "", "A channel needs"),
        ("channel", 1, "pigeon", "is not one of"),
        ("channel", 3, "sea", "is not one of"),
        ("channel", 4, "the cat", "is not one of"),
        ("new promise", 1, "purple", "is no day I know"),
        ("new contact", 0, "", "A contact needs a name."),
    ],
)
@played
async def test_bad_input_shows_a_sentence_and_stays(
    tmp_path: Path, name: str, field: int, nonsense: str, said: str
) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, name)
        if name == "new promise":
            await type_text(pilot, "words")
        await retype(pilot, field, nonsense)
        await press(pilot, commands.SAVE)
        await until_said(pilot, said)
        assert typed(pilot) == nonsense
        await press(pilot, commands.LEAVE)
    assert dump(book) == before


@pytest.mark.parametrize(
    ("field", "nonsense", "said"),
    [(1, "next week", "is no past day I know"), (2, "pigeon", "is not one of")],
)
@played
async def test_an_interaction_form_says_what_makes_no_sense(
    tmp_path: Path, field: int, nonsense: str, said: str
) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, "interaction")
        await press(pilot, *["tab"] * field, "end", "ctrl+u")
        await type_text(pilot, nonsense)
        await press(pilot, commands.SAVE)
        await until_said(pilot, said)
        assert typed(pilot) == nonsense
    assert dump(book) == before


@played
async def test_an_interaction_is_corrected(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    async with on_stage(book) as pilot:
        await open_form(pilot, "interaction")
        await type_text(pilot, "At last: ")
        await press(pilot, "tab", "end", "ctrl+u")
        await type_text(pilot, "yesterday")
        await press(pilot, commands.SAVE)
        await until_told(pilot, "Changed")
    (call,) = [one for one in book.timeline(who(book, "Ana Ruiz").id) if one.what == "call"]
    assert (call.text, call.happened_on) == (f"At last: {ODD}", YESTERDAY)


@played
async def test_a_contact_moves_to_another_account_and_its_other_fields_stay(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    ana = who(book, "Ana Ruiz")
    async with on_stage(book) as pilot:
        await open_form(pilot, "contact")
        await retype(pilot, 1, "Osmo")
        await press(pilot, "enter")
        await until_told(pilot, "Changed: Ana Ruiz")
        assert "Osmo" in words(pilot)
        moved = book.contact(ana.id)
        assert moved.account == "Osmo"
        for name in ("job", "tier", "cadence", "about", "address", "owner", "birthday"):
            assert getattr(moved, name) == getattr(ana, name)
        assert book.tags_of(ana.id) == ["fair 2026", "pumps"]
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: book.contact(ana.id).account == "Vale")


@played
async def test_tags_are_changed_in_the_contacts_form(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    ana = who(book, "Ana Ruiz").id
    async with on_stage(book) as pilot:
        await open_form(pilot, "contact")
        await retype(pilot, 5, "pumps, key account")
        await press(pilot, commands.SAVE)
        await until_told(pilot, "Changed")
        assert book.tags_of(ana) == ["key account", "pumps"]
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: book.tags_of(ana) == ["fair 2026", "pumps"])


@played
async def test_a_line_break_stays_one_when_the_line_is_edited(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    async with on_stage(book) as pilot:
        await open_form(pilot, "contact")
        await press(pilot, *[commands.NEXT_FIELD] * 7, "end")
        await type_text(pilot, ", Norway")
        await press(pilot, commands.SAVE)
        await until_told(pilot, "Changed")
    assert who(book, "Ana Ruiz").address == "Main Street 1\n0150 Oslo, Norway"


@pytest.mark.parametrize(
    ("name", "field", "text"),
    [
        ("promise", 0, "send the new quote"),
        ("promise from the timeline", 0, "send it all"),
        ("check-in", 1, "their board"),
        ("channel", 2, "car"),
    ],
)
@played
async def test_one_line_is_corrected_and_the_others_stay(
    tmp_path: Path, name: str, field: int, text: str
) -> None:
    book = ana_alone(tmp_path)
    before = facts(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, name)
        await retype(pilot, field, text)
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: facts(book) != before)
        await until_said(pilot, text)
    (was,) = [one for one in before if one not in facts(book)]
    (became,) = [one for one in facts(book) if one not in before]
    assert [one for one in became if one not in was] == [text]


def facts(book: Book) -> list[tuple[object, ...]]:
    """What the forms for single rows are about, without ids and revisions."""
    ana = who(book, "Ana Ruiz").id
    return [
        *((one.text, one.due_on, one.via, one.side) for one in book.promises_of(ana)),
        *((one.due_on, one.reason) for one in book.check_ins_of(ana)),
        *((one.value, one.label, one.scope, one.owner) for one in book.channels_of(ana)),
    ]


@played
async def test_a_form_saved_over_somebody_elses_change_overwrites_nothing(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    other = reopened(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, "promise")
        other.keep(other.promises_of(who(other, "Ana Ruiz").id)[0])
        await retype(pilot, 0, "mine alone")
        await press(pilot, commands.SAVE)
        await until_said(pilot, "changed elsewhere")
        assert "mine alone" in words(pilot)
    (promise,) = book.promises_of(who(book, "Ana Ruiz").id)
    assert (promise.text, promise.outcome) == ("send quote", "kept")


@played
async def test_what_a_form_could_not_save_is_still_there_to_try_again(tmp_path: Path) -> None:
    book = ana_alone(tmp_path)
    book.is_read_only = True  # as on a medium that refuses
    async with on_stage(book) as pilot:
        await open_form(pilot, "new contact")
        await type_text(pilot, "Zoltan Kis")
        await press(pilot, commands.SAVE)
        await until(pilot, lambda: "read-only" in " ".join(words(pilot).split()))
        assert "Zoltan Kis" in words(pilot), "quality: NOT SAVED stays on the screen with the text"


@played
async def test_many_new_channels_find_their_kind(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    ana = who(book, "Ana Ruiz").id
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
        await press(pilot, commands.PREVIOUS_SECTION)
        for value in ("ana@vale.example", "+47 900 00 000", "https://vale.example/ana"):
            await press(pilot, commands.ADD_CHANNEL)
            await type_text(pilot, value)
            await press(pilot, "enter")
            await until_said(pilot, value)
    assert [one.kind for one in book.channels_of(ana)] == ["email", "phone", "link"]
