"""The verb that writes the book, or a part of it, for other programs and other days.

Which formats there are and how each is written lives in `exchange/`.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from loyaltytui.book.choosing import Choice
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate
from loyaltytui.exchange.exporting import file_writer, folder_writer, format_of
from loyaltytui.exchange.mine import counted, left_out
from loyaltytui.exchange.placing import put_file, put_folder, update_folder
from loyaltytui.exchange.wish import Counts, Wish


def export(arguments: Namespace, desk: Desk) -> int:
    """Writes the book to a file, a folder or standard output."""
    wish = Wish(Choice(arguments.mine, arguments.confidential), arguments.vcard)
    typed = os.path.expanduser(arguments.path)
    is_folder = _is_folder(typed, arguments.format)
    word = format_of(typed, arguments.format, is_folder=is_folder)
    target, may_replace = Path(typed), arguments.force
    if word == "vdir":
        return _update_vdir(target, wish, desk)
    with desk.reading() as book, book.at_one_moment():
        if is_folder:
            write_all = folder_writer(word)
            counts = put_folder(
                target,
                desk.path,
                lambda folder: write_all(book, wish, folder),
                may_replace=may_replace,
            )
        elif typed == "-":
            counts = file_writer(word)(book, wish, sys.stdout.buffer)
        else:
            write = file_writer(word)
            counts = put_file(
                target,
                desk.path,
                lambda file: write(book, wish, file),
                may_replace=may_replace,
            )
        behind = left_out(book, wish.choice, word, is_folder=is_folder)
    _tell(counts, "standard output" if typed == "-" else typed)
    for sentence in behind:
        narrate(sentence)
    return 0


def _update_vdir(target: Path, wish: Wish, desk: Desk) -> int:
    """Brings a folder up to date that khard, khal, todoman and vdirsyncer read."""
    from loyaltytui.exchange.vdir import write_vdir
    from loyaltytui.exchange.vdir_words import sentences

    with desk.reading() as book, book.at_one_moment():
        outcome = update_folder(
            target, desk.path, lambda folder: write_vdir(book, wish.choice, wish.vcard, folder)
        )
        behind = left_out(book, wish.choice, "vdir", is_folder=True)
    for sentence in [*sentences(outcome, target), *behind]:
        narrate(sentence)
    return 0


def _is_folder(typed: str, word: str) -> bool:
    """A path that ends in a slash or is there as one, or a format that has no other form."""
    if typed == "-":
        return False
    return (
        typed.endswith(("/", os.sep))
        or os.path.isdir(typed)
        or word == "vdir"
        or (word == "csv" and not Path(typed).suffix)
    )


def _tell(counts: Counts, where: str) -> None:
    listed = ", ".join(counted(count, words) for words, count in counts.items() if count)
    narrate(f"Exported to {where}: {listed or 'nothing, there was nothing to export'}.")
