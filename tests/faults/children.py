"""The programs that are killed, starved and cut off: each says on standard output what it did.

`ready`, then `ack UUID` after a verb has returned, `draft NUMBER` after a draft is on disk,
`no SENTENCE` for what the user would have been told.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookBusy, BookError
from loyaltytui.book.unsaved import Unsaved, UnsavedText
from loyaltytui.drafts import ChannelDraft, ContactDraft, LogDraft, PromiseDraft
from loyaltytui.entries import ChannelKind, ContactId, Side
from tests.builders import TODAY
from tests.faults import wrong
from tests.faults.ledger import opened

ROOT = Path(__file__).parents[2]
ANN = ContactId(1)


class Child(subprocess.Popen[bytes]):
    """A process whose words are read line by line, none of them lost in a buffer."""

    def line(self) -> str:
        assert self.stdout
        return self.stdout.readline().decode().rstrip("\n")

    def rest(self, patience: float | None = None) -> tuple[str, str]:
        """Waits for its end: the rest of its words, and its complaints."""
        words, complaints = self.communicate(timeout=patience)
        return words.decode(), complaints.decode()


def start(program: str, *words: object, before: tuple[str, ...] = ()) -> Child:
    """Starts one of the programs below in a process of its own, made wrong if that is wanted."""
    return Child(
        [
            *before,
            *(sys.executable, "-m", "tests.faults.children"),
            *(wrong.chosen or "right", program, *map(str, words)),
        ],
        bufsize=0,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def say(*words: object) -> None:
    print(*words, flush=True)


def a_line(text: str) -> LogDraft:
    promise = PromiseDraft(Side.MINE, f"promise {text}", TODAY + dt.timedelta(days=len(text)))
    return LogDraft((ANN,), TODAY, text=text, promises=(promise,))


def write(path: str, name: str, seed: str, count: str) -> None:
    """Verbs of all kinds, as fast as they go."""
    book, chance, unsaved = opened(Path(path)), random.Random(seed), Unsaved(Path(path))
    standing = 0
    say("ready")
    for number in range(int(count)):
        text = f"{name} {number}"
        verb = chance.choice(("log", "log", "log", "draft", "keep", "move", "add", "undo"))
        if verb == "undo" and not standing:
            verb = "log"  # what came before this life is not to be taken back: Ann herself
        standing += {"draft": 0, "undo": -1}.get(verb, 1)
        if verb == "draft":
            unsaved.keep(ANN, UnsavedText(f"typed {text}", text))
            say("draft", text)
        elif verb == "log":
            book.log(a_line(text), uuid=text)
            say("ack", text)
        else:
            _do(book, verb, text)
            ((uuid,),) = book.rows("select uuid from action order by id desc limit 1")
            say("ack", uuid)
        if chance.random() < 0.2:
            book.checkpoint()


def _do(book: Book, verb: str, text: str) -> None:
    promises = book.open_promises()
    if verb == "undo":
        book.undo()
    elif verb == "add":
        email = ChannelDraft(ChannelKind.EMAIL, f"{text.replace(' ', '-')}@there.example")
        book.add_contact(ContactDraft(f"Contact {text}", account="Acme", channels=(email,)))
    elif not promises:
        book.log(a_line(text), uuid=text)
    elif verb == "keep":
        book.keep(promises[0])
    else:
        book.move(promises[0], (promises[0].due_on or TODAY) + dt.timedelta(days=1))


def insist(path: str, name: str, count: str, length: str, tries: str) -> None:
    """Lines in their order, each tried again under its uuid until it is saved or given up."""
    for _ in range(int(tries)):
        try:
            book = opened(Path(path))
            break
        except BookError as error:
            say("no", " ".join(str(error).split()))
    else:
        return
    say("ready")
    for number in range(int(count)):
        text = f"{name} {number}"
        draft = a_line(text + " word" * int(length))
        for _ in range(int(tries)):
            try:
                book.log(draft, uuid=text)
            except BookError as error:
                say("no", " ".join(str(error).split()))
                continue
            say("ack", text)
            break
        try:
            book.checkpoint()
        except BookError:
            say("later")  # what was acknowledged is safe in the log


def together(path: str, name: str, count: str) -> None:
    """One of several that write at once: busy means again."""
    book = opened(Path(path))
    say("ready")
    for number in range(int(count)):
        text = f"{name} {number}"
        while True:
            try:
                book.log(a_line(text), uuid=text)
                break
            except BookBusy:
                say("no busy")
        if number % 20 == 0:
            book.checkpoint()
        say("ack", text)
    book.close()


def fenced(path: str, name: str, most_bytes: str) -> None:
    """No file may grow past so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most_bytes), resource.RLIM_INFINITY))
    insist(path, name, "12", "300", "2")


def starved(path: str, name: str, spare_kib: str) -> None:
    """Little more memory than is in use already; the texts are long. Then again with enough."""
    opened(Path(path)).close()
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = used + int(spare_kib) * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    try:
        insist(path, name, "6", "60000", "2")
        say("enough")
    except MemoryError as error:
        resource.setrlimit(resource.RLIMIT_AS, endless)
        where = traceback.extract_tb(error.__traceback__)[-1].filename
        # What this program itself could not make up is no word of the book's.
        say("short" if where == __file__ else f"escaped {where}")
    resource.setrlimit(resource.RLIMIT_AS, endless)
    insist(path, name, "6", "60000", "1")


def draft(path: str, name: str, count: str) -> None:
    """Somebody typing, one letter after the other."""
    unsaved = Unsaved(Path(path))
    say("ready")
    for number in range(int(count)):
        unsaved.keep(ANN, UnsavedText(f"typed {name} {number}", name))
        say("draft", f"{name} {number}")


def open_once(path: str) -> None:
    """Opens the book, which brings an older one up to date."""
    say("ready")
    try:
        book = opened(Path(path))
    except BookError as error:
        say("no", " ".join(str(error).split()))
        return
    say("ack", *book.rows("pragma user_version")[0])
    book.close()


def deed(path: str, *words: str) -> None:
    """A verb of the command line."""
    from loyaltytui.cli.run import run

    say("ready")
    code = run(["--book", path, "--today", TODAY.isoformat(), *words], _no_app)
    say("ack" if code == 0 else "no", code)


def damage(folder: str, seed: str, count: str) -> None:
    from tests.faults.damage import cases

    cases(folder, seed, count)


def tell_time(*words: str) -> None:
    from tests.faults.clocks import tell_time

    tell_time(*words)


def locked(passphrase: str, program: str, path: str, *words: str) -> None:
    """Any of these programs, on a book with a passphrase."""
    from loyaltytui.book import cipher

    assert cipher.unlock(Path(path), passphrase)
    PROGRAMS[program](path, *words)


def export(*words: str) -> None:
    from tests.faults.writers import export

    export(*words)


def back_up(*words: str) -> None:
    from tests.faults.writers import back_up

    back_up(*words)


def _no_app(*_: object) -> int:
    raise NotImplementedError


PROGRAMS: dict[str, Callable[..., None]] = {
    "write": write,
    "insist": insist,
    "together": together,
    "fenced": fenced,
    "starved": starved,
    "draft": draft,
    "open_once": open_once,
    "deed": deed,
    "damage": damage,
    "tell_time": tell_time,
    "locked": locked,
    "export": export,
    "back_up": back_up,
}

if __name__ == "__main__":
    way, called, *others = sys.argv[1:]
    if way != "right":
        wrong.WAYS[way]()
    PROGRAMS[called](*others)
