"""Processes: killed at any moment, or two at once, and nothing acknowledged is lost."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from loyaltytui.book import migrations
from loyaltytui.book.book import create_book, open_book
from tests.builders import RULES, Clock, a_book, a_contact, reopened

ROOT = Path(__file__).parents[2]
LOG = """
import sys
from pathlib import Path
from loyaltytui.book.book import open_book
from loyaltytui.drafts import LogDraft
from loyaltytui.entries import ContactId
from tests.builders import RULES, TODAY, Clock

path, name, count = sys.argv[1:]
book = open_book(Path(path), Clock(), RULES, origin="test")
for number in range(int(count)):
    text = f"{name} {number}"
    book.log(LogDraft((ContactId(1),), TODAY, text=text), uuid=text)
    if number % 3 == 0:
        book.checkpoint()
    print(text, flush=True)
"""
CREATE = """
import sys
from pathlib import Path
from loyaltytui.book.book import create_book, open_book
from tests.builders import RULES, Clock

print("begin", flush=True)
create_book(Path(sys.argv[1]), Clock(), RULES, origin="test")
"""


def started(program: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_whatever_was_acknowledged_survives_being_killed(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.close()
    acknowledged: list[str] = []
    for life in range(5):
        process = started(LOG, str(book.path), f"life {life}", "100000")
        assert process.stdout
        for _ in range(random.randint(5, 40)):
            acknowledged.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        assert process.wait() == -signal.SIGKILL
    book = reopened(book)
    stored = [text for (text,) in book.rows("select text from interaction order by id")]
    assert len(acknowledged) > 25
    assert [text for text in acknowledged if text not in set(stored)] == []
    assert len(stored) <= len(acknowledged) + 5
    assert len(stored) == len(set(stored))
    assert book.check() == []


def test_two_processes_logging_at_once_lose_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    processes = [started(LOG, str(book.path), name, "60") for name in ("left", "right")]
    told = [process.communicate()[0].splitlines() for process in processes]
    assert [len(lines) for lines in told] == [60, 60]
    stored = [text for (text,) in book.rows("select text from interaction")]
    assert sorted(stored) == sorted(told[0] + told[1])
    assert book.check() == []


def test_a_creation_cut_short_leaves_no_book_or_a_whole_one(tmp_path: Path) -> None:
    outcomes = set()
    for number in range(12):
        path = tmp_path / str(number) / "book.db"
        process = started(CREATE, str(path))
        assert process.stdout
        assert process.stdout.readline() == "begin\n"
        try:
            process.wait(timeout=number * 0.004)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        outcomes.add(path.exists())
        if path.exists():
            book = open_book(path, Clock(), RULES, origin="test")
        else:
            book = create_book(path, Clock(), RULES, origin="test")
        assert book.rows("pragma user_version") == [(migrations.NEWEST,)]
        assert book.check() == []
    assert False in outcomes
