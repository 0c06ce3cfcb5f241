"""The columns of Salesforce: the contact report, and `Contact.csv` of its weekly export."""

from __future__ import annotations

from loyaltytui.exchange.tools.tool import Tool, address, fields, labelled, marks, merged

_PARTS = {
    "street": "street",
    "city": "city",
    "region": "stateprovince state",
    "postcode": "zippostalcode postalcode zip",
    "country": "country",
}

SALESFORCE = Tool(
    kind="salesforce",
    said="Salesforce contacts",
    marks=marks(
        "accountname mailingstreet",
        "accountname mailingcity",
        "accountname salutation",
        "accountname accountowner",
        "accountname contactowner",
        "accountname contactid",
        "masterrecordid lastname",
        "accountid mailingstreet",
    ),
    fields=merged(
        fields(
            uid="id contactid",
            deleted="isdeleted",
            prefix="salutation",
            first="firstname",
            middle="middlename",
            last="lastname",
            suffix="suffix",
            name="name fullname contactname",
            account="accountname",
            job="title",
            email="email",
            birthday="birthdate",
            about="description contactdescription",
            link="website",
            day="createddate lastactivitydate lastactivity lastmodifieddate lastcurequestdate",
        ),
        labelled(
            "phone",
            work="phone businessphone",
            mobile="mobile mobilephone",
            home="homephone",
            fax="fax businessfax",
            other="otherphone",
            assistant="assistantphone asstphone",
        ),
        address("", "mailing", **_PARTS),
        address("other", "other", **_PARTS),
    ),
    noise=frozenset({"000000000000000", "000000000000000aaa"}),
)
