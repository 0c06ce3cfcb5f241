"""What each section of the Loyalty page tells, in words; its rows are `loyalty_sections`' work."""

from __future__ import annotations

SECTION_WORDS = {
    "Steps": (
        "Six steps, each by evidence of its own. Lunches and answered emails move none.\n\n"
        "1 met: you talked\n"
        "2 pitched: your value was put to them\n"
        "3 signal: they acted as if they believe it\n"
        "4 bought\n"
        "5 confirmed: they said that they got the value\n"
        "6 loyal: they bought again after that\n\n"
        "Many at 4 and few at 5? Ask what they got out of it: confirmed: in the Log box."
    ),
    "Kept": (
        "Trust is what was kept by the day it was promised for.\n\n"
        "Where a month is not full, the Promises section on a contact's page shows "
        "which lines their trust came from."
    ),
    "Worth": (
        "What each account bought in three years, and how it is spread over them.\n\n"
        "All of it in one year: they bought once. Currencies are never added."
    ),
    "Costly": (
        "Customers in the top quarter by time and problems, and in the lower half by "
        "what they bring an hour.\n\n"
        "Each wants a decision, with a reason: renew, renegotiate, or let go."
    ),
    "Reach": (
        "Could you still reach them if they, or you, changed employer?\n\n"
        "safe: a personal channel that is yours or public\n"
        "work only: the company's channels\n"
        "none: no channel at all\n\n"
        "Ask those first who have come farthest; c on their page adds a channel."
    ),
    "References": (
        "Whom you may ask to speak for you: they confirmed the value, trust is above zero, "
        "nothing is late.\n\n"
        "f on their page, or reference: in the Log box, says how it went."
    ),
    "Referred": (
        "Who sent somebody your way, and what was bought since.\n\n"
        'referred: +"Kim Ode @ Vale" in the Log box writes one down. They like to be thanked.'
    ),
    "Lost": (
        "Who left, why, and when to look again.\n\n"
        "lost: price, 1 jun in the Log box; back: when they return."
    ),
}
"""What each section tells, for whoever meets it the first time."""
