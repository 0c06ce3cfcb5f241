"""What the agenda shows, for people and for scripts."""

import json
import subprocess
import sys

import pytest

from loyaltytui.loyalty.agenda import MOST_CARDS
from tests.cli.conftest import Shell


@pytest.fixture
def busy(priya: Shell) -> Shell:
    """Priya is owed a quote since Wednesday, owes a PO, and Lee is to be talked to today."""
    priya(
        "log",
        "priya: x > send quote 18 nov < she sends PO 20 nov > visit plant 25 nov",
        today="2026-11-10",
    )
    priya("add", "Lee Park", "--account", "Hydra")
    priya("log", "lee: hello ~23 nov is the pump quiet?", today="2026-11-10")
    priya("add", "Mia Berg")
    priya("log", "mia: hello", today="2026-11-10")
    return priya


def test_the_sections_stand_in_the_order_of_the_agenda(busy: Shell) -> None:
    said = busy("due", today="2026-11-23")
    assert said.code == 0
    assert said.err == ""
    assert said.out.splitlines() == [
        "Promises",
        "  late by 5 days  #1  Priya Shah  Northwind  send quote",
        "",
        "Check-ins",
        "  today  Lee Park  Hydra  is the pump quiet?",
        "",
        "They owe you",
        "  late by 3 days  #2  Priya Shah  Northwind  she sends PO",
        "",
        "Nothing planned",
        "  Mia Berg  last contact 13 days ago",
        "",
        "Next 7 days",
        "  Wed 25 Nov  promise  #3  Priya Shah  Northwind  visit plant",
    ]


def test_the_json_has_the_documented_shape(busy: Shell) -> None:
    shape = busy("due", "--json", today="2026-11-23").json
    assert shape["today"] == "2026-11-23"
    assert shape["shortened"] == []
    assert shape["items"][0] == {
        "kind": "promise",
        "id": 1,
        "contact": "Priya Shah",
        "account": "Northwind",
        "due_on": "2026-11-18",
        "days_late": 5,
        "text": "send quote",
    }
    kinds = [(item["kind"], item.get("of")) for item in shape["items"]]
    assert kinds == [
        ("promise", None),
        ("check_in", None),
        ("owed", None),
        ("nothing_planned", None),
        ("upcoming", "promise"),
    ]


def test_a_section_of_which_only_the_first_cards_are_shown_is_named(busy: Shell) -> None:
    promised = " ".join(f"> visit {at} 20 nov" for at in range(MOST_CARDS))
    busy("log", f"lee: hello {promised}", today="2026-11-10")
    said = busy("due", today="2026-11-23").out
    assert f"Promises: the first {MOST_CARDS}\n" in said
    shape = busy("due", "--json", today="2026-11-23").json
    assert shape["shortened"] == ["promise"]
    assert sum(item["kind"] == "promise" for item in shape["items"]) == MOST_CARDS


def test_logging_a_call_takes_the_contact_off_the_agenda(busy: Shell) -> None:
    busy("log", "lee: quiet indeed ~3w", today="2026-11-23")
    assert "Lee Park" not in busy("due", today="2026-11-23").out


def test_how_far_it_looks_ahead_can_be_said(busy: Shell) -> None:
    assert "visit plant" not in busy("due", "--days", "1", today="2026-11-23").out
    assert "Next 1 days" not in busy("due", "--days", "0", today="2026-11-23").out
    assert "Next 30 days" in busy("due", "--days", "30", today="2026-11-01").out


@pytest.mark.parametrize("days", ["-1", "x", "99999999999999999999", "1_0", "٣"])
def test_no_number_of_days_is_refused(busy: Shell, days: str) -> None:
    assert busy("due", f"--days={days}").code == 2


def test_an_empty_agenda_says_so_and_what_comes_next(priya: Shell) -> None:
    priya("log", "priya: hello ~3w")
    said = priya("due")
    assert (said.code, said.out) == (0, "")
    assert said.err == ("Nothing is due. Next: check-in · Priya Shah · Northwind, Mon 14 Dec.\n")
    assert priya("due", "--json").json == {
        "today": "2026-11-21",
        "shortened": [],
        "items": [],
    }


def test_a_book_without_any_plan_says_only_that_nothing_is_due(priya: Shell) -> None:
    assert priya("due").err == "Nothing is due.\n"


def test_what_was_promised_in_confidence_is_shown_only_when_asked_for(priya: Shell) -> None:
    priya("log", "priya: hello > find her a job fri*")
    for words in (("due",), ("due", "--json"), ("promises",), ("promises", "--json")):
        assert "(in confidence)" in priya(*words).out
        assert "job" not in priya(*words).out
        assert "find her a job" in priya(*words, "--confidential").out


def test_a_snoozed_card_says_until_when(busy: Shell) -> None:
    busy("snooze", "1", "wed", today="2026-11-23")
    assert "(snoozed until Wed 25 Nov)" in busy("due", today="2026-11-23").out


def test_reading_leaves_the_terminal_app_and_its_libraries_alone(busy: Shell) -> None:
    watch = (
        "import sys; from loyaltytui.cli.run import run; "
        f"code = run(['--book', {str(busy.book)!r}, *sys.argv[1:]], None); "
        "print(sorted({'textual', 'rich', 'asyncio', 'platformdirs'} & sys.modules.keys()), "
        "file=sys.stderr); sys.exit(code)"
    )
    for words in (["due"], ["show", "priya"], ["find", "quote"], ["log", "--dry-run", "mia: x"]):
        ran = subprocess.run(
            [sys.executable, "-c", watch, *words], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr.splitlines()[-1] == "[]"


def test_json_is_whole_even_where_the_terminal_knows_no_such_letters(priya: Shell) -> None:
    priya("log", "priya: hello > grüße 東京 fri")
    ran = priya.process("due", "--json", environment={"PYTHONIOENCODING": "ascii"})
    assert json.loads(ran.stdout)["items"][0]["text"] == "grüße 東京"
