"""The programs that write files beside a book, to be cut short: exports and backups.

Each says `doing KIND WHAT` before it begins and `done KIND WHAT` when the user would have been
told. What becomes of the files is looked at in `outputs`.
"""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

from loyaltytui.book.backups import BY_HAND
from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.drafts import CheckInDraft, ContactDraft
from loyaltytui.exchange.wish import Wish
from loyaltytui.exchange.writing_out import write_out
from loyaltytui.settings import KeepBackups
from tests.builders import TODAY, days
from tests.faults.children import ANN, a_line, say
from tests.faults.ledger import opened

PLACES = {
    "json": "all.json",
    "vcard": "all.vcf",
    "ics": "all.ics",
    "contacts": "contacts.csv",
    "csv": "tables",
    "vdir": "cards",
}
"""What is exported, and where to."""
WORDS = {"csv": "csv", "vdir": "vdir"}
"""Formats that the name of the place doesn't tell."""
WISH = Wish(Choice(only_mine=False, with_confidential=True), "4.0")


def files_in(place: Path) -> dict[str, str]:
    """What each file of an export holds; hidden ones are no part of it."""
    found = place.rglob("*") if place.is_dir() else [place] if place.exists() else []
    return {
        str(one.relative_to(place)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in found
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(place).parts)
    }


def export(path: str, top: str, beside: str, seed: str, count: str) -> None:
    """Exports in every format over what is there already, each time with other words in it.

    Made beside first, where nothing is cut short: so it is known what is to come of it.
    """
    book, chance = opened(Path(path)), random.Random(seed)
    say("ready")
    for number in range(int(count)):
        _change(book, f"{seed} {number}")
        kind = chance.choice(sorted(PLACES))
        _write(book, kind, Path(beside))
        expected = json.dumps(files_in(Path(beside, PLACES[kind])))
        say("doing", kind, expected)
        _write(book, kind, Path(top))
        say("done", kind, expected)


def export_all(path: Path, top: Path) -> None:
    """Exports in every format, once."""
    book = opened(path)
    for kind in PLACES:
        _write(book, kind, top)
    book.close()


def _write(book: Book, kind: str, top: Path) -> None:
    write_out(book, WISH, str(top / PLACES[kind]), WORDS.get(kind, ""), may_replace=True)


def _change(book: Book, words: str) -> None:
    """Something that every format tells of."""
    ann = book.contact(ANN)
    long = f"{words} " + "word " * 2000
    book.edit_contact(ann, ContactDraft("Ann", about=long, job=words))
    book.plan_check_in(book.contact(ANN), CheckInDraft(TODAY + days(1), words))
    book.log(a_line(words))


def back_up(path: str, seed: str, count: str) -> None:
    """Backups of each kind, one after the other, each after something was written."""
    book, chance = opened(Path(path)), random.Random(seed)
    say("ready")
    for number in range(int(count)):
        text = f"{seed} {number}"
        book.log(a_line(text + " word" * 500), uuid=text)
        kind = chance.choice(("itself", "hand", "file"))
        say("doing", kind, text)
        if kind == "itself":
            made = book.keep_safe(KeepBackups())
        elif kind == "hand":
            made = book.back_up(BY_HAND)
        else:
            made = book.path.with_name(f"stick {text}.db")
            book.copy_to(made)
        assert made is not None
        say("done", kind, json.dumps([str(made), text]))
