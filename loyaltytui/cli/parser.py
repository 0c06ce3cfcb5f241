"""Parsing the command line, and what it says of itself.

The verbs, their words and options stand in `grammar`; nothing here opens a book.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from loyaltytui import __version__
from loyaltytui.cli.grammar import GRAMMAR
from loyaltytui.cli.printing import narrate
from loyaltytui.plain import safe

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WELCOME = """\
loyaltytui: a salesperson's account book in the terminal.

loyaltytui alone opens the app. The verbs answer at once, for quick hands and scripts:

  log 'LINE' | -     write down an interaction; - reads it from standard input
  due, review        what needs you today, and what comes next; the same card after card
  show WHO           one contact: the brief before a call
  find TEXT          search everything
  add NAME           write a new contact into the book
  loyalty            how loyal everybody is: steps, trust, worth, references, who left
  promises [WHO]     open promises with their numbers
  keep N, break N, release N, move N DATE      end promise N, or move it
  snooze WHO|N DATE  put a check-in, or a promise's card, off; its due day stays
  news ['TEXT' --to WHO|--tag T|--tier A|--all]   what to tell whom; told WHO [N]: they know it
  import FILE|DIR|-  bring contacts from vCards, CSV or Monica; --dry-run only shows
  duplicates         who is likely in the book twice; merge WHO into WHO makes them one
  export FILE|DIR|-  the whole book as JSON, or contacts for other programs; --mine: what is yours
  undo, redo, history                          take back, do again, look back
  backup [FILE]      a copy, besides those that make themselves; --list; restore N puts one back
  forget WHO         erase somebody for good; asks first, and names the backups that hold them
  check [--repair]   proves that the book is sound
  encrypt, decrypt   lock the book with a passphrase, and unlock it; passphrase changes it
  keys, demo         the keys of the app; a throw-away sample book to look around in
  settings [--make]  what is settled, and why; --make writes a file to change it
  completions SHELL  so that bash, zsh or fish completes verbs and names
  help [VERB|TOPIC]  this, a verb, or a page on log-line, dates, figures or files

One line after a call, in quotes, and everything is in its place:

  loyaltytui log 'priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w'

is a call with Priya; I promised the quote by Friday; she owes me the PO by 5 December; and we
talk again in three weeks. A first contact: loyaltytui add 'Priya Shah' --account Northwind

Anywhere:  --book PATH (or LOYALTYTUI_BOOK)   another book than the usual one
           --today DATE, --version            as if it were that day; which version this is
           --passphrase-file FILE             of a locked book, in a script; - reads standard input
due, show, find, loyalty, news, promises and settings take --json. The exit code is 0 done,
1 nothing found, 2 bad usage or ambiguous, 3 the book can't be used.
"""


class _Unseen(argparse.HelpFormatter):
    """Lays out what nobody reads: each word is tried in it as a parser is built.

    As wide as any, for the terminal's width is found out by what takes long to load.
    """

    def __init__(self, prog: str, **more: Any) -> None:  # noqa: ANN401  as argparse hands it on
        super().__init__(prog, **{"width": 80, **more})


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and never prints what was typed raw."""

    def format_help(self) -> str:
        """The help, as wide as the terminal."""
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

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

        near = difflib.get_close_matches(value, GRAMMAR, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        self.error(f"there is no verb '{value}'.{hint}")


def build_parser(words: Sequence[str]) -> tuple[Parser, dict[str, Parser]]:
    """The grammar for these words, and the parser of each verb in it by its name.

    Building all verbs takes a third of the time of starting Python, so only those named are
    built; where none is named, all.
    """
    front = _Front(prog="loyaltytui", allow_abbrev=False, formatter_class=_Unseen)
    _add_global_options(front, is_front=True)
    front.add_argument("--version", action="version", version=f"loyaltytui {__version__}")
    verbs = front.add_subparsers(
        dest="verb", metavar="VERB", parser_class=Parser, prog="loyaltytui"
    )
    known: dict[str, Parser] = {}
    named = [name for name in GRAMMAR if name in words]
    for name in named or GRAMMAR:
        summary, add_words = GRAMMAR[name]
        verb = verbs.add_parser(
            name,
            help=summary,
            description=summary,
            formatter_class=_Unseen,
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
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default=default, help="of a locked book, in a script"
    )
