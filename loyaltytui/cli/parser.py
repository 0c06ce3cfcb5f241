"""The grammar of the command line: each verb, its words and its options.

What a verb does lives in its family's `verbs_...` module; nothing here opens a book.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

from loyaltytui import __version__
from loyaltytui.cli.import_words import import_words
from loyaltytui.cli.printing import narrate
from loyaltytui.cli.words_safety import backup_words, check_words, restore_words
from loyaltytui.plain import safe

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WELCOME = """\
loyaltytui: a salesperson's account book in the terminal.

loyaltytui alone opens the app. The verbs answer at once, for quick hands and scripts:

  log 'LINE' | -     write down an interaction; - reads it from standard input
  due                what needs you today, and what comes next
  review             the app, straight at that, one card at a time
  show WHO           one contact: the brief before a call
  find TEXT          search everything
  add NAME           write a new contact into the book
  loyalty            how loyal everybody is: steps, trust, worth, references, who left
  promises [WHO]     open promises with their numbers
  keep N, break N, release N, move N DATE      end promise N, or move it
  snooze WHO|N DATE  put a check-in, or a promise's card, off; its due day stays
  import FILE|DIR|-  bring contacts from vCards, CSV or Monica; --dry-run only shows
  export FILE|DIR|-  the whole book as JSON, or contacts for other programs; --mine: what is yours
  undo, redo, history                          take back, do again, look back
  backup [FILE]      a copy of the book, besides those that make themselves; --list shows all
  restore FILE|N     puts a backup back; what it replaces is kept
  check [--repair]   proves that the book is sound
  keys [--markdown]  the keys of the app
  demo               look around in a throw-away sample book
  help [VERB]        this, or all about one verb

One line after a call, in quotes, and everything is in its place:

  loyaltytui log 'priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w'

is a call with Priya; I promised the quote by Friday; she owes me the PO by 5 December; and we
talk again in three weeks. A first contact: loyaltytui add 'Priya Shah' --account Northwind

Anywhere:  --book PATH (or LOYALTYTUI_BOOK)   another book than the usual one
           --today DATE                       as if it were that day
           --version
due, show, find, loyalty and promises take --json. The exit code is 0 done, 1 nothing found, 2 bad
usage or ambiguous, 3 the book can't be used.
"""

_MOST_DAYS = 3653


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and never prints what was typed raw."""

    def error(self, message: str) -> NoReturn:
        """Ends with the sentence and exit code 2."""
        narrate(f"{self.prog}: {message}")
        narrate(f"Try: {self.prog} --help")
        sys.exit(2)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        print(safe(message, keep_lines=True), end="", file=file or sys.stdout)


