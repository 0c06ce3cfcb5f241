"""The sentences that keep the house in order.

What ruff, mypy and the import contracts of pyproject.toml already say is not said again.
"""

import ast
import graphlib
import importlib
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from loyaltytui import commands
from loyaltytui.commands import Command, key_table

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "loyaltytui"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

OPEN_IT = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet -c .ci/constraints.txt . "
    "&& .venv/bin/loyaltytui"
)
TEST_IT = "bash .ci/test"


def place(path: Path) -> str:
    """Where a file stands in the repository, as a reader would write it."""
    return path.relative_to(ROOT).as_posix()


each_module = pytest.mark.parametrize("path", MODULES, ids=place)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), place(path))


def tracked() -> list[str]:
    """Every file of the repository, or of its unpacked archive."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        )
        return [name for name in listed.stdout.split("\0") if name]
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
    kept = [path for path in map(place, ROOT.rglob("*")) if not ignored & set(path.split("/"))]
    return [name for name in kept if (ROOT / name).is_file()]


def imported(module: ast.Module) -> Iterator[str]:
    """Every name that is imported anywhere in a module, even inside a function."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_house_has_the_rooms_this_file_guards() -> None:
    assert {"__init__.py", "entries.py", "kinds.py"} <= {path.name for path in MODULES}
    assert {"pyproject.toml", "tests/test_house.py"} <= set(tracked())


def test_the_top_level_holds_the_five_entries_and_hidden_files_only() -> None:
    top = {name.split("/")[0] for name in tracked()}
    seen = {name for name in top if not name.startswith(".")}
    assert seen == {"loyaltytui", "tests", "pyproject.toml", "README.md", "LICENSE"}


@each_module
def test_no_file_of_the_package_passes_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@each_module
def test_every_module_opens_with_a_caption_of_one_line(path: Path) -> None:
    caption, *rest = (ast.get_docstring(tree(path)) or "").splitlines() or [""]
    assert caption.endswith((".", "?", "!")), "a caption is one sentence on one line"
    assert rest[:1] in ([], [""]), "an empty line follows the caption"


@each_module
def test_nothing_is_caught_that_was_not_expected(path: Path) -> None:
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    caught = {
        name.id if isinstance(name, ast.Name) else ""
        for handler in handlers
        for name in ast.walk(handler.type or ast.Name("BaseException"))
    }
    assert not caught & {"Exception", "BaseException"}


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=place)
def test_a_type_error_is_ignored_only_with_a_reason_beside_it(path: Path) -> None:
    source = io.StringIO(path.read_text(encoding="utf-8"))
    for token in tokenize.generate_tokens(source.readline):
        if token.type == tokenize.COMMENT and re.match(r"#\s*type:\s*ignore", token.string):
            reason = re.fullmatch(r"# type: ignore\[[\w, -]+\]  # \w.+", token.string)
            assert reason, f"line {token.start[0]}: {token.string}"


@each_module
def test_only_the_command_line_prints(path: Path) -> None:
    if "cli" in {path.stem, path.parent.name}:
        return
    called = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in called


def test_no_path_of_a_machine_and_no_registry_stands_in_the_repository() -> None:
    machine = re.compile(
        rf"(?<![\w.~$}}])/(home|Users|root|work|opt)/\w|[A-Z]:\\Users|{re.escape(str(ROOT))}/"
    )
    registry = re.compile(r"//([\w-]+\.)*(pypi|pythonhosted|npmjs|debian)\.|-index-url|find-links")
    offenders = []
    for name in tracked():
        if name.startswith("tests/") or not (ROOT / name).is_file():
            continue  # Tests need hostile paths; a file deleted but not yet committed has no text.
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        if machine.search(text) or registry.search(text):
            offenders.append(name)
    assert offenders == []


@each_module
def test_nothing_leaves_the_machine(path: Path) -> None:
    network = re.compile(
        r"(socket|socketserver|ssl|_socket|_ssl|urllib\.request|urllib3|http|httpx|requests|aiohttp"
        r"|websockets?|ftplib|imaplib|poplib|smtplib|telnetlib|xmlrpc|textual_serve)(\.|$)"
    )
    assert [name for name in imported(tree(path)) if network.match(name)] == []


def test_no_module_needs_itself_by_any_way_round() -> None:
    graph = grimp.build_graph("loyaltytui", cache_dir=None, exclude_type_checking_imports=False)
    needs = {
        module: graph.find_modules_directly_imported_by(module) - {module}
        for module in graph.modules
    }
    graphlib.TopologicalSorter(needs).prepare()


