"""The keys that write on a contact's page: what can be added, changed, masked and taken out.

What is on show, and which row is highlighted, is the page's work.
"""

from __future__ import annotations

from textual import work

from loyaltytui.book.confidence import Ownable
from loyaltytui.book.contact_pages import Moment
from loyaltytui.entries import (
    Channel,
    CheckIn,
    ContactId,
    Interaction,
    Promise,
    Side,
)
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.contact_forms import ChannelForm
from loyaltytui.tui.dialogs.plan_forms import CheckInForm, PromiseForm
from loyaltytui.tui.screens.channel_using import copy_channel, open_channel
from loyaltytui.tui.screens.contact_editing import (
    delete_row,
    edit_channel,
    edit_contact,
    edit_interaction,
)
from loyaltytui.tui.screens.contact_reading import behind
from loyaltytui.tui.screens.contact_relations import ContactRelations
from loyaltytui.tui.screens.entry_editing import (
    add_note,
    add_problem,
    add_purchase,
    add_question,
    delete_entry,
    edit_entry,
    is_deletable,
    is_entry,
    open_entry,
    owned,
    turn_confidential,
    turn_owner,
)
from loyaltytui.tui.screens.relation_editing import Relation, delete_relation, edit_relation
from loyaltytui.tui.widgets.brief_panel import open_words


def _is_channel(entry: object | None) -> bool:
    return isinstance(entry, Channel)


class ContactWriting(ContactRelations):
    """A page about one contact, whose rows are everything there is about them."""

    @property
    def shown_id(self) -> ContactId | None:
        """Their id."""
        return self.shown.id if self.shown else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the row beneath the cursor, or for nobody."""
        if action.startswith("add_") or action in ("edit_contact", "reveal"):
            return True if self.shown is not None else None
        able = {
            "edit": self.can_edit,
            "delete": self.can_delete,
            "confidential": self._can_own,
            "owner": self._can_own,
            "copy_channel": _is_channel,
            "open_channel": _is_channel,
        }
        if action in able:
            return True if able[action](self.highlighted) else None
        return super().check_action(action, parameters)

    def can_edit(self, entry: object | None) -> bool:
        """Has it a form?"""
        return isinstance(entry, Moment | Promise | CheckIn | Channel | Relation) or is_entry(entry)

    def can_delete(self, entry: object | None) -> bool:
        """Can it be taken out?"""
        kinds = Moment | Promise | CheckIn | Channel | Relation
        return isinstance(entry, kinds) or is_deletable(entry)

    def _can_own(self, entry: object | None) -> bool:
        return isinstance(entry, Moment) or isinstance(owned(entry), Ownable)

    def _behind(self) -> object | None:
        """What the row beneath the cursor is about; a word where it is gone."""
        entry = self.highlighted
        if not isinstance(entry, Moment) or self.shown_id is None:
            return entry
        found = behind(self.book, self.shown_id, entry)
        if found is None:
            said = f"That {entry.what} is not in the book any more."
            self.notify(safe(said), severity="warning", markup=False)
            self.reread()
        return found

    @work
    async def action_edit_contact(self) -> None:
        """Changes the contact itself."""
        if self.shown_id is not None:
            await edit_contact(self, self.shown_id)

    @work
    async def action_add_promise(self) -> None:
        """Writes down what the rep said they would do."""
        await self._add_promise(Side.MINE)

    @work
    async def action_add_owed(self) -> None:
        """Writes down what they said they would do."""
        await self._add_promise(Side.THEIRS)

    async def _add_promise(self, side: Side) -> None:
        if (contact := self.shown) is None:
            return
        save = self.saver(self.book.promise, contact)
        form = PromiseForm(save, self.days, contact.name, side)
        kept = self.in_hand(f"new promise of {side} {contact.id}")
        await self.ask(form, lambda draft: f"Written down: {open_words(draft)}", kept)

    @work
    async def action_add_check_in(self) -> None:
        """Plans when to be in touch next."""
        if (contact := self.shown) is None:
            return
        save = self.saver(self.book.plan_check_in, contact)
        form = CheckInForm(save, self.days, contact.name)
        kept = self.in_hand(f"new check-in {contact.id}")
        await self.ask(form, lambda _: f"Check-in with {contact.name} planned", kept)

    @work
    async def action_add_channel(self) -> None:
        """Adds one more way to reach them."""
        if (contact := self.shown) is None:
            return
        save = self.saver(self.book.add_channel, contact)
        form = ChannelForm(save, contact.name)
        kept = self.in_hand(f"new channel {contact.id}")
        await self.ask(form, lambda _: f"Channel of {contact.name} added", kept)

    @work
    async def action_add_note(self) -> None:
        """Writes down a note of any kind."""
        if (contact := self.shown) is not None:
            await add_note(self, contact)

    @work
    async def action_add_question(self) -> None:
        """Writes down what to ask them next time."""
        if (contact := self.shown) is not None:
            await add_question(self, contact)

    @work
    async def action_add_purchase(self) -> None:
        """Writes down what their account bought."""
        if (contact := self.shown) is not None:
            await add_purchase(self, contact)

    @work
    async def action_add_problem(self) -> None:
        """Writes down what went wrong."""
        if (contact := self.shown) is not None:
            await add_problem(self, contact)

    @work
    async def action_edit(self) -> None:
        """Changes the row beneath the cursor."""
        await self._edit(is_opened=False)

    @work
    async def open_highlighted(self) -> None:
        """Enter: answers a question, changes anything else."""
        await self._edit(is_opened=True)

    async def _edit(self, *, is_opened: bool) -> None:
        entry, contact = self._behind(), self.shown
        if contact is None or self.is_kept_masked(owned(entry), is_opened=is_opened):
            return
        if isinstance(entry, Promise):
            await self.edit_promise(entry)
        elif isinstance(entry, CheckIn):
            await self.edit_check_in(entry)
        elif isinstance(entry, Channel):
            await edit_channel(self, entry)
        elif isinstance(entry, Interaction):
            await edit_interaction(self, entry)
        elif isinstance(entry, Relation):
            await edit_relation(self, contact, entry)
        elif is_entry(entry):
            change = open_entry if is_opened else edit_entry
            await change(self, contact, entry)

    @work
    async def action_delete(self) -> None:
        """Takes the row beneath the cursor out; `u` brings it back."""
        entry = self._behind()
        if isinstance(entry, Relation):
            await delete_relation(self, entry)
        elif is_deletable(entry):
            await delete_entry(self, entry)
        elif entry is not None:
            await delete_row(self, entry)

    @work
    async def action_confidential(self) -> None:
        """Marks the row beneath the cursor as told in confidence, or no longer."""
        entry = owned(self._behind())
        if isinstance(entry, Ownable):
            await turn_confidential(self, entry)

    def action_copy_channel(self) -> None:
        """Copies the channel beneath the cursor."""
        if isinstance(entry := self.highlighted, Channel):
            copy_channel(self, entry, is_revealed=self.is_revealed)

    @work
    async def action_open_channel(self) -> None:
        """Calls, mails or opens the channel beneath the cursor."""
        if isinstance(entry := self.highlighted, Channel):
            await open_channel(self, entry, is_revealed=self.is_revealed)

    @work
    async def action_owner(self) -> None:
        """Gives the row beneath the cursor its next owner."""
        entry = owned(self._behind())
        if isinstance(entry, Ownable):
            await turn_owner(self, entry)
