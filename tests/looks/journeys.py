"""Every screen, and the way to it: tables, played at the sizes beside them.

A page is laid out anew for each of the four sizes. A box keeps its width or takes the whole of a
small terminal, so that the smallest and a roomy one show all there is to see of it.

A new screen is one line here; its pictures are taken with `--snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.commands.exchange import EXPORT
from loyaltytui.commands.merging import ALL_MERGE
from loyaltytui.commands.program import NEXT_STEP, SETTINGS, TOUR

if TYPE_CHECKING:
    from tests.looks.conftest import Look


class Words(Struct, frozen=True):
    """Typed as fast as a terminal can."""

    text: str


class Wait(Struct, frozen=True):
    """Until these words are on the glass."""

    said: str


Deed = Command | str | Words | Wait
"""A command by its key, or by itself when it has none; a key; words; waiting for words."""

LINE = Words("renewing, price worry > send quote fri < she sends PO 5 dec ~3w")
PRIYA = (commands.FIND, Words("priya shah"), Wait("1 found"), "enter", Wait("Timeline"))
"""Her page: she has something of everything."""
SECTION = commands.NEXT_SECTION
LOYALTY = commands.SHOW_LOYALTY

SAMPLE_PAGES: dict[str, tuple[Deed, ...]] = {
    "agenda": (),
    "agenda_marked": (commands.MARK, commands.DOWN, commands.MARK),
    "contacts": (commands.SHOW_CONTACTS, commands.DOWN),
    "contacts_filtered": (commands.FIND, Words("pump"), "down", "up"),
    "contacts_by_conditions": (commands.FIND, Words("tier:A reach:safe"), "enter"),
    "contact_timeline": (commands.OPEN,),
    "contact_promises": (commands.OPEN, SECTION),
    "contact_value": (*PRIYA, SECTION, SECTION),
    "contact_purchases": (*PRIYA, SECTION, SECTION, SECTION),
    "contact_know": (*PRIYA, SECTION, SECTION, SECTION, SECTION),
    "contact_reach": (*PRIYA, commands.PREVIOUS_SECTION),
    "loyalty": (LOYALTY,),
    "loyalty_kept": (LOYALTY, SECTION),
    "loyalty_worth": (LOYALTY, SECTION, SECTION, commands.DOWN),
    "loyalty_costly": (LOYALTY, *(SECTION,) * 3),
    "loyalty_reach": (LOYALTY, *(SECTION,) * 4),
    "loyalty_references": (LOYALTY, *(SECTION,) * 5),
    "loyalty_referred": (LOYALTY, *(SECTION,) * 6),
    "loyalty_lost": (LOYALTY, *(SECTION,) * 7),
    "review": (commands.REVIEW,),
}
"""On the sample book, from its agenda on."""

SAMPLE_BOXES: dict[str, tuple[Deed, ...]] = {
    "brief": (commands.BRIEF,),
    "log_box": (commands.LOG_LINE, LINE),
    "log_box_empty": (commands.LOG_LINE,),
    "help": (commands.HELP,),
    "history": (commands.HISTORY,),
    "palette": (commands.PALETTE, Wait("Mark the promise as kept.")),
    "palette_name": (commands.PALETTE, Wait("Kept"), Words("priya"), Wait("Northwind")),
    "settings": (SETTINGS, Wait("review_cap")),
    "news": (commands.NEWS, Wait("News")),
    "merge": (
        *(commands.SHOW_CONTACTS, commands.MARK, commands.DOWN, commands.MARK),
        *(commands.ACT_ON_ALL, ALL_MERGE, Wait("Merge")),
    ),
    "forget": (commands.FORGET, Wait("The whole name")),
    "backups": (commands.BACKUPS,),
    "import": (commands.IMPORT, Words("contacts.csv"), "enter", Wait("Columns of")),
    "export": (EXPORT, Wait("Format")),
    "filter": (commands.SHOW_CONTACTS, commands.FILTER, Words("A")),
    "act_on_all": (commands.SHOW_CONTACTS, commands.MARK_ALL, commands.ACT_ON_ALL),
    "tour": (TOUR, Wait("1 of 4"), NEXT_STEP, Wait("2 of 4")),
    "snooze_until": (commands.REVIEW, commands.SNOOZE_UNTIL, Words("in 3 weeks")),
    "contact_form": (commands.SHOW_CONTACTS, commands.EDIT),
    "promise_form": (*PRIYA, commands.ADD_PROMISE, Words("the drawings")),
    "note_form": (*PRIYA, commands.ADD_NOTE),
    "purchase_form": (*PRIYA, commands.ADD_PURCHASE),
    "interaction_form": (*PRIYA, "enter"),
}
"""Over a page of the sample book."""

NEW_PAGES: dict[str, tuple[Deed, ...]] = {
    "nobody_yet": (commands.LEAVE, commands.SHOW_CONTACTS),
    "no_contact_open": (commands.LEAVE, commands.SHOW_CONTACT),
    "loyalty_of_nobody": (commands.LEAVE, LOYALTY, SECTION, SECTION),
}
"""On a book that is new and empty."""

NEW_BOXES: dict[str, tuple[Deed, ...]] = {
    "welcome": (),
    "first_contact": (commands.LEAVE, commands.ADD_CONTACT),
}
"""Over a page of a new book."""

Tests = dict[str, Callable[..., None]]
"""By the names of their journeys: the pictures are called after them."""


def of_pages() -> Tests:
    """A test for each way to a page."""
    return _on_sample(SAMPLE_PAGES) | _on_new(NEW_PAGES)


def of_pages_and_boxes() -> Tests:
    """A test for each way to a page or a box."""
    return of_pages() | _on_sample(SAMPLE_BOXES) | _on_new(NEW_BOXES)


def _on_sample(journeys: dict[str, tuple[Deed, ...]]) -> Tests:
    return {f"test_{name}": _test_on_sample(deeds) for name, deeds in journeys.items()}


def _on_new(journeys: dict[str, tuple[Deed, ...]]) -> Tests:
    return {f"test_{name}": _test_on_new(deeds) for name, deeds in journeys.items()}


def _test_on_sample(deeds: tuple[Deed, ...]) -> Callable[..., None]:
    def test(look: Look) -> None:
        assert look.is_as_before(*deeds)

    return test


def _test_on_new(deeds: tuple[Deed, ...]) -> Callable[..., None]:
    def test(first_look: Look) -> None:
        assert first_look.is_as_before(*deeds)

    return test
