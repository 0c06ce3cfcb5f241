"""`log`: one typed line becomes one interaction, and is said back in sentences.

How a line is understood lives in `capture/`, what follows from it in the book.
"""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from collections.abc import Sequence

from msgspec.structs import replace

from loyaltytui.book.errors import BookError, Refused
from loyaltytui.book.logbook import Logbook
from loyaltytui.capture.directory import Candidate, Directory, OpenDealings
from loyaltytui.capture.reading import ChipKind, Reading, read_line, say_reading
from loyaltytui.capture.typed import with_stop
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say
from loyaltytui.cli.who import named, numbered, said_near
from loyaltytui.dates import say_day
from loyaltytui.drafts import LogDraft, NewContact
from loyaltytui.entries import CheckIn, Contact, ContactId, Promise
from loyaltytui.plain import fold

MOST_BYTES = 1_000_000
"""More than this on standard input is no note about a call."""


class _Nobody:
    """The directory of a book that does not exist yet."""

    def candidates(self, words: str) -> Sequence[Candidate]:
        return ()

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        return ()

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        return OpenDealings()


def log(arguments: Namespace, desk: Desk) -> int:
    """Writes down an interaction, or with `--dry-run` only says what was understood."""
    if len(arguments.line) > 1:
        raise Refused(
            "Put the whole line in quotes, or the shell keeps > and < for itself:\n"
            "loyaltytui log 'priya call: renewing > send quote fri'"
        )
    text = _from_input() if arguments.line == ["-"] else arguments.line[0]
    try:
        if desk.is_new:
            return _log_in_new_book(text, arguments.dry_run, desk)
        with desk.writing_in(Logbook) as book:
            reading = _read(text, book, desk)
            if not _can_be_saved(reading, book, text):
                return 2
            return _save(reading, None if arguments.dry_run else book, desk)
    except BookError as error:
        narrate(str(error))
        _hand_back(text)
        return error.exit_code


def _log_in_new_book(text: str, is_dry_run: bool, desk: Desk) -> int:
    """Where no book has ever been, a line that creates its contact begins one."""
    reading = _read(text, _Nobody(), desk)
    creates = any(chip.kind is ChipKind.NEW for chip in reading.chips)
    if not creates:
        desk.expect_book()
    if not _can_be_saved(reading, None, text):
        return 2
    if is_dry_run:
        return _save(reading, None, desk)
    with desk.writing_in(Logbook, may_begin=True) as book:
        return _save(reading, book, desk)


def log_with(text: str, contact: Contact, book: Logbook, desk: Desk) -> bool:
    """Logs a line about a contact who is filled in already; was it clear enough to be saved?"""
    about = (Candidate(contact.id, contact.name, contact.account),)
    reading = _read(text, book, desk, about)
    if not _can_be_saved(reading, book, text):
        return False
    _save(reading, book, desk)
    return True


def _read(text: str, directory: Directory, desk: Desk, about: Sequence[Candidate] = ()) -> Reading:
    now = desk.now()
    return read_line(
        text,
        today=now.date(),
        now=f"{now:%H:%M}",
        directory=directory,
        rules=desk.days,
        usual=desk.usual,
        about=about,
    )


def _can_be_saved(reading: Reading, book: Logbook | None, text: str) -> bool:
    """Is the line clear? If not, says why and hands it back: nothing is guessed."""
    if reading.draft is not None and not reading.troubles:
        return True
    for ambiguity in reading.ambiguities:
        narrate(f"'{ambiguity.words}' may mean several people. Say more of the name:")
        for line in numbered(ambiguity.candidates):
            narrate(line)
    for words in reading.unknown:
        near = said_near(book, words) if book else ""
        narrate(f"Nobody in the book answers to '{words}'.{near}")
        narrate(f'To write down somebody new, say +"{words}" in its place.')
    for trouble in reading.troubles:
        narrate(trouble)
    if reading.troubles:
        narrate('Put words in "quotes" to keep them as text.')
    _hand_back(text)
    return False


def _save(reading: Reading, book: Logbook | None, desk: Desk) -> int:
    """Saves what was understood and says it back; without a book only says it."""
    assert reading.draft is not None
    if book is None:
        _say_all(say_reading(reading, desk.today))
        narrate("Nothing was written: this was a dry run.")
        return 0
    alike = _alike(book, reading.draft)
    book.log(reading.draft)
    # Which day a check-in got, only the book can say: days off are slid over, cadences count.
    chips = tuple(chip for chip in reading.chips if chip.kind is not ChipKind.CHECK_IN)
    _say_all(say_reading(replace(reading, chips=chips), desk.today))
    _say_all(_next_check_ins(book, reading.draft, desk.today))
    for line in alike:
        narrate(line)
    return 0


def _next_check_ins(book: Logbook, draft: LogDraft, today: dt.date) -> list[str]:
    """When each of them is next to be talked to, as the book holds it now."""
    sentences = []
    for contact in _contacts(book, draft):
        waiting = sorted(book.check_ins_of(contact.id), key=_card_day)
        if not waiting:
            sentences.append(f"No check-in with {contact.name} is planned.")
            continue
        check_in = waiting[0]
        day = say_day(check_in.due_on, today)
        if check_in.shown_on and check_in.shown_on > today:
            back = say_day(check_in.shown_on, today)
            sentences.append(f"The check-in with {contact.name}, due {day}, is back on {back}.")
        else:
            words = "in confidence" if check_in.is_confidential else check_in.reason
            reason = f", {words}" if check_in.reason else ""
            sentences.append(with_stop(f"Next check-in with {contact.name}: {day}{reason}"))
    return sentences


def _card_day(check_in: CheckIn) -> dt.date:
    return max(check_in.due_on, check_in.shown_on or check_in.due_on)


def _contacts(book: Logbook, draft: LogDraft) -> list[Contact]:
    """Those it was with. Somebody new is the youngest of that name."""
    ids = []
    for who in draft.contacts:
        if isinstance(who, NewContact):
            ids += [max(found) for found in [_of_name(book, who.name)] if found]
        else:
            ids.append(who)
    return book.contacts(ids)


def _alike(book: Logbook, draft: LogDraft) -> list[str]:
    """Sentences about contacts who are perhaps the somebody new of the line."""
    names = [who.name for who in draft.contacts if isinstance(who, NewContact)]
    return [
        f"There was a {named(each.name, each.account)} in the book already."
        for name in names
        for each in book.contacts(_of_name(book, name))
    ]


def _of_name(book: Logbook, name: str) -> list[ContactId]:
    return [each.id for each in book.candidates(name) if fold(each.name) == fold(name)]


def _from_input() -> str:
    """The whole of standard input as one line to log."""
    if sys.stdin is None:
        raise Refused("There is no standard input to read.")
    if sys.stdin.isatty():
        from loyaltytui.cli.hearing import until_typed

        narrate("Type what happened; ctrl+d ends it.")
        until_typed()
    typed = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(typed) > MOST_BYTES:
        raise Refused(f"That is too long for one interaction: more than {MOST_BYTES:,} bytes.")
    try:
        return typed.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("Standard input is not UTF-8 text.") from error


def _hand_back(text: str) -> None:
    narrate(f"Nothing was written. Your line:\n{text.strip()}")


def _say_all(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        say(sentence)
