"""What requests say of the filters of messages, as settings keep it (docs: the Platform API's moderation of messages)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.words import shown
from chatmock.providers.sendbird.errors import invalid_value, not_implemented
from chatmock.providers.sendbird.hints import HEADER
from chatmock.providers.sendbird.model import Given, can_match, expression

_NAMES = {
    "profanity_filter": {"type": "filter_type", "should_check_global": "global_words"},
    "domain_filter": {"type": "domain_filter_type", "should_check_global": "global_domains"},
    "profanity_triggered_moderation": {
        "count": "moderation_count",
        "duration": "moderation_duration",
        "action": "moderation_action",
    },
}
"""Fields that are kept as they come, with the names they are kept by."""


def refuse_unknown(call: Call, given: Given) -> None:
    """Refuse settings that chatmock does not have (501000), at the top and in the objects there; a hint names them."""
    assert call.operation is not None and call.operation.accept is not None
    rules = call.operation.accept.properties
    unknown = [name for name in call.body if name not in rules]
    for field, value in given.items():
        inner = rules[field].get("properties")
        if inner is not None:
            unknown += [f"{field}.{name}" for name in value if name not in inner]
    if unknown:
        call.headers[HEADER] = f"chatmock has no setting {shown(unknown[0])}: leave it out. It has {', '.join(rules)}"
        raise not_implemented()


def filter_changes(call: Call, given: Given) -> dict[str, Any]:
    """The fields of settings that a request sets.

    Errors: 400111 for an expression that RE2 does not take; 501000 for expressions without RE2, and for the moderation of
    pictures, which a hint explains.
    """
    changes = {
        kept: int(given[filter_][name]) if name == "type" else given[filter_][name]
        for filter_, names in _NAMES.items()
        for name, kept in names.items()
        if name in given.get(filter_, {})
    }
    words, domains = given.get("profanity_filter", {}), given.get("domain_filter", {})
    if "keywords" in words:
        keywords = words["keywords"]
        changes["keywords"] = keywords if isinstance(keywords, str) else ",".join(keywords)
    if "domains" in domains:
        changes["domains"] = [domain.lower().strip(".") for domain in domains["domains"]]
    if "regex_filters" in words:
        changes["expressions"] = _expressions(call, words["regex_filters"])
    if (pictures := given.get("image_moderation")) and pictures.get("type", 1):
        call.headers[HEADER] = (
            "a service elsewhere judges pictures, and chatmock asks nobody outside: leave image_moderation out, or "
            "send type 0; a fault on send_message answers as a picture that is not allowed (900066)"
        )
        raise not_implemented()
    return changes


def _expressions(call: Call, rows: list[dict[str, str]]) -> list[str]:
    found = [row["regex"] for row in rows]
    if found and not can_match():
        call.headers[HEADER] = "expressions need RE2, which is not installed: pip install 'chatmock-server[regex]'"
        raise not_implemented()
    if not all(map(expression, found)):
        raise invalid_value(field="regex_filters")
    return found
