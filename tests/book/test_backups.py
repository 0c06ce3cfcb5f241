"""Which backups there are, when another is due, and which go: by number, whatever the clock."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.book.backup import backup_folder
from loyaltytui.book.backups import (
    BY_HAND,
    BY_ITSELF,
    Backup,
    Holding,
    backups,
    holding,
    kept,
    thin,
)
from loyaltytui.book.errors import NotSaved
from loyaltytui.settings import KeepBackups
from tests.builders import TODAY, Clock, a_book, a_call, a_contact, days, put, reopened, who

USUAL = KeepBackups()
DAY = dt.timedelta(days=1)


def made_on(*moments: dt.datetime, why: str = BY_ITSELF) -> list[Backup]:
    """Backups numbered in the order given, handed back with the newest first."""
    found = [
        Backup(number, at, why, Path(f"{number}.db"), 0) for number, at in enumerate(moments, 1)
    ]
    return found[::-1]


def on(year: int, month: int, day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(year, month, day, hour)  # noqa: DTZ001  local, as in the book


def test_backups_are_listed_by_number_with_their_day_and_what_they_hold(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.back_up("before-merge")
    book.log(a_call(who(book, "Ann")))
    book.back_up(BY_HAND)
    (backup_folder(book.path) / "notes.txt").touch()
    found = backups(book.path)
    assert [(one.number, one.at.date(), one.reason) for one in found] == [
        (2, TODAY, "by hand"),
        (1, TODAY, "before merge"),
    ]
    assert [holding(one) for one in found] == [Holding(1, 1), Holding(1, 0)]


def test_a_name_without_a_day_counts_still(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    made = book.back_up(BY_HAND)
    made.rename(made.with_name("000007-before-update.db"))
    book.back_up(BY_HAND)
    assert [one.number for one in backups(book.path)] == [8, 7]
    assert backups(book.path)[1].reason == "before update"


def test_what_is_no_book_holds_nothing_and_spoils_no_list(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.back_up(BY_HAND)
    (backup_folder(book.path) / "000009-2026-11-21-1200-by-hand.db").write_text("not a book")
    assert [holding(one) for one in backups(book.path)] == [None, Holding(1, 0)]


def test_a_backup_is_due_when_something_has_changed_since_the_last(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann"), today=clock)
    assert book.keep_safe(USUAL) is not None
    assert book.keep_safe(USUAL) is None
    put(book, a_contact("Bob"))
    assert book.keep_safe(USUAL, DAY) is None
    clock.move_to(TODAY + days(1))
    assert book.keep_safe(USUAL, DAY) is not None
    clock.move_to(TODAY + days(3))
    assert book.keep_safe(USUAL, DAY) is None
    book.undo()
    assert book.keep_safe(USUAL, DAY) is not None


def test_an_empty_book_needs_no_backup(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert book.keep_safe(USUAL) is None
    assert not backup_folder(book.path).exists()


@pytest.mark.parametrize("day", [dt.date(2036, 1, 1), dt.date(1970, 1, 1)])
def test_a_clock_that_jumps_makes_backups_and_takes_none_away(tmp_path: Path, day: dt.date) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann"), today=clock)
    book.keep_safe(USUAL, DAY)
    clock.move_to(day)
    put(book, a_contact("Bob"))
    assert book.keep_safe(USUAL, DAY) is not None
    clock.move_to(TODAY)
    put(book, a_contact("Cid"))
    assert book.keep_safe(USUAL, DAY) is not None
    assert [one.number for one in backups(book.path)] == [3, 2, 1]


def test_of_a_long_time_so_many_days_weeks_and_months_stay() -> None:
    start = on(2025, 1, 1)
    found = made_on(*(start + days(count) for count in range(700)))
    stay = [one for one in found if one.number in kept(found, USUAL)]
    assert len(stay) <= 7 + 4 + 12
    assert [one.at for one in stay[:7]] == [found[0].at - days(count) for count in range(7)]
    assert len({(one.at.year, one.at.month) for one in stay}) == 12
    assert len({one.at.isocalendar()[:2] for one in stay[:9]}) >= 3


def test_of_one_day_the_last_stays_and_the_newest_whatever_their_day() -> None:
    found = made_on(*(on(2026, 11, 20, hour) for hour in range(24)))
    assert sorted(kept(found, USUAL)) == [20, 21, 22, 23, 24]
    earlier = made_on(on(2026, 11, 19, 8), on(2026, 11, 19, 9), *(one.at for one in found[::-1]))
    assert sorted(kept(earlier, USUAL)) == [2, 22, 23, 24, 25, 26]


def test_what_was_asked_for_by_hand_is_never_thrown_away() -> None:
    found = made_on(*(on(2026, 11, 20, hour) for hour in range(24)), why=BY_HAND)
    assert len(kept(found, KeepBackups(0, 0, 0))) == 24


moments = st.lists(st.datetimes(on(1970, 1, 1), on(2036, 12, 31)), min_size=1, max_size=60)


@given(moments)
def test_whatever_the_clock_did_the_newest_numbers_stay(when: list[dt.datetime]) -> None:
    found = made_on(*when)
    stay = kept(found, USUAL)
    assert {one.number for one in found[:5]} <= set(stay)
    assert len(stay) <= 5 + 7 + 4 + 12


@given(moments)
def test_thinning_what_was_thinned_takes_no_more(when: list[dt.datetime]) -> None:
    found = made_on(*when)
    stay = kept(found, USUAL)
    left = [one for one in found if one.number in stay]
    assert set(kept(left, USUAL)) == set(stay)


def test_thinning_removes_files_and_the_settings_say_how_many(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann"), today=clock)
    for count in range(8):
        clock.move_to(TODAY + days(count))
        book.back_up(BY_ITSELF)
    thin(book.path, KeepBackups(1, 0, 0))
    assert [one.number for one in backups(book.path)] == [8, 7, 6, 5, 4]
    assert book.back_up(BY_ITSELF).name.startswith("000009-")


def test_a_copy_cut_short_is_cleared_by_the_next(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.back_up(BY_HAND)
    left = backup_folder(book.path) / ".000002-by-hand.db-abc.new"
    left.write_text("half")
    book.back_up(BY_HAND)
    assert not left.exists()


def test_a_backup_made_by_another_program_meanwhile_has_a_number_of_its_own(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    numbers = [each.back_up(BY_HAND).name[:6] for each in (book, reopened(book), book)]
    assert numbers == ["000001", "000002", "000003"]


def test_a_limit_on_the_disk_gives_a_sentence_and_leaves_no_half_copy(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    book = a_book(tmp_path, a_contact("Ann"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, before[1]))
    try:
        with pytest.raises(NotSaved, match=r"^No backup was made: .*\.$"):
            book.back_up(BY_HAND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(backup_folder(book.path).iterdir()) == []
    assert book.back_up(BY_HAND).exists()
