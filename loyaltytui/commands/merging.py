"""The keys and commands about contacts who are in the book twice; boxes are filled in the room."""

from __future__ import annotations

from loyaltytui.commands.command import Command

DUPLICATES = Command(
    "duplicates", "", "Duplicates…", "See who is in the book twice, and make two one.", False
)
ALL_MERGE = Command("all-merge", "m", "Merge", "Make one of exactly two.")

TURN = Command("turn", "space", "Turn", "Let the word of the other one count.")
APART = Command("apart", "n", "Two people", "They are not the same person.")
LATER = Command("later", "s", "Later", "Decide about the two another time.")

MERGE_KEYS = (TURN, APART, LATER)
