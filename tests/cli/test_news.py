"""News on the command line: announcing it, who is still to hear it, marking it told."""

from tests.builders import lay_empty_book
from tests.cli.conftest import Shell

PRICES = "The new price list holds from January"
FAIR = "Hall 5 at the fair"


def two(shell: Shell) -> Shell:
    """Priya of tier A and Tom with a tag."""
    lay_empty_book(shell.book)
    assert shell("add", "Priya Shah", "--account", "Northwind", "--tier", "A").code == 0
    assert shell("add", "Tom Okafor", "--tag", "fair").code == 0
    return shell


def owed(shell: Shell) -> dict[str, list[str]]:
    items = shell("news", "--json").json["items"]
    return {each["text"]: [one["contact"] for one in each["owed_to"]] for each in items}


def test_news_goes_to_those_who_are_named(shell: Shell) -> None:
    two(shell)
    assert shell("news", PRICES, "--to", "priya", "tom").out.startswith("To be told to 2 contacts")
    assert sorted(owed(shell)[PRICES]) == ["Priya Shah", "Tom Okafor"]


def test_news_goes_to_a_tag_a_tier_or_everybody(shell: Shell) -> None:
    two(shell)
    assert shell("news", "one", "--tag", "#Fair").code == 0
    assert shell("news", "two", "--tier", "a").code == 0
    assert shell("news", "three", "--all").code == 0
    told = owed(shell)
    assert told["one"] == ["Tom Okafor"]
    assert told["two"] == ["Priya Shah"]
    assert len(told["three"]) == 2


def test_news_without_whom_or_words_is_refused_and_nothing_is_written(shell: Shell) -> None:
    two(shell)
    assert shell("news", PRICES).code == 2
    assert shell("news", "--all").code == 2
    assert shell("news", PRICES, "--tag", "nobody").code == 1
    assert shell("news", PRICES, "--to", "zoe").code == 1
    assert shell("news", PRICES, "--tier", "Z").code == 2
    assert owed(shell) == {}


def test_the_list_says_how_many_know_and_who_does_not(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    assert shell("told", "priya").out == f"Told Priya Shah · Northwind: {PRICES} (1 of 2 told).\n"
    said = shell("news").out
    assert "1 of 2 told, announced today" in said
    assert "Tom Okafor" in said
    assert "Priya" not in said
    assert "Nothing" not in said


def test_telling_is_a_note_on_the_timeline_and_undone_as_one(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    shell("told", "priya")
    assert ("news", PRICES) in [
        (each["kind"], each["text"]) for each in shell("show", "priya", "--json").json["notes"]
    ]
    assert shell("undo").code == 0
    assert shell("show", "priya", "--json").json["notes"] == []
    assert len(owed(shell)[PRICES]) == 2


def test_whoever_is_to_hear_several_needs_a_number(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    shell("news", FAIR, "--all")
    refused = shell("told", "priya")
    assert refused.code == 2
    assert f"#2  {FAIR}" in refused.err
    done = shell("told", "priya", "shah", "2")
    assert done.out.startswith(f"Told Priya Shah · Northwind: {FAIR}")
    assert f"#1 {PRICES}" in done.err
    assert owed(shell) == {PRICES: ["Priya Shah", "Tom Okafor"], FAIR: ["Tom Okafor"]}


def test_what_is_not_to_be_told_is_not_found(shell: Shell) -> None:
    two(shell)
    assert shell("told", "priya").code == 1
    shell("news", PRICES, "--to", "priya")
    assert shell("told", "priya", "99").code == 1
    assert shell("told", "priya").code == 0
    assert shell("told", "priya").code == 1


def test_the_brief_says_what_is_still_to_be_told(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    assert "To tell\n  #1  The new price list" in shell("show", "tom").out
    (told,) = shell("show", "tom", "--json").json["to_tell"]
    assert told == {"id": 1, "text": PRICES, "announced_on": "2026-11-21"}


def test_due_has_one_line_for_news_however_many_wait(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    shell("told", "tom")
    (item,) = [each for each in shell("due", "--json").json["items"] if each["kind"] == "news"]
    assert item == {
        "kind": "news",
        "id": 1,
        "contact": "",
        "account": "",
        "due_on": None,
        "days_late": 0,
        "text": PRICES,
        "announced_on": "2026-11-21",
        "told": 1,
        "told_of": 2,
        "waiting": 1,
    }
    assert "1 of 2 told" in shell("due").out


def test_a_line_with_news_in_it_settles_it_and_says_so(shell: Shell) -> None:
    two(shell)
    shell("news", PRICES, "--all")
    said = shell("log", "priya, tom call: all well news: price list")
    assert "That was to be told, and now is." in said.out + said.err
    assert owed(shell) == {PRICES: []}
    assert shell("news").err == "There is no news to tell.\n"


def test_hostile_news_is_printed_safe(shell: Shell) -> None:
    two(shell)
    shell("news", "red \x1b[31m \u202etext", "--all")
    for words in (("news",), ("due",), ("show", "tom"), ("news", "--json")):
        out = shell(*words).out
        assert "\x1b" not in out
        assert "\u202e" not in out
