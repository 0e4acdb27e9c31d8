"""On how many devices an account is logged in at once: who has to go when one more comes (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent.model import Account, Instance, Settings

_WEB = "Web"
_MOBILE = ("Android", "iPhone", "iPad")
_MOST_WEB, _MOST_OTHERS = 10, 3


def logins_ended_by(settings: Settings, account: Account, new: Instance) -> list[Instance]:
    """The logins that end by a new one, the earliest first."""
    alike = [one for one in account.instances.values() if one.platform == new.platform]
    most = (
        min(settings.web_instances, _MOST_WEB) if new.platform == _WEB else min(settings.other_instances, _MOST_OTHERS)
    )
    gone = alike[: max(0, len(alike) - most + 1)]
    return gone + [one for one in account.instances.values() if one not in alike and _excludes(settings, new, one)]


def _excludes(settings: Settings, new: Instance, other: Instance) -> bool:
    """Whether two platforms cannot be used at once."""
    policy = settings.platforms_at_once
    if policy == "one":
        return True
    if _WEB in (new.platform, other.platform) or policy == "all":
        return False
    return policy == "mobile_or_desktop" or (new.platform in _MOBILE) == (other.platform in _MOBILE)
