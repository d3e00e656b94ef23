import pytest

from home.networks import shortened

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.7", "203.0.113.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("::ffff:203.0.113.7", "203.0.113.0"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
    ],
)
def test_address_is_shortened_to_its_network(address, short):
    assert shortened(address) == short


@pytest.mark.parametrize("words", ["", "unix", "203.0.113", "203.0.113.7:443"])
def test_what_is_no_address_has_no_network(words):
    assert shortened(words) == ""