def test_nothing_but_the_terminal_app_loads_textual() -> None:
    """In a process of its own: this one has long loaded it."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if path.parts[len(PACKAGE.parts)] != "tui"
    ]
    watch = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(module)
    loaded = {"asyncio", "rich", "textual"} & sys.modules.keys()
    if loaded:
        sys.exit(f"{module} loads {', '.join(sorted(loaded))}")
"""
    ran = subprocess.run(
        [sys.executable, "-c", watch, *modules],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr


def test_the_readme_gives_the_two_commands_and_they_are_the_ones_that_are_checked() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.S | re.M)
    lines = [line for block in blocks for line in block.splitlines()]
    assert OPEN_IT in lines
    assert TEST_IT in lines
    assert TEST_IT in (ROOT / ".ci/run").read_text().splitlines()
    assert PYPROJECT["project"]["scripts"] == {"loyaltytui": "loyaltytui.__main__:main"}


def test_every_package_that_is_asked_for_has_one_exact_version() -> None:
    project = PYPROJECT["project"]
    asked = {
        re.split(r"[^\w-]", wish)[0].replace("_", "-").lower()
        for wish in [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    }
    lines = (ROOT / ".ci/constraints.txt").read_text().splitlines()
    pins = [re.fullmatch(r"([\w.-]+)==[\w.!+]+", line) for line in lines]
    assert None not in pins, "only lines of the form package==version"
    pinned = [pin[1].replace("_", "-").lower() for pin in pins if pin]
    assert len(pinned) == len(set(pinned))
    assert asked <= set(pinned)


def test_the_floor_plan_names_every_room() -> None:
    plan = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    rooms = [
        f"{path.name}/" if path.is_dir() else path.name
        for path in PACKAGE.iterdir()
        if (path.is_dir() and any(path.glob("*.py"))) or path.suffix == ".py"
    ]
    assert [room for room in rooms if not re.search(rf"^  {room}\s", plan, re.M)] == []


def shown_together() -> dict[str, tuple[Command, ...]]:
    """The commands that answer at the same time, by the page on which they do."""
    pages = {
        name: (*commands.EVERYWHERE, *commands.LIST, *page)
        for name, page in (
            ("Agenda", commands.AGENDA),
            ("Contacts", commands.CONTACTS),
            ("Contact", commands.CONTACT),
        )
    }
    boxes = {"box": commands.BOX, "form": commands.FORM, "Log box": commands.LOG_BOX}
    lists = {"history": (*commands.HISTORY_BOX, *commands.LIST)}
    menus = {"welcome": commands.WELCOME, "help": commands.HELP_BOX, "bulk": commands.BULK_MENU}
    return pages | boxes | lists | menus


@pytest.mark.parametrize("page", shown_together())
def test_no_key_means_two_things_on_one_page(page: str) -> None:
    keys = [key for command in shown_together()[page] for key in command.key.split(",")]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_each_command_has_one_name_and_its_sentence() -> None:
    listed = [command for page in commands.PAGES.values() for command in page]
    assert len({command.id for command in listed}) == len(set(listed))
    assert [one.id for one in listed if not re.fullmatch(r"[A-Z][^.]+\.", one.help)] == []


def test_each_command_has_its_action_on_the_class_that_shows_it() -> None:
    from textual.binding import Binding

    bound: set[str] = set()
    for path in MODULES:
        if path.parts[len(PACKAGE.parts)] != "tui" or path.name == "__init__.py":
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for shown in vars(importlib.import_module(name)).values():
            if not isinstance(shown, type) or shown.__module__ != name:
                continue
            for binding in vars(shown).get("BINDINGS", ()):
                assert isinstance(binding, Binding), f"{shown.__name__} binds past the table"
                assert binding.id in commands.BY_ID, f"{shown.__name__} binds past the table"
                assert hasattr(shown, f"action_{binding.action}"), f"{shown.__name__}: {binding.id}"
                bound.add(binding.id)
    assert set(commands.BY_ID) - bound == set(), "these are in the table and nowhere else"


def test_the_readme_shows_the_keys_that_are_in_force() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- keys -->\n(.*)<!-- /keys -->", readme, re.S)
    assert found, "the README has a place for the key table"
    assert found[1].strip() == key_table.table(is_markdown=True).strip()
