"""Writes the book to the place that was typed: in which form, how that is put, what stayed behind.

How each format looks lives in its own module; what is said of a refusal, in `placing`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from loyaltytui.book.book import Book
from loyaltytui.exchange.exporting import file_writer, folder_writer, format_of
from loyaltytui.exchange.mine import counted, left_out, unlocked
from loyaltytui.exchange.placing import put_file, put_folder, update_folder
from loyaltytui.exchange.wish import Counts, Wish

Watch = Callable[[int, int], None]
"""Told how many files of a vdir are dealt with; what it raises ends the work between two."""
Through = Callable[[BinaryIO], BinaryIO]
"""What a file is written through, by whoever wants to see how much passes."""


def is_folder(typed: str, word: str) -> bool:
    """A path that ends in a slash or is there as one, or a format that has no other form."""
    return (
        typed.endswith(("/", os.sep))
        or os.path.isdir(typed)
        or word == "vdir"
        or (word == "csv" and not Path(typed).suffix)
    )


def is_taken(typed: str, wanted: str) -> bool:
    """Would something be replaced there? A vdir is brought up to date, and replaces nothing."""
    target = Path(typed)
    if wanted == "vdir" or not os.path.lexists(target):
        return False
    try:
        return not target.is_dir() or any(target.iterdir())
    except OSError:
        # Whoever writes there will say what is wrong.
        return False


def write_out(
    book: Book,
    wish: Wish,
    typed: str,
    wanted: str,
    *,
    may_replace: bool,
    through: Through | None = None,
    watch: Watch | None = None,
) -> list[str]:
    """Writes it whole or not at all; returns what was written and what was left out and why.

    A vdir may be ended in the middle, with whole files in it: it is brought up to date the next
    time.
    """
    in_folder = is_folder(typed, wanted)
    word = format_of(typed, wanted, is_folder=in_folder)
    target = Path(typed)
    with book.reading():
        if word == "vdir":
            done = _update_vdir(book, wish, target, watch)
        elif in_folder:
            write_all = folder_writer(word)
            counts = put_folder(
                target,
                book.path,
                lambda folder: write_all(book, wish, folder),
                may_replace=may_replace,
            )
            done = [told(counts, typed)]
        else:
            write = file_writer(word)
            counts = put_file(
                target,
                book.path,
                lambda file: write(book, wish, through(file) if through else file),
                may_replace=may_replace,
            )
            done = [told(counts, typed)]
        said = left_out(book, wish.choice, word, is_folder=in_folder)
        return [*done, *unlocked(book), *said]


def _update_vdir(book: Book, wish: Wish, target: Path, watch: Watch | None) -> list[str]:
    """Brings a folder up to date that khard, khal, todoman and vdirsyncer read."""
    from loyaltytui.exchange.vdir import write_vdir
    from loyaltytui.exchange.vdir_words import sentences

    outcome = update_folder(
        target, book.path, lambda folder: write_vdir(book, wish.choice, wish.vcard, folder, watch)
    )
    return sentences(outcome, target)


def told(counts: Counts, where: str) -> str:
    """What was written where."""
    listed = ", ".join(counted(count, words) for words, count in counts.items() if count)
    return f"Exported to {where}: {listed or 'nothing, there was nothing to export'}."
