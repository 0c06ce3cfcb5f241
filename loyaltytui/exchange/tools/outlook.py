"""The columns of Outlook: the desktop's, the web's, and those that Google writes for it."""

from __future__ import annotations

import re

from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.tools.tool import Tool, address, fields, labelled, marks, merged

_PARTS = {
    "street": "street",
    "extended": "street2 street3",
    "pobox": "addresspobox",
    "city": "city",
    "region": "state",
    "postcode": "postalcode",
    "country": "country countryregion",
    "address": "address",
}

OUTLOOK = Tool(
    kind="outlook",
    said="Outlook contacts",
    marks=marks(
        "emailaddress businessstreet",
        "emailaddress homestreet",
        "emailaddress businessphone",
        "emailaddress companymainphone",
        "emailaddress emaildisplayname",
    ),
    fields=merged(
        fields(
            prefix="title",
            first="firstname",
            middle="middlename",
            last="lastname",
            suffix="suffix",
            nickname="nickname",
            account="company",
            job="jobtitle",
            birthday="birthday",
            about="notes",
            tags="categories",
            link="webpage",
            email="emailaddress email2address email3address",
            echo="emaildisplayname email2displayname email3displayname",
        ),
        labelled("link", personal="personalwebpage"),
        labelled(
            "phone",
            home="homephone homephone2",
            work="businessphone businessphone2",
            work_main="companymainphone",
            work_fax="businessfax",
            home_fax="homefax",
            other_fax="otherfax",
            mobile="mobilephone",
            car="carphone",
            other="otherphone",
            main="primaryphone",
            pager="pager",
            callback="callback",
            radio="radiophone",
            telex="telex",
            isdn="isdn",
            tty="ttytddphone",
            assistant="assistantsphone",
        ),
        address("work", "business", **_PARTS),
        address("home", "home", **_PARTS),
        address("other", "other", **_PARTS),
        fields(day="anniversary"),
    ),
    patterns=((re.compile(r"email(\d+)address"), Target("email")),),
    noise=frozenset({"0/0/00", "00.00.00", "unspecified", "normal", "smtp", "false", "ex"}),
)
