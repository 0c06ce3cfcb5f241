"""Every tool whose tables are known, in the order in which a header is tried on them."""

from __future__ import annotations

import re

from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.tools import hubspot, pipedrive
from loyaltytui.exchange.tools.google import GOOGLE
from loyaltytui.exchange.tools.linkedin import LINKEDIN, by_order
from loyaltytui.exchange.tools.outlook import OUTLOOK
from loyaltytui.exchange.tools.salesforce import SALESFORCE
from loyaltytui.exchange.tools.thunderbird import THUNDERBIRD
from loyaltytui.exchange.tools.tool import Fields, Tool, fields, marks
from loyaltytui.exchange.tools.zoho import ZOHO

TOOLS: tuple[Tool, ...] = (
    LINKEDIN,
    pipedrive.ACTIVITIES,
    pipedrive.PEOPLE,
    hubspot.HISTORY,
    ZOHO,
    hubspot.CONTACTS,
    SALESFORCE,
    THUNDERBIRD,
    OUTLOOK,
    GOOGLE,
)
OWN = Tool(
    kind="csv",
    said="a list of contacts by this program",
    marks=marks("name account job tags tier cadence addedon"),
    fields=fields(
        name="name",
        account="account",
        job="job",
        email="email",
        phone="phone",
        link="link",
        tags="tags",
        tier="tier",
        cadence="cadence",
        birthday="birthday",
        address="address",
        about="about",
        skip="owner addedon",
    ),
    patterns=tuple(
        (re.compile(rf"{word}\d+"), Target(word)) for word in ("email", "phone", "link")
    ),
)
ANY = Tool(
    kind="csv",
    said="a table of an unknown program",
    marks=(),
    fields={},
    noise=frozenset({"0/0/00", "0.0.00", "00.00.00"}),
)


def tool_of(headers: list[str]) -> tuple[Tool, Fields] | None:
    """The tool whose headers these are, squeezed; None when nobody knows them."""
    if named := by_order(headers):
        return LINKEDIN, named
    several = frozenset(headers)
    tool = next((each for each in (OWN, *TOOLS) if each.knows(several)), None)
    return (tool, tool.fields) if tool else None
