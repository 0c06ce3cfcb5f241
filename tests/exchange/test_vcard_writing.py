"""Contacts written as vCards say the same when they are read back, by us and by others."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange.content_writing import folded
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.vcard import read_cards
from loyaltytui.exchange.vcard_writing import VERSIONS, write_card, write_cards
from loyaltytui.plain import clean

vobject: Any = pytest.importorskip("vobject")

each_version = pytest.mark.parametrize("version", VERSIONS)


def read_back(*contacts: ContactDraft, version: str = "3.0") -> list[ContactDraft]:
    tally = Tally("cards.vcf")
    found = list(read_cards(io.BytesIO(write_cards(contacts, version)), tally))
    assert not tally.unreadable
    assert not tally.dropped
    return found


def logical_lines(card: bytes) -> list[str]:
    return card.decode().replace("\r\n ", "").split("\r\n")


def email(value: str, label: str = "", scope: Scope = Scope.WORK) -> ChannelDraft:
    return ChannelDraft(ChannelKind.EMAIL, value, label, scope)


def phone(value: str, label: str = "", scope: Scope = Scope.WORK) -> ChannelDraft:
    return ChannelDraft(ChannelKind.PHONE, value, label, scope)


PRIYA = ContactDraft(
    "Priya Shah",
    account="North; Wind, Ltd",
    job="VP Operations",
    birthday="1980-02-03",
    address="Main St 1, 12345 Berlin",
    about="Met in hall 4; liked the pump, \\o/\nCall in spring 👩‍💻",
    channels=(
        email("priya@northwind.example", "work"),
        email("p@home.example", "private", Scope.PERSONAL),
        phone("+47 900 00 000", "work mobile"),
        phone("22 00 00 00", "home", Scope.PERSONAL),
        phone("123;ext=4", "front desk"),
        ChannelDraft(ChannelKind.LINK, "https://x.example/a,b;c", "work"),
    ),
    tags=("pumps", "acid, strong"),
    uid="p-1",
    extras=(
        ("NICKNAME", "Pri,Shah"),
        ("DEPARTMENT", "Ops; West"),
        ("IMPP (home)", "xmpp:priya@x.example"),
        ("X-SKYPE", "priya.s"),
        ("Connected On", "3 May; 2020"),
        ("other name", "P. Shah"),
        ("UID", "second"),
        ("BDAY", "spring, maybe"),
        ("GEO", "59.9;10.7"),
    ),
)


@each_version
def test_everything_about_a_contact_is_read_back(version: str) -> None:
    (found,) = read_back(PRIYA, version=version)
    assert set(found.extras) == set(PRIYA.extras)
    for name in ("name", "account", "job", "birthday", "address", "about", "channels", "tags"):
        assert getattr(found, name) == getattr(PRIYA, name), name
    assert found.uid == "p-1"


def test_lines_end_as_the_format_demands_and_are_folded_between_characters() -> None:
    card = write_card(ContactDraft("Ann", about="é€👩‍💻," * 60))
    assert card.endswith(b"END:VCARD\r\n")
    assert card.count(b"\n") == card.count(b"\r\n") == card.count(b"\r")
    lines = card.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")


def test_the_types_say_whose_a_channel_is_and_that_it_is_a_mobile() -> None:
    lines = logical_lines(write_card(PRIYA))
    assert "EMAIL;TYPE=WORK:priya@northwind.example" in lines
    assert "TEL;TYPE=WORK,CELL:+47 900 00 000" in lines
    assert "TEL;TYPE=HOME:22 00 00 00" in lines
    assert "TEL;TYPE=work,cell:+47 900 00 000" in logical_lines(write_card(PRIYA, "4.0"))


def test_a_label_of_ones_own_stands_beside_its_channel() -> None:
    lines = logical_lines(write_card(ContactDraft("Ann", channels=(phone("1 2 3", "desk"),))))
    assert "item1.TEL;TYPE=WORK:1 2 3" in lines
    assert "item1.X-ABLabel:desk" in lines


@pytest.mark.parametrize(
    ("version", "line"),
    [("3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"), ("4.0", "BDAY:--0229")],
)
def test_a_birthday_may_lack_its_year(version: str, line: str) -> None:
    ann = ContactDraft("Ann", birthday="--02-29")
    assert line in logical_lines(write_card(ann, version))
    assert read_back(ann, version=version)[0].birthday == "--02-29"


def test_a_name_keeps_its_parts_until_the_contact_is_renamed() -> None:
    parts = (("N", "Ode;Ann;Maria;Dr.;"),)
    kept = write_card(ContactDraft("Dr. Ann Maria Ode", extras=parts))
    assert "N:Ode;Ann;Maria;Dr.;" in logical_lines(kept)
    renamed = write_card(ContactDraft("Ann Berg", extras=parts))
    assert "N:Berg;Ann;;;" in logical_lines(renamed)


@each_version
@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (ContactDraft("", account="Vale"), "Vale"),
        (ContactDraft("", channels=(email("a@x.example"),)), "a@x.example"),
        (ContactDraft(""), "Unnamed"),
        (ContactDraft("\x1b[31m\n"), "[31m"),
    ],
)
def test_a_contact_without_a_name_is_called_something(
    contact: ContactDraft, name: str, version: str
) -> None:
    assert read_back(contact, version=version)[0].name == name


@each_version
def test_no_control_character_is_ever_written_raw(version: str) -> None:
    hostile = "a\x00\x1b[2J\x7f\x85\u2028b\r\nEND:VCARD\rc"
    contact = ContactDraft(
        hostile,
        account=hostile,
        job=hostile,
        birthday=hostile,
        address=hostile,
        about=hostile,
        channels=tuple(ChannelDraft(kind, hostile, hostile) for kind in ChannelKind),
        tags=(hostile,),
        uid=hostile,
        extras=(("X-A", hostile), (hostile, hostile), ("N", hostile), ("DEPARTMENT", hostile)),
    )
    text = write_card(contact, version).decode()
    bare = text.replace("\r\n", "")
    assert not [letter for letter in bare if letter != clean(letter) or letter in "\r\n\u2028"]
    assert text.count("\r\nEND:VCARD") == 1


@each_version
def test_three_hundred_channels_are_all_read_back(version: str) -> None:
    channels = tuple(phone(f"+47 9000 {number:04}", "work") for number in range(300))
    assert (
        read_back(ContactDraft("Ann", channels=channels), version=version)[0].channels == channels
    )


@pytest.mark.parametrize("blanks", [60, 73, 74, 75, 148, 500])
def test_a_run_of_blanks_is_not_lost_between_two_lines(blanks: int) -> None:
    about = f"a{' ' * blanks}b"
    assert read_back(ContactDraft("Ann", about=about))[0].about == about


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=400))
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    raw = folded(line)
    assert raw.endswith(b"\r\n")
    assert raw[:-2].replace(b"\r\n ", b"").decode() == line
    for part in raw.split(b"\r\n"):
        part.decode("utf-8")


HARD = st.sampled_from(list(" ,;:\\\"'nN=^|-/()é€😀א\u202e孔"))
LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"],
    exclude_characters="\ufeff",
)
TEXT = st.text(HARD | LETTERS, max_size=90)
LINE = TEXT.map(lambda text: " ".join(text.split()))
NAME = LINE.filter(bool)
ABOUT = st.lists(TEXT, max_size=4).map(lambda lines: clean("\n".join(lines)).strip())


def _is_web(value: str) -> bool:
    return value.lower().startswith(("tel:", "mailto:"))


@st.composite
def some_channels(draw: st.DrawFn) -> tuple[ChannelDraft, ...]:
    values = draw(st.lists(NAME.filter(lambda text: not _is_web(text)), max_size=5))
    found: dict[tuple[ChannelKind, str], ChannelDraft] = {}
    for value in values:
        kind = draw(st.sampled_from(list(ChannelKind)))
        label = draw(st.sampled_from(["work", "home", "mobile", "work fax", "main"]) | LINE)
        digits = "".join(letter for letter in value if letter.isdigit())
        key = digits if kind is ChannelKind.PHONE and digits else value.lower().rstrip("/")
        if key:
            scope = draw(st.sampled_from(list(Scope)))
            found[kind, key] = ChannelDraft(kind, value, label, scope)
    return tuple(found.values())


DAYS = st.dates().map(str).filter(lambda day: not day.startswith("1604"))
CONTACTS = st.builds(
    ContactDraft,
    NAME,
    account=LINE,
    job=LINE,
    birthday=st.just("") | DAYS | st.just("--02-29"),
    address=LINE.map(lambda text: text.strip(", ")),
    about=ABOUT,
    channels=some_channels(),
    tags=st.lists(NAME, unique=True, max_size=4).map(tuple),
    uid=NAME.filter(lambda text: not text.lower().startswith("urn:uuid:")),
    extras=st.lists(
        st.tuples(
            st.sampled_from(["X-A", "IMPP (home)", "other name", "UID", "NOTE", "FN", "ORG"])
            | NAME,
            ABOUT.filter(bool),
        ),
        unique=True,
        max_size=4,
    ).map(tuple),
)


def _scope_as_label(channel: ChannelDraft) -> str:
    """A channel without a label is called by whose it is."""
    return channel.label or ("work" if channel.scope is Scope.WORK else "home")


@each_version
@settings(max_examples=150, deadline=None)
@given(CONTACTS)
@example(ContactDraft("Ann", extras=(("N", "x"), ("DEPARTMENT", "a; b")), uid="u"))
def test_any_contact_is_read_back_as_it_was_written(version: str, contact: ContactDraft) -> None:
    (found,) = read_back(contact, version=version)
    for name in ("name", "account", "job", "birthday", "address", "about", "tags", "uid"):
        assert getattr(found, name) == getattr(contact, name), name
    assert [(one.kind, one.value, one.scope, one.label) for one in found.channels] == [
        (one.kind, one.value, one.scope, _scope_as_label(one)) for one in contact.channels
    ]
    written = {one for one in contact.extras if one[0] != "N"}
    assert {one for one in found.extras if one[0] != "N"} == written
    assert write_card(contact, version) == write_card(contact, version)


@settings(max_examples=80, deadline=None)
@given(CONTACTS)
def test_another_parser_reads_the_same(contact: ContactDraft) -> None:
    card = vobject.readOne(write_card(contact).decode())
    card.validate()
    assert card.fn.value == contact.name
    assert card.uid.value == contact.uid
    assert [one.value for one in card.contents.get("email", [])] == [
        one.value for one in contact.channels if one.kind is ChannelKind.EMAIL
    ]
    assert [one.value for one in card.contents.get("url", [])] == [
        one.value for one in contact.channels if one.kind is ChannelKind.LINK
    ]
    if contact.about:
        assert card.note.value == contact.about
    if contact.account:
        assert card.org.value[0] == contact.account
    if contact.tags:
        assert card.categories.value == list(contact.tags)
