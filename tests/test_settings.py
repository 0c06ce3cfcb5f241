"""What the settings may say, and how they are refused."""

import datetime as dt
import re
import sys
from pathlib import Path

import platformdirs
import pytest

from loyaltytui.dates import Span
from loyaltytui.kinds import CHECKLIST, DISCOVERY
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.settled import CHECKS, rules_of
from loyaltytui.settings import (
    Settings,
    SettingsError,
    book_path,
    read_settings,
    settings_path,
)

COMMANDS = ("log-line", "keep", "move", "find")
PAGE = {"log-line": "l", "keep": "K", "move": "m", "find": "slash"}
BRITAIN = {"LANG": "en_GB.UTF-8"}


def read(
    folder: Path, text: str, environment: dict[str, str] = BRITAIN, page: dict[str, str] = PAGE
) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return read_settings(path, environment, COMMANDS, [page])


def refused(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    assert caught.value.exit_code == 2
    sentence = str(caught.value)
    assert str(folder / "settings.toml") in sentence
    assert "\n" not in sentence
    return sentence


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "none.toml", BRITAIN, COMMANDS)
    assert settings.days.day_first
    assert settings.days.workdays == {0, 1, 2, 3, 4}
    assert (settings.cadences, settings.keymap, settings.theme) == ({}, {}, "")
    assert settings.review_cap == 20


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        """
        date_order = "month-first"
        workdays = ["mon", "Tuesday", "sun"]
        holidays = ["2026-12-25", 2027-01-01]
        theme = "nord"
        review_cap = 12
        [cadence]
        A = "2w"
        D = "every 2 years"
        [keys]
        log-line = "L"
        """,
    )
    assert not settings.days.day_first
    assert settings.days.workdays == {0, 1, 6}
    assert settings.days.holidays == {dt.date(2026, 12, 25), dt.date(2027, 1, 1)}
    assert settings.theme == "nord"
    assert settings.review_cap == 12
    assert settings.cadences == {"A": Span(2, "w"), "D": Span(2, "y")}
    assert settings.keymap == {"log-line": "L"}


@pytest.mark.parametrize(
    ("environment", "is_day_first"),
    [
        ({}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "fil_PH"}, False),
        ({"LANG": "es_US@euro"}, False),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, True),
        ({"LC_TIME": "en_GB.UTF-8", "LC_ALL": "en_US.UTF-8"}, False),
        ({"LC_ALL": "", "LC_TIME": "", "LANG": "en_PH"}, False),
    ],
)
def test_the_surroundings_decide_the_order_of_day_and_month(
    tmp_path: Path, environment: dict[str, str], is_day_first: bool
) -> None:
    assert read(tmp_path, "", environment).days.day_first is is_day_first


def test_the_file_outweighs_the_surroundings(tmp_path: Path) -> None:
    order = 'date_order = "day-first"'
    assert read(tmp_path, order, {"LC_ALL": "en_US.UTF-8"}).days.day_first


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ('theme = "x"\nwrkdays = ["mon"]', 2, "'wrkdays'"),
        ('date_order = "american"', 1, '"american"'),
        ("date_order = 3", 1, "= 3"),
        ('date_order = ["day-first"]', 1, "day-first"),
        ("\n\nworkdays = []", 3, "[]"),
        ('workdays = ["mon", "moo"]', 1, '"moo"'),
        ("workdays = [1]", 1, "= 1"),
        ('workdays = "mon"', 1, '"mon"'),
        ('holidays = ["christmas"]', 1, '"christmas"'),
        ("holidays = [2026-12-25T10:00:00]", 1, "2026-12-25"),
        ("holidays = [7]", 1, "= 7"),
        ('holidays = "2026-12-25"', 1, "2026-12-25"),
        ("theme = 5", 1, "= 5"),
        ("review_cap = 0", 1, "review_cap = 0"),
        ("review_cap = true", 1, "review_cap = True"),
        ('review_cap = "many"', 1, '"many"'),
        ('cadence = "3w"', 1, '"3w"'),
        ('[cadence]\nA = "3w"\nE = "3w"', 3, "'E'"),
        ('[cadence]\nA = "often"', 2, '"often"'),
        ('[cadence]\nB = "0w"', 2, '"0w"'),
        ("[cadence]\nB = 3", 2, "= 3"),
        ('cadence.B = "x"', 1, '"x"'),
        ('cadence = { A = "3w", B = "x" }', 1, '"x"'),
        ('currency = "B = 3"\n[cadence]\n"B" = "x"', 3, '"x"'),
        ('[keys]\nlog-lime = "l"', 2, "Did you mean 'log-line'?"),
        ('[keys]\nlog-line = ""', 2, '""'),
        ('[keys]\nlog-line = "a,,b"', 2, '"a,,b"'),
        ("[keys]\nlog-line = 1", 2, "= 1"),
        ('[keys]\nlog-line = "\\u001b"', 2, "Name a key"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line_and_value(
    tmp_path: Path, text: str, line: int, shown: str
) -> None:
    sentence = refused(tmp_path, text)
    assert f"line {line}:" in sentence
    assert shown in sentence


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 2" in refused(tmp_path, 'theme = "nord"\nworkdays = mon\n')


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'theme = "\xff"')
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(path, BRITAIN, COMMANDS)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        read_settings(tmp_path, BRITAIN, COMMANDS)


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, '\ufefftheme = "nord"').theme == "nord"


