"""What a channel is to the desktop, and that nothing hostile gets there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.entries import Channel, ChannelId, ChannelKind, ContactId, Owner, Scope
from loyaltytui.tui.opener import address_of


def a_channel(kind: ChannelKind, value: str) -> Channel:
    return Channel(ChannelId(1), ContactId(1), kind, "", value, Scope.WORK, Owner.COMPANY, False, 1)


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        (ChannelKind.PHONE, "+47 900 00 000", "tel:+4790000000"),
        (ChannelKind.PHONE, "(0)20 7946-0018", "tel:2079460018"),
        (ChannelKind.PHONE, "020 7946 0018 ext. 12", "tel:02079460018;ext=12"),
        (ChannelKind.PHONE, "020 7946 0018 x12", "tel:02079460018;ext=12"),
        (ChannelKind.PHONE, "ask Tom", ""),
        (ChannelKind.PHONE, "12", ""),
        (ChannelKind.PHONE, "900; rm -rf ~", ""),
        (ChannelKind.PHONE, "*#06#", ""),
        (ChannelKind.EMAIL, "ann+pumps@vale.example", "mailto:ann+pumps@vale.example"),
        (ChannelKind.EMAIL, "jörg@vale.example", "mailto:j%C3%B6rg@vale.example"),
        (ChannelKind.EMAIL, "ann@vale.example?bcc=eve@x.example", ""),
        (ChannelKind.EMAIL, "a&b?c@vale.example", "mailto:a%26b%3Fc@vale.example"),
        (ChannelKind.EMAIL, "ann@vale.example, eve@x.example", ""),
        (ChannelKind.EMAIL, "ann", ""),
        (ChannelKind.LINK, "https://vale.example/a?b=c#d", "https://vale.example/a?b=c#d"),
        (ChannelKind.LINK, "www.vale.example", "https://www.vale.example"),
        (ChannelKind.LINK, "HTTP://vale.example", "http://vale.example"),
        (ChannelKind.LINK, "https://vale.example/$(id)`id`'\"", None),
        (ChannelKind.LINK, "javascript:alert(1)", ""),
        (ChannelKind.LINK, "file:///etc/passwd", ""),
        (ChannelKind.LINK, "--version", ""),
        (ChannelKind.LINK, "https://bank.example@evil.example", ""),
        (ChannelKind.LINK, "https://vale.example/\x1b]52;c;x\x07", ""),
    ],
)
def test_a_channel_becomes_an_address_or_none(
    kind: ChannelKind, value: str, address: str | None
) -> None:
    found = address_of(a_channel(kind, value))
    if address is None:
        assert found == "https://vale.example/%24(id)%60id%60%27%22"
    else:
        assert found == address


@given(st.sampled_from(ChannelKind), st.text(max_size=40))
def test_whatever_is_typed_an_address_is_plain_and_of_its_kind(kind: ChannelKind, v: str) -> None:
    for value in (v, f"https://{v}", f"{v}@vale.example", f"+47 {v}"):
        address = address_of(a_channel(kind, value))
        assert not address or address.startswith(("tel:", "mailto:", "https://", "http://"))
        assert address.isascii()
        assert not set(address) & set(" \"'`$\\<>|^{}\n\r\t\x1b")
