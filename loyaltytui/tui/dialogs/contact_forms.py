"""Forms for a contact and for one of its channels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from loyaltytui.book.errors import Refused
from loyaltytui.book.people import read_cadence, read_tier
from loyaltytui.drafts import ChannelDraft, ContactDraft, EmploymentDraft
from loyaltytui.entries import Channel, ChannelKind, Contact, Employment, ExtraField, Owner, Scope
from loyaltytui.tui.dialogs.form import LINE_BREAK, Field, Form
from loyaltytui.tui.dialogs.past_days import PAST_EXAMPLES, PastDays

_OWNERS = "mine, company or public"
_KINDS = "email, phone or link"
_SCOPES = "work or personal"
"""How a line break looks where there is room for one line only."""

Word = TypeVar("Word", bound=StrEnum)


class ContactForm(Form[ContactDraft]):
    """A contact with everything that is typed rather than logged."""

    def __init__(
        self,
        save: Callable[[ContactDraft], Awaitable[object]],
        contact: Contact | None = None,
        tags: Sequence[str] = (),
    ) -> None:
        self.contact = contact
        fields = [
            Field("name", "Name", contact.name if contact else "", "such as Priya Shah"),
            Field("account", "Account", contact.account if contact else "", "their company"),
            Field("job", "Job", contact.job if contact else "", "such as VP Operations"),
            Field("tier", "Tier", contact.tier if contact else "", "A, B, C or D"),
            Field("cadence", "Cadence", contact.cadence if contact else "", "3w, 2m, none"),
            Field("tags", "Tags", ", ".join(tags), "such as pumps, fair 2026"),
            Field(
                "birthday",
                "Birthday",
                contact.birthday if contact else "",
                "such as 1980-02-03, or --02-03",
            ),
            Field(
                "address", "Address", _one_line(contact.address) if contact else "", has_lines=True
            ),
            Field("about", "About", _one_line(contact.about) if contact else "", has_lines=True),
            Field("owner", "Owner", str(contact.owner) if contact else "company", _OWNERS),
        ]
        if contact is None:
            fields[3:3] = [
                Field("email", "Email", "", "such as priya@northwind.example"),
                Field("phone", "Phone", "", "such as +47 900 00 000"),
            ]
        heading = contact.name if contact else "New contact"
        super().__init__(heading, fields, save, is_edit=contact is not None)

    def draft(self, typed: Mapping[str, str]) -> ContactDraft:
        """The contact as typed; a blank name is refused here, where it can be mended."""
        if not typed["name"].strip():
            raise Refused("A contact needs a name.")
        owner = _one_of(Owner, typed["owner"] or "company", _OWNERS)
        channels = [
            ChannelDraft(kind, typed[str(kind)])
            for kind in (ChannelKind.EMAIL, ChannelKind.PHONE)
            if typed.get(str(kind), "").strip()
        ]
        return ContactDraft(
            name=typed["name"],
            account=typed["account"],
            job=typed["job"],
            tier=read_tier(typed["tier"]),
            cadence=read_cadence(typed["cadence"]),
            birthday=typed["birthday"],
            address=_many_lines(typed["address"]),
            about=_many_lines(typed["about"]),
            owner=owner,
            channels=tuple(channels),
            tags=tuple(typed["tags"].split(",")),
        )


class ChannelForm(Form[ChannelDraft]):
    """One email, phone or link."""

    def __init__(
        self,
        save: Callable[[ChannelDraft], Awaitable[object]],
        contact: str,
        channel: Channel | None = None,
    ) -> None:
        self.is_confidential = channel is not None and channel.is_confidential
        super().__init__(
            f"Channel of {contact}",
            [
                Field("value", "Email, phone, link", channel.value if channel else ""),
                Field("kind", "Kind", str(channel.kind) if channel else "", _KINDS),
                Field(
                    "label", "Label", channel.label if channel else "", "such as mobile, assistant"
                ),
                Field("scope", "Scope", str(channel.scope) if channel else "work", _SCOPES),
                Field("owner", "Owner", str(channel.owner) if channel else "", _OWNERS),
            ],
            save,
            is_edit=channel is not None,
        )

    def draft(self, typed: Mapping[str, str]) -> ChannelDraft:
        """The channel as typed; its kind may be left for the value to show."""
        value = typed["value"].strip()
        if not value:
            raise Refused("A channel needs an email, a phone number or a link.")
        kind = typed["kind"].strip()
        return ChannelDraft(
            kind=_one_of(ChannelKind, kind, _KINDS) if kind else kind_of(value),
            value=value,
            label=typed["label"],
            scope=_one_of(Scope, typed["scope"] or "work", _SCOPES),
            owner=_one_of(Owner, typed["owner"], _OWNERS) if typed["owner"].strip() else None,
            is_confidential=self.is_confidential,
        )


def kind_of(value: str) -> ChannelKind:
    """What a channel is by the looks of it."""
    if "://" in value or value.startswith("www."):
        return ChannelKind.LINK
    if "@" in value:
        return ChannelKind.EMAIL
    return ChannelKind.PHONE if any(letter.isdigit() for letter in value) else ChannelKind.LINK


def _one_of(words: type[Word], typed: str, choices: str) -> Word:
    try:
        return words(typed.strip().lower())
    except ValueError:
        raise Refused(f"'{typed}' is not one of: {choices}.") from None


def _one_line(text: str) -> str:
    return text.replace("\n", LINE_BREAK)


def _many_lines(typed: str) -> str:
    return typed.replace(LINE_BREAK, "\n")


class ExtraFieldForm(Form[str]):
    """What an imported field says."""

    def __init__(self, save: Callable[[str], Awaitable[object]], field: ExtraField) -> None:
        heading = "A field that came with an import"
        fields = [Field("value", field.name, _one_line(field.value), has_lines=True)]
        super().__init__(heading, fields, save, is_edit=True)

    def draft(self, typed: Mapping[str, str]) -> str:
        """The words as typed."""
        return typed["value"]


class EmploymentForm(Form[EmploymentDraft]):
    """Where they were before, as what, and until when."""

    def __init__(
        self,
        save: Callable[[EmploymentDraft], Awaitable[object]],
        days: PastDays,
        former: Employment,
    ) -> None:
        self.days = days
        self.former = former
        fields = [
            Field("account", "Account", former.account, "their company then"),
            Field("job", "Job", former.job, "such as VP Operations"),
            Field("until", "Until", days.say(former.until_on), PAST_EXAMPLES),
        ]
        super().__init__("A former job", fields, save, is_edit=True)

    def draft(self, typed: Mapping[str, str]) -> EmploymentDraft:
        """The former job as typed; it ended on some day."""
        until_on = self.days.read(typed["until"], self.former.until_on)
        if until_on is None:
            raise Refused(f"Until when was it? Try {PAST_EXAMPLES}.")
        return EmploymentDraft(typed["account"], typed["job"], until_on)
