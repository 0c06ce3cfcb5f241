"""Exports in the shapes that real programs write: nothing that they say is lost without a word.

Each is looked for crudely, as text, in everything that was read; what was left out on purpose or
could not be read is counted beside it.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import pytest

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.reading import Reading, SourceError
from loyaltytui.exchange.sources import Asked, read_stream
from loyaltytui.exchange.vcard_writing import write_card


class Export(NamedTuple):
    """What a program wrote, and what has to come out of it."""

    said: bytes
    names: tuple[str, ...]
    holds: tuple[str, ...] = ()
    """Texts that must be found somewhere in what was read."""
    lines_lost: tuple[int, ...] = ()
    left_out: int = 0


def cards(*several: str) -> bytes:
    wrapped = (f"BEGIN:VCARD\n{one.strip()}\nEND:VCARD\n" for one in several)
    return "".join(wrapped).replace("\n", "\r\n").encode()


def table(*rows: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return "".join(row + end for row in rows).encode(encoding)


EXPORTS = {
    "iCloud, with groups, labels of its own and a folded picture": Export(
        cards(
            """VERSION:3.0
N:Ångström;Åsa;Maria;Dr.;PhD
FN:Dr. Åsa Ångström
item1.EMAIL;type=INTERNET;type=pref:asa@pumps.example
item1.X-ABLabel:_$!<Work>!$_
item2.TEL:+46 70 123 45 67
item2.X-ABLabel:Boat
item3.ADR;type=HOME;type=pref:;;Storgatan 1\\nc/o Berg;Göteborg;;411 24;Sverige
item5.X-ABRELATEDNAMES;type=pref:Lars
item5.X-ABLabel:_$!<Spouse>!$_
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-02
IMPP;X-SERVICE-TYPE=Skype:skype:asa.skype
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAgGBgcGBQgHBwcJ
NOTE:first\\nsecond\\, with comma""",
            "VERSION:3.0\nN:;;;;\nFN:Pumps Ltd\nORG:Pumps Ltd;\nX-ABShowAs:COMPANY\nTEL:+44207946",
        ),
        ("Dr. Åsa Ångström", "Pumps Ltd"),
        ("asa@pumps.example", "Boat", "c/o Berg", "Lars", "--03-02", "skype:asa.skype", "COMPANY"),
        left_out=1,
    ),
    "Android, 2.1 in quoted-printable, a card of nothing but a picture": Export(
        cards(
            """VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=B4=D0=B0;=D0=98=D0=B2=D0=B0=D0=BD;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD =D0=9E=D0=
=B4=D0=B0
TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94=D0=B0):84951112233
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:line one=0D=0Aline two
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Vanya;1;;;;;;;;;;;;;""",
            "VERSION:2.1\nTEL;CELL:112233",
            "VERSION:2.1\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgAB\n",
        ),
        ("Иван Ода", "112233"),
        ("84951112233", "line one\nline two", "Vanya"),
        lines_lost=(14,),
        left_out=1,
    ),
    "Outlook, 2.1 in cp1252": Export(
        cards(
            """VERSION:2.1
N;CHARSET=Windows-1252:Mueller;Joerg
FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller
ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Gr=F6=DFe GmbH;Einkauf
TEL;CELL;VOICE:0171/2345678
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Hauptstra=DFe 5=0D=0A=
80331 M=FCnchen
X-MS-MANAGER:Frau Schmidt
EMAIL;PREF;INTERNET:joerg@groesse.example"""
        ),
        ("Jörg Müller",),
        ("Größe GmbH", "Einkauf", "0171/2345678", "80331 München", "Frau Schmidt", "Hauptstraße 5"),
    ),
    "Nextcloud, 4.0": Export(
        cards(
            """VERSION:4.0
