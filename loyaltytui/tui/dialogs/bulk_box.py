"""Acting on everybody who is marked: a menu of single letters, then the one line it needs.

Which verb of the book each act becomes is the page's work.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError, Refused
from loyaltytui.book.people import read_cadence, read_tier
from loyaltytui.commands import NEWS, UNDO, Command, bulk, spoken_keys
from loyaltytui.commands.merging import ALL_MERGE
from loyaltytui.dates import say_day
from loyaltytui.entries import Owner
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.dialogs.form import Field, Form
from loyaltytui.tui.dialogs.news_form import NEWS_HINT
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

_MOST_DAYS_SAID = 5


class Act(StrEnum):
    """What can be done to everybody who is marked."""

    CADENCE = "cadence"
    TIER = "tier"
    TAG = "tag"
    UNTAG = "untag"
    OWNER = "owner"
    SNOOZE = "snooze"
    SCATTER = "scatter"
    NEWS = "news"
    DELETE = "delete"


class BulkDraft(Struct, frozen=True):
    """One act with what it needs to know."""

    act: Act
    words: str = ""
    """The cadence, the tier, the tags with commas between, the owner, or the news."""
    day: dt.date | None = None
    """Until when they sleep, or from when on they are scattered."""
    cap: int = 0
    """At most so many a day when they are scattered."""


_LABELS: dict[Act, Command] = {
    Act.CADENCE: bulk.ALL_CADENCE,
    Act.TIER: bulk.ALL_TIER,
    Act.TAG: bulk.ALL_TAG,
    Act.UNTAG: bulk.ALL_UNTAG,
    Act.OWNER: bulk.ALL_OWNER,
    Act.SNOOZE: bulk.ALL_SNOOZE,
    Act.SCATTER: bulk.ALL_SCATTER,
    Act.NEWS: bulk.ALL_NEWS,
    Act.DELETE: bulk.ALL_DELETE,
}


class BulkMenu(ModalScreen[Act | Literal["merge"] | None]):
    """Gives back which act was chosen, or nothing. Merging is no act on many: it takes two."""

    BINDINGS = bindings(commands.BULK_MENU)

    def __init__(self, whom: str, *, are_two: bool = False) -> None:
        super().__init__()
        self.whom = whom
        self.are_two = are_two

    def compose(self) -> ComposeResult:
        """A line for each letter."""
        with Vertical(classes="box") as box:
            box.border_title = ink(f"Act on {self.whom}"[:70])
            box.border_subtitle = ink("a letter chooses · esc leave")
            lines = [
                Content.assemble(
                    ink(f"{spoken_keys(command):<4}", "bold $text-accent"),
                    ink(f"{command.label:<16}"),
                    ink(command.help, "$foreground-muted"),
                )
                for command in self._offered()
            ]
            yield Static(Content("\n").join(lines))

    def _offered(self) -> list[Command]:
        *others, delete = _LABELS.values()
        return [*others, *([ALL_MERGE] if self.are_two else []), delete]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out merging, save for two."""
        return True if action != "all_merge" or self.are_two else None

    def action_all_merge(self) -> None:
        """One out of two."""
        self.dismiss("merge")

    def action_all_cadence(self) -> None:
        """How often to be in touch."""
        self.dismiss(Act.CADENCE)

    def action_all_tier(self) -> None:
        """A, B, C or D."""
        self.dismiss(Act.TIER)

    def action_all_tag(self) -> None:
        """More tags."""
        self.dismiss(Act.TAG)

    def action_all_untag(self) -> None:
        """Fewer tags."""
        self.dismiss(Act.UNTAG)

    def action_all_owner(self) -> None:
        """Whose they are."""
        self.dismiss(Act.OWNER)

    def action_all_snooze(self) -> None:
        """Cards that wait."""
        self.dismiss(Act.SNOOZE)

    def action_all_scatter(self) -> None:
        """Check-ins over working days."""
        self.dismiss(Act.SCATTER)

    def action_all_news(self) -> None:
        """One thing for all of them."""
        self.dismiss(Act.NEWS)

    def action_all_delete(self) -> None:
        """Out of the book."""
        self.dismiss(Act.DELETE)

    def action_leave(self) -> None:
        """Nothing after all."""
        self.dismiss(None)


