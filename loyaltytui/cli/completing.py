"""What a shell may offer while a command is being typed: verbs, options, names out of the book.

The scripts that ask for it are in `completions/`; how a verb is parsed lives in `parser`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import BookError
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.grammar import GRAMMAR
from loyaltytui.cli.parser import Parser, build_parser
from loyaltytui.cli.topics import TOPICS
from loyaltytui.plain import fold, safe

SHELLS = ("bash", "zsh", "fish")

_TAKES_NAMES = ("show", "promises", "snooze", "log", "told", "merge")
_MOST_NAMES = 200


def completions(shell: str) -> str:
    """The script that makes a shell ask; it goes into the shell's own start-up file."""
    from importlib import resources

    folder = resources.files("loyaltytui.cli") / "completions"
    return (folder / f"loyaltytui.{shell}").read_text("utf-8")


def offered(words: Sequence[str], desk: Desk) -> list[str]:
    """What may stand where the last of these words is begun; empty: the shell may name files.

    The last word may be empty. It may begin with a quote, which stays the shell's affair.
    """
    *before, current = words or [""]
    current = current.lstrip("'\"")
    verb = next((word for word in before if word in GRAMMAR), None)
    front, verbs = build_parser([verb] if verb else [])
    asked = verbs[verb] if verb else front
    if choices := _choices_of(asked, before):
        found: Iterable[str] = choices
    elif current.startswith("-"):
        found = _options_of(asked)
    elif verb is None:
        found = GRAMMAR
    elif verb == "help":
        found = (*GRAMMAR, *TOPICS)
    elif verb == "completions":
        found = SHELLS
    elif verb in _TAKES_NAMES:
        return _names(current, desk)
    else:
        found = ()
    return [each for each in found if each.startswith(current)]


def _options_of(parser: Parser) -> list[str]:
    # argparse has no public way to list the options of a parser.
    return [
        option
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--")
    ]


def _choices_of(parser: Parser, before: Sequence[str]) -> Sequence[str]:
    """What the option that was just typed may be followed by."""
    if not before or not before[-1].startswith("--"):
        return ()
    named = (each for each in parser._actions if before[-1] in each.option_strings)
    action: argparse.Action | None = next(named, None)
    return tuple(action.choices) if action is not None and action.choices else ()


def _names(begun: str, desk: Desk) -> list[str]:
    try:
        with desk.reading() as book:
            if begun:
                known = [(each.name, each.account) for each in book.candidates(begun)]
            else:
                some = book.contacts(book.contact_order(Column.NAME)[:_MOST_NAMES])
                known = [(each.name, each.account) for each in some]
    except BookError:
        # A shell that is asked to complete must not be answered with a complaint.
        return []
    wanted = fold(begun)
    names = [safe(name) for name, _ in known if fold(name).startswith(wanted)]
    accounts = [
        safe(account) for _, account in known if wanted and fold(account).startswith(wanted)
    ]
    return list(dict.fromkeys(names + accounts))
