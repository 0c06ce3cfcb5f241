import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.vcard import read_cards

REAL_CARDS = sorted(Path(__file__).parents[3].glob("*/samples/vcard/*.vcf"))
"""Cards that real programs wrote, where a collection of them lies beside the checkout."""


def read(data: bytes) -> tuple[list[ContactDraft], Tally]:
    tally = Tally("cards.vcf")
    return list(read_cards(io.BytesIO(data), tally)), tally


def contact_of(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> ContactDraft:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (contact,), tally = read(text.encode(encoding))
    assert not tally.unreadable
    return contact


def channels_of(*lines: str, version: str = "3.0") -> list[tuple[str, str, Scope]]:
    contact = contact_of("FN:Ann Ode", *lines, version=version)
    return [(channel.value, channel.label, channel.scope) for channel in contact.channels]


def test_a_plain_card_becomes_a_contact() -> None:
    contact = contact_of(
        "FN:Priya Shah",
        "N:Shah;Priya;;;",
        "ORG:Northwind",
        "TITLE:VP Operations",
        "BDAY:1980-02-03",
        "NOTE:Met in hall 4\\, liked the pump\\nCall in spring",
        "CATEGORIES:customer,pumps",
        "UID:p-1",
        "EMAIL:priya@northwind.example",
    )
    assert contact == ContactDraft(
        name="Priya Shah",
        account="Northwind",
        job="VP Operations",
        birthday="1980-02-03",
        about="Met in hall 4, liked the pump\nCall in spring",
        channels=(ChannelDraft(ChannelKind.EMAIL, "priya@northwind.example"),),
        tags=("customer", "pumps"),
        uid="p-1",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_names_survive_every_encoding_of_unicode(encoding: str) -> None:
    contact = contact_of("FN:Łucja 孔夫子 Müller", "NOTE:a\\nb", encoding=encoding)
    assert (contact.name, contact.about) == ("Łucja 孔夫子 Müller", "a\nb")


def test_utf_16_big_endian_with_a_mark_is_read() -> None:
    text = "\ufeffBEGIN:VCARD\nFN:Zoë\nEND:VCARD\n"
    assert [contact.name for contact in read(text.encode("utf-16-be"))[0]] == ["Zoë"]


def test_files_put_one_behind_the_other_keep_their_marks_and_lose_nothing() -> None:
    contacts, tally = read("BEGIN:VCARD\nFN:A\nEND:VCARD\n".encode("utf-8-sig") * 2)
    assert [contact.name for contact in contacts] == ["A", "A"]
    assert not tally.unreadable


def test_a_file_saved_anew_as_utf_8_is_believed_before_the_charset_it_still_names() -> None:
    assert contact_of("FN;CHARSET=Windows-1252:Jörg", version="2.1").name == "Jörg"


def test_bytes_that_are_no_utf_8_are_read_as_windows_wrote_them() -> None:
    (contact,), _ = read("BEGIN:VCARD\r\nFN:Jörg Straße – €\r\nEND:VCARD".encode("cp1252"))
    assert contact.name == "Jörg Straße – €"


@pytest.mark.parametrize(
    ("charset", "codec", "word"),
    [
        ("Windows-1251", "cp1251", "Київ"),
        ("WINDOWS-1253", "cp1253", "Αθήνα"),
        ("ISO-8859-1", "latin-1", "Köln"),
        ("SHIFT_JIS", "shift_jis", "東京"),
        ("ISO-2022-JP", "iso2022_jp", "東京"),
        ("UTF-8", "utf-8", "Łódź"),
    ],
)
def test_a_charset_named_on_a_line_counts_for_that_line(
    charset: str, codec: str, word: str
) -> None:
    raw = f"BEGIN:VCARD\nFN;CHARSET={charset}:".encode() + word.encode(codec) + b"\nEND:VCARD\n"
    quoted = "".join(f"={byte:02X}" for byte in word.encode(codec))
    contact = contact_of(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted}", version="2.1")
    assert read(raw)[0][0].name == word
    assert contact.name == word


@pytest.mark.parametrize("charset", ["unicode_escape", "base64", "murks", "utf-7", ""])
def test_a_charset_that_is_none_is_not_believed(charset: str) -> None:
    assert contact_of(f"FN;CHARSET={charset}:Ann \\\\u0041").name == "Ann \\u0041"


def test_quoted_printable_goes_on_after_a_soft_line_break() -> None:
    contact = contact_of(
        "FN:Ann",
        "NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=",
        "=C3=9Fe=0D=0A=",
        "TEL: is not a line of its own here",
        "TEL;CELL:12345",
        version="2.1",
    )
    assert contact.about == "Grüße\nTEL: is not a line of its own here"
    assert [channel.value for channel in contact.channels] == ["12345"]


def test_a_soft_line_break_does_not_swallow_the_end_of_the_card() -> None:
    lines = "BEGIN:VCARD\nFN:A\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\nEND:VCARD\n"
    contacts, tally = read((lines + "BEGIN:VCARD\nFN:B\nEND:VCARD\n").encode())
    assert [(contact.name, contact.about) for contact in contacts] == [("A", "x"), ("B", "")]
    assert not tally.unreadable


def test_a_backslash_n_in_quoted_printable_is_text() -> None:
    contact = contact_of("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:C:\\new", version="2.1")
    assert contact.about == "C:\\new"


def test_folded_lines_are_put_together_by_the_rules_of_their_version() -> None:
    assert contact_of("FN:Ann Mar", " ie Ode", "NOTE:one", "\ttwo").name == "Ann Marie Ode"
    assert contact_of("FN:Ann", " Ode", version="2.1").name == "Ann Ode"


def test_folding_may_cut_a_character_in_two() -> None:
    data = "BEGIN:VCARD\nFN:Zoë\nEND:VCARD\n".encode().replace(b"\xc3\xab", b"\xc3\n \xab")
    assert read(data)[0][0].name == "Zoë"


@pytest.mark.parametrize(
    "picture",
    [
        ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRg=="],
        ["PHOTO;TYPE=JPEG;ENCODING=BASE64:", " /9j/4AAQ", " SkZJRg==", ""],
        ["PHOTO;BASE64:", "/9j/4AAQ", "SkZJRg=="],
        ["PHOTO;JPEG;B:", "", "/9j/4AAQ", "", ""],
        ["PHOTO:data:image/jpeg;base64,/9j/4AAQ", " SkZJRg=="],
        ["item7.photo;VALUE=uri:https://pictures.example/a.jpg"],
    ],
)
def test_a_picture_is_left_out_and_counted_in_each_notation(picture: list[str]) -> None:
    text = "\n".join(["BEGIN:VCARD", "VERSION:2.1", "FN:A", *picture, "TEL:12345", "END:VCARD"])
    (contact,), tally = read(text.encode())
    assert [channel.value for channel in contact.channels] == ["12345"]
    assert tally.dropped == {"photo": 1}
    assert not contact.extras
    assert not tally.unreadable


def test_a_label_of_a_group_names_its_channel() -> None:
    assert channels_of(
        "item1.EMAIL;type=INTERNET:a@b.example",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "item2.TEL:12345",
        "item2.X-ABLabel:Reception\\, day",
    ) == [
        ("a@b.example", "HomePage", Scope.WORK),
        ("12345", "Reception, day", Scope.WORK),
    ]


@pytest.mark.parametrize(
    "head",
    ["TEL;WORK;VOICE", "tel;type=work,voice", "TEL;type=WORK;type=pref", 'TEL;TYPE="work,voice"'],
)
def test_the_kind_of_a_number_is_read_in_each_notation(head: str) -> None:
    assert channels_of(f"{head}:12345") == [("12345", "work", Scope.WORK)]


def test_only_what_is_marked_home_counts_as_a_personal_phone() -> None:
    assert channels_of("TEL;CELL:10001", "TEL;HOME;CELL:10002", "TEL;WORK;HOME:10003") == [
        ("10001", "mobile", Scope.WORK),
        ("10002", "home mobile", Scope.PERSONAL),
        ("10003", "work home", Scope.WORK),
    ]


def test_an_email_of_a_free_provider_is_personal_unless_marked_work() -> None:
    assert channels_of(
        "EMAIL:a@gmail.com", "EMAIL;WORK:b@gmail.com", "EMAIL:c@acme.example", "EMAIL:d@yahoo.co.uk"
    ) == [
        ("a@gmail.com", "", Scope.PERSONAL),
        ("b@gmail.com", "work", Scope.WORK),
        ("c@acme.example", "", Scope.WORK),
        ("d@yahoo.co.uk", "", Scope.PERSONAL),
    ]


def test_addresses_of_the_web_become_what_people_dial_and_write() -> None:
    assert [
        value
        for value, *_ in channels_of(
            "TEL;VALUE=uri:tel:+1-418-656-9254;ext=102",
            "EMAIL:mailto:ann%40acme.example?subject=x",
            "URL:http\\://acme.example",
            version="4.0",
        )
    ] == ["+1-418-656-9254 ext 102", "ann@acme.example", "http://acme.example"]


def test_the_same_channel_twice_is_one_with_both_labels() -> None:
    assert channels_of("TEL;HOME:+49 30 1234", "TEL;FAX;HOME:+49-30-1234", "EMAIL:A@b.example") == [
        ("+49 30 1234", "home, home fax", Scope.PERSONAL),
        ("A@b.example", "", Scope.WORK),
    ]


def test_a_channel_that_is_both_work_and_home_does_not_count_as_personal() -> None:
    assert channels_of("URL;HOME:http://a.example/", "URL;WORK:http://a.example") == [
        ("http://a.example/", "home, work", Scope.WORK)
    ]


def test_numbers_that_differ_in_letters_or_extensions_stay_apart() -> None:
    assert len(channels_of("TEL:1-800-FLOWERS", "TEL:1-800-CONTACT")) == 2
    assert len(channels_of("TEL:555 10 20 x 1", "TEL:555 10 20 1")) == 2


def test_the_preferred_channel_comes_first() -> None:
    lines = ("EMAIL:a@x.example", "EMAIL;PREF=1:b@x.example")
    assert [value for value, *_ in channels_of(*lines)] == ["b@x.example", "a@x.example"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Ode;Ann;Marie;Dr.;MBA,CPA"], "Dr. Ann Marie Ode MBA, CPA"),
        (["FN:", "N:Ode;Ann"], "Ann Ode"),
        (["FN: ", "N:;;;;", "ORG:Acme;Sales", "EMAIL:x@acme.example"], "Acme"),
        (["EMAIL:x@acme.example"], "x@acme.example"),
        (["TEL:12345"], "12345"),
        (["N:;Ann"], "Ann"),
        (["N:O\\;De;Ann\\, Jr"], "Ann, Jr O;De"),
        (["FN:Ann\\n  Ode"], "Ann Ode"),
    ],
)
def test_a_contact_is_named_by_the_first_thing_that_can(lines: list[str], name: str) -> None:
    assert contact_of(*lines).name == name


def test_a_very_long_name_is_kept_whole() -> None:
    assert contact_of("FN:" + "x" * 5000).name == "x" * 5000


def test_departments_and_the_parts_of_an_unusual_name_are_kept() -> None:
    extras = contact_of("FN:Ann de Vries", "N:de Vries;Ann", "ORG:Acme;Sales;North").extras
    assert extras == (("N", "de Vries;Ann"), ("DEPARTMENT", "Sales; North"))
    assert contact_of("FN:Ann Ode", "N:Ode;Ann;;;").extras == ()


def test_a_separator_behind_an_escaped_backslash_separates() -> None:
    contact = contact_of("FN:A", "ORG:Acme\\\\;Sales\\;North")
    assert (contact.account, contact.extras) == ("Acme\\", (("DEPARTMENT", "Sales;North"),))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("19800203", "1980-02-03"),
        ("1980-02-03T00:00:00Z", "1980-02-03"),
        ("--0203", "--02-03"),
        ("--02-29", "--02-29"),
        ("1604-02-03", "--02-03"),
    ],
)
def test_birthdays_are_read_in_each_notation(written: str, meant: str) -> None:
    contact = contact_of("FN:A", f"BDAY;value=date:{written}")
    assert (contact.birthday, contact.extras) == (meant, ())


