"""What a shell is offered while somebody types, and that its scripts ask for just that."""

import shutil
import subprocess
from pathlib import Path

import pytest

from loyaltytui.cli.completing import SHELLS, completions
from loyaltytui.cli.grammar import GRAMMAR
from loyaltytui.cli.run import run
from loyaltytui.cli.topics import TOPICS
from tests.cli.conftest import Shell


def offered(shell: Shell, *words: str) -> list[str]:
    shell.capsys.readouterr()
    code = run(["complete", "--", "--book", str(shell.book), *words], shell.open_app)
    said = shell.capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out.splitlines()


def test_the_beginning_of_a_verb_is_completed(shell: Shell) -> None:
    assert offered(shell, "sho") == ["show"]
    assert set(offered(shell, "")) == set(GRAMMAR)


def test_a_verb_offers_its_own_options_and_their_words(shell: Shell) -> None:
    assert "--json" in offered(shell, "due", "--")
    assert "--mine" not in offered(shell, "due", "--")
    assert offered(shell, "export", "--format", "v") == ["vcard", "vdir"]


def test_names_come_out_of_the_book_whatever_their_letters_look_like(shell: Shell) -> None:
    shell("add", "Jürgen Groß", "--account", "Nordwind")
    shell("add", "Ann Lee")
    assert offered(shell, "show", "jurg") == ["Jürgen Groß"]
    assert offered(shell, "show", "'Jür") == ["Jürgen Groß"]
    assert offered(shell, "show", "nord") == ["Nordwind"]
    assert offered(shell, "snooze", "") == ["Ann Lee", "Jürgen Groß"]


def test_a_name_that_could_act_on_the_terminal_is_offered_harmless(shell: Shell) -> None:
    shell("add", "Bob \u202eevil")
    assert offered(shell, "show", "bob") == ["Bob \ufffdevil"]


def test_without_a_book_there_are_no_names_and_no_complaint(shell: Shell) -> None:
    assert offered(shell, "show", "a") == []


def test_files_are_left_to_the_shell(shell: Shell) -> None:
    assert offered(shell, "import", "conta") == []


def test_help_offers_verbs_and_topics(shell: Shell) -> None:
    assert offered(shell, "help", "da") == ["dates"]
    assert offered(shell, "help", "due") == ["due"]
    assert set(TOPICS) <= set(offered(shell, "help", ""))


@pytest.mark.parametrize("name", SHELLS)
def test_each_shell_can_read_its_script(name: str, shell: Shell, tmp_path: Path) -> None:
    script = shell("completions", name).out
    assert script == completions(name)
    assert "loyaltytui complete -- " in script
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine")
    (tmp_path / "script").write_text(script)
    read = subprocess.run([name, "-n", str(tmp_path / "script")], capture_output=True, check=False)
    assert (read.returncode, read.stderr) == (0, b"")
