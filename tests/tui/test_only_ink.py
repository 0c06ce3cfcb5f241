"""All text of the book reaches the screen through `ink`, `fit` or `safe`: read in the code itself.

What these make of hostile text is shown on the glass by `test_hostile_text`.
"""

import ast
from pathlib import Path

import pytest

from tests.test_house import MODULES, PACKAGE, place, tree

SHOWN = [path for path in MODULES if path.is_relative_to(PACKAGE / "tui")]

PAINTS = {"Static", "Label", "Button", "Content", "styled"}
"""Whatever is called so gets its text first."""
TELLS = {"update", "inscribe", "entitle"}
"""Verbs of widgets and pages that are given a text to show."""
TITLES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title"}
PLAIN_MAKERS = {"ink", "ink_lines", "safe", "fit", "assemble", "styled", "join", "Content"}


def called(node: ast.expr) -> str:
    """The last name of what is called: `join` of `Content("").join`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def makers() -> set[str]:
    """The functions of the terminal app that give `Content`, besides those that make it."""
    functions = [
        node for path in SHOWN for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)
    ]
    return PLAIN_MAKERS | {
        one.name
        for one in functions
        if isinstance(one.returns, ast.Name) and one.returns.id == "Content"
    }


def is_made_plain(text: ast.expr, module: ast.Module, known: set[str]) -> bool:
    """A literal, or text that went through one of the functions that make it safe to show."""
    if isinstance(text, ast.Constant):
        return True
    if isinstance(text, ast.Call):
        return called(text.func) in known
    if isinstance(text, ast.IfExp):
        return all(is_made_plain(one, module, known) for one in (text.body, text.orelse))
    if isinstance(text, ast.BinOp):
        return all(is_made_plain(one, module, known) for one in (text.left, text.right))
    if isinstance(text, ast.Name):
        if text.id.isupper():
            return True
        given = [
            node.value
            for node in ast.walk(module)
            if isinstance(node, ast.Assign)
            and any(isinstance(one, ast.Name) and one.id == text.id for one in node.targets)
        ]
        return bool(given) and all(is_made_plain(one, module, known) for one in given)
    return False


@pytest.mark.parametrize("path", SHOWN, ids=place)
def test_text_of_the_book_reaches_no_widget_as_it_is(path: Path) -> None:
    assert offenders(tree(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(contact.name)",
        "Label(f'{name}')",
        "head.update(name)",
        "head.update(Content(name))",
        "head.inscribe(name)",
        "self.entitle(name)",
        "head.update(Content.styled(name, 'bold'))",
        "head.update(ink('x') + name)",
        "box.border_title = name",
        "said = name\nhead.update(said)",
        "page.notify(name, markup=False)",
        "page.notify(safe(name))",
        "Content.from_markup(name)",
    ],
)
def test_the_way_round_is_seen(code: str) -> None:
    assert offenders(ast.parse(code)) != []


def offenders(module: ast.Module) -> list[str]:
    """A plain `str` is markup to a widget: `[Acme]` vanishes, `[@click=...]` runs."""
    known, found = makers(), []
    shown: list[ast.expr] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args:
            name = called(node.func)
            if name in PAINTS or (name in TELLS and isinstance(node.func, ast.Attribute)):
                shown.append(node.args[0])
            if name == "notify":
                shown.append(node.args[0])
                markup = [one.value for one in node.keywords if one.arg == "markup"]
                if [ast.unparse(one) for one in markup] != ["False"]:
                    found.append(ast.unparse(node))
        elif isinstance(node, ast.Assign):
            names = {called(target) for target in node.targets if isinstance(target, ast.Attribute)}
            shown += [node.value] if names & TITLES else []
        if isinstance(node, ast.Attribute) and node.attr == "from_markup":
            found.append(ast.unparse(node))
    return found + [ast.unparse(one) for one in shown if not is_made_plain(one, module, known)]
