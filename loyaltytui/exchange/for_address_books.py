"""Files for address books and calendars: all contacts as cards, all plans as one calendar.

Folders that other programs read along are `vdir`'s matter.
"""

from __future__ import annotations

from typing import BinaryIO

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.exchange.vcard_writing import write_card


def write_card_file(book: Book, choice: Choice, version: str, file: BinaryIO) -> dict[str, int]:
    """Writes every contact that goes along; returns how many there were."""
    contacts = book.outgoing(choice).contacts
    for _, contact in contacts:
        file.write(write_card(contact, version))
    return {"contacts": len(contacts)}


def write_calendar_file(book: Book, choice: Choice, file: BinaryIO) -> dict[str, int]:
    """Writes every open check-in and promise that goes along; returns how many there were."""
    from loyaltytui.exchange.calendar_writing import write_calendar

    outgoing = book.outgoing(choice)
    file.write(write_calendar(outgoing.book_id, outgoing.check_ins, outgoing.promises))
    return {
        "check-ins": len(outgoing.check_ins),
        "promises": sum(promise.is_mine for promise in outgoing.promises),
        "owed": sum(not promise.is_mine for promise in outgoing.promises),
    }
