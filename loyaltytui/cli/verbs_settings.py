"""The verb `settings`: what is in force and why, and a file to change it.

Which settings there are lives in `loyalty/every_setting`, how their file is read in `settings`.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from loyaltytui.cli.as_json import print_json
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.settings import Settings
from loyaltytui.settings.in_force import Setting, make_file, why_book, written_out


def settings(arguments: Namespace, desk: Desk) -> int:
    """Shows every setting, its value and why it is so, or makes the file they stand in."""
    path = desk.settings.path
    if arguments.make:
        make_file(path, written_out(every_setting(Settings(path), {})))
        narrate("Made, with every setting at its usual value. Take the # off what you change.")
        say(str(path))
        return 0
    found = every_setting(desk.settings)
    if arguments.json:
        print_json(_as_json(found, path, desk.path))
        return 0
    there = "" if path.exists() else " (not made yet: loyaltytui settings --make)"
    say(f"book      {desk.path} ({why_book(desk.path)})")
    say(f"settings  {path}{there}")
    table: str | None = None
    for setting in found:
        if setting.table != table:
            table = setting.table
            rows = [(one.name, one.why, one.shown) for one in found if one.table == table]
            say()
            say(f"[{table}]" if table else "days, looks and questions")
            say_rows(rows)
    return 0


def _as_json(found: list[Setting], path: Path, book: Path) -> dict[str, object]:
    return {
        "book": {"path": str(book), "why": why_book(book)},
        "file": {"path": str(path), "is_there": path.exists()},
        "settings": [
            {"name": one.full_name, "value": one.value, "usual": one.usual, "why": one.why}
            for one in found
        ],
    }
