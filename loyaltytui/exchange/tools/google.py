"""The columns of Google's contacts, with its old headers and its new ones."""

from __future__ import annotations

import re

from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.tools.tool import Tool, fields, marks, merged

_NUMBERED = (
    (r"email(\d+)value", Target("email", "", r"email \1")),
    (r"email(\d+)(?:label|type)", Target("label", "", r"email \1")),
    (r"phone(\d+)value", Target("phone", "", r"phone \1")),
    (r"phone(\d+)(?:label|type)", Target("label", "", r"phone \1")),
    (r"website(\d+)value", Target("link", "", r"website \1")),
    (r"website(\d+)(?:label|type)", Target("label", "", r"website \1")),
    (r"address(\d+)(?:label|type)", Target("label", "", r"address \1")),
    (r"address(\d+)formatted", Target("address", "", r"address \1")),
    (r"address(\d+)street", Target("street", "", r"address \1")),
    (r"address(\d+)city", Target("city", "", r"address \1")),
    (r"address(\d+)pobox", Target("pobox", "", r"address \1")),
    (r"address(\d+)region", Target("region", "", r"address \1")),
    (r"address(\d+)postalcode", Target("postcode", "", r"address \1")),
    (r"address(\d+)country", Target("country", "", r"address \1")),
    (r"address(\d+)extendedaddress", Target("extended", "", r"address \1")),
)
PATTERNS = tuple((re.compile(pattern), target) for pattern, target in _NUMBERED)

GOOGLE = Tool(
    kind="google",
    said="Google contacts",
    marks=marks(
        "phoneticfirstname organizationname",
        "organizationname fileas",
        "givenname groupmembership",
        "givenname yominame",
        "email1label email1value",
        "email1type email1value",
        "phone1label phone1value",
    ),
    fields=merged(
        fields(
            name="name",
            first="firstname givenname",
            middle="middlename additionalname",
            last="lastname familyname",
            nickname="nickname",
            fileas="fileas",
            account="organizationname organization1name",
            job="organizationtitle organization1title",
            birthday="birthday",
            about="notes",
            tags="labels groupmembership",
            photo="photo",
        ),
    ),
    patterns=PATTERNS,
)
