"""Each page on 80 columns and 24 lines: what a terminal has unless it is told otherwise."""

from tests.looks.journeys import of_pages

SIZE = (80, 24)
globals().update(of_pages())
