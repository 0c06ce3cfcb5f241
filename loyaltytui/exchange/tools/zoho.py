"""The columns of Zoho's contacts, which are called like those of others but for a few."""

from __future__ import annotations

from loyaltytui.exchange.tools.tool import Tool, address, fields, labelled, marks, merged

_PARTS = {"street": "street", "city": "city", "region": "state", "postcode": "zip"}
ZOHO = Tool(
    kind="csv",
    said="Zoho contacts",
    marks=marks("recordid accountname", "recordid mailingstreet", "recordid contactname"),
    fields=merged(
        fields(
            uid="recordid",
            first="firstname",
            last="lastname",
            name="contactname fullname",
            account="accountname",
            job="title",
            email="email",
            birthday="dateofbirth",
            about="description",
            tags="tag tags",
            prefix="salutation",
            day="createdtime modifiedtime lastactivitytime",
        ),
        labelled("email", secondary="secondaryemail"),
        labelled(
            "phone",
            work="phone",
            home="homephone",
            mobile="mobile",
            other="otherphone",
            assistant="asstphone",
            fax="fax",
        ),
        address("", before="mailing", country="country", **_PARTS),
        address("other", before="other", country="country", **_PARTS),
    ),
)
