"""The columns of Pipedrive: people, and activities, of which open ones are still to be done."""

from __future__ import annotations

import re

from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.tools.tool import Tool, fields, labelled, marks, merged

PEOPLE = Tool(
    kind="pipedrive",
    said="Pipedrive people",
    marks=marks("personname personorganization", "personname personid", "personname personowner")
    + marks("personname personemail", "personname personemailwork", "personname personphone"),
    fields=merged(
        fields(
            uid="personid personpipedrivesystemid",
            name="personname",
            first="personfirstname",
            last="personlastname",
            account="personorganization organizationname personorganisation",
            job="personjobtitle",
            tags="personlabel personlabels",
            email="personemail",
            phone="personphone",
            birthday="personbirthday",
            about="personnotes",
            address="personpostaladdress",
            day="personpersoncreated personcreationdate personupdatetime personlastactivitydate "
            "personnextactivitydate",
        ),
        labelled("email", work="personemailwork", home="personemailhome", other="personemailother"),
        labelled(
            "phone",
            work="personphonework",
            home="personphonehome",
            mobile="personphonemobile",
            other="personphoneother",
        ),
    ),
    patterns=(
        (re.compile(r"personemail(\w+)"), Target("email", r"\1")),
        (re.compile(r"personphone(\w+)"), Target("phone", r"\1")),
    ),
)
ACTIVITIES = Tool(
    kind="pipedrive",
    said="Pipedrive activities",
    marks=marks("activitysubject activitydone", "activitysubject activityduedate")
    + marks("activitysubject personname", "activitysubject activitytype"),
    fields=merged(
        fields(
            subject="activitysubject",
            type="activitytype",
            when="activityduedate",
            time="activityduetime",
            done="activitydone",
            marked="activitymarkedasdonetime",
            made="activityaddtime activitycreationdate activityactivitycreated",
            text="activitynote activitynotes",
            minutes="activityduration",
            name="personname activitycontactperson contactperson",
            email="personemail personemailwork",
            account="organizationname activityorganization organization",
            # Whoever imports their own book is the one to whom it was assigned.
            skip="activityassignedtouser activityid",
        ),
    ),
    is_history=True,
)
