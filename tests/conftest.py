"""The surroundings of every test: no colours, no motion, nobody's real home.

Builders of books and contacts live beside the tests that use them.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# What the person at this terminal likes must not decide what a test sees.
for name in (
    "COLORTERM",
    "FORCE_COLOR",
    "LOYALTYTUI_BOOK",
    "NO_COLOR",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_FILTERS",
    "TEXTUAL_THEME",
):
    os.environ.pop(name, None)
os.environ["TERM"] = "xterm-256color"
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# Only now: the plugin imports Textual, and Textual reads the environment as it is imported.
pytest_plugins = ["pytest_textual_snapshot"]

settings.register_profile(
    "house", deadline=None, max_examples=100, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every folder that a program asks its user for lies in a temporary one."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("HOME", str(home))
        for folder in ("CACHE", "CONFIG", "DATA", "STATE"):
            surroundings.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
        yield
