"""The three readers of foreign text, given anything: no crash, no hang, no error but their own."""

from __future__ import annotations

import datetime as dt
import random
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from loyaltytui.book.arrivals import Known
from loyaltytui.dates import (
    DayRules,
    due_at_end,
    due_at_start,
    read_due,
    read_span,
    read_when,
    say_day,
    say_due,
)
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import plan_import
from loyaltytui.exchange.reading import SourceError
from loyaltytui.exchange.sources import read_source
from tests.capture.lines import PRIYA, a_promise, read
from tests.faults.ledger import Fault, Tried

SECONDS_OF_A_CASE = 1.0

LINES = (
    "priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w",
    "priya, tom o meeting 1h yesterday: bought: 12,500 EUR pump skid confirmed: it runs well",
    'ann visit 20m 9:30: "quoted > text" kept: quote referred: +"Kim Ode @ Vale" *',
    "anna voicemail: ~3w after their board met ask: why? problem: it leaks sorry: fixed: seal",
    "tom reed: lost: price 1 mar verdict: park until 1 jun, calmer qualify: need yes",
    '+"New Name @ Account" email mon: rival: Acme quoted 10% less\npromise: call by eom via Tom',
)
PIECES = (
    *(
        "> ",
        "< ",
        "~",
        "~3w ",
        ">",
        "<",
        ":",
        ": ",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        '"',
        '""',
        "*",
        "@",
    ),
    *(
        "priya",
        "tom",
        "ann",
        "mon",
        "+Kim",
        "call",
        "visit",
        " 20m",
        " 1h",
        "yesterday",
        "9:30",
        ",",
    ),
    *("promise:", "owed:", "next:", "ask:", "bought: ", "delivered:", "confirmed:", "problem:"),
    *(
        "kept: x",
        "broke:",
        "released:",
        "reference: yes",
        "referred: ",
        "lost:",
        "back:",
        "verdict:",
    ),
    *(
        "qualify: need yes",
        "rival:",
        "extra:",
        "test: late, met well",
        "via Tom",
        "12,500 EUR",
        "€5k",
    ),
    *(
        "fri",
        " by fri",
        "next fri",
        "5 dec",
        "12/15",
        "2026-12-15",
        "eom",
        "in 3 weeks",
        "0000-00-00",
    ),
    *(
        "99999999999999999999",
        "9" * 400,
        "a" * 3000,
        "\0",
        "\x1b[31m",
        "\u202e",
        "\ud800",
        "é",
        "日本",
    ),
    *("\N{NO-BREAK SPACE}", "\u2028", "ß", "İ", "٣", "²", "½", "-1", "+", "~" * 50, "> " * 50),
)
DAYS = (
    *("today", "tomorrow", "fri", "next fri", "last mon", "in 3 weeks", "3 working days", "15 dec"),
    *("12/15", "5/6", "2026-12-15", "end of month", "eoq", "first week of march", "+3d", "2w", "m"),
    *("a week from tuesday", "29 feb", "31.4.", "1.5.", "'27", "0", "-", "/", ".", ",", " ", "of"),
    *("9" * 30, "9999-12-31", "0001-01-01", "999999999d", "days", "ago", "3pm", "24:00", "٣ days"),
    *("\0", "é", "\ud800", "½", "²", "year", "every", "last", "noon", "by", "before", "on", "the"),
)
CARDS = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Shah;Priya;;;\r\nFN:Priya Shah\r\nORG:Northwind;Ops\r\n"
    b"EMAIL;TYPE=WORK:p@there.example\r\nTEL;TYPE=CELL:+49 170 1\r\nBDAY:1980-02-29\r\n"
    b"NOTE:met\\n at the fair\r\n folded\r\nitem1.URL:https://x.example\r\nEND:VCARD\r\n",
    b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\n=C3=B6rg"
    b"\nPHOTO;ENCODING=BASE64;TYPE=JPEG:\n /9j/4AAQ\n\nEND:VCARD\nBEGIN:VCARD\nAGENT:\nEND:VCARD\n",
    b'BEGIN:VCARD\nVERSION:4.0\nFN:Kim\nADR;LABEL="x, y":;;1 Street;Town;;1;DE\nRELATED:urn:uuid:1'
    b'\nEMAIL;PREF=1;TYPE="home,work":k@x.example\nX-THING:1\nUID:urn:uuid:2\nEND:VCARD\n',
    b'Notes:\n"a note, of theirs"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,'
    b'Connected On\nPriya,Shah,https://l.example/in/p,p@x.example,"North, wind",VP,03 Nov 2025\n',
    b"Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Birthday,Notes\n"
    b'Ann Lee,Ann,Lee,* Work,ann@x.example,+1 555,1970-01-01,"two\nlines"\n',
)
SCRAPS = (
    *(
        b"BEGIN:VCARD\n",
        b"END:VCARD\n",
        b"\r\n ",
        b"\n",
        b";",
        b":",
        b",",
        b'"',
        b"=",
        b"=\n",
        b"\\",
    ),
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"ENCODING=QUOTED-PRINTABLE:", b"ENCODING=B:", b"\x1a"),
    *(b"CHARSET=UTF-16:", b"CHARSET=nonsense:", b"=C3", b"\xc3", b"9" * 500, b"A" * 5000, b"\t"),
    *(b"First Name,Last Name\n", b"sep=;\n", b"N:;;;;\n", b"BDAY:--02-29\n", b"TEL:\n", b"'=1+1"),
)


