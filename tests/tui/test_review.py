"""The review: cards, each key on each kind of item, the way back, the end and the next start."""

import datetime as dt
import functools
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import PromiseDraft
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from tests.builders import (
    TODAY,
    YESTERDAY,
    Clock,
    Person,
    a_book,
    a_call,
    a_contact,
    cards,
    days,
    dump,
    mine,
    reopened,
    theirs,
    who,
)
from tests.tui.stage import (
    WIDE,
    Stage,
    choose_in_palette,
    click_words,
    cursor_line,
    key_of,
    line_with,
    on_stage,
    played,
    press,
    sentences,
    struck,
    type_text,
    until,
    until_said,
    words,
)

TUESDAY = dt.date(2026, 11, 24)


def due_people(count: int) -> list[Person]:
    """So many contacts, each a day later than the one before, the latest first."""
    return [
        a_contact(f"Name {number:02}", cadence="3w", due=TODAY - days(count - number))
        for number in range(count)
    ]


def is_off_the_cursor(pilot: Stage, said: str) -> bool:
    return said not in cursor_line(pilot)


async def log_the_talk(pilot: Stage, text: str) -> None:
    """Enter opens the Log box with the person filled in; the text is saved there."""
    await press(pilot, commands.OPEN)
    await until_said(pilot, "Log · ")
    await type_text(pilot, text)
    await press(pilot, "enter")
    await until_said(pilot, "Saved: ")


