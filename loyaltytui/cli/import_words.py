"""The grammar of `import`: its words and options. What the verb does lives in `verbs_import`."""

from __future__ import annotations

from argparse import ArgumentParser


def import_words(verb: ArgumentParser) -> None:
    """Files, what they are, whose, and what their columns mean."""
    verb.epilog = (
        "for instance: loyaltytui import --dry-run contacts.csv\n"
        "A column that was misunderstood: --map 'Privat=phone home' (or =skip to leave it out)"
    )
    verb.add_argument(
        "paths", nargs="+", metavar="FILE|DIR|-", help="vCards, CSV, Monica's JSON; - reads one"
    )
    verb.add_argument(
        "--from",
        dest="kind",
        choices=(
            *("vcard", "linkedin", "google", "outlook", "hubspot", "salesforce", "pipedrive"),
            *("thunderbird", "monica", "csv"),
        ),
        default="",
        help="else it is found out; csv is any other table",
    )
    verb.add_argument(
        "--map",
        dest="maps",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column is: name, email, phone mobile, ...; --dry-run shows the columns",
    )
    verb.add_argument(
        "--owner",
        choices=("mine", "company", "public"),
        default="company",
        help="whose the list is when you change employer",
    )
    verb.add_argument("--dry-run", action="store_true", help="only show what would happen")
