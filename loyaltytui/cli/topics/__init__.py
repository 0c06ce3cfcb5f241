"""What `loyaltytui help TOPIC` tells: how the program thinks, a page for each question.

The verbs themselves are described in `grammar`. The pages lie beside this file as plain text.
"""

from __future__ import annotations

TOPICS = {
    "log-line": "how to write down a talk, its promises and what comes next, in one line",
    "dates": "the days it understands: fri, 3w, end of month, 15 dec",
    "figures": "step, trust, worth, effort and reach: what each means and what moves it",
    "files": "where the book, its copies and the settings lie, and how to bring a book back",
}
"""Each page's name, and what it is about."""


def page(topic: str) -> str:
    """One page, in lines of 80 letters at most."""
    from importlib import resources

    return (resources.files(__name__) / f"{topic}.txt").read_text("utf-8")
