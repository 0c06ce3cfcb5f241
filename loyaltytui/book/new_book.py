"""Makes a new, empty book. Opening one that is there is `storage`'s and `book`'s."""

from __future__ import annotations

from pathlib import Path

from loyaltytui.book import migrations
from loyaltytui.book.connection import connect
from loyaltytui.book.errors import BookMissing, NotSaved
from loyaltytui.book.faults import told_of_files
from loyaltytui.book.files import make_private_folder, put_in_place, was_here


def make_book(path: Path) -> None:
    """Makes a new, empty book. Refused where one has been before and is gone."""
    if was_here(path):
        raise BookMissing(
            f"The book that was at {path} is gone. Put it back, or restore a backup: "
            "loyaltytui backup --list shows them."
        )
    with told_of_files(path):
        make_private_folder(path.parent)
        # Under another name until it is whole: a creation cut short leaves no half a book.
        with put_in_place(path) as written:
            db = connect(written)
            db.connect()
            try:
                migrations.migrate(db, path)
                # What stands in the log enters the file now: closing would do it too, but says
                # nothing where the disk is full, and leaves half a book.
                if db.execute_sql("pragma journal_mode = delete").fetchone() != ("delete",):
                    raise NotSaved("No book was made: the disk did not take all of it. Try again.")
            finally:
                db.close()
