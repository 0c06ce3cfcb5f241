"""`review --plain`: the review in plain lines, one card after another, for a screen reader too.

Which cards there are is `loyalty.review`'s to say, how the app shows them the review page's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, NotFound, Refused
from loyaltytui.book.sitting_in_hand import SittingInHand
from loyaltytui.book.sittings import Sittings
from loyaltytui.cli.as_json import IN_CONFIDENCE
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.hearing import typed_line
from loyaltytui.cli.plain_card import card_lines
from loyaltytui.cli.printing import narrate, say
from loyaltytui.cli.verbs_log import log_with
from loyaltytui.dates import say_day
from loyaltytui.entries import CheckIn, Contact, Promise
from loyaltytui.loyalty import review
from loyaltytui.loyalty.agenda import AgendaItem
from loyaltytui.loyalty.review import Card, Sitting

HELP = """\
enter       the usual: a promise was kept
l TEXT      log a talk, as in the log line: l renewing > send quote fri ~3w
k, b, r     the promise was kept, broken, released; with several: k 2
s [DAY]     snooze until a day, or the next working day; the due day stays
m DAY       a new day was agreed for the promise
n           leave this card for another day
u           take back the last change
q           stop; the review goes on where it was left
With several items say which: s 2 mon"""

_ENDINGS = {"k": ("keep", "Kept"), "b": ("break_", "Broken"), "r": ("release", "Released")}


class PlainReview:
    """Goes through the day's review by asking one line at a time."""

    def __init__(self, book: Book, desk: Desk, ask: Callable[[], str | None]) -> None:
        """`ask`: the next line that is typed. None: there is no more."""
        self.book = book
        self.desk = desk
        self.ask = ask
        sittings = Sittings(book)
        self.hand = SittingInHand(sittings, book.rules.review_cap, self._keep)
        self.sittings = sittings

    def _keep(self, sitting: Sitting) -> None:
        self.sittings.keep(sitting)

    def go_through(self) -> None:
        """Card after card, until none is left or somebody stops."""
        shown: Card | None = None
        while True:
            today = self.desk.today
            due = review.due_now(self.book.agenda(), today)
            sitting = self.hand.seat(due, today)
            cards = review.cards(sitting, due)
            card = next((one for one in cards if one.items), None)
            if card is None:
                if not self._goes_on(sitting, due):
                    return
                continue
            if card != shown:
                say(f"[{cards.index(card) + 1} of {len(cards)}]")
                self._show(card)
                shown = card
            typed = self.ask()
            if typed is None or typed.strip().casefold() in ("q", "quit"):
                narrate("Stopped. The review goes on here next time.")
                return
            try:
                self._do(typed.strip(), card)
            except BookError as error:
                narrate(str(error))

    def _show(self, card: Card) -> None:
        brief = self.book.brief(card.contact_id)
        for line in card_lines(brief, card.items, self.book.rules, self.desk.today):
            say(line)
        usual = review.say_usual(card.items[0], brief.contact, self.desk.today, self.book.rules)
        narrate(f"enter: {usual}; l k b r s m n u q, or ? for what they do")

    def _goes_on(self, sitting: Sitting, due: Sequence[AgendaItem]) -> bool:
        """Says how it went; asks whether to go on where somebody waits."""
        end = self.hand.end(sitting, due)
        say(review.say_end(end.tally, end.count, end.waiting, "enter"))
        if not end.waiting:
            return False
        typed = self.ask()
        if typed is None or typed.strip():
            return False
        self.hand.go_on(due)
        return True

    def _do(self, typed: str, card: Card) -> None:
        word, _, rest = typed.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word == "?":
            say(HELP)
        elif word == "u":
            self._undo()
        elif word == "n":
            self.hand.skip(card.contact_id)
        elif word == "l":
            self._log(rest, card)
        elif word in ("", "s", "m", *_ENDINGS):
            item, rest = _meant(rest, card.items)
            self._act(word, rest, item)
        else:
            raise Refused(f"'{word}' is none of l k b r s m n u q. Say ? for what they do.")

    def _act(self, word: str, rest: str, item: AgendaItem) -> None:
        about = item.about
        if not word:
            if not isinstance(about, Promise):
                raise Refused("Say l and what was said, or s to snooze, or n to leave it.")
            word = "k"
        if word == "s":
            self._snooze(about, rest)
            return
        if not isinstance(about, Promise):
            raise Refused("That is for a promise, and this is none.")
        if word == "m":
            day = self.desk.due_day(rest)
            self.book.move(about, day)
            say(f"Moved to {say_day(day, self.desk.today)}: {_words(about)}.")
            return
        verb, said = _ENDINGS[word]
        getattr(self.book, verb)(about)
        say(f"{said}: {_words(about)}.")

    def _snooze(self, about: object, rest: str) -> None:
        today = self.desk.today
        day = self.desk.due_day(rest) if rest else review.snooze_day(today, self.book.rules)
        if day <= today:
            raise Refused(f"{say_day(day, today)} is not ahead. Say a later day.")
        if isinstance(about, Promise):
            self.book.snooze_promise(about, day)
        elif isinstance(about, CheckIn):
            self.book.snooze_check_in(about, day)
        else:
            raise Refused("Only a promise or a check-in can be snoozed. Say n to leave it.")
        say(f"Snoozed until {say_day(day, today)}.")

    def _undo(self) -> None:
        if (skipped := self.hand.take_back_skip()) is not None:
            found: list[Contact] = self.book.contacts([skipped])
            say(f"undone: skip {found[0].name}" if found else "undone: skip")
            return
        say(f"undone: {self.book.undo()}")

    def _log(self, text: str, card: Card) -> None:
        if not text:
            raise Refused("Say what was said behind the l: l renewing > send quote fri ~3w")
        found = self.book.contacts([card.contact_id])
        if not found:
            raise NotFound("That contact is not in the book any more.")
        log_with(text, found[0], self.book, self.desk)


def _meant(rest: str, items: Sequence[AgendaItem]) -> tuple[AgendaItem, str]:
    """Which item is meant: by its number, or the first."""
    first, _, more = rest.partition(" ")
    if first.isascii() and first.isdecimal() and 1 <= int(first[:4]) <= len(items):
        return items[int(first[:4]) - 1], more.strip()
    return items[0], rest


def _words(promise: Promise) -> str:
    return IN_CONFIDENCE if promise.is_confidential else promise.text


def answered_line() -> str | None:
    """The next line, asked for where a person types it."""
    if sys.stdin is not None and sys.stdin.isatty():
        print("> ", end="", file=sys.stderr, flush=True)
    return typed_line()
