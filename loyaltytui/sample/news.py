"""The sample's news: what its rep decided to tell many, and who has heard it so far.

How it is told to the book lives in `telling`.
"""

from __future__ import annotations

NEWS = (
    (
        -11,
        "Spares ship the same day until four o'clock, from January on",
        (
            "Priya Shah",
            "Daniel Osei",
            "Ewa Kowalczyk",
            "Ana Ruiz",
            "Iker Etxeberria",
            "Hugo Brisset",
            "Camille Lefèvre",
            "Lee Park",
            "Nora Whitlock",
            "Tom Okafor",
        ),
    ),
)
"""The day counted from today, the news, and whom it is for."""

TOLD = (
    (-9, "Ewa Kowalczyk"),
    (-8, "Camille Lefèvre"),
    (-6, "Hugo Brisset"),
    (-5, "Iker Etxeberria"),
    (-4, "Daniel Osei"),
)
"""The day on which somebody heard it, and who."""
