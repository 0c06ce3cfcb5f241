"""The verb that erases somebody for good: it tells what goes, asks, and names the copies left.

What is erased, and how, lives in `book/forgetting`.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from loyaltytui.book.errors import BookBusy, NotFound, Refused
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.hearing import typed_line
from loyaltytui.cli.printing import narrate, say
from loyaltytui.cli.who import contact_meant
from loyaltytui.dates import say_day
from loyaltytui.plain import fold

if TYPE_CHECKING:
    from loyaltytui.book.backups import Backup
    from loyaltytui.book.book import Book
    from loyaltytui.entries import ContactId


def forget(arguments: Namespace, desk: Desk) -> int:
    """Erases one contact from the book, its history and its files; asks unless told not to."""
    from loyaltytui.book.forgetting import foretell, in_words
    from loyaltytui.book.forgetting import forget as erase
    from loyaltytui.book.traces import backups_that_hold, damaged_that_hold, delete_backups, sweep

    words = " ".join(arguments.who)
    if not words and not arguments.finish:
        raise Refused("Say whom to forget: words of the name or account.")
    with desk.writing() as book:
        book.refuse_read_only()
        if not words:
            _say_whether_swept(sweep(book))
            return 0
        told = foretell(book, _meant(book, words))
        held = backups_that_hold(desk.path, told.names, told.channels)
        damaged = damaged_that_hold(desk.path, told.names)
        for line in (*in_words(told), *_copies(held, damaged, desk)):
            (say if arguments.dry_run else narrate)(line)
        if arguments.dry_run:
            return 0
        if not arguments.yes:
            _ask(told.name)
        is_swept = erase(book, told.contact_id)
        if arguments.with_backups:
            delete_backups(desk.path, [*held, *damaged])
    say(f"Forgotten: {told.name}")
    if not arguments.with_backups and held:
        numbers = " ".join(str(one.number) for one in held)
        narrate(f"Backups that still hold them go with: loyaltytui backup --delete {numbers}")
    _say_whether_swept(is_swept)
    return 0


def _meant(book: Book, words: str) -> ContactId:
    """The contact the words mean, or one deleted before of that very name."""
    from loyaltytui.book.forgetting import only_remembered

    try:
        return contact_meant(book, words).id
    except NotFound:
        remembered = only_remembered(book, words)
        if not remembered:
            raise
        narrate("They were deleted before; the history still holds all about them.")
        return remembered[0][0]


def _copies(held: list[Backup], damaged: list[Path], desk: Desk) -> list[str]:
    lines = [f"Backups that hold them: {len(held)}."] if held else []
    for one in held:
        when = f"{say_day(one.at.date(), desk.today)} {one.at:%H:%M}"
        lines.append(f"  {one.number}  {when}  {one.reason}")
    lines += [f"A damaged book that was kept holds them: {one}" for one in damaged]
    return lines


def _ask(name: str) -> None:
    """Goes on only when the whole name was typed."""
    narrate(f"Type the whole name to go on: {name}")
    if fold(typed_line() or "") != fold(name):
        raise Refused("That is not the name. Nobody was forgotten.")


def _say_whether_swept(is_swept: bool) -> None:
    if not is_swept:
        raise BookBusy(
            "Another program reads the book, so traces may be left in its file. "
            "Close it and say: loyaltytui forget --finish"
        )
