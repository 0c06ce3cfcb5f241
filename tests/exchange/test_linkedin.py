import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.table_finding import find_table
from loyaltytui.exchange.table_reading import read_table

REAL_TABLES = sorted(Path(__file__).parents[3].glob("*/samples/csv/*.csv"))
"""Tables with the headers of real programs, where a collection of them lies beside the checkout."""

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PREAMBLE = 'Notes:\n"Some addresses are missing, because ""not everybody"" shows theirs."\n\n'
GERMAN = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
ANN = "https://www.linkedin.com/in/ann"


def is_linkedin(file: io.BytesIO) -> bool:
    table = find_table(file, "Connections.csv")
    return table is not None and table.tool.kind == "linkedin"


def read_connections(file: io.BytesIO, tally: Tally) -> list[ContactDraft]:
    table = find_table(file, "Connections.csv")
    return list(read_table(table, tally)) if table and table.tool.kind == "linkedin" else []


def read(text: str, encoding: str = "utf-8") -> tuple[list[ContactDraft], Tally]:
    tally = Tally("Connections.csv")
    data = text.encode(encoding)
    assert is_linkedin(io.BytesIO(data))
    return list(read_connections(io.BytesIO(data), tally)), tally


def test_a_connection_becomes_a_contact() -> None:
    row = f'Ann,Ode,{ANN},ann@gmail.com,"Acme, Inc.","VP ""Platform""",12 Mar 2024\n'
    contacts, tally = read(PREAMBLE + HEADER + row)
    assert contacts == [
        ContactDraft(
            name="Ann Ode",
            account="Acme, Inc.",
            job='VP "Platform"',
            channels=(
                ChannelDraft(ChannelKind.EMAIL, "ann@gmail.com", "", Scope.PERSONAL),
                ChannelDraft(ChannelKind.LINK, ANN, "LinkedIn", Scope.PERSONAL),
            ),
            uid=ANN,
            extras=(("Connected On", "2024-03-12"),),
        )
    ]
    assert not tally.unreadable


@pytest.mark.parametrize("preamble", ["", PREAMBLE, "\n\n" + PREAMBLE * 5])
@pytest.mark.parametrize("header", [HEADER, GERMAN, HEADER.replace(",", ";")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_header_is_found_below_any_preamble(preamble: str, header: str, encoding: str) -> None:
    separator = ";" if ";" in header else ","
    row = separator.join(["Jörg", "Müller", ANN, "", "Acme", "", "1 Okt 2022"])
    (contact,), _ = read(preamble + header + row, encoding)
    assert (contact.name, contact.extras) == ("Jörg Müller", (("Connected On", "2022-10-01"),))


def test_a_header_in_any_other_language_is_read_by_its_order() -> None:
    header = "Etunimi,Sukunimi,URL,Sähköposti,Yritys,Asema,Yhdistetty\n"
    (contact,), _ = read(f"{header}Aino,Ranta,{ANN},aino@yritys.example,Yritys,Johtaja,eilen\n")
    assert (contact.name, contact.account, contact.job) == ("Aino Ranta", "Yritys", "Johtaja")
    assert contact.channels[0].scope is Scope.WORK
    assert contact.extras == (("Connected On", "eilen"),)


def test_an_old_table_without_profiles_is_read() -> None:
    header = HEADER.replace("URL,", "")
    (contact,), _ = read(f"{header}Ann,Ode,ann@acme.example,Acme,Buyer,12 Mar 2019\n")
    assert (contact.name, contact.job, contact.uid) == ("Ann Ode", "Buyer", "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("03 Apr 2022", "2022-04-03"),
        ("3. März 2022", "2022-03-03"),
        ("3 févr. 2022", "2022-02-03"),
        ("3 de dez. de 2022", "2022-12-03"),
        ("3 ago 2022", "2022-08-03"),
        ("31 Feb 2022", "31 Feb 2022"),
        ("04/03/22", "2022-03-04"),
    ],
)
def test_the_day_of_connecting_is_read_or_kept_as_it_came(written: str, meant: str) -> None:
    (contact,), _ = read(f"{HEADER}Ann,Ode,{ANN},,,,{written}\n")
    assert contact.extras == (("Connected On", meant),)


def test_a_bad_row_stops_no_other_and_is_named_by_its_line() -> None:
    rows = [
        "Ann,Ode,,,,,",
        "too,few",
        'Bo,"open quote,,,,,',
        'Cy,Ode,,,"two\nlines",,',
        'Di,"x"y,,,,,',
        ",,,,Acme,Buyer,12 Mar 2024",
        ",,,,,,",
        "",
        "Ed,Ode,,,,,",
    ]
    contacts, tally = read(PREAMBLE + HEADER + "\n".join(rows) + "\n")
    names = [contact.name for contact in contacts]
    assert names == ["Ann Ode", "too few", "Cy Ode", "Ed Ode"]
    assert contacts[2].account == "two lines"
    assert [problem.line for problem in tally.unreadable] == [6, 7, 10, 11]
    losing = [problem.line for problem in tally.unreadable if problem.loses_contact]
    assert losing == [7, 10, 11]


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    rows = 'Bo,"open,,,,,\n' + "Ann,Ode,,,,,\n" * 200
    contacts, tally = read(HEADER + rows)
    assert len(contacts) == 200
    assert [problem.line for problem in tally.unreadable] == [2]


def test_a_row_of_monstrous_length_is_left_out() -> None:
    contacts, tally = read(f"{HEADER}{'x' * 1_600_000},Ode,,,,,\nAnn,Ode,,,,,\n")
    assert [contact.name for contact in contacts] == ["Ann Ode"]
    assert [problem.line for problem in tally.unreadable] == [2]


def test_somebody_without_a_name_is_named_by_email_or_profile() -> None:
    contacts, _ = read(f"{HEADER},,{ANN}-%C3%B6de?x=1,,,,\n,,,bo@acme.example,,,\n")
    named = [contact.name or contact.channels[0].value for contact in contacts]
    assert named == ["ann-öde", "bo@acme.example"]


def test_control_characters_are_taken_out_and_counted() -> None:
    contacts, tally = read(f"{HEADER}A\x1bnn,O\x00de,https://x.example/%1bz,,,,\n,,/%1bz,,,,\n")
    assert [contact.name for contact in contacts] == ["Ann Ode", "z"]
    assert tally.dropped == {"control character": 2}


@given(st.text(max_size=300) | st.text(alphabet='",;\n\r\t ax', max_size=300))
def test_no_table_breaks_the_reader(rows: str) -> None:
    data = HEADER.encode() + rows.encode("utf-8", "surrogatepass")
    last = b"\n" * 2 + b"Ann,Ode,,,,,\n"
    contacts = list(read_connections(io.BytesIO(data + last), Tally("x")))
    if '"' not in rows:
        assert contacts[-1].name == "Ann Ode"


@given(st.binary(max_size=500))
def test_random_bytes_never_break_the_reader(data: bytes) -> None:
    is_linkedin(io.BytesIO(data))
    list(read_connections(io.BytesIO(HEADER.encode() + data), Tally("x")))


@pytest.mark.parametrize("path", REAL_TABLES, ids=lambda path: path.name)
def test_of_real_tables_only_those_of_linkedin_are_taken_for_it(path: Path) -> None:
    data = path.read_bytes()
    assert is_linkedin(io.BytesIO(data)) == path.name.startswith("linkedin")
    tally = Tally(path.name)
    contacts = list(read_connections(io.BytesIO(data), tally))
    assert bool(contacts) == path.name.startswith("linkedin")
    assert not tally.unreadable
