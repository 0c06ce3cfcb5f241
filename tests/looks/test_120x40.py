"""Pictures on a terminal of 120 columns and 40 lines."""

from loyaltytui import commands
from tests.looks.conftest import Look

SIZE = (120, 40)
LINE = "renewing, price worry > send quote fri < she sends PO 5 dec ~3w"


def test_agenda(look: Look) -> None:
    assert look.is_as_before()


def test_contacts(look: Look) -> None:
    assert look.is_as_before(commands.SHOW_CONTACTS, commands.DOWN)


def test_contacts_filtered(look: Look) -> None:
    assert look.is_as_before(commands.FIND, text="pump")


def test_contact_timeline(look: Look) -> None:
    assert look.is_as_before(commands.OPEN)


def test_contact_promises(look: Look) -> None:
    assert look.is_as_before(commands.OPEN, commands.NEXT_SECTION)


def test_loyalty(look: Look) -> None:
    assert look.is_as_before(commands.SHOW_LOYALTY)


def test_loyalty_worth(look: Look) -> None:
    assert look.is_as_before(
        commands.SHOW_LOYALTY, commands.NEXT_SECTION, commands.NEXT_SECTION, commands.DOWN
    )


def test_review(look: Look) -> None:
    assert look.is_as_before(commands.REVIEW)


def test_log_box(look: Look) -> None:
    assert look.is_as_before(commands.LOG_LINE, text=LINE)


def test_contact_form(look: Look) -> None:
    assert look.is_as_before(commands.SHOW_CONTACTS, commands.EDIT)


def test_help(look: Look) -> None:
    assert look.is_as_before(commands.HELP)


def test_welcome(first_look: Look) -> None:
    assert first_look.is_as_before()