def test_one_key_for_two_commands_of_a_page_is_refused(tmp_path: Path) -> None:
    sentence = refused(tmp_path, '[keys]\nkeep = "x"\nmove = "x"')
    assert "'keep'" in sentence
    assert "'move'" in sentence


def test_the_usual_key_of_another_command_is_refused(tmp_path: Path) -> None:
    assert "line 2:" in refused(tmp_path, '[keys]\nkeep = "l"')
    assert "'find'" in refused(tmp_path, '[keys]\nkeep = "/"')


def test_two_commands_may_swap_their_keys(tmp_path: Path) -> None:
    assert read(tmp_path, '[keys]\nkeep = "m"\nmove = "K"').keymap == {"keep": "m", "move": "K"}


def test_one_key_may_mean_two_things_on_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\nkeep = "m"')
    apart = [{"keep": "K"}, {"move": "m"}]
    assert read_settings(path, BRITAIN, COMMANDS, apart).keymap == {"keep": "m"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/", "slash"),
        ("?", "question_mark"),
        ("[", "left_square_bracket"),
        ("-", "minus"),
        ("+", "plus"),
        (",", "comma"),
        ("esc", "escape"),
        ("page down", "pagedown"),
        ("Ctrl+L", "ctrl+L"),
        ("f5, L", "f5,L"),
        ("é", "é"),
    ],
)
def test_keys_are_written_as_people_read_them(tmp_path: Path, written: str, key: str) -> None:
    page = {"keep": "K"}
    assert read(tmp_path, f'[keys]\nkeep = "{written}"', page=page).keymap == {"keep": key}


def test_the_book_asked_for_comes_first_then_the_environment_then_the_usual_place(
    tmp_path: Path,
) -> None:
    surroundings = {"LOYALTYTUI_BOOK": str(tmp_path / "b.db"), "XDG_DATA_HOME": str(tmp_path)}
    asked = str(tmp_path / "a.db")
    assert book_path(asked, surroundings) == tmp_path / "a.db"
    assert book_path(None, surroundings) == tmp_path / "b.db"
    surroundings["LOYALTYTUI_BOOK"] = ""
    if sys.platform == "linux":
        assert book_path(None, surroundings) == tmp_path / "loyaltytui" / "book.db"


def test_a_book_beside_the_reader_is_found_wherever_they_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert book_path("my.db", {}) == tmp_path / "my.db"


def test_a_home_in_the_path_is_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert book_path("~/my.db", {}) == Path("/home/ann/my.db")


def test_an_empty_home_is_a_sentence() -> None:
    with pytest.raises(SettingsError, match="--book"):
        book_path(None, {"HOME": ""})


@pytest.mark.parametrize("said", ["", "  ", "/somewhere/else"])
def test_the_usual_places_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, said)
    config = platformdirs.user_config_path("loyaltytui", appauthor=False)
    assert settings_path() == config / "settings.toml"
    assert book_path(None) == platformdirs.user_data_path("loyaltytui", appauthor=False) / "book.db"


def settled(folder: Path, text: str) -> CheckInRules:
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return rules_of(read_settings(path, BRITAIN, COMMANDS, [PAGE], CHECKS))


def test_what_the_file_leaves_open_is_usual(tmp_path: Path) -> None:
    rules = settled(tmp_path, 'currency = "chf"\n[cadence]\nA = "5w"\n[points]\nbroken = -5\n')
    assert (rules.currency, rules.checklist, rules.discovery) == ("CHF", CHECKLIST, DISCOVERY)
    assert str(rules.cadences["A"]) == "5w"
    assert str(rules.cadences["B"]) == "2m"
    assert rules.points == Points(broken=-5)
    assert settled(tmp_path, "") == CheckInRules()


def test_checklist_and_questions_can_be_ones_own(tmp_path: Path) -> None:
    rules = settled(tmp_path, 'checklist = ["Need", "Site visit"]\ndiscovery = ["rival"]\n')
    assert (rules.checklist, rules.discovery) == (("need", "site visit"), ("rival",))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\ncurrency = "XYZ"', 2, "'XYZ' is no currency"),
        ("currency = 5", 1, "is not understood"),
        ('discovery = ["gossip"]', 1, "'gossip' is no kind of note"),
        ("checklist = [1]", 1, "is not understood"),
        ('checklist = "need"', 1, "is not understood"),
        ("[points]\nkept = 1\nbrokn = 2", 3, "Did you mean 'broken'?"),
        ("[points]\nkept = 1\nbroken = 0.5", 3, "Say a whole number"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(SettingsError, match=rf"line {line}: .*{re.escape(words)}"):
        settled(tmp_path, text)
