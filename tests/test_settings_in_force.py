"""What is in force and why, and the settings file that is made on request."""

import re
import stat
from pathlib import Path

import pytest

from loyaltytui.commands import BY_ID, answering_together
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.loyalty.points import BOUNDS
from loyaltytui.loyalty.settled import CHECKS, rules_of
from loyaltytui.settings import KeepBackups, Settings, SettingsError, read_settings
from loyaltytui.settings.in_force import Setting, make_file, why_book, written_out
from loyaltytui.settings.theme import remember_theme
from loyaltytui.settings.themes import OTHER_NAMES, THEMES, USUAL_THEME
from loyaltytui.tui.themes_table import PALETTES, palette_of

BRITAIN = {"LANG": "en_GB.UTF-8"}
PAGES = [{each.id: each.key for each in page} for page in answering_together()]


def read(folder: Path, text: str, environment: dict[str, str] = BRITAIN) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, "utf-8")
    return read_settings(path, environment, BY_ID, PAGES, CHECKS)


def in_force(settings: Settings, environment: dict[str, str] = BRITAIN) -> dict[str, Setting]:
    return {one.full_name: one for one in every_setting(settings, environment)}


def made(folder: Path) -> str:
    return written_out(every_setting(Settings(folder / "settings.toml"), {}))


def test_the_made_file_changes_nothing_as_it_stands(tmp_path: Path) -> None:
    settings = read(tmp_path, made(tmp_path))
    assert settings.lines == {}
    assert rules_of(settings) == CheckInRules()


def test_with_every_line_uncommented_it_says_the_usual(tmp_path: Path) -> None:
    everything = re.sub(r"^#(?! )", "", made(tmp_path), flags=re.MULTILINE)
    settings = read(tmp_path, everything)
    assert rules_of(settings) == CheckInRules()
    assert (settings.backups, settings.theme) == (KeepBackups(), USUAL_THEME)
    assert settings.keymap == {each.id: each.key for each in BY_ID.values()}
    found = in_force(settings)
    assert set(settings.lines) == set(found)
    assert all(one.value == one.usual for one in found.values())
    lines = everything.splitlines()
    for name, number in settings.lines.items():
        assert lines[number - 1].startswith(f"{name.rpartition('.')[2]} = ")


def test_every_setting_that_the_file_may_hold_is_listed(tmp_path: Path) -> None:
    names = set(in_force(Settings(tmp_path / "none.toml")))
    assert {f"points.{name}" for name in BOUNDS} <= names
    assert {f"keys.{name}" for name in BY_ID} <= names
    assert {f"cadence.{tier}" for tier in "ABCD"} <= names
    assert {"backups.daily", "backups.weekly", "backups.monthly"} <= names
    plain = {name for name in names if "." not in name}
    assert plain == {
        *("date_order", "workdays", "holidays", "review_cap", "theme", "currency"),
        *("checklist", "discovery"),
    }


def test_each_says_why_it_is_so(tmp_path: Path) -> None:
    text = 'currency = "CHF"\n\n[cadence]\nA = "5w"\n[keys]\nkeep = "/"\nfind = "f5"\n'
    found = in_force(read(tmp_path, text, {"LC_TIME": "en_US.UTF-8"}), {"NO_COLOR": "1"})
    said = {name: (found[name].value, found[name].why) for name in found}
    assert said["currency"] == ("CHF", "settings.toml line 1")
    assert said["cadence.A"] == ("5w", "settings.toml line 4")
    assert said["cadence.B"] == ("2m", "usual")
    assert said["keys.keep"] == ("/", "settings.toml line 6")
    assert said["date_order"] == ("month-first", "locale: LC_TIME=en_US.UTF-8")
    assert said["theme"] == ("dark", "environment: NO_COLOR")


