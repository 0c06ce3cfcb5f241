"""Which formats a book can be exported in, and who writes each of them.

How a format looks lives in its own module, loaded only when it is asked for; putting files in
place lives in `placing`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Refused
from loyaltytui.exchange.wish import Counts, Wish

FileWriter = Callable[[Book, Wish, BinaryIO], Counts]
"""Writes one file."""
FolderWriter = Callable[[Book, Wish, Path], Counts]
"""Writes the files of a folder that is there and empty."""

FORMATS = ("json", "csv", "vcard", "ics", "vdir")
_BY_SUFFIX = {
    ".json": "json",
    ".csv": "csv",
    ".vcf": "vcard",
    ".vcard": "vcard",
    ".ics": "ics",
    ".ical": "ics",
}
_IN_FILES = ("json", "csv", "vcard", "ics")
_IN_FOLDERS = ("csv", "vdir")


def format_of(typed: str, wanted: str, *, is_folder: bool) -> str:
    """The format that was asked for, or the one that the file's name ends in."""
    if wanted:
        if not is_folder and wanted not in _IN_FILES:
            raise Refused(f"{wanted} is a folder of files. Name a folder: {typed}/ for instance.")
        if is_folder and wanted not in _IN_FOLDERS:
            raise Refused(f"{wanted} is one file, and {typed} is a folder. Name a file in it.")
        return wanted
    if typed == "-":
        return "json"
    if is_folder:
        raise Refused(f"{typed} is a folder. Say --format csv or --format vdir.")
    found = _BY_SUFFIX.get(Path(typed).suffix.lower())
    if found is None:
        raise Refused(
            f"{typed} doesn't say in which format. Name it .json, .csv, .vcf or .ics, "
            "or say --format."
        )
    return found


def file_writer(word: str) -> FileWriter:
    """Who writes a file of that format."""
    match word:
        case "json":
            from loyaltytui.exchange.whole_book_writing import write_book

            return write_book
        case "csv":
            from loyaltytui.exchange.tables_csv import write_contacts

            return write_contacts
        case "vcard":
            from loyaltytui.exchange.for_address_books import write_card_file

            return lambda book, wish, file: write_card_file(book, wish.choice, wish.vcard, file)
        case "ics":
            from loyaltytui.exchange.for_address_books import write_calendar_file

            return lambda book, wish, file: write_calendar_file(book, wish.choice, file)
    raise Refused(f"A file of the format {word} can't be written yet.")


def folder_writer(word: str) -> FolderWriter:
    """Who writes a folder of that format."""
    match word:
        case "csv":
            from loyaltytui.exchange.tables_csv import write_tables

            return write_tables
    raise Refused(f"A folder of the format {word} can't be written yet.")
