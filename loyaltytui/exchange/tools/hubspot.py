"""The columns of HubSpot: contacts in any view, and the notes and calls of its activity exports."""

from __future__ import annotations

from loyaltytui.exchange.tools.tool import Tool, address, fields, labelled, marks, merged

CONTACTS = Tool(
    kind="hubspot",
    said="HubSpot contacts",
    marks=marks(
        "recordid firstname",
        "recordid lastname",
        "recordid email",
        "contactid lifecyclestage",
        "firstname lifecyclestage",
        "email lifecyclestage",
        "email leadstatus",
    ),
    fields=merged(
        fields(
            uid="recordid contactid",
            first="firstname",
            last="lastname",
            prefix="salutation",
            email="email workemail additionalemailaddresses",
            job="jobtitle",
            account="companyname associatedcompany primaryassociatedcompany company",
            birthday="dateofbirth birthday",
            about="notes message",
            link="websiteurl linkedinurl linkedinbio linkedinprofileurl",
            day="createdate lastactivitydate lastcontacted nextactivitydate becameacustomerdate "
            "lastmodifieddate closedate",
        ),
        labelled(
            "phone", work="phonenumber", mobile="mobilephonenumber mobilephone", fax="faxnumber"
        ),
        address(
            "",
            street="streetaddress address",
            city="city",
            region="stateregion state",
            postcode="postalcode zip",
            country="countryregion country",
        ),
    ),
    noise=frozenset({"(no value)"}),
)
HISTORY = Tool(
    kind="hubspot",
    said="HubSpot activities",
    marks=marks(
        "activitydate notebody",
        "activitydate associatedcontact",
        "activitydate associatedcontacts",
        "activitydate callnotes",
    ),
    fields=fields(
        when="activitydate",
        type="activitytype",
        subject="calltitle meetingname emailsubject tasktitle",
        text="notebody callnotes callbody meetingdescription internalmeetingnotes emailbody "
        "tasknotes communicationbody",
        done="taskstatus",
        made="createdate",
        persons="associatedcontact associatedcontacts associatedcontactids",
        email="contactemail email",
        account="associatedcompany associatedcompanies",
        minutes="callduration",
        skip="activityassignedto recordid activitycreatedby createdby assignedto",
    ),
    is_history=True,
)
