"""What the columns of a table that nobody knows might mean: a proposal from words and values.

Whoever imports it sees the proposal and may change it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loyaltytui.exchange.columns import KEEP, Target, squeezed
from loyaltytui.exchange.tools.tool import fields
from loyaltytui.plain import fold

_WHOLE = fields(
    name="name fullname contact contactname displayname ansprechpartner kontakt kunde nomcomplet "
    "nombrecompleto nomecompleto naam volledigenaam имя фио 氏名 名前 姓名 이름 성명 "
    "nom navn namn jmenoaprijmeni person customer client",
    first="firstname first givenname forename vorname prenom nombre nome voornaam fornavn fornamn "
    "etunimi imie jmeno имя keresztnev",
    middle="middlename middle zweitername secondname otchestvo отчество",
    last="lastname last surname familyname nachname familienname zuname nomdefamille apellido "
    "apellidos cognome sobrenome achternaam etternavn efternamn sukunimi nazwisko prijmeni фамилия",
    prefix="title1 salutation anrede civilite nameprefix",
    nickname="nickname spitzname",
    account="company companyname account accountname organization organisation employer business "
    "firma unternehmen entreprise societe empresa azienda bedrijf firm foretag yritys компания "
    "organizationname spolecnost podnik cegnev vallalat tvrtka podjetje sirket "
    "会社名 会社 勤務先 公司 单位 회사 회사명",
    job="jobtitle job title position role function beruf funktion stelle poste fonction cargo "
    "puesto "
    "ruolo functie stilling stanowisko должность occupation",
    birthday="birthday birthdate dateofbirth dob born geburtstag geburtsdatum anniversaire "
    "datedenaissance cumpleanos fechadenacimiento compleanno geboortedatum bursdag",
    about="notes note comments comment remarks remark description about notiz notizen bemerkung "
    "bemerkungen kommentar remarques commentaires notas commenti opmerkingen примечание",
    tags="tags tag labels label groups group categories category gruppe gruppen kategorien "
    "kategorie groupe etiquetas gruppo",
    tier="tier rating abc klasse",
    cadence="cadence frequency keepintouch rhythm",
    street="street streetaddress strasse rue calle via straat gate addressline1 address1",
    extended="addressline2 address2 street2",
    city="city town ort stadt ville ciudad citta plaats poststed",
    region="state province region county bundesland kanton provincia",
    postcode="zip zipcode postcode postalcode plz postleitzahl codepostal codigopostal cap "
    "postnummer",
    country="country land pays pais paese countryregion",
    address="address anschrift adresse direccion indirizzo adres fulladdress mailingaddress "
    "postaladdress",
    uid="uid uuid",
)
_EMAIL = re.compile(r"e[ -]?mail|^mail|courriel|correo|e[ -]?post|^epost|sahkoposti|почта")
_PHONE = re.compile(
    r"phone|^tel|telefon|telephone|mobile?\b|mobil|cell|handy|\bgsm\b|\bfax\b|fon\b|movil|portable"
    r"|whatsapp|телефон|puhelin"
)
_LINK = re.compile(
    r"\burl\b|website|web ?(page|site)|homepage|linkedin|xing|twitter|\blink\b|internet"
)
_LABELS = (
    (
        re.compile(r"work|business|office|company|geschaft|firm|buro|dienst|arbeit|bureau|trabajo"),
        "work",
    ),
    (re.compile(r"home|privat|personal|personnel|casa|haus|prive"), "home"),
    (re.compile(r"mobil|cell|handy|\bgsm\b|movil|portable"), "mobile"),
    (re.compile(r"\bfax\b|telefax"), "fax"),
)
_PARTS = frozenset({"street", "extended", "city", "region", "postcode", "country", "address"})
_BARE_NAMES = frozenset({"name", "nom", "naam", "navn", "namn"})
_MOST = 200
_EMAIL_VALUE = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
_PHONE_VALUE = re.compile(r"\+?[\d\s()/.-]{7,24}(?:\s*(?:ext|x)\.?\s*\d+)?")
_LINK_VALUE = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def guess(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> list[Target]:
    """What each column seems to mean, by its header, else by its values; unknown ones are kept."""
    found: list[Target] = []
    for place, header in enumerate(headers):
        values = [
            row[place].strip()[:_MOST] for row in samples if place < len(row) and row[place].strip()
        ]
        target = _by_header(header) or _by_values(values)
        is_taken = target.word in ("name", "first", "last", "account", "birthday", "uid") and any(
            target.word == other.word for other in found
        )
        found.append(KEEP if is_taken else target)
    words = [target.word for target in found]
    if "first" in words and "last" not in words:
        # `Name;Vorname`: beside the first name it is the family's.
        return [
            Target("last") if target.word == "name" and squeezed(header) in _BARE_NAMES else target
            for header, target in zip(headers, found, strict=True)
        ]
    return found


def _by_header(header: str) -> Target | None:
    words = " ".join(re.split(r"[\W_]+", fold(header)))
    if target := _WHOLE.get(squeezed(header)):
        return _grouped(target.word, "")
    labels = [label for known, label in _LABELS if known.search(words)]
    for word, pattern in (("email", _EMAIL), ("phone", _PHONE), ("link", _LINK)):
        if pattern.search(words):
            return Target(word, " ".join(labels[:2]) if word != "link" else "")
    # What is left without `home` or `2`: a street, a city, more notes.
    bare = words
    for known, _ in _LABELS[:2]:
        bare = " ".join(word for word in bare.split() if not known.match(word))
    part = _WHOLE.get(squeezed(bare.rstrip("0123456789 ")))
    if part and (part.word in _PARTS or part.word == "about"):
        return _grouped(part.word, labels[0] if labels else "")
    return None


def _grouped(word: str, label: str) -> Target:
    """The parts of one address belong together, those of home apart from those of work."""
    return Target(word, label, f"address {label}") if word in _PARTS else Target(word)


def _by_values(values: Sequence[str]) -> Target:
    for word, pattern in (("email", _EMAIL_VALUE), ("link", _LINK_VALUE)):
        if values and sum(bool(pattern.fullmatch(value)) for value in values) * 2 > len(values):
            return Target(word)
    phones = sum(bool(_PHONE_VALUE.fullmatch(value)) and value[:1] in "+0(" for value in values)
    return Target("phone") if values and phones * 2 > len(values) else KEEP


def channel_of(header: str, values: Sequence[str]) -> Target:
    """What a column is of which a known table says nothing: an email, a phone, or kept."""
    target = _by_header(header) or KEEP
    form = {"email": _EMAIL_VALUE, "phone": _PHONE_VALUE}.get(target.word)
    told = [value.strip()[:_MOST] for value in values if value.strip()]
    fitting = sum(bool(form.fullmatch(value)) for value in told) if form else 0
    return target if fitting * 2 > len(told) else KEEP


def is_value(cell: str) -> bool:
    """Is the cell somebody's email, phone or link? A header never is."""
    cell = cell.strip()[:_MOST]
    is_phone = bool(_PHONE_VALUE.fullmatch(cell)) and cell[:1] in "+0("
    return bool(_EMAIL_VALUE.fullmatch(cell) or _LINK_VALUE.fullmatch(cell)) or is_phone
