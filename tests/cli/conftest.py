"""A shell to type verbs into: one book, one day, nobody's settings and no locale."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from loyaltytui.book.book import Book, open_book
from loyaltytui.cli.run import run
from tests.builders import RULES, Clock, lay_empty_book

SATURDAY = "2026-11-21"
ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        shape: dict[str, Any] = json.loads(self.out)
        return shape


@dataclass(frozen=True, slots=True)
class Shell:
    """Types verbs about one book, on one day, in this process or in one of its own."""

    book: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    opened: list[tuple[Path, bool]]
    """The books on which the terminal app was opened, and whether they were samples."""
    reviewed: list[bool] = field(default_factory=list)
    """Whether it was opened straight into the review, each time."""

    def __call__(
        self, *words: str, today: str = SATURDAY, stdin: bytes = b"", book: Path | None = None
    ) -> Answer:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.capsys.readouterr()
        code = run(["--book", str(book or self.book), "--today", today, *words], self.open_app)
        captured = self.capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def open_app(
        self, path: Path, settings: object, now: object, is_demo: bool, in_review: bool
    ) -> int:
        self.opened.append((path, is_demo))
        self.reviewed.append(in_review)
        return 0

    def process(
        self,
        *words: str | bytes,
        today: str = SATURDAY,
        environment: dict[str, str] | None = None,
        stdin: bytes = b"",
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [
                *(sys.executable, "-m", "loyaltytui", "--book", str(self.book)),
                *("--today", today, *words),
            ],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            input=stdin,
            capture_output=True,
            check=False,
        )

    def read(self) -> Book:
        return open_book(self.book, Clock(), RULES, origin="test")


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    for name in ("LC_ALL", "LC_TIME", "LANG", "LOYALTYTUI_BOOK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Shell(tmp_path / "book.db", capsys, monkeypatch, [])


@pytest.fixture
def priya(shell: Shell) -> Shell:
    """A shell whose book holds Priya Shah of Northwind alone."""
    lay_empty_book(shell.book)
    assert shell("add", "Priya Shah", "--account", "Northwind").code == 0
    return shell