UID:urn:uuid:0b6f5a4e
FN:Lucía Núñez
EMAIL;TYPE=WORK;PREF=1:lucia@ejemplo.example
TEL;TYPE="HOME,VOICE";VALUE=uri:tel:+34-91-555-0101;ext=12
ADR;TYPE=HOME;LABEL="Calle Mayor 1\\nMadrid":;;Calle Mayor 1;Madrid;;28001;España
CATEGORIES:Feria,Clientes\\, VIP
RELATED;TYPE=spouse;VALUE=text:Pedro
PHOTO:data:image/png;base64,AAAA
NOTE:;semi; colon\\; and more"""
        ),
        ("Lucía Núñez",),
        ("0b6f5a4e", "ext 12", "28001 Madrid", "Clientes, VIP", "Pedro", ";semi; colon; and"),
        left_out=1,
    ),
    "Fastmail, with a group that is nobody": Export(
        cards(
            "VERSION:3.0\nN:Doe;Jane;Q.;Ms;\nFN:Ms Jane Doe\nORG:Doe & Co\\; Partners;Finance\n"
            "TEL;TYPE=work:+1 (555) 010-9999 x123\nBDAY:0000-07-04\nONLINE;X-LABEL=X:@janedoe",
            "VERSION:3.0\nUID:g\nFN:Team\nX-ADDRESSBOOKSERVER-KIND:group",
        ),
        ("Ms Jane Doe",),
        ("Doe & Co; Partners", "Finance", "x123", "--07-04", "@janedoe"),
        lines_lost=(10,),
    ),
    "Proton, with groups in capitals and a key": Export(
        cards(
            "VERSION:4.0\nFN;PREF=1:Kim Ode\nITEM1.EMAIL;PREF=1:kim@vale.example\n"
            "ITEM1.KEY;PREF=1:data:application/pgp-keys;base64,xjMEXAHL\nITEM1.CATEGORIES:Friends\n"
            "item2.EMAIL;PREF=2:k@proton.example\nitem2.X-ABLabel:Secret box\nUID:proton-web-1"
        ),
        ("Kim Ode",),
        ("kim@vale.example", "k@proton.example", "Secret box", "Friends", "proton-web-1"),
        left_out=1,
    ),
    "cards whose line ends were doubled on the way": Export(
        cards("VERSION:3.0\nFN:Mixed Case\nNOTE:long\n\tline").replace(b"\r\n", b"\r\r\n").lower(),
        ("mixed case",),
        ("longline",),
    ),
    "a table with a mark, semicolons, and quoted lines": Export(
        table(
            "\ufeffName;Firma;E-Mail;Telefon;Bemerkung",
            '"Lee; Anna";Acme;anna@acme.example;+49 30 2222222;"Zeile 1\r\nZeile 2; ""Zitat"""',
        ),
        ("Lee; Anna",),
        ("Acme", "anna@acme.example", "+49 30 2222222", 'Zeile 1\nZeile 2; "Zitat"'),
    ),
    "UTF-16 without a mark": Export(
        table("Name,Email,Note", "Łukasz Żak,l@x.example,dzień dobry", encoding="utf-16-le"),
        ("Łukasz Żak",),
        ("l@x.example", "dzień dobry"),
    ),
    "headers twice": Export(
        table(
            "Name,Email,Email,Phone,Phone,Notes,Notes,Company,Company",
            "Ann Lee,a@x.example,b@x.example,+4790000001,+4790000002,one,two,Acme,Acme Holding",
        ),
        ("Ann Lee",),
        ("a@x.example", "b@x.example", "+4790000001", "+4790000002", "one", "two", "Acme Holding"),
    ),
    "columns too many and too few": Export(
        table(
            "Name,Email,Phone,",
            "Ann Lee,a@x.example,+4790000001,",
            "Bo Ray,b@x.example,,,,,",
            "Cy Oh,c@x.example,,said",
            "Di Ay,d@x.example",
            "Ed Wu,e@x.example,,vip,really",
        ),
        ("Ann Lee", "Bo Ray", "Cy Oh", "Di Ay"),
        ("+4790000001", "b@x.example", "said", "d@x.example"),
        lines_lost=(6,),
    ),
    "HubSpot, several emails and companies in one cell": Export(
        table(
            "Record ID,First Name,Last Name,Email,Additional email addresses,WhatsApp Phone Number,"
            "Associated Company,Lead Status,Email confirmed",
            "51,Ann,Lee,a@x.example,b@x.example;c@y.example,+47 900 00 001,Acme;Vale,OPEN,yes",
        ),
        ("Ann Lee",),
        ("b@x.example", "c@y.example", "phone: +47 900 00 001", "Acme", "Vale", "OPEN", "yes"),
    ),
    "Google, new headers": Export(
        table(
            "First Name,Last Name,Organization Name,Birthday,Labels,E-mail 1 - Label,"
            "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Relation 1 - Label,"
            "Relation 1 - Value",
            "Ann,Lee,Acme, --05-17,Fair ::: VIP ::: * myContacts,* Work,"
            "a@x.example ::: b@x.example,Mobile,+47 900 00 001 ::: +47 900 00 002,Spouse,Tom",
        ),
        ("Ann Lee",),
        ("--05-17", "Fair", "VIP", "b@x.example", "+47 900 00 002", "Spouse", "Tom"),
    ),
    "LinkedIn in French, its preamble too": Export(
        table(
            "Remarques :",
            '"Lors de l’exportation, certaines adresses e-mail sont manquantes. Vous ne verrez..."',
            "",
            "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le",
            "Zoé,Martin,https://www.linkedin.com/in/zoe,zoe@m.example,Société,"
            '"Directrice, ventes",03 févr. 2024',
        ),
        ("Zoé Martin",),
        ("zoe@m.example", "Société", "Directrice, ventes", "2024-02-03"),
    ),
    "Salesforce, with sums and a footer": Export(
        table(
            '"First Name","Last Name","Title","Account Name","Phone","Email","Account Owner"',
            '"Ann","Lee","CEO","Acme","(512) 757-6000","ann@acme.example","Me"',
            '"Grand Totals (1 record)"',
            "",
            '"Contacts Report"',
            '"Copyright (c) 2000-2025 salesforce.com, inc."',
        ),
        ("Ann Lee",),
        ("(512) 757-6000", "Acme", "CEO"),
        left_out=3,
    ),
    "Zoho, whose headers are nearly HubSpot's": Export(
        table(
            "Record Id,Contact Name,First Name,Last Name,Account Name,Email,Secondary Email,Mobile,"
            "Mailing City,Tag",
            'zcrm_1,Ann Lee,Ann,Lee,Acme,a@x.example,b@x.example,+1 555 0102,Oslo,"fair,vip"',
        ),
        ("Ann Lee",),
        ("account: Acme", "email: b@x.example", "phone: +1 555 0102", "address: Oslo", "vip"),
    ),
    "Mailchimp, tags in quotes of their own": Export(
        table("Email Address,First Name,Last Name,TAGS", 'a@x.example,Ann,Lee,"""fair"",""vip"""'),
        ("Ann Lee",),
        ("tag: fair", "tag: vip"),
    ),
    "a Czech table of old Windows": Export(
        table(
            "Jméno;Příjmení;E-mail;Společnost",
            "Žofie;Šťastná;z@x.example;Čerpadla",
            encoding="cp1250",
        ),
        ("Žofie Šťastná",),
        ("account: Čerpadla",),
    ),
    "a French table of old Windows": Export(
        table("Nom;Prénom;Courriel", "Lecœur;Zoé;z@x.example", encoding="cp1252"),
        ("Zoé Lecœur",),
    ),
    "a list with titles above and a sum below": Export(
        table(
            "Customer list 2025;;;",
            ";;;",
            "Kundennr;Kunde;Mail;Tel",
            "17;Ann Lee;a@x.example;+4790000001",
            "18;Total;t@x.example;",
            "Summe;2;;",
        ),
        ("Ann Lee", "Total"),
        ("17", "+4790000001"),
        left_out=1,
    ),
    "a list of emails, one a line": Export(
        table("a@x.example", "b@y.example"), ("", ""), ("a@x.example", "b@y.example")
    ),
    "a list of names, one a line": Export(
        table("Name", "Ann Lee", "Bo Ray"), ("Ann Lee", "Bo Ray")
    ),
    "a German table with the family's name beside the first": Export(
        table("Name;Vorname;Mail", "Müller;Jörg;j@x.example"), ("Jörg Müller",)
    ),
    "a quotation mark left open": Export(
        table("Name,Email", "Ann Lee,a@x.example", '"Bo Ray,b@x.example', "Cy Oh,c@x.example"),
        ("Ann Lee", "Cy Oh"),
        lines_lost=(3,),
    ),
}


