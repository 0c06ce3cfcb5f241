"""Each verb of the command line: a sentence about it, its words and its options.

How they are parsed lives in `parser`, what a verb does in its family's `verbs_...` module.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable

from loyaltytui.cli.import_words import import_words
from loyaltytui.cli.words_cipher import encrypt_words, passphrase_words
from loyaltytui.cli.words_merge import duplicates_words, merge_words
from loyaltytui.cli.words_news import news_words, told_words
from loyaltytui.cli.words_safety import backup_words, check_words, forget_words, restore_words

_MOST_DAYS = 3653


def _log(verb: ArgumentParser) -> None:
    verb.epilog = (
        "for instance: loyaltytui log 'priya call: renewing > send quote fri ~3w'\n"
        "Put the line in quotes: the shell would keep > and < for itself."
    )
    verb.add_argument(
        "line", nargs="+", metavar="LINE", help="the line in quotes, or - for standard input"
    )
    verb.add_argument("--dry-run", action="store_true", help="only say what was understood")


def _due(verb: ArgumentParser) -> None:
    verb.add_argument("--days", type=_days, metavar="N", help="how far to look ahead (7)")
    _add_output_options(verb)


def _show(verb: ArgumentParser) -> None:
    verb.add_argument("who", nargs="+", metavar="WHO", help="words of the name or account")
    _add_output_options(verb)


def _find(verb: ArgumentParser) -> None:
    verb.epilog = (
        "conditions: tier:A step:4+ tag:pumps reach:none quiet:90 (not contacted in 90 days)\n"
        "account:north owner:mine trust:<0 lost go-to loyal late\n"
        "for instance: loyaltytui find 'tier:A quiet:90 pump'"
    )
    verb.add_argument("text", nargs="+", metavar="TEXT", help="words, or how they begin")
    verb.add_argument("--json", action="store_true", help="for scripts")


def _add(verb: ArgumentParser) -> None:
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


def _promises(verb: ArgumentParser) -> None:
    verb.add_argument("who", nargs="*", metavar="WHO", help="words of the name or account")
    _add_output_options(verb)


def _loyalty(verb: ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="for scripts")


def _number(verb: ArgumentParser) -> None:
    verb.add_argument("number", type=_promise_number, metavar="N", help="as promises shows it")


def _move(verb: ArgumentParser) -> None:
    _number(verb)
    verb.add_argument("date", nargs="+", metavar="DATE", help="the day agreed with them")


def _snooze(verb: ArgumentParser) -> None:
    verb.epilog = "A name of several words goes in quotes: loyaltytui snooze 'ann lee' mon"
    verb.add_argument("what", metavar="WHO|N", help="a contact, or a promise's number")
    verb.add_argument("date", nargs="+", metavar="DATE", help="the day to see it again")


def _export(verb: ArgumentParser) -> None:
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


def _keys(verb: ArgumentParser) -> None:
    verb.add_argument("--markdown", action="store_true", help="as the README shows them")


def _settings(verb: ArgumentParser) -> None:
    verb.epilog = "Every key of the file stands in it with its usual value, commented out."
    verb.add_argument("--json", action="store_true", help="for scripts")
    verb.add_argument(
        "--make", action="store_true", help="write a settings file to change, where there is none"
    )


def _help(verb: ArgumentParser) -> None:
    verb.add_argument("about", nargs="?", metavar="VERB|TOPIC")
    verb.add_argument("--man", action="store_true", help="the manual page, for man")


def _review(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--plain", action="store_true", help="in plain lines, which a screen reader can speak"
    )


def _completions(verb: ArgumentParser) -> None:
    verb.epilog = 'for instance in ~/.bashrc: eval "$(loyaltytui completions bash)"'
    verb.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell asks")


def _nothing(_: ArgumentParser) -> None:
    """These verbs take no words of their own."""


GRAMMAR: dict[str, tuple[str, Callable[[ArgumentParser], None]]] = {
    "log": ("Write down an interaction and all that follows from it.", _log),
    "due": ("What the agenda shows.", _due),
    "review": ("Go through what is due, one card at a time, in the app.", _review),
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
    "news": ("What is to be told to whom; with TEXT, one more piece of news.", news_words),
    "told": ("They have heard the news; N where they are to hear several.", told_words),
    "undo": ("Take back the last change, whatever it was.", _nothing),
    "redo": ("Do again what was just taken back.", _nothing),
    "history": ("The latest changes, newest first.", _nothing),
    "backup": ("Make a copy of the book, or list those there are.", backup_words),
    "restore": ("Put a backup back in the book's place.", restore_words),
    "check": ("Prove that the book is sound, its figures and its search included.", check_words),
    "encrypt": ("Lock the book with a passphrase.", encrypt_words),
    "decrypt": ("Make a locked book plain again.", _nothing),
    "passphrase": ("Lock a locked book anew, with another passphrase.", passphrase_words),
    "import": ("Bring contacts from other programs: all of them, or none.", import_words),
    "duplicates": ("Who is likely in the book twice, and why.", duplicates_words),
    "merge": ("Make one contact of two, with nothing lost.", merge_words),
    "export": ("Write the book, or what is yours of it, for other programs.", _export),
    "forget": ("Erase somebody for good, from the history too; asks first.", forget_words),
    "keys": ("The keys of the app.", _keys),
    "settings": ("What is settled, and why; --make writes a file to change it.", _settings),
    "demo": ("Look around in a throw-away sample book.", _nothing),
    "completions": ("The script by which a shell completes verbs and names.", _completions),
    "help": ("How to use the verbs, and pages on the log line, dates, figures and files.", _help),
}
"""Every verb: one sentence about it, and what adds its words and options."""


def _add_output_options(verb: ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="for scripts")
    verb.add_argument(
        "--confidential", action="store_true", help="also what was told in confidence"
    )


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6 and int(typed) <= _MOST_DAYS):
        raise ArgumentTypeError(f"say a number of days from 0 to {_MOST_DAYS}")
    return int(typed)


def _promise_number(typed: str) -> int:
    digits = typed.removeprefix("#")
    # SQLite's numbers end after 18 digits and a bit.
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 18):
        raise ArgumentTypeError("say a promise's number, as loyaltytui promises shows it")
    return int(digits)
