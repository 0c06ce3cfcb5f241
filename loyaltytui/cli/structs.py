"""Loads msgspec, of which entries are made, and half of what it asks for. Imported before them."""

from __future__ import annotations

import sys

if "typing_extensions" not in sys.modules:
    # msgspec asks it first, and `typing` where it is missing: the answer is the same, and half of
    # `inspect` need not be loaded, a fifteenth of what a verb takes. Whoever asks later finds it.
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # so an import of it fails
    import msgspec  # noqa: F401  for that alone

    del sys.modules["typing_extensions"]