class Hang(BaseException):
    """A case took longer than it may; nothing on the way may swallow that."""


@contextmanager
def a_second() -> Iterator[None]:
    """So much of the processor's time, and no more."""

    def ring(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_OF_A_CASE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def mixed(whole: Sequence[str], pieces: Sequence[str]) -> str:
    """A text of theirs, with pieces put in, cut out, doubled and changed."""
    text = random.choice(whole) if random.random() < 0.7 else ""
    for _ in range(random.choice((0, 1, 2, 4, 9))):
        place = random.randint(0, len(text))
        match random.randrange(5):
            case 0 | 1:
                text = text[:place] + random.choice(pieces) + text[place:]
            case 2:
                text = text[:place] + text[place + random.randint(1, 9) :]
            case 3:
                text = text[place:] + text[:place]
            case _:
                text = text[:place] + chr(random.choice((random.randrange(256), 0x2028, 0x1F600)))
                text += random.choice(pieces)
    return text


def mangled(whole: Sequence[bytes]) -> bytes:
    content = bytearray(random.choice(whole))
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        place = random.randint(0, len(content))
        match random.randrange(6):
            case 0 | 1:
                content[place:place] = random.choice(SCRAPS)
            case 2:
                del content[place : place + random.choice((1, 3, 30))]
            case 3 if place < len(content):
                content[place] = random.randrange(256)
            case 4:
                content[place:place] = random.choice(whole)
            case _:
                content[place : place + 1] = random.choice((b"\r", b"\n", b",", b";", b":"))
    return bytes(content)


def a_line() -> tuple[object, Callable[[], object]]:
    text = mixed(LINES, PIECES)
    about = (PRIYA,) if random.random() < 0.3 else ()
    return text, lambda: read(text, a_promise(1, "send quote"), about=about)


def a_day() -> tuple[object, Callable[[], object]]:
    text = mixed(DAYS, DAYS)
    today = dt.date(1900, 1, 1) + dt.timedelta(days=random.randrange(90_000))
    rules = DayRules(
        day_first=random.random() < 0.5,
        workdays=frozenset(random.sample(range(7), random.randint(0, 7))),
    )

    def all_readers() -> None:
        for reader in (read_due, read_when):
            found = reader(text, today, rules=rules)
            if isinstance(found, dt.date):
                say_day(found, today)
                say_due(found, today)
        due_at_end(text, today, rules)
        due_at_start(text, today, rules)
        read_span(text)

    return (text, today, rules), all_readers


def a_file(path: Path) -> tuple[object, Callable[[], object]]:
    content = mangled(CARDS)
    path.write_bytes(content)

    def all_of_an_import() -> None:
        try:
            reading = read_source(path)
        except SourceError as error:
            if not str(error).endswith("."):
                raise
            return
        plan_import(reading, Known(), Owner.MINE).sentences()

    return content, all_of_an_import


def _fuzzed(make: Callable[[], tuple[object, Callable[[], object]]], times: int) -> Tried:
    tried = Tried()
    for _ in range(times):
        what, case = make()
        try:
            with a_second():
                case()
        except Hang:
            raise AssertionError(f"longer than a second: {what!r}") from None
        except BaseException as error:  # whatever it is, it is a finding with its text
            if isinstance(error, KeyboardInterrupt):
                raise
            raise AssertionError(f"{what!r}:\n{traceback.format_exc()}") from error
        tried.times += 1
    tried.outcomes["read or refused"] = times
    return tried


FAULTS = (
    Fault("any text as a log line", lambda _, times: _fuzzed(a_line, times), 2000, 500_000),
    Fault("any text as a day", lambda _, times: _fuzzed(a_day, times), 2000, 450_000),
    Fault(
        "any bytes as a file to import",
        lambda folder, times: _fuzzed(lambda: a_file(folder / "file.vcf"), times),
        1000,
        50_000,
    ),
)
