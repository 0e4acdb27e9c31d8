"""Page tokens by themselves."""

from typing import Any

import pytest

from chatmock.core.clock import HOUR
from chatmock.core.pages import Expired, Malformed, seal, unseal, url_safe

ABOUT: dict[str, Any] = {"secret": b"of the tenant", "scope": "users", "filters": {}}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def test_a_token_is_read_in_either_alphabet():
    token = seal((5, 7), at=1, **ABOUT)
    assert unseal(token, at=1, **ABOUT) == unseal(url_safe(token), at=1, **ABOUT) == (5, 7)


def test_a_token_has_one_spelling():
    token = seal((5, 7), at=1, **ABOUT)
    last = LETTERS[LETTERS.index(token[-2]) ^ 1]  # another bit where none means anything
    with pytest.raises(Malformed):
        unseal(f"{token[:-2]}{last}=", at=1, **ABOUT)


def test_a_token_is_good_for_an_hour_to_the_millisecond():
    token = seal((5, 7), at=1, **ABOUT)
    assert unseal(token, at=1 + HOUR, **ABOUT) == (5, 7)
    with pytest.raises(Expired):
        unseal(token, at=2 + HOUR, **ABOUT)
