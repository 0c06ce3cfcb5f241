"""Tables of other programs: whose they are, what becomes of their columns, and what is refused."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange.reading import Reading
from loyaltytui.exchange.sources import Asked, SourceError, read_source, read_stream

GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,"
    "Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,"
    "Custom Field 1 - Label,Custom Field 1 - Value,Phonetic First Name\n"
    'Ann,,Lee,Annie,Acme,Buyer, --02-03,"met\nat fair",https://x.example/p.jpg,'
    "* myContacts ::: Client ::: Fair,* Work,ann@acme.example ::: ann@gmail.com,Mobile,"
    "+47 900 00 000 ::: +47 22 00 00 00,Home,Main St 1,Oslo,0150,Shoe size,38,\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Organization 1 - Name,Organization 1 - Title\n"
    "Ann Lee,Ann,Lee,* myContacts,* Home,ann@acme.example,Acme,Buyer\n"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Job Title,Business Street,Business City,Home City,"
    "Business Fax,Business Phone,Home Phone,Mobile Phone,Birthday,Categories,E-mail Address,"
    "E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Priority,User 1,Web Page\n"
    "Dr.,Ann,Lee,Acme,Buyer,Main St 1,Oslo,Bergen,+47 22 00 00 01,+47 22 00 00 00,+47 55 00 00 00,"
    "+47 900 00 000,0/0/00,Client;Fair,ann@acme.example,SMTP,Ann Lee (ann@acme.example),"
    "/o=Exchange/cn=ann,hello,Normal,blue,https://acme.example\n"
)
HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lead Status\n"
    "901,Ann,Lee,ann@acme.example,+47 22 00 00 00,Buyer,Acme,Connected\n"
)
SALESFORCE = (
    '"Salutation","First Name","Last Name","Title","Account Name","Mailing City",'
    '"Mailing Country","Phone","Email"\n'
    '"Ms.","Ann","Lee","Buyer","Acme, Inc","Oslo","Norway","+47 22 00 00 00","ann@acme.example"\n'
    '\n\n"Grand Totals (1 records)"\n\n"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
)
WEEKLY = (
    '"Id","IsDeleted","MasterRecordId","AccountId","LastName","FirstName","MailingCity","Phone",'
    '"Email","Title","Birthdate"\n'
    '"003A","0","000000000000000AAA","001A","Lee","Ann","Oslo","+47 22","ann@acme.example",'
    '"Buyer","1980-02-03"\n'
    '"003B","1","","001A","Gone","Bo","","","bo@acme.example","",""\n'
)
PIPEDRIVE = (
    "Person - ID,Person - Name,Person - Label,Person - Organization,Person - Email - Work,"
    "Person - Email - Home,Person - Phone - Mobile,Person - Marketing status\n"
    "88,Ann Lee,Hot lead,Acme,ann@acme.example,ann@home.example,+47 900 00 000,No consent\n"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
    "Home City,Organization,Job Title,Birth Year,Birth Month,Birth Day,Custom 1,Notes,\n"
    "Ann,Lee,Ann Lee,Annie,ann@acme.example,ann@home.example,+47 22 00 00 00,Oslo,Acme,Buyer,"
    "1980,2,3,red,hello,\n"
)
TOOLS = {
    "google": GOOGLE,
    "outlook": OUTLOOK,
    "hubspot": HUBSPOT,
    "salesforce": SALESFORCE,
    "pipedrive": PIPEDRIVE,
    "thunderbird": THUNDERBIRD,
}


def read(text: str | bytes, *maps: str, kind: str = "", encoding: str = "utf-8") -> Reading:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return read_stream(io.BytesIO(data), Asked(kind, maps))


def only(reading: Reading) -> ContactDraft:
    (contact,) = reading.contacts
    return contact


def ways(contact: ContactDraft) -> list[tuple[str, str, str, str]]:
    return [(str(c.kind), c.value, c.label, str(c.scope)) for c in contact.channels]


@pytest.mark.parametrize("kind", TOOLS)
def test_a_table_is_known_by_its_header_and_gives_a_contact(kind: str) -> None:
    reading = read(TOOLS[kind])
    contact = only(reading)
    assert reading.kind == kind
    assert (contact.name, contact.account.startswith("Acme")) == ("Ann Lee", True)
    assert "ann@acme.example" in [channel.value for channel in contact.channels]
    assert not reading.unreadable


def test_google_keeps_several_values_labels_and_fields_of_ones_own() -> None:
    contact = only(read(GOOGLE))
    assert ways(contact) == [
        ("email", "ann@acme.example", "work", "work"),
        ("email", "ann@gmail.com", "work", "work"),
        ("phone", "+47 900 00 000", "mobile", "work"),
        ("phone", "+47 22 00 00 00", "mobile", "work"),
    ]
    assert contact.tags == ("Client", "Fair")
    assert (contact.birthday, contact.about) == ("--02-03", "met\nat fair")
    assert contact.address == "Main St 1, 0150 Oslo"
    assert ("nickname", "Annie") in contact.extras
    assert ("Custom Field 1 - Value", "38") in contact.extras


def test_the_old_headers_of_google_are_read_too() -> None:
    contact = only(read(GOOGLE_OLD))
    assert (contact.name, contact.job, contact.tags) == ("Ann Lee", "Buyer", ())
    assert contact.channels[0].scope is Scope.PERSONAL


def test_outlook_tells_work_from_home_and_keeps_what_has_no_home() -> None:
    contact = only(read(OUTLOOK))
    assert ("phone", "+47 55 00 00 00", "home", "personal") in ways(contact)
    assert ("phone", "+47 22 00 00 01", "work fax", "work") in ways(contact)
    assert contact.address == "work: Main St 1, Oslo\nhome: Bergen"
    assert contact.tags == ("Client", "Fair")
    assert dict(contact.extras) == {
        "Title": "Dr.",
        "E-mail 2 Address": "/o=Exchange/cn=ann",
        "User 1": "blue",
    }


def test_a_report_of_salesforce_ends_before_its_footer() -> None:
    reading = read(SALESFORCE)
    assert reading.dropped == (("footer line", 3),)
    assert only(reading).address == "Oslo, Norway"
    assert only(reading).account == "Acme, Inc"


def test_what_salesforce_had_deleted_stays_out_and_is_counted() -> None:
    reading = read(WEEKLY)
    assert reading.dropped == (("deleted contact", 1),)
    contact = only(reading)
    assert (contact.uid, contact.birthday) == ("salesforce 003A", "1980-02-03")
    assert contact.extras == (("AccountId", "001A"),)


def test_thunderbird_tells_a_birthday_in_three_columns() -> None:
    contact = only(read(THUNDERBIRD))
    assert contact.birthday == "1980-02-03"
    assert set(contact.extras) == {("nickname", "Annie"), ("Custom 1", "red")}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_separator_and_encoding_is_read(separator: str, encoding: str) -> None:
    table = "Name,Firma,E-Mail,Telefon privat\nJörg Müller,Größe AG,j@acme.de,030 1234567\n"
    contact = only(read(table.replace(",", separator), encoding=encoding))
    assert (contact.name, contact.account) == ("Jörg Müller", "Größe AG")
    assert ways(contact)[1] == ("phone", "030 1234567", "home", "personal")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1251", "Анна Иванова"),
        ("cp1250", "Łukasz Wiśniewski, Kraków"),
        ("cp1253", "Ελένη Παπαδοπούλου"),
        ("cp932", "やまだ たろう"),
        ("cp1252", "José Peña"),
    ],
)
def test_old_code_pages_are_told_by_their_letters(encoding: str, name: str) -> None:
    rows = "".join(f'"{name}",x{number}@acme.example\n' for number in range(3))
    reading = read(f"Name,Email\n{rows}", encoding=encoding)
    assert {contact.name for contact in reading.contacts} == {name}


def test_a_table_of_nobody_known_is_mapped_by_words_and_values_and_says_how() -> None:
    reading = read("Who;Reach me;Colour\nAnn Lee;ann@x.no;red\n", "Who=name", "Colour=tags")
    contact = only(reading)
    assert (contact.name, contact.tags, ways(contact)[0][1]) == ("Ann Lee", ("red",), "ann@x.no")
    assert [column.target.said for column in reading.tables[0].columns] == ["name", "email", "tags"]
    assert reading.tables[0].sentences() == [
        "Who → name: Ann Lee",
        "Reach me → email: ann@x.no",
        "Colour → tags: red",
    ]


def test_a_known_table_can_be_mapped_otherwise() -> None:
    contact = only(read(HUBSPOT, "Lead Status=tags", "Phone Number=phone home", "Job Title=skip"))
    assert (contact.tags, contact.job) == (("Connected",), "")
    assert ways(contact)[1] == ("phone", "+47 22 00 00 00", "home", "personal")


@pytest.mark.parametrize("typed", ["Name", "Name=", "=name", "Name=shoe"])
def test_a_mapping_to_no_field_is_refused_with_the_fields_there_are(typed: str) -> None:
    with pytest.raises(SourceError, match=r"maps no column: say 'Column=field'.*birthday"):
        read(HUBSPOT, typed)


def test_a_table_in_another_language_has_its_labels_and_two_addresses() -> None:
    table = (
        "Vorname,Nachname,Straße geschäftlich,Ort geschäftlich,Ort privat,Telefon privat,Notizen 2,"
        "Geburtstag\nHans,Bauer,Weg 3,Berlin,Bonn,030 77777,nett,0.0.00\n"
    )
    contact = only(read(table))
    assert contact.address == "work: Weg 3, Berlin\nhome: Bonn"
    assert ways(contact) == [("phone", "030 77777", "home", "personal")]
    assert (contact.about, contact.extras) == ("nett", ())


def test_a_name_written_family_first_is_not_kept_twice() -> None:
    assert only(read('Name,Email\n"Lee, Ann",ann@x.no\n')).extras == ()


def test_a_table_without_a_header_is_read_by_what_is_in_it() -> None:
    contact = only(read("Ann Lee,Acme,ann@x.no,+47 900 00 000\n"))
    assert (contact.name, len(contact.channels)) == ("Ann Lee", 2)
    assert contact.extras == (("column 2", "Acme"),)


def test_other_days_of_a_table_tell_which_order_day_and_month_have() -> None:
    american = "Name,Birthday\nAnn,03/04/1980\nBo,12/31/1981\n"
    assert [one.birthday for one in read(american).contacts] == ["1980-03-04", "1981-12-31"]
    assert "month first, as other days here show" in read(american).tables[0].day_note
    unclear = "Name,Birthday\nAnn,03/04/1980\n"
    assert only(read(unclear)).birthday == "1980-04-03"
    own = read_stream(io.BytesIO(unclear.encode()), Asked(day_first=False))
    assert only(own).birthday == "1980-03-04"


def test_a_day_with_dots_has_the_day_first_whatever_the_others_say() -> None:
    table = "Name,Birthday\nAnn,03.04.1980\nBo,12/31/1981\n"
    assert [one.birthday for one in read(table).contacts] == ["1980-04-03", "1981-12-31"]


def test_rows_of_another_length_are_named_by_their_line() -> None:
    table = 'Name,Email,Phone\nAnn,"a\nb@x.no",1\nBo,bo@x.no\nCy,cy@x.no,12345,surplus\nDi,,,\nEd\n'
    reading = read(table)
    assert [one.name for one in reading.contacts] == ["Ann", "Bo", "Di"]
    problems = [(each.line, each.loses_contact) for each in reading.unreadable]
    assert problems == [(4, False), (5, True), (7, True)]


def test_two_columns_of_one_name_are_both_kept() -> None:
    contact = only(read("Name,Email,Email,Club,Club\nAnn,a@x.no,b@x.no,golf,chess\n"))
    assert [channel.value for channel in contact.channels] == ["a@x.no", "b@x.no"]
    assert contact.extras == (("Club", "golf"), ("Club", "chess"))


def test_a_quotation_mark_inside_a_cell_opens_nothing() -> None:
    reading = read('Name,About\nAnn,5" pipe\nBo,"said ""yes"""\n')
    assert [one.about for one in reading.contacts] == ['5" pipe', 'said "yes"']


