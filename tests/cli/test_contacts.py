"""Showing, finding and adding contacts."""

import pytest

from tests.cli.conftest import Shell


def test_a_new_contact_is_named_and_the_book_begun(shell: Shell) -> None:
    said = shell("add", "Ann", "Lee", "--account", "Acme", "--tier", "b")
    assert (said.code, said.out) == (0, "Added: Ann Lee · Acme\n")
    assert said.err == "First check-in: Mon 23 Nov.\n"


def test_all_that_is_said_of_a_contact_is_kept(shell: Shell) -> None:
    shell(
        *("add", "Ann Lee", "--account", "Acme", "--job", "VP", "--owner", "mine"),
        *("--email", "ann@acme.example", "--email", "ann@home.example"),
        *("--phone", "+44 20 1", "--link", "https://ann.example", "--cadence", "every 2 weeks"),
        *("--tag", "#Key", "--tag", "golf"),
    )
    shape = shell("show", "ann", "--json").json
    assert (shape["name"], shape["account"], shape["job"]) == ("Ann Lee", "Acme", "VP")
    assert (shape["cadence"], shape["own_cadence"], shape["owner"]) == ("2w", "2w", "mine")
    assert shape["tags"] == ["golf", "key"]
    assert [(each["kind"], each["value"], each["owner"]) for each in shape["channels"]] == [
        ("email", "ann@acme.example", "mine"),
        ("email", "ann@home.example", "mine"),
        ("phone", "+44 20 1", "mine"),
        ("link", "https://ann.example", "mine"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["add"],
        ["add", " "],
        ["add", "Ann", "--tier", "Z"],
        ["add", "Ann", "--cadence", "often"],
        ["add", "Ann", "--owner", "nobody"],
        ["add", "Ann", "--email", "ann"],
        ["add", "Ann", "--emial", "ann@acme.example"],
    ],
)
def test_what_makes_no_contact_is_refused(priya: Shell, words: list[str]) -> None:
    said = priya(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert priya("find", "Ann").code == 1


def test_a_name_or_channel_that_is_in_the_book_already_is_mentioned(shell: Shell) -> None:
    shell("add", "Ánn Lee", "--email", "Ann@Acme.example", "--phone", "+44 20 123")
    said = shell("add", "ann lee", "--email", "ann@acme.example", "--phone", "(+44) 20-123")
    assert said.code == 0
    assert said.err.splitlines() == [
        "There was a Ánn Lee in the book already.",
        "ann@acme.example was in the book already: Ánn Lee.",
        "(+44) 20-123 was in the book already: Ánn Lee.",
    ]


def test_somebody_else_is_not_mentioned(shell: Shell) -> None:
    shell("add", "Ann Lee", "--email", "ann@acme.example")
    assert shell("add", "Ann Leeds", "--email", "anna@acme.example").err == ""


def test_a_tier_gives_the_cadence_in_force(shell: Shell) -> None:
    shell("add", "Ann Lee", "--tier", "A")
    shape = shell("show", "ann", "--json").json
    assert (shape["cadence"], shape["own_cadence"]) == ("3w", "")


def test_the_settings_say_what_a_tier_is(shell: Shell) -> None:
    settings = shell.book.parent / "config" / "loyaltytui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[cadence]\nA = "5w"\n')
    shell("add", "Ann Lee", "--tier", "A")
    shell("add", "Bo Lee", "--tier", "B")
    assert shell("show", "ann", "--json").json["cadence"] == "5w"
    assert shell("show", "bo", "--json").json["cadence"] == "2m"


def test_settings_that_are_not_understood_end_every_verb(priya: Shell) -> None:
    settings = priya.book.parent / "config" / "loyaltytui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nkeep = "l"\n')
    said = priya("due")
    assert (said.code, said.out) == (2, "")
    assert f"{settings}, line 2" in said.err


def test_no_cadence_in_force_is_null(priya: Shell) -> None:
    shape = priya("show", "priya", "--json").json
    assert shape["cadence"] is None
    assert shape["next_check_in"] is None
    assert shape["last_contact"] is None


def test_the_brief_has_what_is_known_in_sections(priya: Shell) -> None:
    priya("log", "priya meeting: terse > send quote fri < PO 5 dec ask: who signs? goal: plant ~3w")
    said = priya("show", "priya").out
    assert said.splitlines()[0] == "Priya Shah · Northwind"
    assert "last contact: Sat 21 Nov (today) · next check-in: Mon 14 Dec (in 3 weeks)" in said
    for line in (
        "Promises\n  #1  in 6 days  send quote",
        "They owe you\n  #2  in 2 weeks  PO",
        "Check-ins\n  Mon 14 Dec  in 3 weeks",
        "To ask\n  who signs?",
        "Notes\n  goal  plant",
        "Timeline\n  Sat 21 Nov 12:00  meeting   terse",
    ):
        assert f"\n{line}" in said


def test_what_was_told_in_confidence_is_left_out_unless_asked_for(priya: Shell) -> None:
    priya("log", "priya: hello ask: leaving?* goal: own firm* background: sails")
    for form in ([], ["--json"]):
        said = priya("show", "priya", *form)
        assert "leaving" not in said.out
        assert "own firm" not in said.out
        assert "sails" in said.out
        told = priya("show", "priya", "--confidential", *form).out
        assert "leaving?" in told
        assert "own firm" in told
    assert "2 told in confidence" in priya("show", "priya").err
    assert "firm" not in priya("find", "firm").out.replace("(in confidence)", "")


def test_a_whole_name_beats_longer_ones(shell: Shell) -> None:
    shell("add", "Ann Lee")
    shell("add", "Ann Leeds")
    assert shell("show", "ann", "lee", "--json").json["name"] == "Ann Lee"
    assert shell("show", "ann").code == 2


def test_an_account_tells_namesakes_apart(shell: Shell) -> None:
    shell("add", "Ann Lee", "--account", "Acme")
    shell("add", "Ann Lee", "--account", "Vale")
    said = shell("show", "ann lee")
    assert (said.code, said.out) == (2, "")
    assert "Ann Lee · Acme" in said.err
    assert "Ann Lee · Vale" in said.err
    assert shell("show", "ann lee vale", "--json").json["account"] == "Vale"


def test_nobody_is_exit_code_one_with_near_names(priya: Shell) -> None:
    said = priya("show", "shaw")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean Priya Shah · Northwind?" in said.err
    assert priya("show", "zzz").err == "Nobody in the book answers to 'zzz'.\n"


def test_words_are_found_in_every_text(priya: Shell) -> None:
    priya("log", "priya: price worry > send quote fri")
    assert priya("find", "worry").out == "Priya Shah  Northwind  interaction  price worry\n"
    hits = priya("find", "quote", "--json").json
    assert hits["text"] == "quote"
    assert [(hit["contact"], hit["source"]) for hit in hits["items"]] == [("Priya Shah", "promise")]


@pytest.mark.parametrize("words", ["nothing-like-it", '"', "c++", "* OR -x", "()", "NEAR("])
def test_nothing_found_is_exit_code_one(priya: Shell, words: str) -> None:
    said = priya("find", "--json", "--", words)
    assert said.code == 1
    assert said.json == {"text": words, "items": []}
    assert "Nothing in the book" in said.err


def test_find_takes_conditions(shell: Shell) -> None:
    shell("add", "Ann Lee", "--tier", "A", "--tag", "pumps")
    shell("add", "Bob Ray", "--tier", "B")
    said = shell("find", "tier:A")
    assert (said.code, said.out.count("Ann Lee"), "Bob Ray" in said.out) == (0, 1, False)
    assert "Only: tier A." in said.err
    assert shell("find", "tier:A", "quiet:3", "tag:pumps", "lee").code == 0
    assert shell("find", "tier:C").code == 1
    assert [each["contact"] for each in shell("find", "tier:B", "--json").json["items"]] == [
        "Bob Ray"
    ]


def test_find_says_that_of_a_heap_of_conditions_only_the_first_count(shell: Shell) -> None:
    shell("add", "Ann Lee")
    heap = [f"tag:t{one}" for one in range(40)]
    said = shell("find", *heap)
    assert "Only the first 32 conditions count; 8 more don't." in said.err
    assert "tag t31." in said.err
    assert "32 conditions" not in shell("find", *heap[:32]).err
