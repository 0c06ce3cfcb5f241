"""Running a command line: from the typed words to an exit code.

Which words there are lives in `parser`, what each verb does in the `verbs_...` modules. A module
is loaded only when one of its verbs is called.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from loyaltytui import __version__
from loyaltytui.book.errors import BookError
from loyaltytui.cli.printing import narrate

if TYPE_CHECKING:
    from argparse import Namespace

    from loyaltytui.cli.desk import Desk, OpenApp
    from loyaltytui.cli.parser import Parser

    Verb = Callable[[Namespace, Desk], int]

_WITHOUT_BOOK = ("demo", "settings")
"""Verbs that leave the rep's book alone, so that no passphrase is asked for."""

INTERRUPTED = 130
"""What a shell expects of a program that ctrl+c ended."""


def run(words: Sequence[str], open_app: OpenApp) -> int:
    """Does what the words of a command line say; returns the exit code."""
    _let_anything_be_printed()
    try:
        code = _code_of(words, open_app)
        _flush()
    except BrokenPipeError:
        # Whoever was reading, as `head` does, has seen enough.
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            # Some file that was named, and not the output, which has no name.
            narrate(f"{error.filename} can't be used: {error.strerror}.")
            return 2
        _drop_output()
        narrate(f"The output can't be written: {error.strerror}.")
        return 2
    return code


def _code_of(words: Sequence[str], open_app: OpenApp) -> int:
    try:
        return _answer(words, open_app)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BookError as error:
        narrate(str(error))
        return error.exit_code
    except MemoryError:
        narrate("The machine is out of memory. Close something and try again.")
        return 3
    except KeyboardInterrupt:
        return INTERRUPTED


def _answer(words: Sequence[str], open_app: OpenApp) -> int:
    if any("\ud800" <= letter <= "\udfff" for word in words for letter in word):
        narrate("Some of those words are no UTF-8 text. Nothing was done.")
        return 2
    if words == ["--version"]:
        # Asked by scripts in a loop: nothing is loaded for it.
        print(f"loyaltytui {__version__}")
        return 0
    from loyaltytui import lean

    lean.load("pathlib")
    if words[:2] == ["complete", "--"]:
        return _complete(words[2:], open_app)
    lean.load("argparse")
    from loyaltytui.cli.parser import build_parser

    front, verbs = build_parser(words)
    arguments = front.parse_args(words)
    if arguments.verb == "help":
        return _help(arguments, front, verbs)
    if arguments.verb == "completions":
        from loyaltytui.cli.completing import completions

        print(completions(arguments.shell), end="")
        return 0
    if arguments.verb == "keys":
        from loyaltytui.cli.verbs_program import keys

        return keys(is_markdown=arguments.markdown)
    return _at_desk(arguments, open_app)


def _at_desk(arguments: Namespace, open_app: OpenApp) -> int:
    """Does what needs a book, or the settings."""
    from loyaltytui import lean

    lean.load("msgspec")
    from loyaltytui.cli.desk import lay_out
    from loyaltytui.settings import SettingsError

    try:
        return _done(arguments, lay_out(arguments, open_app))
    except SettingsError as error:
        narrate(str(error))
        return error.exit_code


def _done(arguments: Namespace, desk: Desk) -> int:
    if arguments.verb not in _WITHOUT_BOOK:
        _unlock(desk, arguments)
    if arguments.verb is None:
        from loyaltytui.cli import verbs_program

        return verbs_program.open_app(desk)
    return _verb(arguments.verb)(arguments, desk)


def _unlock(desk: Desk, arguments: Namespace) -> None:
    """Has a locked book unlocked, before anything of it is opened and before the app takes over."""
    from loyaltytui.book.cipher import is_locked

    if is_locked(desk.path):
        from loyaltytui.cli.passphrase import unlock

        unlock(desk.path, arguments.passphrase_file)


def _verb(name: str) -> Verb:
    """The verb of that name, its family loaded only now."""
    match name:
        case "log":
            from loyaltytui.cli.verbs_log import log

            return log
        case "due":
            from loyaltytui.cli.verbs_due import due

            return due
        case "show" | "find" | "add":
            from loyaltytui.cli import verbs_contacts

            return verbs_contacts.VERBS[name]
        case "undo" | "redo" | "history":
            from loyaltytui.cli import verbs_journal

            return verbs_journal.VERBS[name]
        case "loyalty":
            from loyaltytui.cli.verbs_loyalty import loyalty

            return loyalty
        case "backup" | "restore" | "check":
            from loyaltytui.cli import verbs_safety

            return verbs_safety.VERBS[name]
        case "forget":
            from loyaltytui.cli.verbs_forget import forget

            return forget
        case "news" | "told":
            from loyaltytui.cli import verbs_news

            return verbs_news.VERBS[name]
        case "encrypt" | "decrypt" | "passphrase":
            from loyaltytui.cli import verbs_cipher

            return verbs_cipher.VERBS[name]
        case "import":
            from loyaltytui.cli.verbs_import import import_

            return import_
        case "duplicates" | "merge":
            from loyaltytui.cli import verbs_merge

            return verbs_merge.VERBS[name]
        case "export":
            from loyaltytui.cli.verbs_export import export

            return export
        case "review":
            from loyaltytui.cli.verbs_review import review

            return review
        case "settings":
            from loyaltytui.cli.verbs_settings import settings

            return settings
        case "demo":
            from loyaltytui.cli.verbs_program import demo

            return demo
        case _:
            from loyaltytui.cli import verbs_promises

            return verbs_promises.VERBS[name]


def _help(arguments: Namespace, front: Parser, verbs: dict[str, Parser]) -> int:
    about = arguments.about
    if arguments.man:
        from loyaltytui.cli.manual import manual

        print(manual(), end="")
        return 0
    if about in verbs or about is None:
        (verbs[about] if about else front).print_help()
        return 0
    from loyaltytui.cli.topics import TOPICS, page

    if about not in TOPICS:
        front.error(f"there is no verb or topic '{about}'. Topics: {', '.join(TOPICS)}")
    print(page(about), end="")
    return 0


def _complete(words: Sequence[str], open_app: OpenApp) -> int:
    """Answers a shell that is asked to complete; a verb for programs, so no help speaks of it."""
    from argparse import Namespace

    from loyaltytui import lean

    lean.load("msgspec")
    from loyaltytui.cli.completing import offered
    from loyaltytui.cli.desk import lay_out

    book = words[words.index("--book") + 1] if "--book" in words[:-2] else None
    desk = lay_out(Namespace(book=book, today=None), open_app)
    for each in offered(words, desk):
        print(each)
    return 0


def _let_anything_be_printed() -> None:
    """A terminal that lacks a letter shows its number instead of ending the verb."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _drop_output() -> None:
    """Nothing more is to be written, or Python would complain while it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
