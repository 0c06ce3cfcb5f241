"""The two main pages in a light theme and in the terminal's own colours; the dark one is usual."""

import pytest

from loyaltytui.tui.themes_table import LIGHT, TERMINAL_DARK, TERMINAL_LIGHT
from tests.looks.conftest import Look
from tests.looks.journeys import SAMPLE_PAGES

SIZE = (120, 40)
each_theme = pytest.mark.parametrize("theme", [LIGHT, TERMINAL_DARK, TERMINAL_LIGHT])


@each_theme
def test_agenda(look: Look, theme: str) -> None:
    look.app.theme = theme
    assert look.is_as_before(*SAMPLE_PAGES["agenda"])


@each_theme
def test_contacts(look: Look, theme: str) -> None:
    look.app.theme = theme
    assert look.is_as_before(*SAMPLE_PAGES["contacts"])