def test_a_theme_chosen_in_the_app_is_named_as_such(tmp_path: Path) -> None:
    around = {"XDG_STATE_HOME": str(tmp_path / "state")}
    remember_theme("nord", "", around)
    theme = in_force(read(tmp_path, ""), around)["theme"]
    assert (theme.value, theme.why) == ("nord", "chosen in the app")
    theme = in_force(read(tmp_path, 'theme = "dracula"'), around)["theme"]
    assert (theme.value, theme.why) == ("dracula", "settings.toml line 1")


def test_the_file_outweighs_what_is_around_it(tmp_path: Path) -> None:
    text = 'date_order = "day-first"\ntheme = "dracula"\n'
    found = in_force(read(tmp_path, text, {"LANG": "en_US"}), {})
    assert found["date_order"].why == "settings.toml line 1"
    assert (found["theme"].value, found["theme"].why) == ("dracula", "settings.toml line 2")


def test_why_it_is_this_book(tmp_path: Path) -> None:
    around = {"XDG_DATA_HOME": str(tmp_path), "LOYALTYTUI_BOOK": str(tmp_path / "mine.db")}
    assert why_book(tmp_path / "mine.db", around) == "environment: LOYALTYTUI_BOOK"
    assert why_book(tmp_path / "loyaltytui" / "book.db", {**around, "LOYALTYTUI_BOOK": ""}) == (
        "usual"
    )
    assert why_book(tmp_path / "other.db", around) == "asked for"


def test_the_file_is_made_for_its_owner_alone_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    make_file(path, "theme = 1\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SettingsError, match="left as they are"):
        make_file(path, "")
    assert path.read_text() == "theme = 1\n"


def test_a_file_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="can't be written"):
        make_file(tmp_path / "file" / "settings.toml", "")


def test_the_themes_are_those_of_the_app() -> None:
    assert [palette.name for palette in PALETTES] == list(THEMES)
    assert all(palette_of(name) is not None for name in OTHER_NAMES)


PLAIN_MISTAKES = {
    "date_order": '"american"',
    "workdays": '["moonday"]',
    "holidays": '["christmas"]',
    "review_cap": "0",
    "currency": '"EURO"',
    "theme": '"norde"',
    "checklist": '"need"',
    "discovery": '["gossip"]',
}


def mistakes() -> list[tuple[str, str, str]]:
    """Every setting, with a value that makes no sense for it: table, name, value."""
    found = []
    for setting in every_setting(Settings(Path("settings.toml")), {}):
        match setting.table:
            case "":
                wrong = PLAIN_MISTAKES[setting.name]
            case "cadence":
                wrong = '"often"'
            case "keys":
                wrong = '"contrl+x"'
            case "points":
                wrong = str(BOUNDS[setting.name][1] + 1)
            case _:
                wrong = "-1"
        found.append((setting.table, setting.name, wrong))
    return found


@pytest.mark.parametrize(("table", "name", "wrong"), mistakes())
def test_a_mistake_in_any_setting_is_a_sentence_with_its_line_and_value(
    tmp_path: Path, table: str, name: str, wrong: str
) -> None:
    head = f"[{table}]\n" if table else "# mine\n"
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, f"{head}{name} = {wrong}\n")
    sentence = str(caught.value)
    assert f"{tmp_path / 'settings.toml'}, line 2: " in sentence
    assert wrong.strip('"[]') in sentence
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence


def test_the_nearest_is_offered(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Did you mean 'nord'"):
        read(tmp_path, 'theme = "norde"')
    with pytest.raises(SettingsError, match="Did you mean 'pagedown'"):
        read(tmp_path, '[keys]\nfind = "pgedown"')


def test_a_box_may_use_a_key_that_means_something_else_beneath_it(tmp_path: Path) -> None:
    keymap = read(tmp_path, '[keys]\nall-tag = "l"\nnew-line = "ctrl+r"\n').keymap
    assert keymap == {"all-tag": "l", "new-line": "ctrl+r"}
    with pytest.raises(SettingsError, match="'all-tier'"):
        read(tmp_path, '[keys]\nall-tag = "t"\n')
    with pytest.raises(SettingsError, match="'undo'"):
        read(tmp_path, '[keys]\ntold = "u"\n')
