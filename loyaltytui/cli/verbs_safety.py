"""The verbs that keep a book safe: backups, putting one back, proving that all is sound.

What is done to the files lives in `book/`.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from loyaltytui.book.cipher import is_locked, is_unlocked
from loyaltytui.book.errors import BookUnreadable, NotFound, Refused
from loyaltytui.cli.as_json import print_json
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.dates import say_day

if TYPE_CHECKING:
    from loyaltytui.book.backups import Backup, Holding
    from loyaltytui.book.salvage import Salvaged

_MEGA = 1_000_000


def backup(arguments: Namespace, desk: Desk) -> int:
    """Makes a backup, among the others or where the rep wants it; or lists them."""
    if arguments.list:
        return _list(arguments, desk)
    if arguments.delete:
        return _delete(arguments, desk)
    if arguments.json:
        raise Refused("--json goes with --list.")
    from loyaltytui.book.backups import BY_HAND, thin

    with desk.reading() as book:
        if arguments.file is not None:
            target = Path(arguments.file).expanduser().absolute()
            book.copy_to(target)
        else:
            target = book.back_up(BY_HAND)
            thin(desk.path, desk.settings.backups)
    say(str(target))
    narrate("Backed up. It is a whole book; loyaltytui restore puts it back.")
    return 0


def _list(arguments: Namespace, desk: Desk) -> int:
    """Also where the book itself is damaged or gone: that is when they are wanted."""
    from loyaltytui.book.backups import backups, holding
    from loyaltytui.book.files import backup_folder

    if arguments.file is not None:
        raise Refused("Name a file, or say --list.")
    found = [(one, holding(one)) for one in backups(desk.path)]
    if arguments.json:
        print_json({"backups": [_shape(one, holds) for one, holds in found]})
        return 0
    if not found:
        narrate(f"There are no backups yet in {backup_folder(desk.path)}.")
        return 0
    say_rows([_row(one, holds, desk) for one, holds in found], indent="")
    return 0


def _delete(arguments: Namespace, desk: Desk) -> int:
    """Throws away backups by their numbers, all or none."""
    from loyaltytui.book.backups import backups
    from loyaltytui.book.traces import delete_backups

    if arguments.file is not None:
        raise Refused("Name a file, or say --delete.")
    known = {str(one.number): one for one in backups(desk.path)}
    if missing := [number for number in arguments.delete if number not in known]:
        raise NotFound(f"There is no backup {missing[0]}. See: loyaltytui backup --list")
    gone = [known[number] for number in dict.fromkeys(arguments.delete)]
    delete_backups(desk.path, gone)
    for one in gone:
        say(str(one.path))
    narrate("Thrown away.")
    return 0


def _shape(one: Backup, holds: Holding | None) -> dict[str, object]:
    return {
        "number": one.number,
        "at": one.at.isoformat("T", "minutes"),
        "why": one.why,
        "contacts": holds.contacts if holds else None,
        "interactions": holds.interactions if holds else None,
        "bytes": one.size,
        "path": str(one.path),
    }


def _row(one: Backup, holds: Holding | None, desk: Desk) -> tuple[str, ...]:
    much = "can't be read" if is_unlocked(one.path) else "locked with another passphrase"
    if holds is not None:
        much = f"{_count(holds.contacts, 'contact')}, {_count(holds.interactions, 'interaction')}"
    when = f"{say_day(one.at.date(), desk.today)} {one.at:%H:%M}"
    return (str(one.number), when, one.reason, f"{one.size / _MEGA:.1f} MB", much)


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def restore(arguments: Namespace, desk: Desk) -> int:
    """Puts a backup back in the book's place; what it replaces is kept."""
    from loyaltytui.book import restoring
    from loyaltytui.book.backups import backups
    from loyaltytui.book.salvage import salvage
    from loyaltytui.cli.passphrase import unlock

    if arguments.salvage:
        if arguments.which is not None:
            raise Refused("Say --salvage, or which backup to restore.")
        if not desk.path.exists():
            desk.expect_book()
            raise NotFound(f"There is no book at {desk.path} to read anything from.")
        saved = salvage(desk.path, desk.now())
        _say_salvaged(saved)
        return 0 if saved.path else 3
    if arguments.which is None:
        raise Refused(
            "Say which: a number from loyaltytui backup --list, 'newest', or a backup's file."
        )
    file = arguments.passphrase_file
    if arguments.which == "newest":
        for newest in backups(desk.path)[:1]:
            unlock(newest.path, file)
    source = restoring.chosen(desk.path, arguments.which)
    unlock(source, file)
    done = restoring.restore(desk.path, source, desk.now, desk.rules)
    say(f"Restored {done.source}")
    if done.salvaged is not None:
        _say_salvaged(done.salvaged)
    if done.kept is not None:
        narrate(f"What it replaced is kept: {done.kept}")
    if not is_locked(desk.path) and any(is_locked(one.path) for one in backups(desk.path)):
        narrate(
            "The book is plain, and some of its backups are locked. loyaltytui encrypt locks it."
        )
    return 0


def _say_salvaged(saved: Salvaged) -> None:
    if saved.path is None:
        narrate("Nothing could be read from the damaged book.")
        return
    narrate(
        f"Of the damaged book {_count(saved.read, 'row')} could be read, "
        f"{saved.remembered:,} more were in its history, {saved.lost:,} had to be left out."
    )
    narrate(f"They are kept as a backup: {saved.path}")


def check(arguments: Namespace, desk: Desk) -> int:
    """Proves that the book is sound; mends what is derived, or what the history knows."""
    if arguments.repair or arguments.from_history:
        with desk.writing() as book:
            before = book.check()
            if before and arguments.repair:
                book.back_up("before-repair")
            mended = book.mend_from_history() if arguments.from_history else []
            if arguments.repair:
                book.repair()
            found = book.check()
        for sentence in mended:
            narrate(sentence)
        narrate(f"Mended: {len(before) - len(found)}." if before else "There was nothing to mend.")
    else:
        with desk.reading() as book:
            found = book.check()
    for sentence in found:
        say(sentence)
    if not found:
        say("The book is sound.")
        return 0
    if not arguments.repair:
        narrate("Figures and search can be stored anew: loyaltytui check --repair")
    if not arguments.from_history and any("the history" in sentence for sentence in found):
        narrate(
            "Entries can be made what the history says: loyaltytui check --from-history\n"
            "A backup is made before, and undo takes it back."
        )
    if any("damaged" in sentence for sentence in found):
        raise BookUnreadable("A backup can be put back: loyaltytui restore newest")
    return 3


VERBS = {"backup": backup, "restore": restore, "check": check}
"""The verbs of this family by the words that call them."""
