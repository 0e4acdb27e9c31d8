"""The filter of domains in messages (today)."""

from __future__ import annotations

import re

from chatmock.providers.sendbird.errors import blocked_domain
from chatmock.providers.sendbird.model import App, Channel

NONE, REPLACE, BLOCK = 0, 1, 2
_HOST = re.compile(r"[A-Za-z0-9.-]+")


def filter_domains(app: App, channel: Channel, text: str) -> str:
    """Pass a text through the domain filter of its channel, which turns unwanted hosts into asterisks.

    Errors: 900065 where they are blocked.
    """
    settings = app.settings_for(channel)
    if settings.domain_filter_type == NONE or not settings.domains or "." not in text:
        return text
    domains = frozenset(settings.domains)
    if settings.domain_filter_type == BLOCK:
        if any(_is_below(found[0], domains) for found in _HOST.finditer(text)):
            raise blocked_domain()
        return text
    return _HOST.sub(lambda found: "*" * len(found[0]) if _is_below(found[0], domains) else found[0], text)


def _is_below(host: str, domains: frozenset[str]) -> bool:
    """Whether a host is one of the domains, or below one."""
    parts = host.lower().strip(".-").split(".")
    most = max(domain.count(".") for domain in domains) + 1
    return any(".".join(parts[-count:]) in domains for count in range(1, min(most, len(parts)) + 1))
