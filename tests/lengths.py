"""How long the laws run: as long as CI has time for, or twenty times as long in ``scripts/test --long``."""

import os

LONG = bool(os.environ.get("CHATMOCK_LONG"))


def examples(count: int) -> int:
    """How many examples a law tries where it tries ``count`` in CI."""
    return count * 20 if LONG else count