@played
async def test_the_morning_ends_at_zero(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Tom Okafor", "Vale", promised=(mine("intro to CFO", TODAY),)),
        a_contact("Priya Shah", cadence="3w", due=YESTERDAY, reason="their board"),
        a_contact("Mia Berg", promised=(theirs("signed NDA", YESTERDAY),)),
        a_contact("Lee Park", promised=(mine("a drawing", TODAY),)),
        a_contact("Kim Ode", met=TODAY - days(30)),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "[1 of 5]" in words(pilot)
        assert "Lee Park" in words(pilot)
        await press(pilot, commands.MOVE)
        await type_text(pilot, "fri")
        await press(pilot, "enter")
        await until_said(pilot, "[2 of 5]")
        assert "intro to CFO" in cursor_line(pilot)
        await press(pilot, commands.OPEN)
        await until_said(pilot, "[3 of 5]")
        assert "Kept: intro to CFO" in words(pilot)
        await log_the_talk(pilot, "renewing")
        await until_said(pilot, "[4 of 5]")
        assert "signed NDA" in cursor_line(pilot)
        await press(pilot, commands.SNOOZE)
        await until_said(pilot, "[5 of 5]")
        await press(pilot, commands.SKIP)
        await until_said(pilot, "All clear: 2 done, 1 moved, 1 snoozed, 1 skipped.")
        assert "tomorrow: Mia Berg" in words(pilot)
        await press(pilot, commands.OPEN)
        assert "Next 7 days" in words(pilot)
    assert [card[1] for card in cards(book) if card[0] != "upcoming"] == ["Kim Ode"]


@played
async def test_each_key_says_where_it_leads_before_it_is_pressed(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact(
            "Ana Ruiz",
            cadence="3w",
            due=TODAY,
            promised=(mine("send it", TODAY), theirs("the PO", TODAY)),
        ),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        for said in (
            *("enter kept", "l log, next Mon 14 Dec", "s snooze → Tue 24 Nov", "m move to…"),
            *("K kept", "B broken", "R released", "n skip", "u undo", "esc stop"),
        ):
            assert said in words(pilot)
        await press(pilot, commands.DOWN)
        assert "enter log, next Mon 14 Dec" in words(pilot)
        for gone in ("m move to…", "K kept", "B broken", "R released"):
            assert gone not in words(pilot)
        await press(pilot, commands.DOWN)
        assert "enter they did it" in words(pilot)


@played
async def test_what_a_check_in_promised_is_what_the_log_brings(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "next Mon 14 Dec" in words(pilot)
        await log_the_talk(pilot, "all is well")
        await until_said(pilot, "All clear: 1 done.")
    assert who(book, "Ana Ruiz").next_check_in_on == dt.date(2026, 12, 14)


@played
async def test_a_card_goes_only_when_all_of_its_items_are_handled(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact(
            "Ana Ruiz",
            due=TODAY,
            promised=(
                *(
                    mine(word, TODAY - days(9 - at))
                    for at, word in enumerate(("one", "two", "six"))
                ),
                theirs("the PO", TODAY),
            ),
        ),
        a_contact("Tom Okafor", due=TODAY, promised=(mine("a drawing", TODAY),)),
    )
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        for said, command in (
            ("one", commands.KEEP),
            ("two", commands.BREAK),
            ("six", commands.RELEASE),
        ):
            assert "[1 of 2]" in words(pilot)
            assert said in cursor_line(pilot)
            await press(pilot, command)
            await until(pilot, functools.partial(is_off_the_cursor, pilot, said))
        assert "check-in" in cursor_line(pilot)
        await press(pilot, commands.DOWN)
        assert "the PO" in cursor_line(pilot)
        await press(pilot, commands.KEEP)
        await until(pilot, lambda: "check-in" in cursor_line(pilot))
        await press(pilot, commands.SNOOZE)
        await until_said(pilot, "[2 of 2]")
    ended = {one.text: str(one.outcome) for one in book.promises_of(who(book, "Ana Ruiz").id)}
    assert ended == {"one": "kept", "two": "broken", "six": "released", "the PO": "kept"}


@pytest.mark.parametrize("promised", [mine("send it", YESTERDAY), theirs("the PO", YESTERDAY)])
@played
async def test_a_snooze_leaves_the_due_date_of_a_promise(
    tmp_path: Path, promised: PromiseDraft
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(promised,)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SNOOZE)
        await until_said(pilot, "All clear: 1 snoozed.")
        assert "Snoozed → Tue 24 Nov" in words(pilot)
    (promise,) = book.promises_of(who(book, "Ana Ruiz").id)
    assert (promise.due_on, promise.shown_on) == (YESTERDAY, TUESDAY)
    assert book.moves_of(promise.contact_id) == []


@played
async def test_a_snooze_leaves_the_due_date_of_a_check_in(tmp_path: Path) -> None:
    friday = TODAY - days(3)
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=friday))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SNOOZE)
        await until_said(pilot, "All clear: 1 snoozed.")
    (check_in,) = book.check_ins_of(who(book, "Ana Ruiz").id)
    assert (check_in.due_on, check_in.shown_on) == (friday, TUESDAY)


