"""The verbs that keep a book safe, as a script or a quick hand uses them."""

from loyaltytui.book.storage import connect
from tests.cli.conftest import Shell


def test_a_backup_is_made_listed_and_put_back(priya: Shell) -> None:
    made = priya("backup")
    assert made.code == 0
    assert made.out.strip().endswith("000001-2026-11-21-1200-by-hand.db")
    priya("add", "Kim Ode")
    listed = priya("backup", "--list").out
    assert listed.startswith("1  Sat 21 Nov 12:00  by hand")
    assert listed.endswith("1 contact, 0 interactions\n")
    done = priya("restore", "1")
    assert (done.code, done.out) == (0, f"Restored {made.out}")
    assert "What it replaced is kept" in done.err
    assert priya("find", "kim").code == 1
    assert priya("restore", "2").code == 0
    assert priya("find", "kim").code == 0


def test_the_list_as_json_is_for_scripts(priya: Shell) -> None:
    priya("backup")
    (one,) = priya("backup", "--list", "--json").json["backups"]
    assert one.keys() == {"number", "at", "why", "contacts", "interactions", "bytes", "path"}
    assert (one["number"], one["at"], one["why"]) == (1, "2026-11-21T12:00", "by-hand")
    assert (one["contacts"], one["interactions"]) == (1, 0)


def test_a_backup_goes_where_it_is_wanted_and_replaces_nothing(priya: Shell) -> None:
    target = priya.book.parent / "stick" / "copy.db"
    assert priya("backup", str(target)).code == 3
    target.parent.mkdir()
    assert priya("backup", str(target)).code == 0
    assert priya("find", "priya", book=target).code == 0
    assert priya("backup", str(target)).code == 2
    assert priya("backup", str(target), "--list").code == 2


def test_restoring_says_what_to_say_where_it_was_not_said(priya: Shell) -> None:
    assert priya("restore").code == 2
    assert priya("restore", "newest").code == 1
    assert priya("restore", "9").code == 1
    assert priya("restore", str(priya.book)).code == 2
    assert "no backups yet" in priya("backup", "--list").err


def test_a_damaged_book_names_the_verb_that_helps_and_comes_back(priya: Shell) -> None:
    priya("backup")
    priya.book.write_bytes(b"Dear diary, " * 1000)
    said = priya("due")
    assert said.code == 3
    assert "loyaltytui backup --list" in said.err
    assert priya("restore", "--salvage").code == 3
    assert priya("restore", "newest").code == 0
    assert priya("find", "priya").code == 0
    assert priya("check").out == "The book is sound.\n"


def test_a_book_that_is_gone_names_the_verb_that_helps_and_comes_back(priya: Shell) -> None:
    priya("backup")
    priya.book.unlink()
    said = priya("due")
    assert said.code == 3
    assert "loyaltytui backup --list" in said.err
    assert "1 contact" in priya("backup", "--list").out
    assert priya("restore", "1").code == 0
    assert priya("find", "priya").code == 0


def test_the_settings_say_how_many_backups_stay(priya: Shell) -> None:
    settings = priya.book.parent / "config" / "loyaltytui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[backups]\ndaily = 2\nhourly = 3\n")
    said = priya("backup")
    assert said.code == 2
    assert "line 3: 'hourly' is no setting of backups" in said.err
    settings.write_text('[backups]\ndaily = "many"\n')
    assert "line 2" in priya("backup").err
    settings.write_text("[backups]\ndaily = 2\n")
    assert priya("backup").code == 0


def spoil(shell: Shell) -> None:
    """Changes a name behind the history's back, as a flipped bit would."""
    db = connect(shell.book)
    (sql,) = db.execute_sql(
        "select sql from sqlite_master where name = 'journal_contact_update'"
    ).fetchone()
    db.execute_sql("drop trigger journal_contact_update")
    db.execute_sql("update contact set job = 'qboss'")
    db.execute_sql(sql)
    db.close()


def test_an_entry_that_differs_from_the_history_is_seen_and_mended_when_asked(
    priya: Shell,
) -> None:
    spoil(priya)
    said = priya("check")
    assert said.code == 3
    assert said.out == "contact 1 is not what the history says of it: job.\n"
    assert "--from-history" in said.err
    assert priya("check", "--repair").code == 3
    said = priya("check", "--from-history")
    assert (said.code, said.out) == (0, "The book is sound.\n")
    assert "contact 1 is what the history says again: job." in said.err
    assert [one["why"] for one in priya("backup", "--list", "--json").json["backups"]] == [
        "before-repair",
        "before-repair",
    ]
    assert priya("undo").code == 0
    assert priya("show", "priya", "--json").json["job"] == "qboss"


def test_an_entry_that_is_gone_comes_back_from_the_history(priya: Shell) -> None:
    priya("log", "priya: hello > send quote fri")
    db = connect(priya.book)
    db.execute_sql("drop trigger journal_promise_delete")
    db.execute_sql("delete from promise")
    db.close()
    said = priya("check")
    assert "promise 1 is gone, and the history does not say why." in said.out
    said = priya("check", "--repair", "--from-history")
    assert "promise 1 is there again." in said.err
    assert "send quote" in priya("promises").out


def test_many_findings_are_counted_rather_than_told(priya: Shell) -> None:
    for count in range(30):
        priya("add", f"Person {count}")
    spoil(priya)
    said = priya("check")
    assert said.out.splitlines()[-1] == "And 11 more like that."
