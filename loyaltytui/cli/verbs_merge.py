"""The verbs about contacts who are in the book twice: which they are, and to make them one.

What makes two likely one is decided in `loyalty/`, what a merge does in the book.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Refused
from loyaltytui.book.merging_fields import contested, merged
from loyaltytui.cli.as_json import Shape, print_json
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import contact_meant, named
from loyaltytui.entries import Contact, ContactId
from loyaltytui.loyalty.duplicates import Likeness

_INTO = "into"


def duplicates(arguments: Namespace, desk: Desk) -> int:
    """Prints the pairs who are likely one person; or writes down that two are not."""
    if arguments.different:
        return _say_different(arguments.different, desk)
    with desk.reading() as book:
        pairs = book.duplicates()
        ids = dict.fromkeys(each for one in pairs for each in one.pair)
        known = {one.id: one for one in book.contacts(list(ids))}
    if arguments.json:
        print_json({"items": [_shape(one, known) for one in pairs]})
        return 0
    say_rows([_row(one, known) for one in pairs], indent="")
    if pairs:
        first, second = pairs[0].pair
        narrate(
            f"To make two one: loyaltytui merge {second} into {first}. To say they are two: "
            f"loyaltytui duplicates --different {first} {second}"
        )
    else:
        narrate("Nobody seems to be in the book twice.")
    return 0


def merge(arguments: Namespace, desk: Desk) -> int:
    """Makes two contacts one, or only says what that would come to."""
    goes, stays = _halves(arguments.who)
    taken = list(dict.fromkeys(arguments.take))
    opened = desk.reading() if arguments.dry_run else desk.writing()
    with opened as book:
        other, kept = _meant(book, goes), _meant(book, stays)
        if kept.id == other.id:
            raise Refused(
                f"Both words mean {named(kept.name, kept.account)}. Say who is the other."
            )
        brings = book.hanging_on(other)
        if not arguments.dry_run:
            book.merge(kept, other, taken)
    if arguments.json:
        print_json(_outcome(kept, other, taken) | {"merged": not arguments.dry_run})
    else:
        _say_outcome(kept, other, taken, brings)
    # Only now: whoever reads along may stop reading, and that must not stop the merge.
    narrate(
        "Nothing was written: a dry run."
        if arguments.dry_run
        else "Merged, after a backup. undo makes them two again."
    )
    return 0


def _say_different(words: Sequence[str], desk: Desk) -> int:
    with desk.writing() as book:
        one, other = (_meant(book, each) for each in words)
        book.keep_apart(one, other)
    say(f"{named(one.name, one.account)} and {named(other.name, other.account)}: two people.")
    return 0


def _halves(words: Sequence[str]) -> tuple[str, str]:
    """Who goes and who stays. A quoted name is one word, whatever is in it."""
    said = list(words)
    if len(said) == 1:
        # All of it in quotes, as a log line is.
        said = said[0].split()
    if said.count(_INTO) != 1 or said[0] == _INTO or said[-1] == _INTO:
        raise Refused("Say who goes into whom: loyaltytui merge 'kim ode' into 'kim odegard'.")
    at = said.index(_INTO)
    return " ".join(said[:at]), " ".join(said[at + 1 :])


def _meant(book: Book, words: str) -> Contact:
    """A contact by its number, or by words; two of one name at one account have only numbers."""
    digits = words.removeprefix("#")
    if digits.isascii() and digits.isdecimal() and len(digits) <= 18:
        return book.contact(ContactId(int(digits)))
    return contact_meant(book, words)


def _row(one: Likeness, known: Mapping[ContactId, Contact]) -> tuple[str, ...]:
    first, second = (known[each] for each in one.pair)
    return (
        str(first.id),
        named(first.name, first.account),
        str(second.id),
        named(second.name, second.account),
        ", ".join(one.reasons),
    )


def _shape(one: Likeness, known: Mapping[ContactId, Contact]) -> Shape:
    return {
        "contacts": [_person(known[each]) for each in one.pair],
        "reasons": list(one.reasons),
    }


def _person(contact: Contact) -> Shape:
    return {"id": contact.id, "contact": contact.name, "account": contact.account}


def _outcome(kept: Contact, other: Contact, taken: Collection[str]) -> Shape:
    one = merged(kept, other, taken)
    return {
        "kept": _person(kept),
        "other": _person(other),
        "fields": one.fields,
        "beside": [{"name": name, "text": text} for name, text in one.beside],
    }


def _say_outcome(
    kept: Contact, other: Contact, taken: Collection[str], brings: Sequence[str]
) -> None:
    say(f"{named(other.name, other.account)} into {named(kept.name, kept.account)}")
    rows = []
    for each in contested(kept, other):
        wins, gives_way = each.kept, each.other
        if each.field in taken:
            wins, gives_way = gives_way, wins
        rows.append((each.field, wins, f"beside it: {gives_way}"))
    say_rows(rows)
    if brings:
        say(f"  brings  {', '.join(brings)}")


VERBS = {"duplicates": duplicates, "merge": merge}
"""The verbs of this family by the words that call them."""
