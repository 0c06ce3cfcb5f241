"""Texts that would act on whatever shows or writes them, and the book that is full of them."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from loyaltytui.book.book import Book
from loyaltytui.book.journal import TABLES
from loyaltytui.dealings import Answer
from loyaltytui.drafts import ContactDraft, NoteDraft
from tests.book.test_undo_everything import a_full_book
from tests.builders import RULES, TODAY, Clock, a_call, days, lay_book, who

TEXTS = {
    "markup": "[/] Bob [CEO] [@click=app.quit]x[/] [bold red]y[/] [$error] \\[z] [[w]] [link=x]",
    "terminal": "\x1b[2J\x1b]0;gone\x07\x1b]52;c;aGk=\x07\x1bc\x1b[31mred\x1bP1$r\x1b\\ \x9b2J\x90",
    "direction": "\u202eabc\u202c \u2066x\u2069 \u200f\u061c\u2028x\u2029y \U000e0041",
    "control": "a\x00b\x08\x7f\x0b\x0cc\td\ne\r\nf\x85g",
    "surrogate": "lone \ud800 \udfff",
    "marks": "Z" + "\u0321\u0330\u0341\u035c" * 60 + " \u200b\u2060\ufeff\u00ad algo",
    "long": "x" * 20_000 + " " + "日本語" * 500,
    "query": "c++ \"quoted\" 'x'; drop table contact; -- * NEAR(a b) OR col:val % _ \\ ? ?1 :a",
    "formula": '=HYPERLINK("http://x";1) +1 -1 @SUM(A1) \t=1 ＝1',
    "lines": "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Evil\r\nBEGIN:VEVENT\r\nX-EVIL:1\nATTENDEE:x",
    "paths": "../../etc/passwd /tmp/x C:\\x CON .hidden ~ $(touch x) `touch x` ; rm -rf & | >x",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; \"' -->",
}
STORABLE = {name: text for name, text in TEXTS.items() if name != "surrogate"}
"""Without what SQLite itself refuses to take."""
_FIXED = re.compile(
    r"(kind|owner|scope|side|outcome|tier|cadence|purpose|state|verdict|fault|currency|medium"
    r"|was_met|criterion|at_time|.*_key|.*_on|word)$"
)
"""Columns that hold one of a few words, a day, or what is compared and never shown."""


def a_hostile_book(folder: Path, text: str) -> Book:
    """A book in which every text of every table ends in `text`, as a hand that goes round the
    verbs would write it: another program's, or an older version's."""
    path = folder / "book.db"
    lay_book(path, _hostile(text))
    return Book(path, Clock(), RULES, origin="test")


@functools.cache
def _hostile(text: str) -> bytes:
    """Written once for each text: the same dozen serves every page, box, verb and export."""
    with TemporaryDirectory() as folder:
        book = Book(a_full_book(Path(folder)), Clock(), RULES, origin="test")
        _tamper(book, text)
        book.close()
        return book.path.read_bytes()


def _tamper(book: Book, text: str) -> None:
    ann = who(book, "Ann")
    book.edit_contact(ann, ContactDraft("Ann", account="Vale", tier="A"))
    ann = who(book, "Ann")
    book.qualify(ann, "need", Answer.YES)
    book.park(who(book, "Cem"), TODAY + days(30), "later")
    book.move(book.promises_of(ann.id)[0], TODAY + days(1))
    book.answer(book.questions_of(ann.id)[0], "she does")
    book.add_contact(ContactDraft("Dee", account="Acme", uid="uid", extras=(("field", "value"),)))
    book.log(a_call(ann, text="hello", notes=(NoteDraft("goal", "grow"),)))
    assert not [one for one in TABLES if not book.rows(f"select 1 from {one} limit 1")]
    with book.act("tamper"):
        for table in TABLES:
            for column in _texts_of(book, table):
                book.db.execute_sql(f"update {table} set {column} = {column} || ' ' || ?", (text,))
        book.db.execute_sql("update tag set word = word || ' ' || ?", (text,))
    book.write("update action set sentence = sentence || ' ' || ?", (text,))


def _texts_of(book: Book, table: str) -> list[str]:
    columns = book.rows(f"pragma table_info({table})")
    return [
        row[1]
        for row in columns
        if row[2].lower() == "text" and not _FIXED.match(row[1]) and (table, row[1]) != _ANSWER
    ]


_ANSWER = ("qualifier", "answer")
_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def hostile_in(shown: str, *, lines_are_fine: bool = True) -> set[str]:
    """What of a text would act on a terminal, or break it out of its line."""
    found = set()
    marks = 0
    for letter in shown:
        code = ord(letter)
        if letter == "\n" and lines_are_fine:
            continue
        is_break = code in (0x2028, 0x2029)
        if unicodedata.category(letter) in ("Cc", "Cs") or code in _BIDI or is_break:
            found.add(f"U+{code:04X}")
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > 3:
            found.add("marks piled up")
    return found
