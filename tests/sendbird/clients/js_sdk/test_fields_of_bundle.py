"""Whatever the bundle of the newest SDK can put into a request is a field of the operation, or does nothing for a reason."""

import pytest

from tests.sendbird.clients.asked import API
from tests.sendbird.clients.js_sdk.client import missing
from tests.sendbird.clients.js_sdk.requests import fields

ALWAYS_THERE = "what it asks for is always there"
IN_A_LIST = "the list of pinned messages has them"
SAID = "the address says it"
OF_THE_DEVICE = "it tells of the device, and nothing depends on that"
ALL_AT_ONCE = "everything comes at once"
TAKEN = "what comes is noted in the journal alone"
WITHOUT_EFFECT = {
    "delete_message": {"mesg_token": SAID},
    "list_device_tokens": {"created_ts": ALL_AT_ONCE},
    "list_message_changes": {"with_sorted_meta_array": ALWAYS_THERE},
    "list_message_templates": dict.fromkeys(
        ("keys", "limit", "order", "reverse", "show_color_variables", "show_ui_template", "token"),
        "there are no such templates here",
    ),
    "list_messages": {
        **dict.fromkeys(("is_sdk", "sdk_source"), "nothing depends on the kind of client"),
        "show_subchannel_message_only": "there are no sub-channels here",
    },
    "list_my_group_channel_changes": {"include_chat_notification": "feed channels have a list of their own"},
    "list_my_group_channels": {"include_chat_notification": "feed channels have a list of their own"},
    "list_open_channels": {"show_pinned_messages": IN_A_LIST},
    "list_pinned_messages": {"with_sorted_meta_array": ALWAYS_THERE},
    "register_push_token": dict.fromkeys(("device_manufacturer", "device_os", "system_push_enabled"), OF_THE_DEVICE),
    "reset_user_history": {"locale": "the answer has no words"},
    "send_message": {"req_id": "the answer comes to its request"},
    "take_push_delivery": dict.fromkeys(
        (
            *("allowed_push_notification", "channel_key", "device_token", "event_type", "message_id"),
            *("notification_event_deadline", "push_tracking_id", "template_key"),
        ),
        TAKEN,
    ),
    "take_statistics": dict.fromkeys(("device_id", "log_entries"), TAKEN),
    "upload_friend_discoveries": dict.fromkeys(
        ("friend_discovery_key", "friend_name"), "they stand in a row of a field"
    ),
    "view_client_settings": dict.fromkeys(("limit", "token", "ts"), ALL_AT_ONCE),
    "view_group_channel": {
        "is_feed_channel": SAID,
        "show_conversation": "it is of AI agents, another product",
        "show_latest_message": ALWAYS_THERE,
    },
    "view_message": {"is_sdk": "nothing depends on the kind of client"},
    "view_message_gap": {
        **dict.fromkeys(("include_meta_array", "with_sorted_meta_array"), ALWAYS_THERE),
        "checking_continuous_messages": "gaps are always told",
        "show_subchannel_messages_only": "there are no sub-channels here",
    },
    "view_notification_template": {"key": SAID},
    "view_open_channel": {"show_pinned_messages": IN_A_LIST},
}
"""By operation, what is passed over, and why."""


@pytest.fixture(scope="module")
def unknown():
    """By operation, the names that are no fields of it."""
    if why := missing():
        pytest.skip(why)
    found: dict[str, set[str]] = {}
    for (method, address), names in fields().items():
        path = f"/v3{address.replace('{}', '1')}"
        operation = API.match(path, method, "client")[0] or API.match(path, method, "")[0]
        if operation is not None:
            known = operation.accept.properties if operation.accept is not None else {}
            found.setdefault(operation.name, set()).update(names - known.keys())
    return {name: names for name, names in found.items() if names}


def test_what_the_bundle_can_send_is_a_field_or_has_a_reason(unknown):
    assert unknown == {name: reasons.keys() for name, reasons in WITHOUT_EFFECT.items()}


def test_the_bundle_is_read():
    if why := missing():
        pytest.skip(why)
    asked = fields()
    assert {"is_broadcast", "is_exclusive", "message_survival_seconds"} <= asked["POST", "/group_channels"]
    assert {"push_option", "mentioned_user_ids"} <= asked["POST", "/group_channels/{}/messages"]
    assert sum(map(len, asked.values())) > 700
