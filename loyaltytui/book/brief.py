"""Reads what there is to know about one contact before a call."""

from __future__ import annotations

from msgspec import Struct

from loyaltytui.book.announcement_pages import AnnouncementPages
from loyaltytui.book.contact_pages import ContactPages, Moment
from loyaltytui.book.figures import FigurePages, Figures
from loyaltytui.book.notes import Notes
from loyaltytui.book.stored import read_day
from loyaltytui.entries import Channel, CheckIn, Contact, ContactId, Note, Promise, Question
from loyaltytui.loyalty.points import Points
from loyaltytui.tidings import Telling


class Brief(Struct, frozen=True):
    """One contact on one page."""

    contact: Contact
    channels: list[Channel]
    tags: list[str]
    promises: list[Promise]
    """Open ones, both sides, by day."""
    check_ins: list[CheckIn]
    """Open ones, by day."""
    questions: list[Question]
    """Open ones, oldest first."""
    notes: list[Note]
    """Newest first."""
    last: Moment | None
    """The latest interaction. None: nothing was ever logged."""
    figures: Figures
    points: Points
    """What the figures were reckoned with."""
    never_asked: list[str]
    """What the standard questions ask that nothing is known about: words of `DISCOVERY`."""
    to_tell: list[Telling]
    """News they have not heard yet, the oldest first."""


class BriefPages(Notes, AnnouncementPages, ContactPages, FigurePages):
    """Reads briefs."""

    def brief(self, contact_id: ContactId) -> Brief:
        """A contact's brief; raises `NotFound`. One query for each of its parts."""
        return Brief(
            contact=self.contact(contact_id),
            channels=self.channels_of(contact_id),
            tags=self.tags_of(contact_id),
            promises=[one for one in self.promises_of(contact_id) if one.is_open],
            check_ins=self.check_ins_of(contact_id),
            questions=self.questions_of(contact_id),
            notes=self.notes_of(contact_id),
            last=self._last_interaction(contact_id),
            figures=self.figures(contact_id),
            points=self.rules.points,
            never_asked=self.never_asked(contact_id),
            to_tell=self.tellings_of(contact_id),
        )

    def _last_interaction(self, contact_id: ContactId) -> Moment | None:
        """Asked for itself: any number of notes may stand before it on the timeline."""
        rows = self.rows(
            "select happened_on, at_time, medium, interaction.id, text, is_confidential "
            "from participant join interaction on interaction.id = interaction_id "
            "where contact_id = ? order by happened_on desc, at_time desc, interaction.id desc "
            "limit 1",
            (contact_id,),
        )
        for day, at_time, medium, row_id, text, secret in rows:
            return Moment(read_day(day), at_time, medium, row_id, text, "", bool(secret))
        return None

    def timeline_length(self, contact_id: ContactId) -> int:
        """How many moments a contact's timeline holds."""
        length: int = self.rows(
            "select (select count(*) from participant where contact_id = ?1)"
            " + (select count(*) from note where contact_id = ?1)"
            " + (select count(*) from promise where contact_id = ?1)"
            " + (select count(*) from question where contact_id = ?1)"
            " + (select count(*) from problem where contact_id = ?1)"
            " + (select count(*) from purchase where contact_id = ?1)"
            " + (select count(*) from purchase where contact_id is not ?1"
            " and account_id = (select account_id from contact where id = ?1))",
            (contact_id,),
        )[0][0]
        return length
