"""The first lines of the reference desk are the first of all its lines, however few are read."""

import random
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, days


@pytest.mark.parametrize("seed", range(8))
def test_however_few_lines_are_asked_for_they_are_the_first_of_all(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    book = a_book(tmp_path)
    with book.act("fill"):
        for _ in range(300):
            name = f"n{chance.randrange(200)}"
            book.write(
                "insert into contact (name, sort_key, added_on) values (?, ?, '')", (name, name)
            )
        for _ in range(chance.choice([0, 40, 120])):
            on = TODAY - days(chance.choice([-3, -3, -3, -3, 0, 20, 89, 90, 400]))
            book.write(
                "insert into reference (contact_id, state, stated_on) values (?, ?, ?)",
                (
                    chance.randint(1, 300),
                    chance.choice(["asked", "yes", "no", "used", "thanked"]),
                    str(on),
                ),
            )
    for number in range(1, 301):
        book.write(
            "update standing set step = ?, trust = ?, is_late = ?, step_state = ? "
            "where contact_id = ?",
            (
                chance.choice([3, 5, 5, 6]),
                chance.choice([-1, 0, 1, 1, 2]),
                chance.random() < 0.1,
                chance.choice(["", "", "", "lost", "loyal"]),
                number,
            ),
        )
    everybody = book.reference_desk(10_000)
    assert len(everybody) > 50
    assert any(line.asking.may_ask for line in everybody)
    for most in (1, 3, 10, 20, 30, 40, 60):
        assert book.reference_desk(most) == everybody[:most]
        assert book.first_at_desk(most).count == min(len(everybody), 300)
