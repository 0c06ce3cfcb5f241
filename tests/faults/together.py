"""Several at once, and imports: nothing is lost, nothing comes twice, nothing stays half."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from tests.builders import a_book, a_contact
from tests.faults.children import start
from tests.faults.ending import SENTENCE
from tests.faults.glass import CUSTOMER, a_glass, a_shown_book, app_on, type_a_line
from tests.faults.held import verb
from tests.faults.killing import begun, sort_out
from tests.faults.ledger import Fault, Tried, damage_of, doubles_in, opened

CARDS = 1500


def at_once(folder: Path, times: int) -> Tried:
    """Two programs writing as fast as they can while somebody types in the app."""
    tried = Tried()
    path = a_shown_book(folder)
    with a_glass(app_on(path)) as glass:
        glass.until(CUSTOMER)
        writers = [start("together", path, name, times) for name in ("left", "right")]
        for writer in writers:
            begun(writer)
        type_a_line(glass, SENTENCE)
        glass.until(SENTENCE)
        glass.type("\r")
        glass.wait(lambda: "Saved: " in glass.words or "NOT SAVED" in glass.words, "an answer")
        tried.saw("saved at once" if "Saved: " in glass.words else "told to try again")
        told = [sort_out(writer.rest(600)[0]) for writer in writers]
        if "Saved: " not in glass.words:
            glass.type("\r")
            glass.until("Saved: ")
        glass.forget()
        glass.type("q")
        assert glass.until_ended() == 0, "the app was alive all the while"
    acks = [text for one in told for text in one.acks]
    assert len(acks) == 2 * times
    book = opened(path)
    stored = {text for (text,) in book.rows("select text from interaction")}
    tried.times = len(acks) + 1
    tried.acknowledged = len(acks) + 1
    tried.lost = len({*acks, SENTENCE} - stored)
    tried.outcomes["a writer had to wait longer"] += sum(len(one.refusals) for one in told)
    assert doubles_in(book) == []
    assert damage_of(book) == []
    return tried


def cards(path: Path, count: int, broken: int = 0) -> Path:
    """A file of contacts, so many of them hopeless."""
    with path.open("w") as file:
        for number in range(count):
            file.write(
                f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {number}\nORG:Account {number % 50}\n"
                f"EMAIL:p{number}@there.example\nUID:u{number}\nNOTE:met at the fair\nEND:VCARD\n"
            )
        for number in range(broken):
            file.write(f"BEGIN:VCARD\nVERSION:3.0\n{'Ä' * 100}{number}\n;;;:::\nEND:VCARD\n")
    return path


def import_killed(folder: Path, times: int) -> Tried:
    tried = Tried()
    source = cards(folder / "cards.vcf", CARDS)
    seconds = 1.0
    for number in range(times):
        book = a_book(folder, a_contact("Ann"), name=f"book {number}.db")
        book.close()
        child = start("deed", book.path, "import", source)
        begun(child)
        began = time.monotonic()
        if number:
            time.sleep(seconds * random.uniform(0.05, 1.4))
            child.send_signal(signal.SIGKILL)
        told = sort_out(child.rest(300)[0])
        if not number:
            seconds = time.monotonic() - began
        again = opened(book.path)
        count = again.contact_count()
        assert count in (1, 1 + CARDS), f"{count - 1} of {CARDS} came in"
        tried.saw("none of them" if count == 1 else "all of them")
        if "0" in told.acks:
            tried.acknowledged += CARDS
            tried.lost += 1 + CARDS - count
        assert damage_of(again) == []
        again.close()
    if times >= 10:
        tried.must_have_seen("none of them", "all of them")
    return tried


def import_twice(folder: Path, times: int) -> Tried:
    """Again, and again with hopeless cards among them: nobody comes twice, and all the rest do."""
    tried = Tried()
    path = folder / "book.db"
    for number in range(times):
        count = 50 * (number + 1)
        source = cards(folder / "cards.vcf", count, broken=3)
        for _ in range(2):
            done = verb(path, "import", str(source))
            assert done.returncode == 0, done.stderr
        assert "everything is in the book already" in done.stderr
        book = opened(path)
        tried.acknowledged = count
        tried.lost += max(0, count - book.contact_count())
        assert book.contact_count() == count, "nobody twice"
        assert damage_of(book) == []
        book.close()
        tried.saw("the same as once")
    tried.said[done.stderr.splitlines()[-1]] += 1
    return tried


FAULTS = (
    Fault("two programs and the app at once", at_once, short=40, long=500),
    Fault("killed in an import", import_killed, short=3, long=50),
    Fault("imported twice", import_twice, short=1, long=5),
)
