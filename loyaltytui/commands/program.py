"""The commands about the program itself: its settings and its tour. The list is the package."""

from __future__ import annotations

from loyaltytui.commands.command import Command

SETTINGS = Command("settings", "", "Settings", "See what is in force, and why.", False)
MAKE_SETTINGS = Command(
    "make-settings", "", "Make a settings file", "Write every setting down, to change it.", False
)
EDIT_SETTINGS = Command(
    "edit-settings", "e", "Edit the file", "Open the settings file in your editor."
)
TOUR = Command("tour", "", "Tour", "Four steps through the app, on whatever is in the book.", False)
NEXT_STEP = Command("next-step", "enter,right,space", "Next", "Go to the next step of the tour.")
STEP_BACK = Command("step-back", "left,backspace", "Back", "Go to the step before.")

CHECK = Command("check", "", "Check the book", "Prove that nothing in it is damaged.", False)
STOP_WORK = Command("stop-work", "escape", "Stop", "Stop what is being done beside.", False)

PROGRAM = (SETTINGS, MAKE_SETTINGS, TOUR, CHECK)
STEPS = (NEXT_STEP, STEP_BACK)
