"""The app loads without what Textual asks for and the first frame does without, in a process."""

import subprocess
import sys
from pathlib import Path

from tests.faults.glass import CUSTOMER, a_glass, a_shown_book, app_on

LEFT_OUT = (
    "locale",
    "ssl",
    "subprocess",
    "platformdirs",
    "mimetypes",
    "rich.table",
    "rich.tree",
    "textual.canvas",
    "textual.command",
    "textual.widgets._directory_tree",
    "textual.widgets._option_list",
    "textual.widgets._select",
    "urllib.parse",
)
LOAD = """
import sys
from loyaltytui import lean
lean.load("pathlib")
lean.load("asyncio")
lean.load("textual.app")
import loyaltytui.tui.app
"""


def ran(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", LOAD + program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_app_loads_nothing_that_its_first_frame_can_do_without() -> None:
    loaded = set(ran("print(*sys.modules, sep='\\n')").split())
    assert {"textual.app", "loyaltytui.tui.screens.home"} < loaded
    assert loaded & set(LEFT_OUT) == set()


def test_what_the_app_leaves_out_is_there_for_whoever_asks_later() -> None:
    told = ran(
        "import ssl, platformdirs, rich.table, textual.command, textual.app\n"
        "import loyaltytui.tui.palette\n"
        "print(ssl.create_default_context.__name__, rich.table.Table('x').columns[0].header)\n"
        "print(loyaltytui.tui.palette.Palette.__mro__[1] is textual.command.CommandPalette)\n"
        "print(textual.app.user_downloads_path() == platformdirs.user_downloads_path())\n"
    )
    assert told.split("\n")[:3] == ["create_default_context x", "True", "True"]


def test_programs_can_still_be_run_beside_the_loop() -> None:
    told = ran(
        "import asyncio\n"
        "async def run():\n"
        "    ran = await asyncio.create_subprocess_exec(\n"
        "        sys.executable, '-c', 'print(7)', stdout=asyncio.subprocess.PIPE\n"
        "    )\n"
        "    return (await ran.communicate())[0]\n"
        "print(asyncio.run(run()))\n"
        "import subprocess\n"
        "print(subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL)\n"
    )
    assert told.split("\n")[:2] == [str(b"7\n"), "-1 -2 -3"]


def test_the_palette_opens_over_it_with_its_themes_and_closes(tmp_path: Path) -> None:
    with a_glass(app_on(a_shown_book(tmp_path))) as glass:
        glass.until(CUSTOMER)
        glass.type("\x10")
        glass.until("A command, a theme")
        glass.type("theme")
        glass.until("Theme: ")
        glass.forget()
        glass.type("\x1b")
        glass.until(CUSTOMER)
        glass.type("q")
        assert glass.until_ended() == 0
