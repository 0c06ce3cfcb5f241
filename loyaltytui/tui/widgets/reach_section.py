"""The Reach section: every way to reach a contact and whose it is, then who they are."""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.entries import Channel, Contact, Employment, ExtraField
from loyaltytui.loyalty.reach import Reach, reach
from loyaltytui.tui.opener import address_of
from loyaltytui.tui.widgets.section_rows import Row, SectionRow, SectionRows, Telling, joined

_SAID = {
    Reach.SAFE: "Reach: safe, a personal channel is yours to keep",
    Reach.WORK_ONLY: "Reach: work only, lost when either of you changes employer",
    Reach.NONE: "Reach: none yet · c adds an email, a phone number or a link",
}


def reach_section(
    telling: Telling,
    contact: Contact,
    channels: Sequence[Channel],
    former: Sequence[Employment],
    extras: Sequence[ExtraField] = (),
) -> SectionRows:
    """Every channel with its scope and owner, where and who they are, what else came along."""
    rows: list[Row | str] = [_SAID[reach(channels)]]
    rows += [_channel_row(telling, channel) for channel in channels]
    facts = (
        ("address", contact.address),
        ("birthday", contact.birthday),
        ("about", contact.about),
    )
    rows += [
        SectionRow(label, "", line)
        for label, text in facts
        for line in text.splitlines()
        if line.strip()
    ]
    rows += [_former_row(telling, one) for one in former]
    rows += ["Came with an import"] if extras else []
    rows += [_field_row(telling, each) for each in extras]
    return SectionRows(rows)


def _former_row(telling: Telling, one: Employment) -> SectionRow:
    is_secret = one.is_confidential
    words = telling.words(joined(one.account, one.job), is_confidential=is_secret)
    marks = telling.marks(is_confidential=is_secret, owner=one.owner)
    return SectionRow("formerly", f"until {telling.day(one.until_on)}", words, one, note=marks)


def _field_row(telling: Telling, field: ExtraField) -> SectionRow:
    is_secret = field.is_confidential
    words = telling.words(field.value, is_confidential=is_secret)
    marks = telling.marks(is_confidential=is_secret, owner=field.owner)
    return SectionRow(field.name, "", words, field, note=marks)


def _channel_row(telling: Telling, channel: Channel) -> SectionRow:
    is_safe = reach((channel,)) is Reach.SAFE
    is_masked = channel.is_confidential and not telling.is_revealed
    return SectionRow(
        channel.label or str(channel.kind),
        f"{channel.scope} {channel.owner}",
        telling.words(channel.value, is_confidential=channel.is_confidential),
        channel,
        "good" if is_safe else "dim",
        telling.marks(is_confidential=channel.is_confidential),
        link="" if is_masked else address_of(channel),
    )