@pytest.mark.parametrize("written", ["19723101", "circa 1800", "1980", "--0230"])
def test_a_birthday_that_is_no_day_is_kept_as_it_came(written: str) -> None:
    contact = contact_of("FN:A", f"BDAY:{written}")
    assert (contact.birthday, contact.extras) == ("", (("BDAY", written),))


def test_addresses_read_as_people_write_them() -> None:
    contact = contact_of(
        "FN:A",
        "ADR;WORK:;Suite 4;222 Broadway;New York;NY;99999;USA",
        "ADR;HOME:;;Lindenweg 3\\, links;Halle;;06108;Deutschland",
    )
    assert contact.address.split("\n") == [
        "work: 222 Broadway, Suite 4, New York, NY 99999, USA",
        "home: Lindenweg 3, links, 06108 Halle, Deutschland",
    ]


def test_a_written_label_stands_in_for_an_address() -> None:
    assert contact_of("FN:A", "LABEL:Lindenweg 3\\nHalle").address == "Lindenweg 3, Halle"
    handed_along = 'ADR;LABEL="Lindenweg 3^nHalle: Mitte":;;;;;;'
    assert contact_of("FN:A", handed_along, version="4.0").address == "Lindenweg 3 Halle: Mitte"


def test_what_has_no_home_is_kept_under_its_name() -> None:
    contact = contact_of(
        "FN:A",
        "NICKNAME:Annie",
        "X-SOCIALPROFILE;type=twitter:https://x.example/a",
        "item1.X-ABRELATEDNAMES:Jo",
        "item1.X-ABLabel:_$!<Spouse>!$_",
        "ANNIVERSARY:20090808",
        "REV:20200101T000000Z",
    )
    assert contact.extras == (
        ("NICKNAME", "Annie"),
        ("X-SOCIALPROFILE (twitter)", "https://x.example/a"),
        ("X-ABRELATEDNAMES (Spouse)", "Jo"),
        ("ANNIVERSARY", "20090808"),
    )


