"""Every fault, a few times each. `python -m tests.faults --long` tries them in earnest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.all_faults import FAULTS
from tests.faults.ledger import Fault, NotHere


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_whatever_was_acknowledged_survives(fault: Fault, tmp_path: Path) -> None:
    try:
        fault.attempt(tmp_path, fault.short)
    except NotHere as why:
        pytest.skip(f"{fault.name}: {why}")
