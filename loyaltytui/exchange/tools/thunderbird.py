"""The columns of Thunderbird's address books."""

from __future__ import annotations

from loyaltytui.exchange.tools.tool import Tool, address, fields, labelled, marks, merged

_PARTS = {
    "street": "address",
    "extended": "address2",
    "city": "city",
    "region": "state",
    "postcode": "zipcode",
    "country": "country",
}

THUNDERBIRD = Tool(
    kind="thunderbird",
    said="Thunderbird contacts",
    marks=marks("primaryemail secondaryemail", "primaryemail displayname"),
    fields=merged(
        fields(
            first="firstname",
            last="lastname",
            name="displayname",
            nickname="nickname",
            email="primaryemail secondaryemail",
            job="jobtitle",
            account="organization",
            about="notes",
            birthyear="birthyear",
            birthmonth="birthmonth",
            birthdayofmonth="birthday",
        ),
        labelled(
            "phone",
            work="workphone",
            home="homephone",
            fax="faxnumber",
            pager="pagernumber",
            mobile="mobilenumber",
        ),
        # It writes the home page first, then the one of the workplace.
        labelled("link", work="webpage1", home="webpage2"),
        address("home", "home", **_PARTS),
        address("work", "work", **_PARTS),
    ),
)