@played
async def test_a_move_stays_in_the_history_of_the_promise(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(mine("send it", YESTERDAY),)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        for day in ("today", "fri"):
            await press(pilot, commands.MOVE)
            await type_text(pilot, day)
            await press(pilot, "enter")
            await until(pilot, lambda: "Move:" not in words(pilot))
        await until_said(pilot, "All clear: 1 moved.")
        await press(pilot, commands.SHOW_CONTACTS, commands.SHOW_CONTACT, commands.NEXT_SECTION)
        assert "send it · moved 2 times, from Sun 22 Nov" in words(pilot)


@played
async def test_snooze_until_asks_in_words(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(mine("send it", YESTERDAY),)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SNOOZE_UNTIL)
        await type_text(pilot, "in 2 weeks")
        await press(pilot, "enter")
        await until_said(pilot, "All clear: 1 snoozed.")
    (promise,) = book.promises_of(who(book, "Ana Ruiz").id)
    assert (promise.due_on, promise.shown_on) == (YESTERDAY, TODAY + days(14))


@played
async def test_a_check_in_can_be_planned_for_whom_nothing_is(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Kim Ode", met=TODAY - days(30)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "no plan yet" in cursor_line(pilot)
        await press(pilot, commands.ADD_CHECK_IN)
        await type_text(pilot, "2w")
        await press(pilot, commands.SAVE)
        await until_said(pilot, "All clear: 1 done.")


@played
async def test_undo_brings_each_card_back_the_skipped_ones_too(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana", promised=(mine("one", TODAY - days(3)),)),
        a_contact("Bea", promised=(mine("two", TODAY - days(2)),)),
        a_contact("Cia", promised=(mine("three", TODAY - days(1)),)),
        a_contact("Dee", promised=(mine("four", TODAY),)),
    )
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.KEEP)
        await until_said(pilot, "[2 of 4]")
        await press(pilot, commands.SKIP)
        await until_said(pilot, "[3 of 4]")
        await press(pilot, commands.SNOOZE)
        await until_said(pilot, "[4 of 4]")
        for place, said in (("[3 of 4]", "three"), ("[2 of 4]", "two"), ("[1 of 4]", "one")):
            await press(pilot, commands.UNDO)
            await until_said(pilot, place)
            assert said in cursor_line(pilot)
        assert "Undone: keep 'one'" in words(pilot)
        await press(pilot, commands.REDO)
        await until_said(pilot, "[2 of 4]")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "[1 of 4]")
    assert dump(book) == before


@played
async def test_undo_at_the_end_takes_the_last_card_up_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana", promised=(mine("one", TODAY),)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.KEEP)
        await until_said(pilot, "All clear: 1 done.")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "[1 of 1]")
        await press(pilot, commands.BREAK)
        await until_said(pilot, "All clear: 1 done.")
    assert sentences(book)[-1] == "do break 'one' (Ana)"


@played
async def test_it_goes_on_where_it_stopped_after_a_restart_and_anew_the_next_day(
    tmp_path: Path,
) -> None:
    clock = Clock()
    book = a_book(tmp_path, *due_people(4), today=clock)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SKIP, commands.SNOOZE)
        await until_said(pilot, "[3 of 4]")
        await press(pilot, commands.STOP)
        assert "Check-ins" in words(pilot)
        await press(pilot, commands.REVIEW)
        assert "[3 of 4]" in words(pilot)
    again = reopened(book)
    async with on_stage(again) as pilot:
        await press(pilot, commands.REVIEW)
        assert "[3 of 4]" in words(pilot)
        assert "Name 02" in words(pilot)
        await press(pilot, commands.UNDO)
        await until_said(pilot, "[2 of 4]")
        await press(pilot, commands.UNDO)
        await until_said(pilot, "[1 of 4]")
    clock.move_to(TODAY + days(1))
    tomorrow = reopened(book, TODAY + days(1))
    async with on_stage(tomorrow) as pilot:
        await press(pilot, commands.REVIEW)
        assert "[1 of 4]" in words(pilot)


@played
async def test_a_new_day_begins_a_new_review_while_it_is_open(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, *due_people(3), today=clock)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SKIP)
        await until_said(pilot, "[2 of 3]")
        clock.move_to(TODAY + days(1))
        await press(pilot, commands.HELP, commands.LEAVE)
        await until_said(pilot, "[1 of 3]")


@played
async def test_with_more_than_the_cap_it_pauses_and_enter_goes_on(tmp_path: Path) -> None:
    book = a_book(tmp_path, *due_people(60), rules=CheckInRules(review_cap=20))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "[1 of 20]" in words(pilot)
        for _ in range(20):
            await press(pilot, commands.SKIP)
        assert "That was 20. 40 more wait: enter goes on." in words(pilot)
        await press(pilot, commands.OPEN)
        assert "[1 of 20]" in words(pilot)
        assert "Name 20" in words(pilot)
        for _ in range(20):
            await press(pilot, commands.SKIP)
        await press(pilot, commands.OPEN)
        for _ in range(20):
            await press(pilot, commands.SKIP)
        assert "Gone through: 60 skipped." in words(pilot)
        await press(pilot, commands.DOWN, commands.OPEN)
        assert "[1 of 20]" in words(pilot)
        assert "Name 00" in words(pilot)


