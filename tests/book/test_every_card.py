"""What the agenda finds by its indexes is what the rule makes of everything that is open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loyaltytui.book.book import Book
from loyaltytui.book.entry_rows import CHECK_INS, read_check_in
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind, agenda
from tests.builders import TODAY, a_book, a_contact, days

PEOPLE = ("Ana", "Bo", "Cai")
AWAY = TODAY + days(3)
"""Until when Cai was parked."""
DUE = st.none() | st.sampled_from([TODAY + days(each) for each in (-90, -1, 0, 1, 6, 7, 8)])
SHOWN = st.none() | st.sampled_from([TODAY + days(each) for each in (-1, 0, 1, 5, 7, 8, 40)])
PROMISES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["mine", "theirs"]), DUE, SHOWN), max_size=9
)
CHECKS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["cadence", "asked", "delivery", "value"]),
        DUE.filter(bool),
        SHOWN,
    ),
    max_size=9,
)
Promised = tuple[str, str, dt.date | None, dt.date | None]
READ_ELSEWHERE = AgendaKind.NOTHING_PLANNED


def everything(book: Book, within: int) -> list[AgendaItem]:
    """Each promise, and each check-in that does not wait for longer, handed to the rule."""
    horizon = TODAY + days(within)
    away = {row[0] for row in book.rows("select id from contact where name = 'Cai'")}
    checks = [read_check_in(row) for row in book.rows(f"{CHECK_INS} where is_open = 1 order by 1")]
    theirs_without_day = [
        each.id for each in book.open_promises() if not each.is_mine and each.due_on is None
    ]
    return agenda(
        [
            each
            for each in sorted(book.open_promises(), key=lambda promise: promise.id)
            if (each.is_mine or each.contact_id not in away) and each.id not in theirs_without_day
        ],
        [
            each
            for each in checks
            if each.contact_id not in away and (each.shown_on or TODAY) <= horizon
        ],
        [],
        TODAY,
        within,
    )


@example(
    promised=[("Ana", "mine", None, TODAY + days(5)), ("Bo", "theirs", None, TODAY + days(5))],
    checks=[],
    within=7,
)
@example(
    promised=[],
    checks=[
        ("Ana", "cadence", TODAY - days(90), TODAY + days(40)),
        ("Ana", "asked", TODAY + days(6), None),
        ("Ana", "value", TODAY - days(1), None),
        ("Ana", "delivery", TODAY + days(1), None),
    ],
    within=7,
)
@settings(max_examples=60, deadline=None)
@given(promised=PROMISES, checks=CHECKS, within=st.sampled_from([0, 1, 7, 30]))
def test_each_card_is_found(
    tmp_path_factory: pytest.TempPathFactory,
    promised: list[Promised],
    checks: list[Promised],
    within: int,
) -> None:
    book = a_book(tmp_path_factory.mktemp("cards"), *(a_contact(name) for name in PEOPLE))
    ids = dict(book.rows("select name, id from contact"))
    with book.act("fill"):
        for at, (name, side, due_on, shown_on) in enumerate(promised):
            book.write(
                "insert into promise (contact_id, side, text, made_on, due_on, shown_on) "
                "values (?, ?, ?, ?, ?, ?)",
                (ids[name], side, f"promise {at}", str(TODAY), day(due_on), day(shown_on)),
            )
        for at, (name, purpose, due_on, shown_on) in enumerate(checks):
            book.write(
                "insert into check_in (contact_id, purpose, reason, due_on, shown_on) "
                "values (?, ?, ?, ?, ?)",
                (ids[name], purpose, f"reason {at}", day(due_on), day(shown_on)),
            )
    book.write("update standing set away_until = ? where name_key = 'cai'", (str(AWAY),))
    found = [item for item in book.agenda(within) if item.kind is not READ_ELSEWHERE]
    assert found == everything(book, within)
    parts = [item for section in book.agenda_sections(within) for item in section]
    assert parts == book.agenda(within)
    for kind in set(AgendaKind) - {AgendaKind.UPCOMING}:
        alone = [item for item in book.agenda() if item.kind is kind]
        assert book.agenda_of((kind,)) == alone
    book.close()


def day(on: dt.date | None) -> str | None:
    return None if on is None else on.isoformat()