def read(said: bytes) -> Reading:
    return read_stream(io.BytesIO(said), Asked())


def everything(contact: ContactDraft) -> str:
    """All that was read of somebody, as text."""
    said = [
        f"account: {contact.account}",
        contact.job,
        contact.birthday,
        contact.about,
        contact.uid,
    ]
    said += [f"address: {contact.address}", *(f"tag: {tag}" for tag in contact.tags)]
    said += [f"{each.kind}: {each.value} ({each.label})" for each in contact.channels]
    return "\n".join([contact.name, *said, *(f"{name}: {text}" for name, text in contact.extras)])


@pytest.mark.parametrize("export", EXPORTS.values(), ids=list(EXPORTS))
def test_nothing_of_an_export_is_lost_without_a_word(export: Export) -> None:
    reading = read(export.said)
    assert tuple(contact.name for contact in reading.contacts) == export.names
    text = "\n".join(map(everything, reading.contacts))
    assert [each for each in export.holds if each not in text] == []
    lost = [problem for problem in reading.unreadable if problem.loses_contact]
    assert tuple(problem.line for problem in lost) == export.lines_lost
    assert all(problem.why for problem in lost)
    assert sum(count for _, count in reading.dropped) == export.left_out


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("export", EXPORTS.values(), ids=list(EXPORTS))
def test_what_was_read_is_written_as_cards_and_read_again(export: Export, version: str) -> None:
    contacts = [one for one in read(export.said).contacts if one.name]
    if not contacts:
        pytest.skip("nobody has a name")
    again = read(b"".join(write_card(one, version) for one in contacts)).contacts
    assert [one.name for one in again] == [one.name for one in contacts]
    assert [{each.value for each in one.channels} for one in again] == [
        {each.value for each in one.channels} for one in contacts
    ]


@pytest.mark.parametrize("prose", ["Dear Ann,\nthe pumps are fine.\n", "one\ntwo\nthree\n", "x"])
def test_a_letter_is_no_list_of_names(prose: str) -> None:
    with pytest.raises(SourceError, match="holds neither vCards"):
        read(prose.encode())
