"""A book as a vdir, which khard, khal, todoman and vdirsyncer read: one file for each item.

Contacts lie in `contacts`, check-ins in `calendar`, promises of both sides in `todo`. When a file
may be written is decided in `vdir_sync`.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from loyaltytui.book.arrivals import Known, KnownContact
from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.outgoing import Outgoing
from loyaltytui.entries import Owner
from loyaltytui.exchange.calendar_writing import check_in_uid, promise_uid, write_event, write_task
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import Reading, Tally
from loyaltytui.exchange.vcard import read_cards
from loyaltytui.exchange.vcard_writing import write_card
from loyaltytui.exchange.vdir_record import Record, read_record
from loyaltytui.exchange.vdir_sync import Collection, Item, Outcome, Watch, bring_up_to_date

CONTACTS, CALENDAR, TODO = "contacts", "calendar", "todo"

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
"""Names that every file system takes and that none confuses by their capitals."""
_MEANINGFUL = ("SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DUE", "STATUS", "COMPLETED")


def write_vdir(
    book: Book, choice: Choice, version: str, root: Path, watch: Watch | None = None
) -> Outcome:
    """Brings a vdir up to date with what of the book goes along."""
    outgoing = book.outgoing(choice)
    everybody = cache(
        lambda: {f"contact {one.id}": one for one in book.known_for_import().contacts}
    )
    record = read_record(root, outgoing.book_id)
    collections = {
        CONTACTS: Collection(
            CONTACTS, ".vcf", _no_sense, lambda key, content: _knows(everybody()[key], content)
        ),
        CALENDAR: Collection(CALENDAR, ".ics", _sense_of_calendar, _knows_nothing),
        TODO: Collection(TODO, ".ics", _sense_of_calendar, _knows_nothing),
    }
    items = _items(outgoing, record, collections, version)
    return bring_up_to_date(root, record, collections.values(), items, watch)


def _items(
    outgoing: Outgoing, record: Record, collections: dict[str, Collection], version: str
) -> Iterator[Item]:
    """Every item as its file, under the identity it had when it was first written."""
    given = record.uids()
    for contact_id, contact in outgoing.contacts:
        key = f"contact {contact_id}"
        uid = given.get(key, contact.uid)
        card = write_card(contact, version, uid)
        yield Item(collections[CONTACTS], key, uid, _file_name(uid), card, contact.name)
    for check_in in outgoing.check_ins:
        uid = check_in_uid(outgoing.book_id, check_in)
        content = write_event(outgoing.book_id, check_in)
        said = f"check-in with {check_in.contact}"
        yield Item(collections[CALENDAR], f"check-in {check_in.id}", uid, uid, content, said)
    for promise in outgoing.promises:
        uid = promise_uid(outgoing.book_id, promise)
        content = write_task(outgoing.book_id, promise)
        said = f"{promise.text} ({promise.contact})"
        yield Item(collections[TODO], f"promise {promise.id}", uid, uid, content, said)


def _file_name(uid: str) -> str:
    """The identity itself where it can be a name, else what only it comes to."""
    if _SAFE_NAME.fullmatch(uid):
        return uid
    return hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:40]


def _no_sense(content: bytes) -> str:
    """Cards are read and compared with the book instead."""
    return ""


def _knows_nothing(key: str, content: bytes) -> bool:
    """Events and tasks are not read back, so what was changed in them is always news."""
    return False


def _knows(contact: KnownContact, content: bytes) -> bool:
    """Would importing the card add nothing to what the book says of the contact?"""
    tally = Tally("card")
    contacts = tuple(read_cards(io.BytesIO(content), tally))
    if not contacts or tally.unreadable:
        return False
    reading = Reading(contacts, (), (), "vcard")
    return plan_import(reading, Known((contact,)), Owner.COMPANY).changes_nothing


def _sense_of_calendar(content: bytes) -> str:
    """What an event or a task says, whatever else a server has written beside it."""
    from icalendar import Calendar

    try:
        said = [
            f"{name}:{_said(each[name])}"
            for each in Calendar.from_ical(content).walk()
            for name in _MEANINGFUL
            if "UID" in each and name in each
        ]
    # The library takes some broken days for a mistake of whoever calls it.
    except (ValueError, TypeError):
        return ""
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()


def _said(value: object) -> str:
    """A day or a text, without the way it was written."""
    return str(getattr(value, "dt", value))
