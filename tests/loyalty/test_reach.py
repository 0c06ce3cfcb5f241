"""Reach: whose channels survive a change of employer."""

from __future__ import annotations

import pytest

from loyaltytui.entries import Channel, ChannelId, ChannelKind, ContactId, Owner, Scope
from loyaltytui.loyalty.reach import Reach, reach, safe_channels


def a_channel(scope: Scope, owner: Owner) -> Channel:
    return Channel(
        ChannelId(1), ContactId(1), ChannelKind.EMAIL, "", "p@example.com", scope, owner, False, 1
    )


WORK = a_channel(Scope.WORK, Owner.MINE)


@pytest.mark.parametrize("owner", [Owner.MINE, Owner.PUBLIC])
def test_a_personal_channel_of_ones_own_or_the_public_is_safe(owner: Owner) -> None:
    personal = a_channel(Scope.PERSONAL, owner)
    assert reach([WORK, personal]) is Reach.SAFE
    assert safe_channels([WORK, personal]) == (personal,)


@pytest.mark.parametrize("owner", Owner)
def test_work_channels_alone_are_work_only_whoever_owns_them(owner: Owner) -> None:
    assert reach([a_channel(Scope.WORK, owner)]) is Reach.WORK_ONLY


def test_a_personal_channel_that_the_company_owns_stays_behind() -> None:
    assert reach([a_channel(Scope.PERSONAL, Owner.COMPANY)]) is Reach.WORK_ONLY


def test_without_channels_there_is_no_reach() -> None:
    assert reach([]) is Reach.NONE
