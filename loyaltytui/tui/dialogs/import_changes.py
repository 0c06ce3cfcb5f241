"""What is changed about an import before it is done: columns, whose word counts, whose list it is.

Which files, the looking and the writing are asked for in `import_box`.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual import on, work

from loyaltytui.entries import Owner
from loyaltytui.exchange.columns import Column
from loyaltytui.exchange.conflicts import Conflict
from loyaltytui.exchange.import_plan import ImportPlan
from loyaltytui.tui.dialogs.import_chosen import Chosen
from loyaltytui.tui.dialogs.import_column import ColumnBox
from loyaltytui.tui.dialogs.import_wanted import Wanted
from loyaltytui.tui.dialogs.working_box import WorkingBox
from loyaltytui.tui.widgets.preview_list import PreviewList
from loyaltytui.tui.widgets.preview_rows import Preview, rows_of


class ChangingBox(WorkingBox[Preview]):
    """A box with a preview that can be changed, and remembers what was."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(self._never, "Import")
        self.preview: Preview | None = None
        self.wanted = Wanted((), owner)
        """What the preview was made of, and what has been changed about it since."""
        self.chosen = Chosen({})
        self.mark = ""
        """What the sources that are looked at hold."""

    @staticmethod
    async def _never(_: Preview) -> None:
        """Writing tells how far it is, and so goes its own way."""

    def look_again(self, wanted: Wanted) -> None:
        """Works the preview out anew."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """What was chosen and not imported is known again."""
        if self.kept is not None:
            self.chosen = Chosen(self.kept.lines)

    def _changed(self) -> Mapping[str, str]:
        """Beside the lines also what was chosen about their files."""
        return {**super()._changed(), **self.chosen.lines()}

    def show_rows(self, is_first: bool = False) -> None:
        """Shows the preview with what has been decided since it was made."""
        if self.preview is not None:
            self.query_one(PreviewList).show_preview(
                rows_of(self.preview, self.wanted.decisions), is_first=is_first
            )

    def _choose(self, wanted: Wanted) -> None:
        """Something else is wanted of the same files: kept, and worked out."""
        self.chosen.put(self.mark, wanted)
        self.keep_soon()
        self.look_again(wanted)

    @on(PreviewList.Chosen)
    def action_change_row(self) -> None:
        """The other word counts from now on; or a column is something else."""
        entry = self.query_one(PreviewList).entry
        if isinstance(entry, Conflict):
            self._decide({entry.key: not self._is_taken(entry)})
        elif isinstance(entry, Column):
            self._map(entry)

    def action_change_alike(self) -> None:
        """All differences are decided as the highlighted one is."""
        entry = self.query_one(PreviewList).entry
        if isinstance(entry, Conflict) and isinstance(self.preview, ImportPlan):
            is_who, is_taken = entry.field == "who", self._is_taken(entry)
            alike = [one for one in self.preview.conflicts if (one.field == "who") is is_who]
            self._decide({one.key: is_taken for one in alike})

    def _is_taken(self, one: Conflict) -> bool:
        return self.wanted.decisions.get(one.key, one.is_taken)

    def _decide(self, decided: Mapping[str, bool]) -> None:
        """Shown at once; what follows from it is worked out beside the screen."""
        self.wanted = self.wanted.decided(decided)
        self.show_rows()
        self._choose(self.wanted)

    @work
    async def _map(self, column: Column) -> None:
        choice = await self.app.push_screen_wait(ColumnBox(column))
        if choice is not None:
            self._choose(self.wanted.mapped(choice))

    def action_whose(self) -> None:
        """The list is the next one's: mine, the company's, public."""
        self.wanted = self.wanted.next_owner()
        self.line("owner").value = str(self.wanted.owner)
        self.look_again(self.wanted)

    def action_restore(self) -> None:
        """Everything as it was proposed; where that is so already, the lines as they were."""
        if self.preview is not None and self.wanted.is_chosen:
            self._choose(self.wanted.as_proposed())
        else:
            super().action_restore()

    def forget_typed(self) -> None:
        """It is done; what was chosen about other files stays."""
        self.chosen.forget(self.mark)
        if self.kept is not None:
            self._stop_keeping()
            self.kept.keep(self.heading, self.chosen.lines())
            self.kept = None

    def action_next_part(self) -> None:
        """To the first row of the next part."""
        self.query_one(PreviewList).turn(1)

    def action_previous_part(self) -> None:
        """To the first row of the part before."""
        self.query_one(PreviewList).turn(-1)
