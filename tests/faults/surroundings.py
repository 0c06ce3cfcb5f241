"""Terminals too small, too large, too dumb or not there at all; a home that is nowhere."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from loyaltytui.tui.too_small import LEAST
from tests.builders import TODAY
from tests.faults.children import ROOT
from tests.faults.ending import SENTENCE
from tests.faults.glass import Glass, a_glass, a_shown_book, app_on, until_kept
from tests.faults.ledger import Fault, Tried, damage_of, opened, plain_words

SIZES = ((1, 1), (20, 5), (300, 60), (2, 40), (200, 2), (80, 24))


def _log_blindly(glass: Glass, path: Path, tried: Tried) -> None:
    """Logs a line whatever can be seen, and leaves."""
    glass.wait(lambda: bool(glass.painted), "anything painted")
    glass.settle()
    glass.type("l")
    glass.settle()
    glass.type(SENTENCE)
    until_kept(glass, path, SENTENCE)
    glass.type("\r")
    book = opened(path)
    glass.wait(lambda: book.rows("select 1 from interaction") != [], "the line in the book")
    tried.acknowledged += 1
    assert book.rows("select text from interaction") == [(SENTENCE,)]
    glass.wait(lambda: not Path(f"{path}.unsaved").exists(), "the draft gone")
    book.close()
    glass.type("\x1b")
    deadline = time.monotonic() + 60
    while not glass.has_ended():
        assert time.monotonic() < deadline, f"q never ended it: {glass.words[-300:]!r}"
        glass.type("q")
        glass.read(0.3)
    assert glass.until_ended() == 0
    assert glass.is_restored
    book = opened(path)
    assert damage_of(book) == []
    book.close()


def _out_of_sight(glass: Glass, path: Path) -> None:
    """What nobody can see is not done; with room again all of it works."""
    glass.wait(lambda: bool(glass.painted), "anything painted")
    glass.settle()
    glass.type("K")
    glass.settle()
    assert not glass.has_ended(), "it is alive"
    glass.resize(80, 24)
    glass.forget()
    glass.until("Ana Ruiz")


def sizes(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number in range(times):
        size = SIZES[number % len(SIZES)]
        path = a_shown_book(folder, f"book {number}.db")
        with a_glass(app_on(path), size) as glass:
            if size[0] < LEAST.width or size[1] < LEAST.height:
                _out_of_sight(glass, path)
            _log_blindly(glass, path, tried)
        tried.saw("{} x {}".format(*size))
    return tried


def resized(folder: Path, times: int) -> Tried:
    """The window is dragged about while somebody types."""
    tried = Tried()
    for number in range(times):
        path = a_shown_book(folder, f"book {number}.db")
        with a_glass(app_on(path)) as glass:
            glass.until("Ana Ruiz")
            glass.type("l")
            glass.until("Log ·")
            for letter in SENTENCE:
                glass.type(letter)
                glass.resize(random.randint(1, 250), random.randint(1, 70))
                glass.read(0.01)
            glass.resize(80, 24)
            until_kept(glass, path, SENTENCE)
            glass.save_and_leave()
            tried.acknowledged += 1
            assert glass.is_restored
        book = opened(path)
        tried.lost += book.rows("select text from interaction") != [(SENTENCE,)]
        book.close()
        tried.saw("every letter there")
    return tried


STRANGE = (
    {"TERM": "dumb"},
    {"LANG": "C", "LC_ALL": "C"},
    {"TERM": ""},
    {"TERM": "unknown"},
    {"TERM": "no-such-terminal"},
    {"LC_ALL": "xx_YY.nonsense"},
    {"COLUMNS": "0", "LINES": "-1"},
)


def strange(folder: Path, times: int) -> Tried:
    """Alive, or a sentence and exit code 2."""
    tried = Tried()
    for number in range(times):
        surroundings = STRANGE[number % len(STRANGE)]
        path = a_shown_book(folder, f"book {number}.db")
        words = " ".join(f"{name}={value}" for name, value in surroundings.items())
        with a_glass(app_on(path), environment=surroundings) as glass:
            glass.wait(lambda: bool(glass.painted) or glass.has_ended(), "anything")
            glass.settle()
            if glass.has_ended():
                assert glass.code == 2, glass.words
                assert "Traceback" not in glass.words
                tried.said[plain_words(glass.words, path)] += 1
                tried.saw(f"{words}: a sentence")
            else:
                _log_blindly(glass, path, tried)
                tried.saw(f"{words}: alive")
    return tried


def _run(words: list[str], **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "loyaltytui", *words],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **surroundings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def no_terminal(folder: Path, times: int) -> Tried:
    """Without a terminal the app says so; without a home, the verbs say where they looked."""
    tried = Tried()
    path = a_shown_book(folder)
    before = path.read_bytes()
    here = ["--book", str(path), "--today", TODAY.isoformat()]
    for _ in range(times):
        ended = _run(here)
        assert ended.returncode == 2, (ended.returncode, ended.stdout[-300:], ended.stderr[-300:])
        assert "Traceback" not in ended.stderr
        tried.said[plain_words(ended.stderr, path)] += 1
        tried.saw("no terminal: a sentence")
        for home in ("", "/nowhere/at/all", str(path)):
            ended = _run(["due"], HOME=home, XDG_DATA_HOME="", XDG_CONFIG_HOME="")
            assert ended.returncode in (0, 1, 2, 3)
            assert "Traceback" not in ended.stderr, ended.stderr
            asked = _run([*here, "due"], HOME=home)
            assert "Ana Ruiz" in asked.stdout, asked.stderr
            tried.saw("no home: a sentence")
        assert path.read_bytes() == before
    return tried


FAULTS = (
    Fault("terminals of all sizes", sizes, short=1, long=12),
    Fault("resized while typing", resized, short=1, long=10),
    Fault("strange terminals and tongues", strange, short=2, long=12),
    Fault("no terminal, no home", no_terminal, short=1, long=3),
)