class _Front(Parser):
    """The parser in front of all verbs, whose help is written by hand."""

    def format_help(self) -> str:
        """The welcome, whole."""
        return WELCOME

    def _check_value(self, action: argparse.Action, value: str) -> None:
        if action.choices is None or value in action.choices:
            return
        import difflib

        near = difflib.get_close_matches(value, _GRAMMAR, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        self.error(f"there is no verb '{value}'.{hint}")


def build_parser(words: Sequence[str]) -> tuple[Parser, dict[str, Parser]]:
    """The grammar for these words, and the parser of each verb in it by its name.

    Building all verbs takes a third of the time of starting Python, so only those named are
    built; where none is named, all.
    """
    front = _Front(prog="loyaltytui", allow_abbrev=False)
    _add_global_options(front, is_front=True)
    front.add_argument("--version", action="version", version=f"loyaltytui {__version__}")
    verbs = front.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    known: dict[str, Parser] = {}
    named = [name for name in _GRAMMAR if name in words]
    for name in named or _GRAMMAR:
        summary, add_words = _GRAMMAR[name]
        verb = verbs.add_parser(
            name,
            help=summary,
            description=summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        add_words(verb)
        _add_global_options(verb, is_front=False)
        known[name] = verb
    return front, known


def _add_global_options(parser: Parser, *, is_front: bool) -> None:
    """The options that may stand before the verb or behind it.

    Behind it they have no default of their own, or it would undo what stood before.
    """
    default = None if is_front else argparse.SUPPRESS
    parser.add_argument("--book", metavar="PATH", default=default, help="another book")
    parser.add_argument(
        "--today", metavar="DATE", default=default, help="as if it were that day, at noon"
    )


def _log(verb: Parser) -> None:
    verb.epilog = (
        "for instance: loyaltytui log 'priya call: renewing > send quote fri ~3w'\n"
        "Put the line in quotes: the shell would keep > and < for itself."
    )
    verb.add_argument(
        "line", nargs="+", metavar="LINE", help="the line in quotes, or - for standard input"
    )
    verb.add_argument("--dry-run", action="store_true", help="only say what was understood")


def _due(verb: Parser) -> None:
    verb.add_argument("--days", type=_days, metavar="N", help="how far to look ahead (7)")
    _add_output_options(verb)


def _show(verb: Parser) -> None:
    verb.add_argument("who", nargs="+", metavar="WHO", help="words of the name or account")
    _add_output_options(verb)


def _find(verb: Parser) -> None:
    verb.epilog = (
        "conditions: tier:A step:4+ tag:pumps reach:none quiet:90 (not contacted in 90 days)\n"
        "account:north owner:mine trust:<0 lost go-to loyal late\n"
        "for instance: loyaltytui find 'tier:A quiet:90 pump'"
    )
    verb.add_argument("text", nargs="+", metavar="TEXT", help="words, or how they begin")
    verb.add_argument("--json", action="store_true", help="for scripts")


def _add(verb: Parser) -> None:
    verb.epilog = "for instance: loyaltytui add 'Ann Lee' --account Acme --email ann@acme.example"
    verb.add_argument("name", nargs="+", metavar="NAME")
    verb.add_argument("--account", default="", help="the company")
    verb.add_argument("--job", default="", help="what they do there")
    for kind in ("email", "phone", "link"):
        verb.add_argument(f"--{kind}", action="append", default=[], help="may be given again")
    verb.add_argument("--cadence", default="", help="how often to be in touch: 3w, 2m, none")
    verb.add_argument("--tier", default="", help="A, B, C or D")
    verb.add_argument(
        "--owner",
        choices=("mine", "company", "public"),
        default="company",
        help="whose the contact is when you change employer",
    )
    verb.add_argument("--tag", action="append", default=[], help="may be given again")


def _promises(verb: Parser) -> None:
    verb.add_argument("who", nargs="*", metavar="WHO", help="words of the name or account")
    _add_output_options(verb)


def _loyalty(verb: Parser) -> None:
    verb.add_argument("--json", action="store_true", help="for scripts")


def _number(verb: Parser) -> None:
    verb.add_argument("number", type=_promise_number, metavar="N", help="as promises shows it")


def _move(verb: Parser) -> None:
    _number(verb)
    verb.add_argument("date", nargs="+", metavar="DATE", help="the day agreed with them")


def _snooze(verb: Parser) -> None:
    verb.epilog = "A name of several words goes in quotes: loyaltytui snooze 'ann lee' mon"
    verb.add_argument("what", metavar="WHO|N", help="a contact, or a promise's number")
    verb.add_argument("date", nargs="+", metavar="DATE", help="the day to see it again")


def _export(verb: Parser) -> None:
    verb.epilog = "for instance: loyaltytui export book.json --confidential"
    verb.add_argument("path", metavar="FILE|DIR|-", help="where to; - is standard output")
    verb.add_argument(
        "--format",
        choices=("json", "csv", "vcard", "ics", "vdir"),
        default="",
        help="else the name's ending says it",
    )
    verb.add_argument("--mine", action="store_true", help="only what is mine or public")
    verb.add_argument(
        "--confidential", action="store_true", help="also what was told in confidence"
    )
    verb.add_argument(
        "--vcard", choices=("3.0", "4.0"), default="3.0", help="the version of cards (3.0)"
    )
    verb.add_argument("--force", action="store_true", help="replace what is there already")


def _keys(verb: Parser) -> None:
    verb.add_argument("--markdown", action="store_true", help="as the README shows them")


def _help(verb: Parser) -> None:
    verb.add_argument("about", nargs="?", metavar="VERB")


def _nothing(_: Parser) -> None:
    """These verbs take no words of their own."""


_GRAMMAR: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "log": ("Write down an interaction and all that follows from it.", _log),
    "due": ("What the agenda shows.", _due),
    "review": ("Open the app and go through what is due, one card at a time.", _nothing),
    "show": ("One contact: the brief before a call.", _show),
    "find": ("Search everything.", _find),
    "add": ("Write a new contact into the book.", _add),
    "loyalty": ("How loyal everybody is: steps, trust, worth, references, who left.", _loyalty),
    "promises": ("The open promises of both sides with their numbers.", _promises),
    "keep": ("Promise N was done.", _number),
    "break": ("Promise N will not be done, or was not.", _number),
    "release": ("They said never mind about promise N.", _number),
    "move": ("A new day was agreed with them for promise N.", _move),
    "snooze": ("Put a check-in, or the card of promise N, off. Its due day stays.", _snooze),
    "undo": ("Take back the last change, whatever it was.", _nothing),
    "redo": ("Do again what was just taken back.", _nothing),
    "history": ("The latest changes, newest first.", _nothing),
    "backup": ("Make a copy of the book, or list those there are.", backup_words),
    "restore": ("Put a backup back in the book's place.", restore_words),
    "check": ("Prove that the book is sound, its figures and its search included.", check_words),
    "import": ("Bring contacts from other programs: all of them, or none.", import_words),
    "export": ("Write the book, or what is yours of it, for other programs.", _export),
    "keys": ("The keys of the app.", _keys),
    "demo": ("Look around in a throw-away sample book.", _nothing),
    "help": ("How to use the verbs.", _help),
}
"""Every verb: one sentence about it, and what adds its words and options."""


def _add_output_options(verb: Parser) -> None:
    verb.add_argument("--json", action="store_true", help="for scripts")
    verb.add_argument(
        "--confidential", action="store_true", help="also what was told in confidence"
    )


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and int(typed) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"say a number of days from 0 to {_MOST_DAYS}")
    return int(typed)


def _promise_number(typed: str) -> int:
    digits = typed.removeprefix("#")
    # SQLite's numbers end after 18 digits and a bit.
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 18):
        raise argparse.ArgumentTypeError("say a promise's number, as loyaltytui promises shows it")
    return int(digits)
