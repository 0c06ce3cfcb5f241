"""The verbs about promises: listing open ones, ending, moving and snoozing them by number.

What an ending means for trust lives in `loyalty/`.
"""

from __future__ import annotations

from argparse import Namespace

from loyaltytui.book.checkins import CheckIns
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.book.finding import Finding
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.book.promises import Promises
from loyaltytui.cli.as_json import print_json, promises_shape, words_of
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import contact_meant, named
from loyaltytui.dates import say_day, say_due
from loyaltytui.entries import Outcome, Promise, PromiseId

_DONE = {
    Outcome.KEPT: "Kept",
    Outcome.BROKEN: "Broken",
    Outcome.RELEASED: "Released",
}


class _Promised(PromisePages, Promises, CheckIns, Finding):
    """As much of the book as these verbs need."""


def promises(arguments: Namespace, desk: Desk) -> int:
    """Prints the open promises of both sides with their numbers."""
    words, today = " ".join(arguments.who), desk.today
    with desk.reading_in(_Promised) as book:
        ids = [contact_meant(book, words).id] if words else []
        found = book.open_promises(ids)
    shows = arguments.confidential
    if arguments.json:
        print_json(promises_shape(found, today, shows_confidential=shows))
        return 0
    if not found:
        narrate("No promise is open.")
    sides = (("Promises", True), ("They owe you", False))
    sections = [(label, [each for each in found if each.is_mine is mine]) for label, mine in sides]
    for at, (label, section) in enumerate(part for part in sections if part[1]):
        if at:
            say()
        say(label)
        say_rows(
            [
                (
                    f"#{each.id}",
                    say_due(each.due_on, today) if each.due_on else "no day",
                    each.contact,
                    each.account,
                    words_of(each, shows_confidential=shows)
                    + (f" via {each.via}" if each.via else ""),
                )
                for each in section
            ]
        )
    return 0


def keep(arguments: Namespace, desk: Desk) -> int:
    """It was done."""
    return _end(arguments, desk, Outcome.KEPT)


def break_(arguments: Namespace, desk: Desk) -> int:
    """It will not be done, or was not."""
    return _end(arguments, desk, Outcome.BROKEN)


def release(arguments: Namespace, desk: Desk) -> int:
    """They said never mind."""
    return _end(arguments, desk, Outcome.RELEASED)


def _end(arguments: Namespace, desk: Desk, outcome: Outcome) -> int:
    with desk.writing_in(_Promised) as book:
        promise = book.promise_by_id(PromiseId(arguments.number))
        verbs = {
            Outcome.KEPT: book.keep,
            Outcome.BROKEN: book.break_,
            Outcome.RELEASED: book.release,
        }
        verbs[outcome](promise)
        say(f"{_DONE[outcome]}: {_said(promise)}.")
    return 0


def move(arguments: Namespace, desk: Desk) -> int:
    """A new day was agreed with them."""
    to_on = desk.due_day(" ".join(arguments.date))
    with desk.writing_in(_Promised) as book:
        promise = book.promise_by_id(PromiseId(arguments.number))
        if not promise.is_open:
            raise Refused(f"{_said(promise)} has ended already: {promise.outcome}.")
        book.move(promise, to_on)
        say(f"Moved: {_said(promise)} is due {say_day(to_on, desk.today)}.")
    return 0


def snooze(arguments: Namespace, desk: Desk) -> int:
    """Puts a card off; what was promised for when stays."""
    until = desk.due_day(" ".join(arguments.date))
    if until <= desk.today:
        raise Refused(f"{say_day(until, desk.today)} is not ahead. Say a later day.")
    day = say_day(until, desk.today)
    with desk.writing_in(_Promised) as book:
        digits = arguments.what.removeprefix("#")
        if digits.isdecimal():
            promise = _promise_numbered(book, digits)
            book.snooze_promise(promise, until)
            due_on = promise.due_on
            say(f"Snoozed until {day}: {_said(promise)}.")
        else:
            contact = contact_meant(book, arguments.what)
            check_ins = book.check_ins_of(contact.id)
            if not check_ins:
                raise NotFound(f"No check-in with {contact.name} is planned.")
            book.snooze_check_in(check_ins[0], until)
            due_on = check_ins[0].due_on
            say(f"Snoozed until {day}: check-in with {named(contact.name, contact.account)}.")
        if due_on:
            narrate(f"Its due day stays {say_day(due_on, desk.today)}.")
    return 0


def _promise_numbered(book: _Promised, digits: str) -> Promise:
    # More digits than SQLite's numbers have name no promise.
    if len(digits) > 18:
        raise NotFound(f"There is no promise {digits[:18]}… in the book.")
    promise = book.promise_by_id(PromiseId(int(digits)))
    if not promise.is_open:
        raise Refused(f"{_said(promise)} has ended already: {promise.outcome}.")
    return promise


def _said(promise: Promise) -> str:
    return f"{words_of(promise, shows_confidential=False)} · {promise.contact}"


VERBS = {
    "promises": promises,
    "keep": keep,
    "break": break_,
    "release": release,
    "move": move,
    "snooze": snooze,
}
"""The verbs of this family by the words that call them."""