@played
async def test_an_empty_agenda_is_clear_and_a_card_that_comes_up_later_is_dealt(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "All clear: nothing is due." in words(pilot)
        for command in (*commands.REVIEWING[:-1], *commands.LIST[:-1], commands.BRIEF):
            await press(pilot, command)
        assert dump(book) == before
        await press(pilot, commands.OPEN)
        book.promise(who(book, "Ana Ruiz"), mine("send it", TODAY))
        await press(pilot, commands.REVIEW)
        assert "[1 of 1]" in words(pilot)


@played
async def test_a_card_that_another_program_finishes_is_done(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ana", promised=(mine("one", TODAY - days(3)),)),
        a_contact("Bea", cadence="3w", due=YESTERDAY),
        a_contact("Cia", promised=(mine("three", TODAY),)),
    )
    other = reopened(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        assert "one" in cursor_line(pilot)
        other.log(a_call(who(other, "Bea")))
        other.keep(other.promises_of(who(other, "Ana").id)[0])
        await press(pilot, commands.KEEP)
        await until_said(pilot, "[2 of 3]")
        assert "three" in cursor_line(pilot)
        await press(pilot, commands.KEEP)
        await until_said(pilot, "All clear: 3 done.")


@played
async def test_the_card_on_show_stays_when_an_earlier_one_comes_back_elsewhere(
    tmp_path: Path,
) -> None:
    book = two_cards(tmp_path)
    other = reopened(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.KEEP)
        await until_said(pilot, "[2 of 2]")
        other.undo()
        await press(pilot, commands.HELP, commands.LEAVE)
        assert "two" in cursor_line(pilot)
        await press(pilot, commands.KEEP)
        await until_said(pilot, "[1 of 2]")


@played
async def test_a_contact_that_comes_up_again_does_not_come_twice(tmp_path: Path) -> None:
    book = a_book(tmp_path, *due_people(2))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        await log_the_talk(pilot, "busy > send it today")
        await until_said(pilot, "[2 of 2]")
        await log_the_talk(pilot, "all is well")
        await until_said(pilot, "All clear: 2 done.")
        assert "Look again at what is still due: 1" in words(pilot)


@played
async def test_an_attempt_snoozes_the_check_in(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        await log_the_talk(pilot, "voicemail: hello")
        await until_said(pilot, "All clear: 1 snoozed.")


def two_cards(folder: Path) -> Book:
    """The late promise comes first."""
    return a_book(
        folder,
        a_contact("Ana", promised=(mine("one", TODAY - days(3)),)),
        a_contact("Bea", promised=(mine("two", TODAY),)),
    )


@pytest.mark.parametrize("keys", ["KK", "ss", "\r\r"])
@played
async def test_two_impatient_keys_act_on_one_card(tmp_path: Path, keys: str) -> None:
    book = two_cards(tmp_path)
    done = len(sentences(book))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        await type_text(pilot, keys)
        await until_said(pilot, "[2 of 2]")
        assert "changed elsewhere" not in words(pilot)
    (said,) = sentences(book)[done:]
    assert "one" in said


async def strike_too_early(pilot: Stage, key: commands.Command) -> None:
    """Keeps the first of two cards; a key typed before the second was seen comes behind it."""
    await press(pilot, commands.REVIEW)
    early = struck(pilot, key_of(key))
    await press(pilot, commands.KEEP)
    await until_said(pilot, "[2 of 2]")
    early()


@played
async def test_a_key_typed_before_a_card_was_seen_is_not_meant_for_it(tmp_path: Path) -> None:
    book = two_cards(tmp_path)
    done = len(sentences(book))
    async with on_stage(book) as pilot:
        await strike_too_early(pilot, commands.KEEP)
        await press(pilot, commands.HELP, commands.LEAVE)
        assert "[2 of 2]" in words(pilot)
        await press(pilot, commands.KEEP)
        await until_said(pilot, "All clear")
    assert ["one" in said for said in sentences(book)[done:]] == [True, False]


@played
async def test_a_command_is_heard_after_a_key_that_came_too_early(tmp_path: Path) -> None:
    async with on_stage(two_cards(tmp_path)) as pilot:
        await strike_too_early(pilot, commands.DOWN)
        await pilot.pause()
        await choose_in_palette(pilot, commands.KEEP)
        await until_said(pilot, "All clear")


@played
async def test_a_click_is_heard_after_a_key_that_came_too_early(tmp_path: Path) -> None:
    async with on_stage(two_cards(tmp_path)) as pilot:
        await strike_too_early(pilot, commands.DOWN)
        await pilot.pause()
        await click_words(pilot, "two", times=2)
        await until_said(pilot, "All clear")


@played
async def test_the_program_can_begin_with_the_review(tmp_path: Path) -> None:
    book = a_book(tmp_path, *due_people(2))
    app = LoyaltyApp(book, Settings(Path("settings.toml")), first=commands.REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[1 of 2]" in words(pilot)


@played
async def test_the_contact_opens_from_a_card_and_the_review_waits(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", job="Buyer", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SHOW_CONTACT)
        assert "Timeline" in words(pilot)
        await press(pilot, commands.CLOSE)
        assert "[1 of 1]" in words(pilot)


@played
async def test_a_card_with_more_than_fits_says_so_at_every_size(tmp_path: Path) -> None:
    words_of_many = " ".join(["long words of a long talk"] * 40)
    book = a_book(
        tmp_path,
        a_contact(
            "Ana Ruiz",
            "Vale",
            job="Buyer",
            emails=("ana@vale.example",),
            promised=tuple(mine(f"thing {number}", TODAY) for number in range(9)),
        ),
    )
    book.log(a_call(who(book, "Ana Ruiz"), text=words_of_many))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        for width, height in ((80, 24), WIDE, (60, 20), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert "[1 of 1]" in words(pilot)
            assert "thing 0" in words(pilot)
            assert "enter kept" in words(pilot)
        assert "long words of a long talk" in words(pilot)
        assert "ana@vale.example" in words(pilot)
        await press(pilot, commands.LAST)
        assert "thing 8" in cursor_line(pilot)


@played
async def test_the_mouse_does_what_the_key_beneath_it_does(tmp_path: Path) -> None:
    book = a_book(tmp_path, *due_people(2))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW)
        await click_words(pilot, "snooze → Tue 24 Nov")
        await until_said(pilot, "[2 of 2]")


@played
async def test_other_keys_from_the_settings_are_the_ones_that_are_shown(tmp_path: Path) -> None:
    book = a_book(tmp_path, *due_people(2))
    settings = Settings(Path("settings.toml"), keymap={commands.SKIP.id: "z"})
    async with on_stage(book, settings=settings) as pilot:
        await press(pilot, commands.REVIEW)
        assert "z skip" in words(pilot)
        await press(pilot, "z")
        assert "[2 of 2]" in words(pilot)


@played
async def test_what_was_told_in_confidence_stays_masked_on_a_card(tmp_path: Path) -> None:
    secret = mine("the merger", TODAY)
    book: Book = a_book(tmp_path, a_contact("Ana Ruiz"))
    book.promise(who(book, "Ana Ruiz"), type(secret)(secret.side, secret.text, TODAY, "", True))
    async with on_stage(book, WIDE) as pilot:
        await press(pilot, commands.REVIEW)
        assert "(in confidence)" in cursor_line(pilot)
        await press(pilot, commands.KEEP)
        await until_said(pilot, "All clear")
        assert "merger" not in words(pilot)
        assert line_with(pilot, "Kept: (in confidence)")
