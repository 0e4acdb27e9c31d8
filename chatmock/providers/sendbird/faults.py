"""What injected faults answer, and how a call tells whom it concerns."""

from __future__ import annotations

from chatmock.core.errors import Error, Refusal
from chatmock.core.faults import Fault
from chatmock.core.sight import Naming
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import DEFAULT_ERA, App

NAMING = Naming(frozenset(("user_id", "user_ids")), frozenset(("channel_url", "channel_urls")), any_case=True)
TOO_MANY = 429
_RATE = (10, 1)
"""How many requests in how many seconds an injected 429 says there may be, where no rate is set (ruled)."""
_IN_ERA = {
    "2016": {errors.rate_limited_today.code: errors.rate_limited.code},
    "today": {errors.rate_limited.code: errors.rate_limited_today.code},
}
"""Codes of the other era, and those that mean the same."""


def code_in(code: int | str, era: str) -> int | str:
    """The code that means the same in an era."""
    return _IN_ERA[era].get(code, code)


def refusal(fault: Fault, app: App | None) -> Refusal:
    """What a fault asks for by its code, or else by its status."""
    era = app.era if app is not None else DEFAULT_ERA
    by_status = {503: errors.unavailable.code, TOO_MANY: code_in(errors.rate_limited.code, era)}
    code = fault.code or by_status.get(fault.status or 0, errors.unexpected.code)
    known = next((error for error in vars(errors).values() if isinstance(error, Error) and error.code == code), None)
    if fault.message is not None or known is None:
        # braces in a sentence of somebody's own are no fields
        sentence = (fault.message or "Injected by chatmock.").replace("{", "{{").replace("}", "}}")
        return Error(code, sentence, known.status if known is not None else 400)()
    return known(field="value", thing="Object", reason="", other="other")


def headers_of(status: int, app: App | None) -> dict[str, str]:
    """A 429 brings the headers of a rate limit that has let through all it does."""
    if status != TOO_MANY:
        return {}
    rates = app.limits.rates.values() if app is not None else ()
    count, seconds = min(rates, key=lambda rate: rate[0] / rate[1], default=_RATE)
    return {
        "X-RateLimit-Limit": f"{count};w={seconds}",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-RetryAfter": str(seconds),
    }