def test_one_identity_in_two_dresses_is_the_same() -> None:
    assert contact_of("FN:A", "UID:urn:uuid:aa-1").uid == contact_of("FN:A", "UID:aa-1").uid


def test_control_characters_are_taken_out_and_counted() -> None:
    data = "BEGIN:VCARD\nFN:A\x1b]52;c;x\x07\x00\x9bB\nTEL:tel:%1b12345\nEND:VCARD\n".encode()
    (contact,), tally = read(data)
    assert contact.name == "A]52;c;xB"
    assert contact.channels[0].value == "12345"
    assert tally.dropped == {"control character": 4}


def test_a_stray_carriage_return_breaks_no_label() -> None:
    data = b"BEGIN:VCARD\nFN:A\nTEL;HO\rTLINE:12345\nEND:VCARD\n"
    assert read(data)[0][0].channels[0].label == "ho tline"


@pytest.mark.parametrize("line", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
def test_a_group_is_no_contact_and_said_so(line: str) -> None:
    contacts, tally = read(f"\nBEGIN:VCARD\nFN:Team\n{line}\nEND:VCARD\n".encode())
    assert not contacts
    (problem,) = tally.unreadable
    assert (problem.line, problem.why, problem.loses_contact) == (2, "a group, not a person", True)


def test_a_card_about_nobody_is_said_so() -> None:
    contacts, tally = read(b"BEGIN:VCARD\nNOTE:x\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    assert [contact.name for contact in contacts] == ["B"]
    assert [(problem.line, problem.loses_contact) for problem in tally.unreadable] == [(1, True)]


def test_a_card_that_never_ends_is_closed_by_the_next_and_by_the_end_of_the_file() -> None:
    contacts, tally = read(b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD \nFN:B\n")
    assert [contact.name for contact in contacts] == ["A", "B"]
    assert [(problem.line, problem.loses_contact) for problem in tally.unreadable] == [
        (1, False),
        (3, False),
    ]


def test_an_assistant_inside_a_card_is_a_contact_too() -> None:
    inner = "AGENT:\nBEGIN:VCARD\nFN:Tom\nTEL:22222\nEND:VCARD\n"
    contacts, tally = read(f"BEGIN:VCARD\nFN:Ann\n{inner}TEL:11111\nEND:VCARD\n".encode())
    assert [(contact.name, contact.channels[0].value) for contact in contacts] == [
        ("Tom", "22222"),
        ("Ann", "11111"),
    ]
    assert not tally.unreadable


def test_junk_in_and_between_cards_is_said_once_a_run_and_stops_nothing() -> None:
    contacts, tally = read(
        b"hello\nyou\nBEGIN:VCARD\nFN:A\nwhat is: this\nno colon\nTEL:12345\nEND:VCARD\nbye\n"
    )
    assert contacts[0].channels[0].value == "12345"
    assert [problem.line for problem in tally.unreadable] == [1, 5, 9]
    assert not any(problem.loses_contact for problem in tally.unreadable)


@pytest.mark.parametrize("is_folded", [True, False])
def test_a_property_that_is_too_long_is_left_out_and_its_card_stays(is_folded: bool) -> None:
    long = ("x" * 70 + "\n ") * 5000 if is_folded else "x" * 1_000_000
    (contact,), tally = read(f"BEGIN:VCARD\nFN:A\nNOTE:{long}\nTEL:12345\nEND:VCARD\n".encode())
    assert (contact.about, contact.channels[0].value) == ("", "12345")
    (problem,) = tally.unreadable
    assert (problem.line, problem.loses_contact) == (3, False)
    assert problem.why.startswith("NOTE is longer")


def test_a_card_that_is_too_large_is_left_out_and_the_next_is_read() -> None:
    notes = ("NOTE:" + "x" * 200_000 + "\n") * 6
    contacts, tally = read(f"BEGIN:VCARD\nFN:A\n{notes}END:VCARD\nBEGIN:VCARD\nFN:B\n".encode())
    assert [contact.name for contact in contacts] == ["B"]
    assert tally.unreadable[0].why == "a card of more than 1 MB"


def test_old_macintosh_line_ends_are_line_ends() -> None:
    (contact,), _ = read(b"BEGIN:VCARD\rFN:Ann\rTEL:12345\rEND:VCARD\r")
    assert (contact.name, len(contact.channels)) == ("Ann", 1)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
PLAIN = WORDS.filter(lambda text: text == " ".join(text.split()) and text != "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str, width: int) -> bytes:
    raw = line.encode()
    return b"\r\n ".join(raw[at : at + width] for at in range(0, len(raw), width)) + b"\r\n"


@given(
    name=PLAIN,
    company=PLAIN,
    note=st.lists(PLAIN, max_size=4).map("\n".join),
    tags=st.lists(PLAIN, max_size=3, unique=True),
    width=st.integers(10, 90),
)
def test_what_a_writer_folds_and_escapes_reads_back_the_same(
    name: str, company: str, note: str, tags: list[str], width: int
) -> None:
    lines = [
        f"FN:{_escaped(name)}",
        f"ORG:{_escaped(company)};{_escaped(name)}",
        f"NOTE:{_escaped(note)}",
        "CATEGORIES:" + ",".join(map(_escaped, tags)),
    ]
    body = b"".join(_folded(line, width) for line in lines)
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + body + b"END:VCARD\r\n"
    (contact,), tally = read(data)
    assert not tally.unreadable
    assert (contact.name, contact.account, contact.about) == (name, company, note)
    assert contact.tags == tuple(tags)
    assert contact.extras == (("DEPARTMENT", name),)


CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;A=\r\n"
    b'b\r\nitem1.EMAIL;TYPE="home,pref":mailto:a@gmail.com\r\nitem1.X-ABLabel:x\r\n'
    b'ADR;LABEL="a:b^n":;;Way 1\\, left;City;;1;C\r\nTEL;VALUE=uri:tel:+1%1b2;ext=3\r\n'
    b"PHOTO;ENCODING=BASE64:\r\n /9j/4AAQ\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nORG:X;Y\r\nEND:VCARD\r\n"
    b"BDAY:--0203\r\nNOTE;ENCODING=b:SGVsbG8=\r\nEND:VCARD\r\n"
)


@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(CARD)), st.integers(0, 9), st.binary(max_size=6)), max_size=8
    )
)
@example(edits=[(0, 0, b"")])
def test_a_damaged_card_never_breaks_the_reader_nor_lets_controls_through(
    edits: list[tuple[int, int, bytes]],
) -> None:
    data = CARD
    for at, removed, put_in in edits:
        data = data[:at] + put_in + data[at + removed :]
    contacts, _ = read(data + b"\r\nBEGIN:VCARD\r\nFN:Last\r\nEND:VCARD\r\n")
    assert any(contact.name == "Last" for contact in contacts)
    for contact in contacts:
        assert contact.name
        assert all(
            "\n" not in channel.value + channel.label and channel.value
            for channel in contact.channels
        )
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", _all_text(contact))


