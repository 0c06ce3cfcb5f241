"""Activities and notes of other programs: what of them happened, and what is still to be done."""

from __future__ import annotations

import datetime as dt
import io

from loyaltytui.drafts import ContactDraft, Past, PastDraft
from loyaltytui.exchange.reading import Reading
from loyaltytui.exchange.sources import Asked, read_stream

ACTIVITIES = (
    "Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Done,"
    "Activity - Note,Activity - Assigned to user,Deal - Title,Person - Name,Person - Email,"
    "Organization - Name\n"
)
NOTES = "Activity date,Note body,Associated Contact,Associated Company\n"


def read(text: str) -> Reading:
    return read_stream(io.BytesIO(text.encode()), Asked())


def activity(row: str) -> tuple[ContactDraft, PastDraft]:
    (contact,) = read(f"{ACTIVITIES}{row}\n").contacts
    (past,) = contact.past
    return contact, past


def test_a_call_that_was_made_is_in_the_log_on_its_day() -> None:
    row = (
        "First call,Call,2025-03-04,10:30,Done,<p>Two <b>ovens</b></p>,Me,Ovens,Ann Lee,a@x.no,Acme"
    )
    contact, past = activity(row)
    assert (contact.name, contact.account, contact.channels[0].value) == (
        "Ann Lee",
        "Acme",
        "a@x.no",
    )
    assert (past.past, past.word) == (Past.INTERACTION, "call")
    assert (past.on, past.at_time) == (dt.date(2025, 3, 4), "10:30")
    assert past.text == "First call\nTwo ovens\nDeal - Title: Ovens"


def test_what_is_still_to_be_done_is_a_promise() -> None:
    _, past = activity("Send quote,Task,2026-12-04,,To do,,Me,,Ann Lee,,Acme")
    assert (past.past, past.text, past.on) == (Past.PROMISE, "Send quote", dt.date(2026, 12, 4))


def test_a_task_that_was_done_is_a_note_for_nobody_was_met() -> None:
    _, past = activity("Send quote,Task,2025-12-04,,Done,,Me,,Ann Lee,,Acme")
    assert (past.past, past.text) == (Past.NOTE, "Send quote")


def test_an_activity_of_nobody_is_named_by_its_line() -> None:
    reading = read(f"{ACTIVITIES}Call,Call,2025-03-04,,Done,,Me,,,,\n")
    assert [problem.line for problem in reading.unreadable] == [2]


def test_a_note_of_hubspot_is_a_dated_note_of_each_contact_it_names() -> None:
    reading = read(f"{NOTES}12/25/2025,Asked for references,Ann Lee (901); Bo Ray (902),\n")
    assert [(one.name, one.uid) for one in reading.contacts] == [
        ("Ann Lee", "hubspot 901"),
        ("Bo Ray", "hubspot 902"),
    ]
    (past,) = reading.contacts[0].past
    assert (past.past, past.on) == (Past.NOTE, dt.date(2025, 12, 25))
    assert past.text == "Asked for references"


def test_a_note_without_a_day_is_written_about_the_contact() -> None:
    (contact,) = read(f"{NOTES},Asked for references,Ann Lee (901),\n").contacts
    assert (contact.about, contact.past) == ("Asked for references", ())
