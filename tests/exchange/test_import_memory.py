"""What a long import holds in memory, and what it does not.

Something must grow: to tell people apart each contact is held by name, account, identities and the
ways to reach them while the import is worked out (about 2 kB each, gone when the preview stands),
the preview keeps each packed (about 0.2 kB), and the writing who they are (about 0.4 kB). All the
rest of a contact is in memory for some hundred at a time only. Memory is counted by Python itself,
so that no machine makes it another.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from loyaltytui.book.book import Book
from loyaltytui.book.packed import Packed
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, plan_import
from loyaltytui.exchange.sources import read_source
from tests.builders import a_book

FEW, MANY = 500, 2000
NOTE = "met at the fair, wants a quote for the pumps of hall 7 and a visit in spring " * 12


def cards(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(
                f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann {n} Lee\nORG:Acme {n % 100}\nTITLE:Head {n}\n"
                f"EMAIL:ann{n}@acme.example\nTEL:+4790{n:06}\nADR:;;Street {n};Oslo;;0150;Norway\n"
                f"NOTE:{n} {NOTE}\nUID:card-{n}\nEND:VCARD\n"
            )
    return path


def plan(book: Book, path: Path) -> ImportPlan:
    reading = read_source(path)
    return plan_import(reading, book.known_for_import(), Owner.COMPANY, path.name)


def bring(book: Book, path: Path) -> None:
    made = plan(book, path)
    book.import_contacts(made.arrivals, made.sentence)


def bring_ten_times(book: Book, path: Path) -> None:
    for _ in range(10):
        bring(book, path)


def most_held(do: Callable[[], object]) -> int:
    """Bytes in use at the worst moment, beyond those in use before."""
    gc.collect()
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def held_after(do: Callable[[], object]) -> int:
    """Bytes in use once it is done and its result let go."""
    gc.collect()
    tracemalloc.start()
    try:
        do()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def a_tenth_of(path: Path) -> int:
    return path.stat().st_size // 10


def test_reading_holds_a_small_part_of_what_is_in_the_file(tmp_path: Path) -> None:
    bring(a_book(tmp_path), cards(tmp_path / "warm.vcf", 3))
    many = cards(tmp_path / "many.vcf", MANY)
    beyond = most_held(lambda: read_source(many)) - most_held(
        lambda: read_source(cards(tmp_path / "few.vcf", FEW))
    )
    assert beyond < (MANY - FEW) * 300 < a_tenth_of(many) * 3


def test_comparing_holds_of_each_only_what_tells_them_apart(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    few, many = (cards(tmp_path / f"{n}.vcf", n) for n in (FEW, MANY))
    plan(book, few)
    beyond = most_held(lambda: plan(book, many)) - most_held(lambda: plan(book, few))
    assert beyond < (MANY - FEW) * 3000


def test_writing_holds_little_of_each_beyond_those_at_hand(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    few_book, many_book = a_book(tmp_path / "few"), a_book(tmp_path / "many")
    bring(few_book, cards(tmp_path / "warm.vcf", 3))
    bring(many_book, cards(tmp_path / "warm.vcf", 3))
    few = plan(few_book, cards(tmp_path / "few.vcf", FEW))
    many = plan(many_book, cards(tmp_path / "many.vcf", MANY))
    for_few = most_held(lambda: few_book.import_contacts(few.arrivals, few.sentence))
    for_many = most_held(lambda: many_book.import_contacts(many.arrivals, many.sentence))
    assert for_many - for_few < (MANY - FEW) * 600
    assert many_book.contact_count() == MANY


def test_of_a_large_book_only_those_are_held_whom_the_source_may_mean(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    few = cards(tmp_path / "few.vcf", 20)
    bring(book, cards(tmp_path / "some.vcf", FEW))
    among_few = most_held(lambda: plan(book, few))
    bring(book, cards(tmp_path / "many.vcf", MANY))
    among_many = most_held(lambda: plan(book, few))
    assert among_many - among_few < (MANY - FEW) * 500
    assert plan(book, few).changes_nothing


def test_the_same_file_ten_times_leaves_nothing_behind(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    path = cards(tmp_path / "cards.vcf", 50)
    bring(book, path)
    bring(book, path)
    once = held_after(lambda: bring(book, path))
    ten_times = held_after(lambda: bring_ten_times(book, path))
    assert ten_times < once + 50_000


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    several = [ContactDraft(f"P {n}", tags=(str(n),)) for n in range(100)]
    packed = Packed(ContactDraft, several[:30])
    packed.extend(Packed(ContactDraft, several[30:]))
    assert list(packed) == several == packed[:]
    assert [packed[n] for n in (0, 15, 16, 31, 99, -1)] == [
        several[n] for n in (0, 15, 16, 31, 99, -1)
    ]
    assert packed[28:33] == several[28:33]
    assert len(packed) == 100


def test_half_a_character_is_held_as_it_came() -> None:
    broken = ContactDraft("Ann \ud83d Lee")
    packed = Packed(ContactDraft, [broken] * 20)
    assert packed[3] == broken
    assert list(packed) == [broken] * 20
