"""The commands for the channels of whoever is highlighted on a list. The list is the package."""

from __future__ import annotations

from loyaltytui.commands.command import Command

COPY_THEIRS = Command("copy-theirs", "y", "Copy", "Copy one of their channels.", False)
OPEN_THEIRS = Command(
    "open-theirs", "C", "Call", "Call, mail or open one of their channels.", False
)

THEIR_CHANNELS = (COPY_THEIRS, OPEN_THEIRS)
