"""Each page and box on 120 columns and 40 lines: with the brief beside the lists."""

from tests.looks.journeys import of_pages_and_boxes

SIZE = (120, 40)
globals().update(of_pages_and_boxes())
