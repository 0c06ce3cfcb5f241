"""What can be done to all who are marked, by a menu; the deeds themselves live in the book."""

from __future__ import annotations

from loyaltytui.commands.command import Command

ALL_CADENCE = Command("all-cadence", "c", "Cadence", "How often to be in touch with them.")
ALL_TIER = Command("all-tier", "t", "Tier", "Put them in a tier.")
ALL_TAG = Command("all-tag", "g", "Tag", "Add tags.")
ALL_UNTAG = Command("all-untag", "r", "Untag", "Take tags off.")
ALL_OWNER = Command("all-owner", "o", "Owner", "Say whose they are.")
ALL_SNOOZE = Command("all-snooze", "s", "Snooze", "Put their check-ins off until a day.")
ALL_SCATTER = Command("all-scatter", "w", "Scatter", "Spread their check-ins over days.")
ALL_NEWS = Command("all-news", "n", "News", "Tell them all one piece of news.")
ALL_DELETE = Command("all-delete", "d", "Delete", "Take them out of the book.")

TO_ALL = (
    ALL_CADENCE,
    ALL_TIER,
    ALL_TAG,
    ALL_UNTAG,
    ALL_OWNER,
    ALL_SNOOZE,
    ALL_SCATTER,
    ALL_NEWS,
)
"""What is done to however many there are and leaves them in the book."""
