"""The columns of LinkedIn's `Connections.csv`, in many languages, in others by their order."""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.tools.tool import Fields, Tool, fields, marks, merged

_CONNECTED = Target("day", "Connected On")
_BY_ORDER = (
    Target("first"),
    Target("last"),
    Target("profile"),
    Target("email"),
    Target("account"),
    Target("job"),
    _CONNECTED,
)
"""LinkedIn's own order of columns: in whichever language, the third is headed `URL`."""
_CONNECTED_WORDS = (
    "connectedon verbundenam connectele relationdepuis conectadoel conectadoem connessioneil "
    "verbondenop"
)

LINKEDIN = Tool(
    kind="linkedin",
    said="LinkedIn connections",
    marks=marks(
        "firstname lastname connectedon",
        "vorname nachname verbundenam",
        "vorname nachname url",
        "prenom nom url",
        "nombre apellidos url",
        "nome cognome url",
        "nome sobrenome url",
        "voornaam achternaam url",
        "firstname lastname url position",
    ),
    fields=merged(
        fields(
            first="firstname vorname prenom nombre nome voornaam",
            last="lastname nachname nom apellidos cognome sobrenome achternaam",
            profile="url",
            email="emailaddress emailadresse adresseemail adressemail email correoelectronico "
            "direcciondecorreoelectronico indirizzoemail emailadres enderecodeemail",
            account="company unternehmen firma entreprise societe empresa azienda bedrijf",
            job="position poste fonction cargo posizione functie",
        ),
        also=((word, _CONNECTED) for word in _CONNECTED_WORDS.split()),
    ),
)


def by_order(headers: Sequence[str]) -> Fields:
    """What the columns mean by their order alone; empty when this is no such table."""
    if len(headers) == len(_BY_ORDER) and headers[2] == "url" and all(headers):
        return dict(zip(headers, _BY_ORDER, strict=True))
    return {}
