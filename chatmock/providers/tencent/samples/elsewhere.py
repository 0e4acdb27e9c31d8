"""Where errors occur that no request of the REST API alone is refused with."""

from __future__ import annotations

_WHERE: dict[str, tuple[int, ...]] = {
    "the reference names it, and nothing here can cause it": (
        *(60002, 60016, 70016, 70114, 70169, 70403, 70500, 72000, 72001, 90009, 23001),
    ),
    "where chatmock itself fails": (91000,),
    "after wrong UserSigs of one minute": (70050,),
    "over the web socket": (
        *(6014, 20003, 20007, 20009, 20010, 20011, 20012, 20016, 20018, 20028),
        *(10009, 10013, 10024, 10031, 10032, 10033, 10070, 10071, 51012),
    ),
    "where the application's server refuses, or does not answer": (20006, 10016, 80003),
    "in a row of a result": (
        *(30009, 30010, 30012, 30013, 30014, 30515, 30516, 30525, 30539, 30614, 31704, 51008, 110003),
    ),
    "for an hour that is over, in which nothing was said": (1003,),
    "with the 301st extension of a message, after fifteen commands": (23003,),
    "at an address of a file": (114000, 114001),
    "for what chatmock does not serve": (501000,),
}


def reason_of(code: int) -> str:
    """Where an error occurs, in words. Raises KeyError where nobody has said it."""
    return _REASONS[code]


_REASONS = {code: reason for reason, codes in _WHERE.items() for code in codes}
