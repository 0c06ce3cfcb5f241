"""The key table, as the README and `loyaltytui keys` show it. The commands are the package's."""

from __future__ import annotations

from loyaltytui.commands import PAGES
from loyaltytui.commands.command import spoken_keys


def table(*, is_markdown: bool = False) -> str:
    """Page by page, with each key and what it does."""
    lines: list[str] = []
    for page, commands in PAGES.items():
        if is_markdown:
            lines += [f"**{page}**", "", "| key | does |", "| - | - |"]
            lines += [
                f"| {' '.join(f'`{key}`' for key in spoken_keys(command).split(', '))} "
                f"| {command.help} |"
                for command in commands
            ]
        else:
            lines += [page]
            lines += [f"  {spoken_keys(command):<18} {command.help}" for command in commands]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
