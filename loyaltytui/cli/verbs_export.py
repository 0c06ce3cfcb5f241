"""The verb that writes the book, or a part of it, for other programs and other days.

Which formats there are, and how each is written and put in place, lives in `exchange/`.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate
from loyaltytui.exchange.exporting import file_writer, format_of
from loyaltytui.exchange.mine import left_out, unlocked
from loyaltytui.exchange.wish import Wish
from loyaltytui.exchange.writing_out import is_folder, told, write_out


def export(arguments: Namespace, desk: Desk) -> int:
    """Writes the book to a file, a folder or standard output."""
    wish = Wish(Choice(arguments.mine, arguments.confidential), arguments.vcard)
    typed, wanted = os.path.expanduser(arguments.path), arguments.format
    is_stream = typed == "-"
    in_folder = not is_stream and is_folder(typed, wanted)
    # Before the book is looked for: a wish that makes no sense needs none.
    word = format_of(typed, wanted, is_folder=in_folder)
    with desk.reading() as book:
        if is_stream:
            said = _pour(book, wish, word)
        else:
            said = write_out(book, wish, typed, wanted, may_replace=arguments.force)
    for sentence in said:
        narrate(sentence)
    return 0


def _pour(book: Book, wish: Wish, word: str) -> list[str]:
    """Writes it to standard output, as one file; returns what is said of it beside that."""
    with book.reading():
        counts = file_writer(word)(book, wish, sys.stdout.buffer)
        return [
            told(counts, "standard output"),
            *unlocked(book),
            *left_out(book, wish.choice, word, is_folder=False),
        ]
