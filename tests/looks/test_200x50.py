"""Pictures on a terminal of 200 columns and 50 lines, which has a third column."""

from loyaltytui import commands
from tests.looks.conftest import Look

SIZE = (200, 50)
LINE = "renewing, price worry > send quote fri < she sends PO 5 dec ~3w"


def test_agenda(look: Look) -> None:
    assert look.is_as_before()


def test_contacts(look: Look) -> None:
    assert look.is_as_before(commands.SHOW_CONTACTS, commands.DOWN)


def test_contact_timeline(look: Look) -> None:
    assert look.is_as_before(commands.OPEN)


def test_loyalty(look: Look) -> None:
    assert look.is_as_before(commands.SHOW_LOYALTY)


def test_review(look: Look) -> None:
    assert look.is_as_before(commands.REVIEW)


def test_log_box(look: Look) -> None:
    assert look.is_as_before(commands.LOG_LINE, text=LINE)
