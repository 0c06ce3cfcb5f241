"""Writes one file of a folder that others read along: private, whole, or not at all.

Exports that are one file are put in place by `placing`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Gives the file this content in one step; whoever reads meanwhile sees the old or the new."""
    descriptor, name = tempfile.mkstemp(prefix=".loyaltytui-", suffix=".tmp", dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
