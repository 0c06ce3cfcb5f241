"""Long work on the book is followed step by step, and ended in the middle of any."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loyaltytui.book.backup import backup_folder
from loyaltytui.book.backups import BY_HAND
from loyaltytui.book.book import Book, open_book
from loyaltytui.book.errors import BookError
from loyaltytui.drafts import NoteDraft
from tests.builders import a_book, a_contact, put, reopened, who

LARGE = 6_000_000
"""Letters: several slices of pages."""


class Ended(Exception):
    """What a follower raises who has seen enough."""


class Follows:
    """Remembers what it was told; ends the work where a test wants that."""

    def __init__(self, ends: str = "", then: Callable[[], object] = lambda: None) -> None:
        self.said: list[str] = []
        self.told: list[tuple[int, int]] = []
        self.ends = ends
        self.then = then
        self.has_ended = False

    def begin(self, said: str) -> None:
        self.said.append(said)
        self.has_ended |= bool(self.ends) and said.startswith(self.ends)

    def tell(self, done: int, total: int = 0) -> None:
        if self.has_ended:
            raise Ended
        self.told.append((done, total))
        self.then()

    def asks(self) -> bool:
        return self.has_ended

    @contextmanager
    def ending(self, interrupt: Callable[[], None]) -> Iterator[None]:
        yield


def a_large_book(folder: Path) -> Book:
    book = a_book(folder, a_contact("Ann"))
    book.add_note(who(book, "Ann"), NoteDraft("goal", "pump " * (LARGE // 5)))
    book.checkpoint()
    return book


def names(book: Book) -> list[str]:
    return [name for (name,) in book.rows("select name from contact order by name")]


def test_a_copy_tells_how_far_it_is_and_what_is_written_meanwhile_never_begins_it_anew(
    tmp_path: Path,
) -> None:
    book = a_large_book(tmp_path)
    other = reopened(book)
    counts = iter(range(1000))

    def write() -> None:
        put(other, a_contact(f"Bob {next(counts):03}"))
        other.checkpoint()

    follower = Follows(then=write)
    copy = book.back_up(BY_HAND, follower)
    done, totals = zip(*(told for told in follower.told if told[1]), strict=True)
    assert len(done) > 3
    assert list(done) == sorted(set(done)), "it never went back"
    assert done[-1] == totals[-1]
    assert follower.said == ["Copying the book", "Copying the last of it", "Proving the copy"]
    assert names(open_book(copy, book.now, book.rules, origin="test")) == ["Ann"], (
        "the copy is of one moment"
    )
    assert len(names(book)) == 1 + len(follower.told)


@pytest.mark.parametrize("ends", ["Copying", "Proving"])
def test_a_copy_that_is_ended_leaves_nothing_behind(tmp_path: Path, ends: str) -> None:
    book = a_large_book(tmp_path)
    with pytest.raises((Ended, BookError)):
        book.back_up(BY_HAND, Follows(ends))
    assert [one for one in backup_folder(book.path).iterdir() if ".lock" not in one.name] == []
    assert names(book) == ["Ann"]
    assert book.back_up(BY_HAND).exists()


def test_a_check_says_what_it_proves_and_ends_where_it_is_told_to(tmp_path: Path) -> None:
    book = a_large_book(tmp_path)
    whole = Follows()
    assert book.check(whole) == []
    assert len(whole.said) > 5
    for said in whole.said:
        with pytest.raises(Ended):
            book.check(Follows(said))
    assert book.check() == []
