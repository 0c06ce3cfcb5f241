"""Help that is true: the topics say what the program does, and the manual says all of it."""

import datetime as dt
import re
from pathlib import Path

import pytest

from loyaltytui.capture.marks import MARKS
from loyaltytui.cli import manual
from loyaltytui.cli.grammar import GRAMMAR
from loyaltytui.cli.topics import TOPICS, page
from loyaltytui.dates.due import read_due
from loyaltytui.kinds import KINDS
from tests.cli.conftest import Shell

STORED = Path(manual.__file__).with_name("loyaltytui.1")


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_is_a_page_that_fits_eighty_columns(topic: str, shell: Shell) -> None:
    told = shell("help", topic)
    assert (told.code, told.err) == (0, "")
    assert told.out == page(topic)
    assert max(map(len, told.out.splitlines())) <= 80


def test_an_unknown_topic_gets_a_sentence_that_names_the_topics(shell: Shell) -> None:
    told = shell("help", "weather")
    assert told.code == 2
    assert "no verb or topic 'weather'" in told.err
    assert all(topic in told.err for topic in TOPICS)


def test_the_page_on_the_log_line_names_every_mark() -> None:
    told = page("log-line")
    for mark in MARKS:
        assert f"{mark.word}:" in told, mark.word
    for kind in KINDS:
        assert f"{kind.word}:" in told, kind.word


def test_every_day_on_the_page_of_dates_is_understood() -> None:
    today = dt.date(2026, 11, 21)
    examples = [line[2:26].strip() for line in page("dates").splitlines() if line[:2] == "  "]
    words = [word for example in examples for word in example.split(", ")]
    assert len(words) > 15
    assert [word for word in words if read_due(word, today) is None] == []


def test_the_manual_tells_of_every_verb_and_topic_and_man_can_read_it() -> None:
    told = manual.manual()
    for verb in GRAMMAR:
        assert re.search(rf"^\.B {verb}\b", told, re.MULTILINE), verb
    for topic in TOPICS:
        assert f".SH {page(topic).splitlines()[0]}" in told
    commands = {line.split()[0] for line in told.splitlines() if line.startswith((".", "'"))}
    assert commands == {".TH", ".SH", ".B", ".TP", ".br", ".nf", ".fi"}


def test_the_manual_that_is_installed_is_the_one_the_program_tells(shell: Shell) -> None:
    assert STORED.read_text("utf-8") == shell("help", "--man").out