class BulkBox(Form[BulkDraft]):
    """Asks for what one act needs, says what it will come to, and closes once it is saved."""

    def __init__(
        self,
        save: Callable[[BulkDraft], Awaitable[object]],
        act: Act,
        whom: str,
        days: DayReader,
        cap: int,
        scattered: Callable[[dt.date, int], Sequence[dt.date]],
    ) -> None:
        """`scattered`: the days on which their check-ins would be, from a day on, so many a day."""
        self.act = act
        self.whom = whom
        self.days = days
        self.scattered = scattered
        heading = f"{_LABELS[act].label}: {whom}"
        super().__init__(heading, _fields(act, cap), save, is_edit=False)

    def on_mount(self) -> None:
        """What stands there already comes to something."""
        self._foretell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what it will come to while it is typed."""
        self._foretell()

    def key_enter(self) -> None:
        """Where there is no line to type on, enter means the whole box."""
        self.action_save()

    def draft(self, typed: Mapping[str, str]) -> BulkDraft:
        """The act as typed; raises `Refused` with a sentence."""
        words = typed.get("words", "").strip()
        match self.act:
            case Act.CADENCE:
                return BulkDraft(self.act, read_cadence(words))
            case Act.TIER:
                return BulkDraft(self.act, read_tier(words))
            case Act.TAG | Act.UNTAG:
                if not words.strip(", #"):
                    raise Refused("Say at least one tag.")
                return BulkDraft(self.act, words)
            case Act.OWNER:
                if words.lower() not in set(Owner):
                    raise Refused(f"'{words}' is not one of: {', '.join(Owner)}.")
                return BulkDraft(self.act, words.lower())
            case Act.SNOOZE:
                return BulkDraft(self.act, day=self._day(words))
            case Act.SCATTER:
                cap = typed["cap"].strip()
                if not cap.isdecimal() or not 0 < int(cap) < 1000:
                    raise Refused(f"'{cap}' is no number of contacts a day. Try 20.")
                return BulkDraft(self.act, day=self._day(words), cap=int(cap))
            case Act.NEWS:
                if not words:
                    raise Refused("News needs words: what are they to be told?")
                return BulkDraft(self.act, words)
            case Act.DELETE:
                return BulkDraft(self.act)

    def _day(self, words: str) -> dt.date:
        day = self.days.read(words)
        if day < self.days.today:
            raise Refused(f"{say_day(day, self.days.today)} has gone by.")
        return day

    def _foretell(self) -> None:
        typed = {field.name: self._typed(field) for field in self.fields}
        try:
            draft = self.draft(typed)
            said = f"→ {self._outcome(draft)}"
        except BookError as error:
            said = str(error) if typed.get("words", "").strip() else ""
        self.query_one("#trouble", Static).update(ink(said, "$foreground-muted"))

    def _outcome(self, draft: BulkDraft) -> str:
        """What it will come to, in words."""
        match draft.act:
            case Act.CADENCE:
                return f"cadence {draft.words}" if draft.words else "their tier decides"
            case Act.TIER:
                return f"tier {draft.words}" if draft.words else "no tier"
            case Act.TAG | Act.UNTAG | Act.OWNER:
                return draft.words
            case Act.NEWS:
                return f"the agenda shows whom it is still owed to; {spoken_keys(NEWS)} lists them"
            case Act.DELETE:
                back = spoken_keys(UNDO)
                return f"{self.whom} and all that hangs on them. {back} brings them back."
            case Act.SNOOZE | Act.SCATTER:
                day = draft.day or self.days.today
                if draft.act is Act.SNOOZE:
                    return f"check-ins asleep until {self.days.say(day)}; promises stay"
                return self._spread(self.scattered(day, draft.cap))

    def _spread(self, days: Sequence[dt.date]) -> str:
        counts = list(Counter(days).items())
        said = [f"{self.days.say(day)}: {count}" for day, count in counts[:_MOST_DAYS_SAID]]
        if len(counts) > _MOST_DAYS_SAID:
            said.append(f"and so on until {self.days.say(counts[-1][0])}")
        if not days:
            return "no check-in: what they have open are promises"
        return f"{len(days):,} check-in{'s' if len(days) > 1 else ''} · {' · '.join(said)}"


def _fields(act: Act, cap: int) -> list[Field]:
    """The lines an act needs; deleting needs none."""
    match act:
        case Act.CADENCE:
            return [Field("words", "Cadence", hint="3w, 2m, 1y, none; empty: by tier")]
        case Act.TIER:
            return [Field("words", "Tier", hint="A, B, C or D; empty: none")]
        case Act.TAG | Act.UNTAG:
            return [Field("words", "Tags", hint="fair 2026, pumps")]
        case Act.OWNER:
            return [Field("words", "Owner", hint=", ".join(Owner))]
        case Act.SNOOZE:
            return [Field("words", "See them again on", hint=EXAMPLES)]
        case Act.SCATTER:
            return [
                Field("words", "From", "tomorrow", EXAMPLES),
                Field("cap", "At most a day", str(cap)),
            ]
        case Act.NEWS:
            return [Field("words", "News", hint=NEWS_HINT)]
        case Act.DELETE:
            return []
