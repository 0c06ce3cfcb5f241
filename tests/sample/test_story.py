"""Every line of the sample's story, read and kept as it was typed."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from loyaltytui.book.book import Book, open_book
from loyaltytui.dates import DayRules
from loyaltytui.entries import AccountId
from loyaltytui.kinds import KINDS, MEDIA
from loyaltytui.loyalty.agenda import AgendaKind
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.sample import write_sample
from loyaltytui.sample.people import CHANNELS, IN_CONFIDENCE, NEW_JOBS, PEOPLE, TAGS
from loyaltytui.sample.telling import Calendar, Untellable, story
from tests.builders import RULES, TODAY, days, names, who

MARK = re.compile(r"\s(>|<|~(?=\S)|\w+:)(?=\s|\Z|(?<=~)\S)")
WORDLESS = {"delivered:", "sorry:", "fixed:", "back:"}


@contextmanager
def a_sample(folder: Path, today: dt.date = TODAY, rules: CheckInRules = RULES) -> Iterator[Book]:
    now = dt.datetime.combine(today, dt.time(8, 30))
    write_sample(folder / "sample.db", now, rules)
    book = open_book(folder / "sample.db", lambda: now, rules, origin="test")
    yield book
    book.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with a_sample(tmp_path_factory.mktemp("sample")) as book:
        yield book


def clauses(line: str) -> list[tuple[str, str]]:
    """The marks of a line and the words behind each, told apart without our own reader."""
    header, colon, rest = line.partition(": ")
    assert header
    assert colon
    pieces = [piece.strip() for piece in MARK.split(f" {rest}")]
    found = list(zip(pieces[1::2], pieces[2::2], strict=True))
    # What is said behind a mark that takes no words is text like any other.
    text = [pieces[0], *(words for mark, words in found if mark in WORDLESS)]
    return [("", "\n".join(words for words in text if words)), *found]


def said(book: Book, sql: str) -> Counter[str]:
    return Counter(str(row[0]) for row in book.rows(sql))


def typed(*marks: str) -> list[str]:
    lines = story(Calendar(TODAY, RULES.days))
    return [words for entry in lines for mark, words in clauses(entry.line) if mark in marks]


def test_each_line_is_one_interaction_and_its_text_is_kept_as_typed(sample: Book) -> None:
    texts = [text for text in typed("") if text]
    kept = said(sample, "select text from interaction")
    assert len(texts) > 150
    assert kept == Counter(typed(""))


def test_each_question_is_kept_as_typed(sample: Book) -> None:
    assert said(sample, "select text from question") == Counter(typed("ask:"))


@pytest.mark.parametrize("kind", ["goal", "rival", "surprise", "extra", "test", "role", "pitched"])
def test_each_note_is_kept_as_typed(sample: Book, kind: str) -> None:
    kept = said(sample, f"select text from note where kind = '{kind}'")
    # How a test was met is read off its end and kept beside its words.
    wanted = (re.sub(r"[;,] (met (well|badly)|noticed)$", "", text) for text in typed(f"{kind}:"))
    assert kept == Counter(wanted)
    assert kept


def test_every_kind_of_note_is_told(sample: Book) -> None:
    assert set(said(sample, "select kind from note")) == {kind.word for kind in KINDS}
    assert set(said(sample, "select medium from interaction")) == {each.word for each in MEDIA}


def test_each_promise_begins_with_the_words_typed_and_has_its_day(sample: Book) -> None:
    for side, mark in (("mine", ">"), ("theirs", "<")):
        rows = sample.rows("select text, due_on from promise where side = ?", (side,))
        wanted = sorted(typed(mark))
        assert len(rows) == len(wanted) > 10
        assert all(due_on is not None for _, due_on in rows)
        for words, text in zip(wanted, sorted(row[0] for row in rows), strict=True):
            assert words.startswith(text), words


def test_each_check_in_that_was_asked_for_is_opened(sample: Book) -> None:
    reasons = said(
        sample,
        "select reason from check_in where purpose in ('asked', 'cadence') and reason <> '' "
        "and reason not like '%who decides now?' and reason not like 'parked until now%'",
    )
    assert len(typed("~")) > len(reasons) > 4
    for reason in reasons:
        assert any(words.endswith(reason) for words in typed("~"))


def test_each_promise_that_was_ended_in_a_line_has_ended(sample: Book) -> None:
    ended = said(sample, "select outcome from promise where outcome <> 'open'")
    for outcome, mark in (("kept", "kept:"), ("broken", "broke:"), ("released", "released:")):
        assert ended[outcome] == len(typed(mark)) > 0


def test_promises_are_kept_on_time_and_late_and_moved_before_and_after(sample: Book) -> None:
    kept = "select count(*) from promise where outcome = 'kept' and side = 'mine' and ended_on "
    assert sample.rows(f"{kept} <= due_on")[0][0] > 30
    assert 2 < sample.rows(f"{kept} > due_on")[0][0] < 10
    assert said(sample, "select moved_on > from_on from promise_move") == {"0": 3, "1": 1}
    assert {"Petra", "Idris", "Jonas"} <= set(said(sample, "select via from promise"))


def test_some_things_were_told_in_confidence(sample: Book) -> None:
    (note,) = sample.rows("select text from note where is_confidential = 1")
    assert note == ("may leave after the merger, has an offer from the ministry",)
    secret = sample.rows("select value from channel where is_confidential = 1")
    assert {row[0] for row in secret} == set(IN_CONFIDENCE)


def test_everybody_is_there_with_channels_tags_and_jobs_as_written(sample: Book) -> None:
    later = {name: rest for _, name, *rest in NEW_JOBS}
    for _, name, *first in PEOPLE:
        contact = who(sample, name)
        told = [contact.account, contact.job, contact.tier, contact.cadence]
        assert told == later.get(name, first)
    values = said(sample, "select value from channel")
    assert values == Counter(value for _, value, _ in CHANNELS)
    assert said(sample, "select word from tag") == {tag: len(names) for tag, *names in TAGS}
    assert len(PEOPLE) + 2 == sum(said(sample, "select name from contact").values())
    assert 18 <= len(said(sample, "select name from account")) <= 25


def test_no_address_and_no_number_can_be_anybodys() -> None:
    fiction = (
        r"[\w.]+@[\w.-]+\.example|https://[\w.-]+\.example/\S+"
        r"|\+44 7700 900\d{3}|\+44 1632 960\d{3}|\+44 20 7946 0\d{3}|\+1 \d{3}-555-01\d\d"
        r"|\+49 40 66969 \d{3}|\+33 1 99 00 \d\d \d\d|\+33 6 39 98 \d\d \d\d"
    )
    assert [value for _, value, _ in CHANNELS if not re.fullmatch(fiction, value)] == []
    assert {name for name, *_ in CHANNELS} <= {name for _, name, *_ in PEOPLE}


def test_who_changed_employer_keeps_the_years_before(sample: Book) -> None:
    kayla = who(sample, "Kayla Brooks")
    assert kayla.account == "Ironwood Biofuels"
    (row,) = sample.rows("select account_id from employment where contact_id = ?", (kayla.id,))
    assert AccountId(row[0]) != kayla.account_id
    assert sample.rows(
        "select count(*) from participant join interaction on interaction.id = interaction_id "
        "where contact_id = ? and happened_on < ?",
        (kayla.id, TODAY - days(200)),
    ) == [(2,)]


def test_all_of_it_lies_in_the_last_18_months_and_nothing_in_the_future(sample: Book) -> None:
    ((first, last),) = sample.rows("select min(happened_on), max(happened_on) from interaction")
    assert dt.date.fromisoformat(first) > TODAY - days(550)
    assert TODAY - days(8) < dt.date.fromisoformat(last) < TODAY


def test_the_story_goes_forward_only() -> None:
    for shift in range(7):
        lines = story(Calendar(TODAY + days(shift), RULES.days))
        assert all(one.moment < other.moment for one, other in pairwise(lines))


def test_only_a_flood_and_a_start_up_fall_on_a_weekend() -> None:
    for shift in range(7):
        lines = story(Calendar(TODAY + days(shift), RULES.days))
        assert sum(RULES.days.is_off(entry.moment.date()) for entry in lines) <= 4


def test_two_samples_of_one_day_say_the_same(sample: Book, tmp_path: Path) -> None:
    sql = "select happened_on, at_time, medium, text from interaction order by id"
    with a_sample(tmp_path) as again:
        assert again.rows(sql) == sample.rows(sql)


@pytest.mark.parametrize(
    "day_rules",
    [
        DayRules(day_first=False),
        DayRules(workdays=frozenset({6, 0, 1, 2, 3}), holidays=frozenset({TODAY})),
        DayRules(workdays=frozenset()),
    ],
    ids=["month-first", "a week from sunday and a holiday today", "no workdays"],
)
def test_the_lines_are_understood_whatever_the_settings_say(
    tmp_path: Path, day_rules: DayRules
) -> None:
    with a_sample(tmp_path, rules=CheckInRules(day_rules)) as book:
        assert sum(said(book, "select medium from interaction").values()) == len(typed(""))


def test_a_line_that_is_not_understood_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loyaltytui.sample.telling.PROSPECTS", "-540 09:00 priyanka call: hello")
    with pytest.raises(Untellable, match="priyanka"):
        write_sample(tmp_path / "sample.db", dt.datetime.combine(TODAY, dt.time(8)), RULES)


def test_sales_problems_and_verdicts_are_told_and_the_screens_have_something_to_show(
    sample: Book,
) -> None:
    for table, mark in (
        ("purchase", "bought:"),
        ("problem", "problem:"),
        ("reference", "reference:"),
    ):
        assert sample.rows(f"select count(*) from {table}") == [(len(typed(mark)),)]
    for column, mark in (("delivered_on", "delivered:"), ("confirmed_on", "confirmed:")):
        done = f"select count(*) from purchase where {column} is not null"
        assert sample.rows(done) == [(len(typed(mark)),)]
    assert {row[0] for row in sample.rows("select currency from purchase")} >= {"EUR", "GBP", "USD"}
    assert len(sample.worth_by_account()) > 8
    assert len(sample.lost_accounts()) == len(sample.referrals_with_worth()) == 1
    assert any(line.asking.may_ask for line in sample.reference_desk())
    assert sample.steps_count().by_step[6] > 3
    assert {AgendaKind.PROBLEM, AgendaKind.AFTER_SALE} <= {item.kind for item in sample.agenda()}
    assert sample.check() == []


def test_one_piece_of_news_is_half_told(sample: Book) -> None:
    (news,) = sample.announcements()
    assert (news.told, news.of, news.waiting) == (5, 10, 5)
    assert names(sample, AgendaKind.NEWS) == [""]