def test_a_header_that_comes_again_is_no_contact() -> None:
    assert len(read(HUBSPOT + HUBSPOT).contacts) == 2


@pytest.mark.parametrize("guarded", ["'=1+1", "'  +x", "'-x", "'@x", "'＝x", "''=x"])
def test_the_sign_that_guards_from_formulas_is_taken_off(guarded: str) -> None:
    assert only(read(f"Name,Notes\nAnn,{guarded}\n")).about == guarded[1:].strip()


@pytest.mark.parametrize("plain", ["'s Gravenhage", "'tis", "O'Neil"])
def test_any_other_apostrophe_stays(plain: str) -> None:
    assert only(read(f"Name,Notes\nAnn,{plain}\n")).about == plain


def test_several_numbers_in_one_cell_are_several_and_words_are_kept() -> None:
    table = "Name,Phone,Email\nAnn,22 00 00 00; 33 00 00 00,ask Bo\n"
    contact = only(read(table))
    phones = [each.value for each in contact.channels if each.kind is ChannelKind.PHONE]
    assert phones == ["22 00 00 00", "33 00 00 00"]
    assert contact.extras == (("Email", "ask Bo"),)


HOSTILE = {
    "a million columns": (b"Name,Email" + b",x" * 1_000_000 + b"\nAnn,a@x.no\n", "longer than"),
    "three thousand columns": (b"Name,Email" + b",x" * 3000 + b"\nAnn,a@x.no\n", "3,002 columns"),
    "nothing but separators": (b",,,\n" * 50, "holds neither"),
    "a web page": (b"<!DOCTYPE html><html>Name,Email\n</html>", "is a web page"),
    "columns of nobody": (b"Colour,Size\nred,3\n", "say what its columns are with --map"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_table_that_is_none_is_refused_in_a_sentence(case: str) -> None:
    data, advice = HOSTILE[case]
    with pytest.raises(SourceError, match=advice):
        read(data)


def test_one_enormous_cell_costs_one_row_and_is_named() -> None:
    table = b"Name,About\nAnn,1\nBo," + b"x" * 3_000_000 + b"\nCy,2\n"
    reading = read(table)
    assert [one.name for one in reading.contacts] == ["Ann", "Cy"]
    assert [(each.line, each.why) for each in reading.unreadable] == [
        (3, "a row of more than 1 MB")
    ]


def test_hostile_cells_are_kept_and_cost_no_more_than_their_length() -> None:
    """Read in time that grows with the square of their length, these would never come to an end."""
    for head, cell in (
        ("Email", "a" * 900_000),
        ("Email", "@" * 900_000),
        ("Notes", "<p " * 300_000),
        ("Phone", "1" + " " * 900_000 + "2"),
        ("Birthday", "1/" * 400_000),
    ):
        assert only(read(f"Name,{head}\nAnn,{cell}\n")).name == "Ann"


def test_a_few_bytes_that_no_text_holds_are_taken_out_and_counted() -> None:
    table = b"Name,Email\n" + b"An\x00n\x1b[2J,a@x.no\n" + b"Bo,bo@x.no\n" * 40
    reading = read(table)
    assert reading.contacts[0].name == "Ann[2J"
    assert ("control character", 2) in reading.dropped


def test_a_table_that_breaks_off_gives_what_is_whole() -> None:
    reading = read(b'Name,Email,Notes\nAnn,a@x.no,x\nBo,b@x.no,"breaks')
    assert [one.name for one in reading.contacts] == ["Ann"]
    assert reading.unreadable[0].why == "a quotation mark that is never closed"


def test_a_folder_of_one_program_is_read_whole_whatever_its_files_are_called(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text(HUBSPOT)
    (tmp_path / "b").write_text(HUBSPOT.replace("901,Ann", "902,Bo"))
    reading = read_source(tmp_path)
    assert [one.name for one in reading.contacts] == ["Ann Lee", "Bo Lee"]
    assert len(reading.tables) == 2


def test_whoever_watches_can_stop_the_reading() -> None:
    class Stopped(Exception):
        pass

    def stop(count: int) -> None:
        raise Stopped

    rows = "".join(f"P{number},p{number}@x.no\n" for number in range(600))
    with pytest.raises(Stopped):
        read_stream(io.BytesIO(f"Name,Email\n{rows}".encode()), Asked(), stop)


@given(st.text(max_size=300) | st.text(alphabet="\",;\n\r\t' ax@1=", max_size=300))
def test_no_rows_break_the_reader(rows: str) -> None:
    for header in ("Name,Email,Phone,Birthday\n", GOOGLE.split("\n", 1)[0] + "\n"):
        data = header.encode() + rows.encode("utf-8", "surrogatepass")
        for contact in read(data).contacts:
            assert contact.name or contact.account or contact.channels


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for start in (b"", b"Name,Email\n"):
        with contextlib.suppress(SourceError):
            read(start + data)
