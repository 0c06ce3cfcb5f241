"""The verbs about contacts: one of them, all that holds a word, and a new one."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loyaltytui.book.errors import Refused
from loyaltytui.book.finding import MOST_HITS, Finding, Hit
from loyaltytui.cli.as_json import (
    IN_CONFIDENCE,
    brief_shape,
    hits_shape,
    print_json,
    source_of,
    words_of,
)
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import contact_meant, named, said_near
from loyaltytui.dates import say_day, say_due, say_past
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Contact, Owner
from loyaltytui.plain import fold

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.capture.filters import Sought


def show(arguments: Namespace, desk: Desk) -> int:
    """Prints the brief of one contact."""
    from loyaltytui.cli.brief import Known, fetch_brief

    shows = arguments.confidential
    with desk.reading_in(Known) as book:
        contact = contact_meant(book, " ".join(arguments.who))
        brief = fetch_brief(book, contact, desk.rules, shows_confidential=shows)
    if arguments.json:
        from loyaltytui.cli.figures_json import dealings_shape, figures_shape

        shape = brief_shape(brief, desk.today, shows_confidential=shows)
        shape |= figures_shape(brief.figures, shows_confidential=shows)
        print_json(shape | dealings_shape(brief))
    else:
        from loyaltytui.cli.say_brief import say_brief

        promised = [words_of(each, shows_confidential=shows) for each in brief.promises]
        say_brief(brief, promised, desk.today, shows_confidential=shows)
    return 0


def find(arguments: Namespace, desk: Desk) -> int:
    """Prints every text of the book that holds the words, of contacts who meet the conditions."""
    from loyaltytui.book.contact_order import Column
    from loyaltytui.book.sifting import sieve_of
    from loyaltytui.capture.filters import read_sought

    typed = " ".join(arguments.text)
    sought = read_sought(typed)
    with desk.reading_in(Finding) as book:
        sieve = sieve_of(sought.conditions, desk.today)
        if sought.conditions and not sought.words:
            found = book.contact_order(Column.NAME, sieve=sieve)
            return _find_contacts(arguments, desk, sought, book.contacts(found))
        hits = book.find(sought.words, sieve=sieve)
        near = "" if hits or sought.conditions else said_near(book, typed)
    if arguments.json:
        print_json(hits_shape(typed, hits))
    else:
        say_rows(
            [
                (
                    hit.contact,
                    hit.account,
                    source_of(hit).replace("_", "-"),
                    # A hit without its text was told in confidence.
                    " ".join(hit.snippet.split()) or IN_CONFIDENCE,
                )
                for hit in hits
            ],
            indent="",
        )
    _narrate_conditions(sought)
    if not hits:
        narrate(f"Nothing in the book holds '{typed}'.{near}")
        return 1
    if len(hits) == MOST_HITS:
        narrate(f"These are the first {MOST_HITS}. Say more words to see fewer.")
    return 0


def _find_contacts(
    arguments: Namespace, desk: Desk, sought: Sought, people: Sequence[Contact]
) -> int:
    """Prints everybody who meets the conditions, by name: without words, no text was looked for."""
    typed = " ".join(arguments.text)
    if arguments.json:
        hits = [Hit(each.id, each.name, each.account, "contact", each.job) for each in people]
        print_json(hits_shape(typed, hits))
    else:
        say_rows([_told(each, desk.today) for each in people], indent="")
    _narrate_conditions(sought)
    if not people:
        narrate("Nobody in the book is like that.")
    return 0 if people else 1


def _told(contact: Contact, today: dt.date) -> tuple[str, str, str, str]:
    last, due = contact.last_contact_on, contact.next_check_in_on
    return (
        contact.name,
        contact.account,
        f"last contact {say_past(last, today)}" if last else "never met",
        f"next check-in {say_due(due, today)}" if due else "nothing planned",
    )


def _narrate_conditions(sought: Sought) -> None:
    """Says how the conditions were understood, as the app shows chips."""
    if sought.conditions:
        narrate(f"Only: {' · '.join(condition.chip for condition in sought.conditions)}.")
    if sought.left_out:
        narrate(sought.said_left_out)


def add(arguments: Namespace, desk: Desk) -> int:
    """Writes a new contact into the book."""
    draft = ContactDraft(
        name=" ".join(arguments.name),
        account=arguments.account,
        job=arguments.job,
        tier=arguments.tier,
        cadence=arguments.cadence,
        owner=Owner(arguments.owner),
        channels=tuple(
            ChannelDraft(kind, value)
            for kind in ChannelKind
            for value in getattr(arguments, kind.value)
        ),
        tags=tuple(arguments.tag),
    )
    for channel in draft.channels:
        if channel.kind is ChannelKind.EMAIL and "@" not in channel.value:
            raise Refused(f"'{channel.value}' is no email address.")
    with desk.writing(may_begin=True) as book:
        alike = _alike(book, draft)
        contact = book.contact(book.add_contact(draft))
        say(f"Added: {named(contact.name, contact.account)}")
        if contact.next_check_in_on:
            narrate(f"First check-in: {say_day(contact.next_check_in_on, desk.today)}.")
        for line in alike:
            narrate(line)
    return 0


def _alike(book: Book, draft: ContactDraft) -> Sequence[str]:
    """Sentences about contacts who are perhaps the same person."""
    from loyaltytui.book.channels import channel_key

    lines = [
        f"There was a {named(each.name, each.account)} in the book already."
        for each in book.candidates(draft.name)
        if fold(each.name) == fold(draft.name)
    ]
    for channel in draft.channels:
        key = channel_key(channel.kind, channel.value)
        hits = {hit.contact_id: hit for hit in book.find(key) if hit.source == "channel"}
        for hit in hits.values():
            known = [each for each in book.channels_of(hit.contact_id) if each.kind == channel.kind]
            if any(channel_key(each.kind, each.value) == key for each in known):
                whose = named(hit.contact, hit.account)
                lines.append(f"{channel.value} was in the book already: {whose}.")
    return lines


VERBS = {"show": show, "find": find, "add": add}
"""The verbs of this family by the words that call them."""
