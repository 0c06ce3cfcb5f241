"""The words and options of the verbs about news. The grammar itself is `parser`'s."""

from __future__ import annotations

from argparse import ArgumentParser


def news_words(verb: ArgumentParser) -> None:
    """Words of `news`."""
    verb.epilog = (
        "for instance: loyaltytui news 'The new price list holds from January' --tier A\n"
        "Alone it lists what is still to be told, and to whom. A name of several words goes in\n"
        "quotes: --to priya 'tom okafor'"
    )
    verb.add_argument("text", nargs="*", metavar="TEXT", help="what they are to be told")
    verb.add_argument(
        "--to", nargs="+", action="extend", default=[], metavar="WHO", help="these contacts"
    )
    verb.add_argument("--tag", action="append", default=[], help="everybody with the tag")
    verb.add_argument("--tier", action="append", default=[], help="everybody in the tier")
    verb.add_argument("--all", action="store_true", help="everybody in the book")
    verb.add_argument("--json", action="store_true", help="the list, for scripts")


def told_words(verb: ArgumentParser) -> None:
    """Words of `told`."""
    verb.epilog = "for instance: loyaltytui told priya, or loyaltytui told priya 3"
    verb.add_argument("who", nargs="+", metavar="WHO", help="words of the name or account")
    # Told apart from WHO by being the last word and a number; here for the help alone.
    verb.usage = "%(prog)s [-h] [--book PATH] [--today DATE] WHO [WHO ...] [N]"
