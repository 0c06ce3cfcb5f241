"""Each page on 200 columns and 50 lines: with a third column."""

from tests.looks.journeys import of_pages

SIZE = (200, 50)
globals().update(of_pages())
