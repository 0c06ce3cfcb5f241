"""Monica's export: contacts, and all that was written down about them."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest

from loyaltytui.drafts import ContactDraft, Past, PastDraft
from loyaltytui.exchange.reading import Reading
from loyaltytui.exchange.sources import Asked, SourceError, read_stream

NOON = "2021-03-04T00:00:00.000000Z"


def listed(word: str, *values: object) -> dict[str, Any]:
    return {"count": len(values), "type": word, "values": list(values)}


def entry(**properties: object) -> dict[str, Any]:
    return {"created_at": NOON, "updated_at": NOON, "properties": properties}


ANN = {
    "uuid": "c1",
    "created_at": NOON,
    "properties": {
        "first_name": "Ann",
        "last_name": "Lee",
        "job": "Buyer",
        "company": "Acme",
        "description": "likes pumps",
        "stay_in_touch_frequency": 30,
        "tags": ["vip"],
        "birthdate": {"is_year_unknown": True, "date": "1980-02-03T00:00:00Z"},
        "food_preferences": "no fish",
        "is_starred": True,
    },
    "data": [
        listed("contact_field", entry(data="ann@acme.example", type="t1")),
        listed(
            "contact_field", entry(data="+47 900 00 000", type="t2"), entry(data="@ann", type="t3")
        ),
        listed("address", entry(name="Home", street="Main St 1", city="Oslo", country="NO")),
        listed("call", entry(called_at=NOON, content="about pumps", contact_called=True)),
        listed("note", entry(body="prefers mornings")),
        listed(
            "conversation",
            entry(
                happened_at=NOON,
                messages=[entry(content="Hi", written_by_me=True), entry(content="Hello")],
            ),
        ),
        listed(
            "task",
            entry(title="send quote", completed=False),
            entry(title="send cake", completed=True, completed_at="2021-05-01T00:00:00Z"),
        ),
        listed(
            "reminder",
            entry(
                title="ask budget",
                initial_date="2021-03-04",
                frequency_type="year",
                frequency_number=1,
            ),
            entry(title="Wish happy birthday", initial_date="2021-02-03", delible=False),
        ),
        listed("activity", "a1"),
        listed("photo", "p1"),
    ],
}
BO = {"uuid": "c2", "properties": {"first_name": "Bo"}, "data": [listed("activity", "a1")]}
CHILD = {"uuid": "c3", "properties": {"first_name": "Kim", "is_partial": True}}
ACCOUNT = {
    "uuid": "x",
    "data": [
        listed("contact", ANN, BO, CHILD, {"uuid": "c4", "properties": {}}),
        listed("activity", {"uuid": "a1", **entry(summary="lunch", happened_at="2021-05-06")}),
        listed("relationship", entry(type="child", contact_is="c3", of_contact="c1")),
    ],
    "instance": {
        "contact_field_types": [
            {"uuid": "t1", "properties": {"name": "Email", "type": "email"}},
            {"uuid": "t2", "properties": {"name": "Phone", "type": "phone"}},
            {"uuid": "t3", "properties": {"name": "Telegram"}},
        ]
    },
}


def read(account: object = ACCOUNT) -> Reading:
    data = json.dumps({"version": "1.0-preview.1", "account": account}).encode()
    return read_stream(io.BytesIO(data), Asked())


def ann() -> ContactDraft:
    return read().contacts[0]


def told(past: Past) -> list[PastDraft]:
    return [line for line in ann().past if line.past is past]


def test_a_contact_comes_with_all_its_fields() -> None:
    one = ann()
    assert read().kind == "monica"
    assert (one.name, one.account, one.job, one.cadence) == ("Ann Lee", "Acme", "Buyer", "30d")
    assert (one.birthday, one.about, one.tags) == ("--02-03", "likes pumps", ("vip",))
    assert one.address == "Main St 1, Oslo, NO"
    assert [channel.value for channel in one.channels] == ["ann@acme.example", "+47 900 00 000"]
    assert one.extras == (("Telegram", "@ann"), ("food preferences", "no fish"), ("child", "Kim"))


def test_calls_talks_and_activities_are_interactions_on_their_day() -> None:
    march = dt.date(2021, 3, 4)
    assert [(line.word, line.on, line.text) for line in told(Past.INTERACTION)] == [
        ("meeting", dt.date(2021, 5, 6), "lunch"),
        ("call", march, "They called. about pumps"),
        ("message", march, "me: Hi\nthey: Hello"),
    ]


def test_an_activity_of_two_contacts_is_one() -> None:
    bo = read().contacts[1]
    (shared,) = bo.past
    assert shared in ann().past
    assert shared.key


def test_notes_and_done_tasks_are_notes_open_tasks_promises_reminders_check_ins() -> None:
    assert [line.text for line in told(Past.NOTE)] == ["prefers mornings", "done: send cake"]
    (promise,) = told(Past.PROMISE)
    assert (promise.text, promise.on, promise.made_on) == ("send quote", None, dt.date(2021, 3, 4))
    (check_in,) = told(Past.CHECK_IN)
    assert (check_in.text, check_in.every) == ("ask budget", "1y")


def test_what_is_left_out_is_counted_and_what_can_not_be_read_is_told() -> None:
    reading = read()
    assert dict(reading.dropped) == {"photo": 1, "relative, kept with the contact,": 1}
    assert [problem.line for problem in reading.unreadable] == [4]


@pytest.mark.parametrize("account", [{}, {"data": 3}, {"data": [None, {"type": "contact"}]}])
def test_an_export_of_another_shape_breaks_nothing(account: object) -> None:
    assert not read(account).contacts


def test_an_export_that_breaks_off_is_refused_in_a_sentence() -> None:
    whole = json.dumps({"account": ACCOUNT}).encode()
    for size in (30, len(whole) // 2, len(whole) - 1):
        with pytest.raises(SourceError, match="breaks off or is damaged at line 1"):
            read_stream(io.BytesIO(whole[:size]), Asked())
