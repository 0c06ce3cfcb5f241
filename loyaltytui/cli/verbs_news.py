"""The verbs about news: what is to be told to whom, announcing it, and who has heard it now.

Which words of a log line settle it lives in `capture.news`.
"""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.cli.as_json import Shape, day, print_json, progress_shape
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import contact_meant, named
from loyaltytui.dates import say_day, say_past
from loyaltytui.tidings import Announcement, Telling

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.entries import ContactId


def news(arguments: Namespace, desk: Desk) -> int:
    """Lists what is still to be told, or writes down what is to be told to whom."""
    chooses = bool(arguments.to or arguments.tag or arguments.tier or arguments.all)
    if not arguments.text:
        if chooses:
            raise Refused("Say the news too: loyaltytui news 'The new price list' --tier A")
        return _list(desk, is_json=arguments.json)
    if not chooses:
        raise Refused("Say whom to tell: --to WHO, --tag T, --tier A or --all.")
    with desk.writing() as book:
        text = " ".join(arguments.text)
        whom = _whom(arguments, book)
        if not whom:
            raise NotFound("Nobody in the book is like that.")
        count = book.announce(text, whom)
        said = f"{count:,} contact{'' if count == 1 else 's'}"
        say(f"To be told to {said}: {text}" if count else "They all were to hear that already.")
        if count:
            narrate("Mark each with loyaltytui told WHO, or write news: in the line of a call.")
    return 0


def told(arguments: Namespace, desk: Desk) -> int:
    """Marks one piece of news as told to a contact."""
    *words, last = arguments.who
    number = last.removeprefix("#")
    is_number = bool(words) and number.isascii() and number.isdecimal()
    with desk.writing() as book:
        contact = contact_meant(book, " ".join(words if is_number else arguments.who))
        waiting = book.tellings_of(contact.id)
        telling = _meant(waiting, number if is_number else "", contact.name)
        book.tell(telling)
        progress = book.announcement(telling.announcement_id)
        say(f"Told {named(contact.name, contact.account)}: {telling.text} ({progress.said}).")
        for left in book.tellings_of(contact.id):
            narrate(f"Still to be told: #{left.announcement_id} {left.text}")
    return 0


def _meant(waiting: Sequence[Telling], number: str, name: str) -> Telling:
    """The one that is meant; several without a number are `Refused` with their numbers."""
    if number:
        waiting = [each for each in waiting if str(each.announcement_id) == number.lstrip("0")]
    if not waiting:
        which = f"news {number[:18]}" if number else "news"
        raise NotFound(f"No {which} is to be told to {name}.")
    if len(waiting) > 1:
        listed = "\n".join(f"  #{each.announcement_id}  {each.text}" for each in waiting)
        raise Refused(f"{name} is to hear several pieces of news. Say its number too:\n{listed}")
    return waiting[0]


def _whom(arguments: Namespace, book: Book) -> list[ContactId]:
    if arguments.all:
        return book.everybody_with()
    chosen = [contact_meant(book, words).id for words in arguments.to]
    if arguments.tag or arguments.tier:
        chosen += book.everybody_with(arguments.tag, arguments.tier)
    return list(dict.fromkeys(chosen))


def _list(desk: Desk, *, is_json: bool) -> int:
    today = desk.today
    with desk.reading() as book:
        everything = book.announcements()
        open_ones = [each for each in everything if each.is_open]
        waiting = book.tellings([each.id for each in open_ones])
    if is_json:
        shapes = [_shape(each, waiting) for each in everything]
        print_json({"today": day(today), "items": shapes})
        return 0
    if not open_ones:
        narrate("There is no news to tell.")
    for at, each in enumerate(open_ones):
        if at:
            say()
        say(f"#{each.id} {each.text}")
        say(f"  {each.said}, announced {say_past(each.announced_on, today)}")
        mine = [one for one in waiting if one.announcement_id == each.id]
        say_rows([(one.contact, one.account, _when(one, today)) for one in mine], indent="    ")
    return 0


def _when(telling: Telling, today: dt.date) -> str:
    if telling.is_away:
        return "can wait: lost or parked"
    following = telling.next_check_in_on
    return f"check-in {say_day(following, today)}" if following else "no check-in planned"


def _shape(announcement: Announcement, waiting: Sequence[Telling]) -> Shape:
    return {
        "id": announcement.id,
        "text": announcement.text,
        **progress_shape(announcement),
        "owed_to": [
            {
                "contact_id": each.contact_id,
                "contact": each.contact,
                "account": each.account,
                "can_wait": each.is_away,
                "next_check_in": day(each.next_check_in_on),
            }
            for each in waiting
            if each.announcement_id == announcement.id
        ],
    }


VERBS = {"news": news, "told": told}
"""The verbs of this family by the words that call them."""
