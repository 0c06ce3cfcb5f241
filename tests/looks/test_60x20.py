"""Each page and box on 60 columns and 20 lines: the smallest that the pages are made for."""

from tests.looks.journeys import of_pages_and_boxes

SIZE = (60, 20)
globals().update(of_pages_and_boxes())
