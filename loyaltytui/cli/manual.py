"""The manual page, made from the grammar and the topics so that it can't tell anything else.

It is installed beside the program, for `man loyaltytui`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from loyaltytui import __version__
from loyaltytui.cli.grammar import GRAMMAR
from loyaltytui.cli.parser import build_parser
from loyaltytui.cli.topics import TOPICS, page

_EXIT = """\
0 done; 1 nothing found; 2 bad usage, or words that may mean several; 3 the book can't be used."""
_SAID_ALREADY = ("--book", "--today", "--help")


def manual() -> str:
    """The page in roff, as man reads it."""
    lines = [
        f'.TH LOYALTYTUI 1 "" "loyaltytui {__version__}"',
        ".SH NAME",
        r"loyaltytui \- a salesperson's personal account book in the terminal",
        ".SH SYNOPSIS",
        r".B loyaltytui",
        r"[\-\-book PATH] [\-\-today DATE] [VERB ...]",
        ".SH DESCRIPTION",
        "Alone it opens the terminal app. A verb answers at once, for quick hands and scripts.",
        "Data goes to standard output, remarks to standard error.",
        ".SH VERBS",
        *_verbs(),
    ]
    for topic in TOPICS:
        title, _, text = page(topic).partition("\n")
        lines += [f".SH {title}", ".nf", *map(_plain, text.strip("\n").split("\n")), ".fi"]
    lines += [".SH EXIT STATUS", _EXIT, ".SH ENVIRONMENT", ".TP", ".B LOYALTYTUI_BOOK"]
    lines += ["the book to open instead of the usual one", ".TP", ".B NO_COLOR"]
    lines += ["set to anything, nothing is coloured"]
    return "\n".join(lines) + "\n"


def _verbs() -> Iterator[str]:
    _, verbs = build_parser([])
    for name, (summary, _) in GRAMMAR.items():
        usage = " ".join(verbs[name].format_usage().split()[3:])
        yield ".TP"
        yield f".B {_plain(' '.join([name, _without_globals(usage)]).strip())}"
        yield _plain(summary)
        for action in verbs[name]._actions:
            yield from _option(action)


def _option(action: argparse.Action) -> Iterator[str]:
    """An option and what it is for, indented below its verb."""
    options = [each for each in action.option_strings if each not in (*_SAID_ALREADY, "-h")]
    if options and action.help:
        yield ".br"
        yield _plain(f"{', '.join(options)}: {action.help}")


def _without_globals(usage: str) -> str:
    for each in ("[-h]", "[--book PATH]", "[--today DATE]"):
        usage = usage.replace(each, "")
    return " ".join(usage.split())


def _plain(text: str) -> str:
    """Text that roff prints as it is: no escapes, no line that it takes for a command."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
