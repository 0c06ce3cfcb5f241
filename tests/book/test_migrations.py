"""How a book comes to be, and how an older one becomes one of today."""

import inspect
from pathlib import Path

import pytest

from loyaltytui.book import journal, migrations, search, staleness, standing, tables
from loyaltytui.book.book import Book, open_book
from loyaltytui.book.database import Database
from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.files import backup_folder
from loyaltytui.book.storage import connect
from loyaltytui.drafts import ContactDraft
from tests.builders import RULES, TODAY, Clock, a_book, a_contact, dump, mine, reopened, who

NOW = migrations.NEWEST
ROWS = [
    row
    for _, row in inspect.getmembers(tables, inspect.isclass)
    if issubclass(row, tables.Row) and row is not tables.Row
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_row_has_the_columns_of_its_table(tmp_path: Path, row: type[tables.Row]) -> None:
    book = a_book(tmp_path)
    meta = row._meta
    found = book.rows(f"pragma table_info({meta.table_name})")
    columns = {name: (bool(required), bool(key)) for _, name, _, required, _, key in found}
    fields = {field.column_name: field for field in meta.sorted_fields}
    assert fields.keys() <= columns.keys()
    missing = columns.keys() - fields.keys()
    assert missing <= {"owner", "is_confidential", "rev"}, "only what has a default in the schema"
    for name, field in fields.items():
        required, is_key = columns[name]
        assert is_key or required == (not field.null), name


def test_rows_exist_for_the_tables_the_verbs_write() -> None:
    assert len(ROWS) > 15


def test_each_part_of_the_index_has_a_code_of_its_own() -> None:
    codes = [source.code for source in search.SOURCES]
    assert sorted(codes) == list(range(len(codes)))
    assert max(codes) < search.CODES


def test_nothing_is_copied_when_a_book_is_new(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert not backup_folder(book.path).exists()


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A program whose schema is one step ahead; the step's statements can be changed."""
    step = [
        "alter table contact add column nickname text not null default ''",
        "create table gift (id integer primary key autoincrement, text text not null) strict",
    ]
    known = migrations._statements
    monkeypatch.setattr(migrations, "NEWEST", NOW + 1)
    monkeypatch.setattr(
        migrations, "_statements", lambda number: step if number > NOW else known(number)
    )
    return step


def an_old_book(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    with monkeypatch.context() as today:
        today.setattr(migrations, "NEWEST", NOW)
        book = a_book(
            folder,
            a_contact("Ann", "Acme", tier="A", tags=("vip",), promised=(mine("send it", TODAY),)),
        )
        book.add_contact(ContactDraft("Bob"))
        book.close()
    return book


def counts(book: Book) -> dict[str, int]:
    return {
        table: book.rows(f"select count(*) from {table}")[0][0]
        for table in [*journal.TABLES, "standing", "action", "change", "search"]
    }


@pytest.mark.usefixtures("newer")
def test_an_older_book_is_copied_and_then_brought_up_to_date_with_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = an_old_book(tmp_path, monkeypatch)
    with monkeypatch.context() as before:
        before.setattr(migrations, "NEWEST", NOW)
        then = counts(reopened(old))
    book = reopened(old)
    assert book.rows("pragma user_version") == [(NOW + 1,)]
    assert counts(book) == then
    assert book.check() == []
    assert book.rows("pragma foreign_keys") == [(1,)]
    (copy,) = backup_folder(book.path).iterdir()
    assert copy.name == "000001-before-update.db"
    db = connect(copy, writable=False, at_rest=True)
    assert migrations.version_of(db) == NOW
    assert db.execute_sql("select name from contact order by id").fetchall() == [("Ann",), ("Bob",)]
    db.close()
    reopened(book)
    assert len(list(backup_folder(book.path).iterdir())) == 1


def test_a_step_may_write_rows_and_what_follows_from_them_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: list[str]
) -> None:
    newer.append("update contact set about = 'migrated', cadence = '1w'")
    book = reopened(an_old_book(tmp_path, monkeypatch))
    assert [hit.contact for hit in book.find("migrated")] == ["Ann", "Bob"]
    assert book.check_ins_of(who(book, "Ann").id)[0].cadence_days == 7
    assert list(standing.differences(book.db, standing.Reckoned(book.rules, book.today))) == []


@pytest.mark.usefixtures("newer")
def test_what_was_done_before_an_update_can_still_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = reopened(an_old_book(tmp_path, monkeypatch))
    book.delete_contact(who(book, "Ann"))
    assert [book.undo() for _ in range(4)] == [
        "delete Ann",
        "add Bob",
        "promise 'send it' with Ann",
        "add Ann",
    ]
    assert book.contact_count() == 0
    for _ in range(3):
        book.redo()
    assert sorted(name for (name,) in book.rows("select name from contact")) == ["Ann", "Bob"]
    assert book.check() == []


def test_an_update_that_fails_midway_leaves_the_old_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: list[str]
) -> None:
    old = an_old_book(tmp_path, monkeypatch)
    newer.append("insert into tag (contact_id, word) values (99, 'of nobody')")
    with pytest.raises(BookUnreadable, match="belong to nothing"):
        reopened(old)
    monkeypatch.undo()
    book = reopened(old)
    assert book.rows("pragma user_version") == [(NOW,)]
    assert "nickname" not in str(book.rows("pragma table_info(contact)"))
    assert book.check() == []


def test_an_index_lost_is_missed_by_check(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", tags=("vip",), due=TODAY))
    book.db.execute_sql("delete from search where source = 'contact'")
    assert book.check() == ["contact 1 is not found by its words."]
    book.db.execute_sql("insert into search (rowid, text) values (9999, 'ghost')")
    assert any("it does not hold" in found for found in book.check())


def test_silent_damage_is_seen_by_check(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A", promised=(mine("send it", TODAY),)))
    assert book.check() == []
    book.rows("drop trigger journal_promise_update")
    book.rows("update promise set due_on = '2031-01-01' returning id")
    book.rows("update standing set open_count = 7 returning 1")
    found = book.check()
    assert "promise 1 is not what the history says of it: due on." in found
    assert "The stored figures of contact 1 are not what its entries say." in found
    book.rows("pragma foreign_keys = 0")
    book.rows("drop trigger journal_contact_delete")
    book.rows("delete from contact returning id")
    found = book.check()
    assert "promise 1 belongs to a contact that is not there." in found
    assert "contact 1 is gone, and the history does not say why." in found


def test_stored_figures_equal_fresh_ones_after_a_rebuild(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A", met=TODAY), a_contact("Bob", due=TODAY))
    before = dump(book)["standing"]
    with book.db.atomic():
        standing.rebuild(book.db, standing.Reckoned(book.rules, book.today))
    assert dump(book)["standing"] == before


FIRST_ROWS = (
    "insert into account (name, name_key) values ('Acme', 'acme'), ('Vale', 'vale')",
    "insert into contact (name, sort_key, account_id, tier, added_on) values "
    "('Ann', 'ann', 1, 'A', '2026-01-01'), ('Bob', 'bob', 1, '', '2026-01-01')",
    "insert into employment (contact_id, account_id, until_on) values (1, 2, '2026-02-01')",
    "insert into channel (contact_id, kind, value, value_key, scope, owner) "
    "values (1, 'email', 'a@b.example', 'a@b.example', 'personal', 'mine')",
    "insert into tag (contact_id, word) values (1, 'vip')",
    "insert into identity (contact_id, uid) values (1, 'x')",
    "insert into extra_field (contact_id, name, value) values (1, 'X', 'y')",
    "insert into interaction (medium, happened_on, text) values ('call', '2026-03-01', 'hi')",
    "insert into participant (interaction_id, contact_id) values (1, 1), (1, 2)",
    "insert into promise (contact_id, side, text, made_on, due_on, outcome, ended_on) "
    "values (1, 'mine', 'send', '2026-03-01', '2026-03-09', 'kept', '2026-03-08')",
    "insert into promise_move (promise_id, moved_on, from_on, to_on) "
    "values (1, '2026-03-02', '2026-03-05', '2026-03-09')",
    "insert into check_in (contact_id, due_on) values (1, '2026-12-01')",
    "insert into note (contact_id, kind, text, noted_on) values (1, 'pitched', 'p', '2026-03-01')",
    "insert into question (contact_id, text, asked_on) values (1, 'why?', '2026-03-01')",
    "insert into purchase (account_id, contact_id, what, amount_minor, currency, bought_on) "
    "values (1, 1, 'skid', 1250000, 'EUR', '2026-04-01')",
    "insert into problem (contact_id, text, raised_on) values (1, 'leak', '2026-11-22')",
    "insert into reference (contact_id, state, stated_on) values (1, 'asked', '2026-05-01')",
    "insert into referral (contact_id, referred_id, referred_on) values (1, 2, '2026-05-01')",
    "insert into departure (account_id, lost_on, why) values (2, '2026-05-01', 'price')",
    "insert into verdict (account_id, verdict, given_on) values (1, 'renew', '2026-05-01')",
    "insert into qualifier (contact_id, criterion, answer, answered_on) "
    "values (1, 'need', 'yes', '2026-05-01')",
    "insert into pursuit (contact_id, verdict, given_on) values (2, 'drop', '2026-05-01')",
    "insert into announcement (text, announced_on) values ('news', '2026-05-01')",
    "insert into telling (announcement_id, contact_id) values (1, 1)",
)


def an_early_book(path: Path, schema: int) -> None:
    """A book as an earlier schema made it, with a row in every table."""
    path.touch()
    db = connect(path)
    for step in range(1, schema + 1):
        for statement in migrations._statements(step):
            db.execute_sql(statement)
    journal.install(db)
    db.execute_sql("begin")
    action = journal.begin(db, "fill", uuid="", origin="test", at=Clock()())
    for statement in FIRST_ROWS:
        db.execute_sql(statement)
    journal.end(db, action)
    db.execute_sql("insert into standing (contact_id) values (1), (2)")
    db.execute_sql("commit")
    rows = search.expected()
    if schema < 4:
        # As an older program filled its index: these tables told it less than today.
        rows = rows.replace("where row.reason <> ''", "")
        for table in ("check_in", "extra_field"):
            now, then = (
                f"{one} as is_confidential from {table}" for one in ("row.is_confidential", "0")
            )
            rows = rows.replace(now, then)
    db.execute_sql(f"insert into search ({search.COLUMNS}) {rows}")
    if schema > 4:
        search.rebuild_names(db)
    db.execute_sql(f"pragma user_version = {schema}")
    db.execute_sql(f"pragma application_id = {migrations.APPLICATION_ID}")
    db.close()


@pytest.mark.parametrize("schema", range(1, NOW))
def test_an_early_book_keeps_every_row_and_gains_its_figures(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "book.db"
    an_early_book(path, schema)
    db = connect(path)
    tables_now = [*journal.TABLES, "standing", "action", "change"]
    columns = {one: ", ".join(names(db, one)) for one in tables_now}
    then = {one: db.execute_sql(f"select {columns[one]} from {one}").fetchall() for one in columns}
    assert all(then.values())
    db.close()
    book = open_book(path, Clock(), RULES, origin="test")
    assert book.rows("pragma user_version") == [(NOW,)]
    for one in tables_now:
        if one != "standing":
            assert book.rows(f"select {columns[one]} from {one}") == then[one], one
    assert book.rows(
        "select contact_id, step, trust, worth_minor, worth_currency, reach, away_until "
        "from standing order by 1"
    ) == [
        (1, 4, 1, 1250000, "EUR", "safe", None),
        (2, 4, 0, 1250000, "EUR", "none", "9999-12-31"),
    ]
    assert book.check() == []


@pytest.mark.parametrize("schema", range(1, NOW))
def test_what_was_done_in_an_early_book_can_be_undone_and_redone_row_by_row(
    tmp_path: Path, schema: int
) -> None:
    path = tmp_path / "book.db"
    an_early_book(path, schema)
    book = open_book(path, Clock(), RULES, origin="test")
    full = {table: book.rows(f"select count(*) from {table}")[0][0] for table in journal.TABLES}
    assert book.undo() == "fill"
    assert {book.rows(f"select count(*) from {table}")[0][0] for table in journal.TABLES} == {0}
    book.redo()
    for table, count in full.items():
        assert book.rows(f"select count(*) from {table}") == [(count,)], table
    assert book.check() == []


def names(db: Database, table: str) -> list[str]:
    return [row[1] for row in db.execute_sql(f"pragma table_info({table})").fetchall()]


OWNED_NOW = (
    *("check_in", "reference", "referral", "departure", "verdict", "qualifier", "pursuit"),
    *("extra_field", "employment"),
)


def test_the_years_are_summed_within_the_window_that_all_else_was_summed_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "book.db"
    an_early_book(path, 5)
    db = connect(path)
    window = staleness.window_of(standing.Reckoned(RULES, Clock()().date()))
    db.execute_sql("insert into account_window values (1, ?, ?, ?, ?)", window)
    db.close()
    book = open_book(path, Clock(), RULES, origin="test")
    assert book.rows("select minor, purchases from account_year") == [(1250000, 1)]


@pytest.mark.parametrize("table", OWNED_NOW)
def test_what_had_no_owner_takes_that_of_the_contact_or_account_it_went_along_with(
    tmp_path: Path, table: str
) -> None:
    path = tmp_path / "book.db"
    an_early_book(path, 3)
    db = connect(path)
    db.execute_sql("drop trigger if exists journal_contact_update")
    db.execute_sql("drop trigger if exists journal_account_update")
    db.execute_sql("update contact set owner = 'mine'")
    db.execute_sql("update account set owner = 'public'")
    db.close()
    book = open_book(path, Clock(), RULES, origin="test")
    owner = "public" if table in ("departure", "verdict") else "mine"
    assert book.rows(f"select owner, is_confidential, rev from {table}") == [(owner, 0, 1)]


@pytest.mark.parametrize(
    ("statement", "still_hold"),
    [
        ("create index x on note (text)", True),
        ("create unique index x on note (text)", True),
        ("drop index note_by_kind", True),
        ("alter table note add column x text not null default ''", True),
        (
            "update note set owner = (select owner from contact where id = note.contact_id) "
            "where contact_id in (select id from contact)",
            True,
        ),
        (
            "update note set owner = (select owner from contact where id = note.contact_id), "
            "text = ''",
            False,
        ),
        (
            "update contact set owner = (select owner from account where id = contact.account_id) "
            "where 1",
            False,
        ),
        ("alter table standing add column x text not null default ''", False),
        ("alter table note rename column text to words", False),
        ("alter table note drop column text", False),
        ("update note set text = ''", False),
        ("update note set owner = 'mine', text = ''", False),
        ("update contact set owner = 'mine'", False),
        ("update standing set owner_key = 'mine'", False),
        ("delete from note", False),
        ("drop table search", False),
    ],
)
def test_a_statement_that_may_change_a_word_or_a_figure_is_known(
    statement: str, still_hold: bool
) -> None:
    assert migrations._changes_nothing_said(statement) is still_hold


@pytest.mark.parametrize("statement", ["create index x on note (text)", "delete from tag"])
def test_the_index_is_made_anew_only_after_a_step_that_could_change_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: list[str], statement: str
) -> None:
    old = an_old_book(tmp_path, monkeypatch)
    db = connect(old.path)
    db.execute_sql("delete from search where source = 'contact'")
    db.close()
    newer[:] = [statement]
    book = reopened(old)
    assert bool(book.find("Bob")) == (statement == "delete from tag")
