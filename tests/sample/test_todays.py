"""The sample's agenda, worth looking at whatever today is."""

import datetime as dt
from collections import Counter

import pytest

from loyaltytui.book.book import open_book
from loyaltytui.entries import Promise
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind
from loyaltytui.sample import write_sample
from tests.builders import RULES, days

MONDAY = dt.date(2026, 11, 23)
TODAYS = [
    *(MONDAY + days(count) for count in range(7)),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2027, 1, 2),
    dt.date(2028, 2, 28),
    dt.date(2028, 2, 29),
    dt.date(2028, 3, 1),
    dt.date(2029, 7, 31),
    dt.date(2029, 8, 23),
]


@pytest.fixture(params=TODAYS, ids=lambda day: f"{day:%a-%Y-%m-%d}", scope="module")
def today(request: pytest.FixtureRequest) -> dt.date:
    day: dt.date = request.param
    return day


@pytest.fixture(scope="module")
def items(today: dt.date, tmp_path_factory: pytest.TempPathFactory) -> list[AgendaItem]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    now = dt.datetime.combine(today, dt.time(7))
    write_sample(path, now, RULES)
    book = open_book(path, lambda: now, RULES, origin="test")
    found = book.agenda()
    book.close()
    return found


def test_the_agenda_is_worth_looking_at(items: list[AgendaItem], today: dt.date) -> None:
    counts = Counter(item.kind for item in items)
    promises = [item for item in items if item.kind is AgendaKind.PROMISE]
    check_ins = [item for item in items if item.kind is AgendaKind.CHECK_IN]

    assert 2 <= sum(item.is_late for item in promises) <= 3
    assert 1 <= sum(item.due_on == today for item in promises) <= 2
    assert 5 <= len(check_ins) <= 8
    assert len({item.days_late for item in check_ins}) >= 4
    assert 2 <= counts[AgendaKind.OWED] <= 3
    assert 1 <= counts[AgendaKind.NOTHING_PLANNED] <= 2
    assert 5 <= counts[AgendaKind.UPCOMING] <= 12


def test_the_people_of_the_front_page_are_there(items: list[AgendaItem], today: dt.date) -> None:
    cards = {(item.contact, item.text): item for item in items}

    assert 3 <= cards["Priya Shah", "send revised quote"].days_late <= 5
    assert cards["Tom Okafor", "intro to CFO"].due_on == today
    assert 14 <= cards["Ana Ruiz", "quarterly review"].days_late <= 16
    assert cards["Lee Park", "is the pump quiet?"].days_late == 0
    assert 1 <= cards["Mia Berg", "signed NDA"].days_late <= 3
    assert cards["Thandiwe Nkosi", ""].is_late
    petras = cards["Grace Adeyemi", "condition report station nine"].about
    assert isinstance(petras, Promise)
    assert petras.via == "Petra"
