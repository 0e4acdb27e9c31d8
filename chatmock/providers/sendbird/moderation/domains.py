"""The filter of domains in messages (today)."""

from __future__ import annotations

import re

from chatmock.providers.sendbird.errors import blocked_domain
from chatmock.providers.sendbird.model import App, Settings

NONE, REPLACE, BLOCK = 0, 1, 2
_HOST = re.compile(r"[A-Za-z0-9.-]+")


def filter_domains(app: App, settings: Settings, text: str) -> str:
    """Pass a text through the domain filters of its channel's settings, which turn unwanted hosts into asterisks.

    Errors: 900065 where they are blocked.
    """
    both = [settings, app.settings] if settings.global_domains and settings is not app.settings else [settings]
    for one in both:
        if one.domain_filter_type != NONE and one.domains and "." in text:
            text = _filter_by(one, text)
    return text


def _filter_by(settings: Settings, text: str) -> str:
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
