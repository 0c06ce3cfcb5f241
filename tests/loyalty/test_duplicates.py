"""Who is likely one person, and why: the rule alone, over people made up here."""

import pytest

from loyaltytui.entries import ChannelKind, ContactId
from loyaltytui.loyalty.duplicates import Pair, Somebody, is_near_name, likely_duplicates
from loyaltytui.plain import fold

EMAIL, PHONE, LINK = ChannelKind.EMAIL, ChannelKind.PHONE, ChannelKind.LINK
FIRST: Pair = (ContactId(1), ContactId(2))


def people(*named: tuple[str, int | None]) -> list[Somebody]:
    """Somebody for each (name, account), numbered from 1."""
    return [
        Somebody(ContactId(number), name, fold(name), account)
        for number, (name, account) in enumerate(named, 1)
    ]


def reasons(
    named: list[Somebody],
    *ways: tuple[int, ChannelKind, str],
    uids: tuple[tuple[int, str], ...] = (),
    apart: tuple[Pair, ...] = (),
) -> dict[tuple[int, int], tuple[str, ...]]:
    found = likely_duplicates(
        named,
        [(ContactId(one), kind, value) for one, kind, value in ways],
        [(ContactId(one), uid) for one, uid in uids],
        set(apart),
    )
    return {one.pair: one.reasons for one in found}


def test_the_same_email_in_another_case_is_a_reason() -> None:
    two = people(("Kim Ode", 1), ("Berit Moe", 2))
    found = reasons(two, (1, EMAIL, "kim@nf.no"), (2, EMAIL, "KIM@NF.no"))
    assert found == {(1, 2): ("same email",)}


def test_an_email_that_belongs_to_the_office_is_a_reason_only_where_names_agree() -> None:
    ways = ((1, EMAIL, "info@nf.no"), (2, EMAIL, "info@nf.no"))
    assert not reasons(people(("Kim Ode", 1), ("Berit Moe", 2)), *ways)
    assert reasons(people(("Kim Ode", 1), ("K. Ode", 2)), *ways) == {(1, 2): ("same email",)}


def test_a_phone_number_counts_with_or_without_its_country_where_names_agree() -> None:
    ways = ((1, PHONE, "+47 22 33 44 55"), (2, PHONE, "(22) 33-44-55"))
    assert reasons(people(("Kim Ode", 1), ("Kim Odegard", None)), *ways) == {
        (1, 2): ("same phone number",)
    }
    assert not reasons(people(("Kim Ode", 1), ("Berit Moe", 1)), *ways)


def test_a_switchboard_does_not_make_colleagues_one() -> None:
    named = people(*((f"{letter}nn Surname{letter}", 1) for letter in "ABCDEFG"))
    assert not reasons(named, *((one, PHONE, "22334455") for one in range(1, 8)))


def test_the_same_name_at_the_same_account_and_at_none_is_a_reason() -> None:
    assert reasons(people(("Åse Ørn", 1), ("ase orn", 1))) == {
        (1, 2): ("same name at the same account",)
    }
    assert reasons(people(("Ase Orn", None), ("ase orn", 1))) == {(1, 2): ("same name",)}
    assert reasons(people(("Ase Orn", None), ("ase orn", None))) == {(1, 2): ("same name",)}


def test_the_same_name_at_two_accounts_is_two_people() -> None:
    assert not reasons(people(("Anna Berg", 1), ("Anna Berg", 2)))


def test_one_identity_in_two_notations_is_a_reason() -> None:
    two = people(("A", 1), ("B", 2))
    found = reasons(two, uids=((1, "urn:uuid:AB-1"), (2, "ab-1")))
    assert found == {(1, 2): ("the same identity in another program",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kim odegard", "k. odegard"),
        ("kim odegard", "kim odegaard"),
        ("kim odegard", "odegard, kim"),
        ("kim odegard", "kim marie odegard"),
        ("kim odegard", "kim oedgard"),
        ("maria silva", "marla silva"),
        ("kim", "kim odegard"),
    ],
)
def test_names_that_are_nearly_the_same(one: str, other: str) -> None:
    assert is_near_name(one, other)
    assert is_near_name(other, one)
    found = reasons(people((one, 1), (other, 1)))
    assert found == {(1, 2): ("nearly the same name at the same account",)}
    assert not reasons(people((one, 1), (other, 2)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jan berg", "jon berg"),
        ("anna berg", "anna moe"),
        ("kim odegard", "berit odegard"),
        ("", "kim"),
        ("maria silva", "mirla silva"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert not is_near_name(one, other)
    assert not is_near_name(other, one)


def test_who_was_said_to_be_two_people_is_offered_no_more() -> None:
    two = people(("Anna Berg", 1), ("Anna Berg", 1))
    assert reasons(two)
    assert not reasons(two, apart=(FIRST,))


def test_the_likeliest_pair_comes_first_and_its_strongest_reason_too() -> None:
    named = people(("Anna Berg", 1), ("Anna Berg", 1), ("Kim Ode", 2), ("Kim Ode", 2))
    found = likely_duplicates(
        named,
        [
            (named[at].id, kind, value)
            for at, kind, value in (
                (2, PHONE, "22334455"),
                (3, PHONE, "22334455"),
                (2, EMAIL, "k@x.no"),
                (3, EMAIL, "k@x.no"),
            )
        ],
    )
    assert [one.pair for one in found] == [(3, 4), (1, 2)]
    assert found[0].reasons == (
        "same email",
        "same name at the same account",
        "same phone number",
    )


def test_one_contact_with_a_number_twice_is_no_pair() -> None:
    assert not reasons(people(("Kim", 1)), (1, PHONE, "22334455"), (1, PHONE, "+47 22334455"))
    assert not reasons(people(("", 1), ("", 1)))


def test_many_of_one_name_are_each_offered_with_the_first() -> None:
    found = reasons(people(*([("Anna Berg", 1)] * 30)))
    assert list(found) == [(1, other) for other in range(2, 31)]