@given(st.binary(max_size=2000))
def test_random_bytes_never_break_the_reader(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VCARD\nFN:" + data)


def _all_text(contact: ContactDraft) -> str:
    channels = (text for channel in contact.channels for text in (channel.value, channel.label))
    extras = (text for extra in contact.extras for text in extra)
    fields = (contact.name, contact.account, contact.job, contact.birthday, contact.address)
    return "".join((*fields, contact.about, contact.uid, *contact.tags, *channels, *extras))


@pytest.mark.parametrize("path", REAL_CARDS, ids=lambda path: path.name)
def test_of_a_real_file_nothing_is_lost(path: Path) -> None:
    data = path.read_bytes()
    contacts, tally = read(data)
    plain = data.decode("utf-16").encode() if data[:2] == b"\xff\xfe" else data
    text = plain.removeprefix(b"\xef\xbb\xbf").decode("latin-1")

    def count(pattern: str) -> int:
        return len(re.findall(rf"(?im)^(?:item\d+\.)?{pattern}", text))

    lost = sum(problem.loses_contact for problem in tally.unreadable)
    assert len(contacts) + lost == count(r"BEGIN:VCARD")
    nameless = count(r"BEGIN:VCARD") - count(r"(?:FN|N|EMAIL|ORG)[:;]")
    assert lost <= max(0, nameless)
    links = [
        re.escape(match) for match in re.findall(r"(?im)^(?:item\d+\.)?EMAIL.*:\s*(\S+)", text)
    ]
    emails = {match.lower() for match in links}
    kinds = [(channel.kind, channel.value) for contact in contacts for channel in contact.channels]
    assert sum(kind is ChannelKind.EMAIL for kind, _ in kinds) >= len(emails)
    phones = set(re.findall(r"(?im)^(?:item\d+\.)?TEL[;:].*?:(?:tel:)?\s*(\S.*?)\s*$", text))
    assert sum(kind is ChannelKind.PHONE for kind, _ in kinds) >= len(phones)
