"""Rows of the Settings box: what is settled, and why it is so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from loyaltytui.settings.in_force import USUAL, Setting
from loyaltytui.tui.widgets.ink import fit
from loyaltytui.tui.widgets.rows import Piece, column
from loyaltytui.tui.widgets.section_rows import Row, SectionRows

_HEADINGS = {
    "": "Days, looks and questions",
    "cadence": "[cadence] how often each tier is met",
    "points": "[points] what the figures are reckoned with",
    "backups": "[backups] how many are kept",
    "keys": "[keys] what does what",
}


class SettingRow(Struct, frozen=True):
    """One setting: its name, its value, why it is so."""

    setting: Setting

    @property
    def entry(self) -> object | None:
        """The setting itself."""
        return self.setting

    def pieces(self, width: int) -> Iterable[Piece]:
        """The value gets what name and reason leave; what is not usual stands out."""
        why = self.setting.why
        yield column(self.setting.name, 22, "plain" if why == USUAL else "strong")
        room = width - 23
        reason = min(len(why), room // 2)
        yield column(self.setting.shown, room - reason - 2, "dim" if why == USUAL else "good")
        yield Piece(fit(why, reason), "dim")


def setting_rows(settings: Sequence[Setting]) -> SectionRows:
    """All of them beneath their tables."""
    rows: list[Row | str] = []
    table: str | None = None
    for setting in settings:
        if setting.table != table:
            table = setting.table
            rows.append(_HEADINGS[table])
        rows.append(SettingRow(setting))
    return SectionRows(rows)
