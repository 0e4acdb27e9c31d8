"""What a field is tried with, and the requests in which it may matter."""

from __future__ import annotations

from typing import Any

from chatmock.core.texts import Upload
from tests.contract.bad_input.conftest import SOON

FILE = Upload("a.png", "image/png", b"a")
OTHER = Upload("b.png", "image/png", b"b")
USERS = ["alice", "bob", "carol", "mallory"]
CHANNELS = ["lunch", "dinner", "pair", "crowd", "lobby", "garden"]
SOUP = [{"key": "dishes", "value": ["stew"]}]
BY_NAME: dict[str, list[Any]] = {
    **dict.fromkeys(
        ("target_id", "inviter_id", "sender_id", "offending_user_id", "reporting_user_id", "agent_id"), USERS
    ),
    **{
        key: [[u] for u in USERS]
        for key in ("user_ids", "operators", "operator_ids", "members_in", "mentioned_user_ids")
    },
    **{key: [["alice"], ["bob"], ["alice", "bob"]] for key in ("members_exactly_in", "members_include_in")},
    **{key: [["alice"], ["bob"], ["Alice"]] for key in ("sender_ids", "senders", "mentioned", "members_nickname")},
    **dict.fromkeys(("channel_url", "target_channel_url"), CHANNELS),
    "user_id": [*USERS, "erin"],
    "users": [*([{"user_id": user}] for user in USERS), *([user] for user in USERS)],
    "channel_urls": [[url] for url in CHANNELS],
    "metadata": [{"chairs": "6"}, {"place": "x"}, {"a": "b"}],
    "metacounter": [{"cakes": 1}, {"place": 5}, {"a": 7}],
    "sorted_metaarray": [SOUP, [{"key": "other", "value": ["a", "b"]}]],
    "metaarray": [SOUP, [{"key": "other", "value": ["a", "b"]}], {"array": SOUP, "mode": "add", "upsert": True}],
    "files": [{"url": "http://x.test/a"}, [{"url": "http://x.test/b"}, {"url": "http://x.test/c"}]],
    "keys": [["place"], ["table"]],
    "key": ["place", "table", "dishes"],
    "timezone": ["UTC", "Asia/Tokyo"],
    "invitation_status": [dict.fromkeys(USERS, state) for state in ("joined", "invited_by_non_friend")],
    "hidden_status": [dict.fromkeys(USERS, state) for state in ("unhidden", "hidden_allow_auto_unhide")],
    "enabled_events": [["*"], ["group_channel:message_send"]],
    "dnd_schedules": [[], [{"day_of_week": "monday", "time_windows": []}]],
    "option_ids": [[], ["{option_id}"]],
    "poll_id": ["{poll_id}", 7],
    "options": [["a", "b"], ["c"]],
    "message_id": ["{own text}", "{group_channels message_id}", "{open_channels message_id}"],
    "parent_message_id": ["{group_channels message_id}", 0, 7],
    "apple_critical_alert_options": [{"name": "a", "volume": 1.0}, {"name": "b"}],
    "thumbnails": [[{"url": "http://x.test/s"}], []],
    "custom_type": ["food", "drinks", "", ["food"], ["drinks"]],
    "custom_types": [["food"], ["drinks"]],
    "message_types": [["MESG"], ["FILE"]],
    "search_fields": [["channel_name"], ["member_nickname"]],
    "metadata_values": [["roof"], ["x"]],
    "metacounter_values": [[number] for number in range(10)],
    "metadatavalues_in": [["roof"], ["x"]],
    "event": ["a", "b"],
    "url": ["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"],
    "bot_callback_url": ["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"],
    "languages": [["de"], ["fr"]],
    "target_langs": [["de"], ["fr"]],
    "translation_target_langs": [["de"], ["fr"]],
    "discovery_keys": [["a"], ["b"]],
    "friend_discoveries": [[{"friend_discovery_key": key}] for key in ("+49", "+41")],
    "friend_discovery_keys": [["+43"], ["+41"]],
    "preferred_languages": [["de"], ["fr"]],
    "push_blocked_bot_ids": [["waiter"], []],
    "query": ["soup", "me"],
    "search_query": ["pair", "alice"],
    **{key: ["10,10", "20,20"] for key in ("thumbnail1", "thumbnail2", "thumbnail3")},
    "profanity_filter": [{"keywords": "yuck", "type": 1}, {"keywords": "", "type": 0}],
    "messages": [[{"user_id": who, "message": "old", "timestamp": 1}] for who in USERS],
    "reaction": ["yum", "nom"],
    "req_id": ["1", "2"],
    "msg_id": ["{own text}", "{own file}", 7],
    "custom_emoji_enabled": [True, False],
    "push_option": ["default", "suppress"],
    "token": ["x", ""],
    "limit": [1, 2],
    "banned_list": [[{"user_id": "alice"}], [{"user_id": "bob"}]],
    "emoji_category_id": [7, 1],
    "emojis": [[{"key": key, "url": "http://x.test/a"}] for key in ("stew", "bread")],
    "emoji_categories": [[{"name": name, "url": "http://x.test/a"}] for name in ("Drinks", "Sour")],
    "ip_whitelist_addresses": [["192.0.2.7"], ["198.51.100.0/24"]],
    "auto_event_message": [{"user_join": {"user_join": value}} for value in (True, False)],
    "user_leave": [{"left": value} for value in (True, False)],
    "user_join": [{"user_join": value} for value in (True, False)],
    "channel_create": [{"public_channel": value} for value in (True, False)],
    "channel_change": [{"channel_change": value} for value in (True, False)],
    "domain_filter": [{"domains": [domain], "type": 1} for domain in ("a.example", "b.example")],
    "profanity_triggered_moderation": [{"action": 0}, {"action": 1}],
    "image_moderation": [{"type": 0}, {"type": 1}],
    "cease_at": ["2100", "2200"],
    "resume_at": ["0500", "0600"],
    "start_week": ["2026-W47", "2026-W48"],
    "end_week": ["2026-W48", "2026-W49"],
    "start_month": ["2026-10", "2026-11", 10, 11],
    "end_month": ["2026-11", "2026-12", 11, 12],
    "unique_ids": [[user] for user in USERS],
    "scheduled_at": [SOON + 120_000, SOON + 240_000],
    "date": ["2026-11-28", "2016-12-19"],
    "start_date": ["2026-11-28", "2016-12-19"],
    "end_date": ["2026-11-28", "2026-11-30"],
}
TEXTS = ["place", "pair", "Pair", "food", "soup", "Soup", "roof", "me", "alice", "x"]
NUMBERS = [0, 1, 2, 7, 60, 3600, "{soon}", "{late}", "{middle}"]


def values_for(name: str, rule: dict[str, Any]) -> list[Any]:
    """Values a field may have, of its type at least."""
    if "contentEncoding" in rule:
        return [FILE, OTHER]
    if name in BY_NAME:
        return BY_NAME[name]
    if "enum" in rule:
        return list(rule["enum"])
    if rule.get("items", {}).get("enum"):
        return [[one] for one in rule["items"]["enum"]]
    if texts := [key for key, inner in rule.get("properties", {}).items() if _is_free_text(inner)]:
        return [{texts[-1]: "a"}, {texts[-1]: "b"}]
    by_type: dict[str, list[Any]] = {
        "boolean": [True, False],
        "integer": NUMBERS,
        "number": NUMBERS,
        "array": [[text] for text in TEXTS],
        "object": [{"a": "b"}, {"text": "c"}],
    }
    return by_type.get(str(rule.get("type")), TEXTS)


def _is_free_text(rule: dict[str, Any]) -> bool:
    return rule.keys() == {"type", "description"} and rule["type"] == "string"


CLIENT = {"*client": "alice"}
NOW = {"message_ts": "{middle}", "prev_limit": 3, "next_limit": 3}
SAY = {"message_type": "MESG", "user_id": "alice", "message": "hi"}
GAP = {"prev_start_ts": 0, "prev_end_ts": "{late}", "next_start_ts": 0, "next_end_ts": "{late}"}
MINE = {"show_empty": True, "hidden_mode": "all"}
NEWS = {"message_type": "MESG", "user_id": "alice", "content": "news"}
EMPTY: dict[str, Any] = {}
BASES: dict[str, list[dict[str, Any]]] = {
    "MESG": [{"channel_url": "lunch", "message": "hi", "parent_message_id": "{group_channels message_id}"}],
    "FILE": [{"channel_url": "lunch", "url": "http://x.test/a", "parent_message_id": "{group_channels message_id}"}],
    "MEDI": [{"channel_url": "lunch", "msg_id": "{own text}", "message": "ho"}],
    "FEDI": [{"channel_url": "lunch", "msg_id": "{own file}"}],
    "MACK": [{"channel_url": "dinner"}],
    "TPST": [{"channel_url": "dinner"}],
    "TPEN": [{"channel_url": "dinner"}],
    "VOTE": [{"channel_url": "lunch", "poll_id": "{poll_id}", "option_ids": ["{option_id}"]}],
    "accept_invitation": [{"user_id": "mallory", "*path": {"channel_url": "club"}}],
    "join_channel": [{"user_id": "carol", "*path": {"channel_url": "club"}}],
    "add_apns_push_configuration": [
        {"apns_cert": FILE},
        {"apns_cert_development": FILE},
        {"apns_cert_production": FILE},
    ],
    "create_group_channel": [
        EMPTY,
        {"user_ids": ["alice", "nobody"]},
        {"user_ids": ["alice", "nobody"], "*era": "today"},
    ],
    **{
        f"{what}_by_custom_type": [{"*path": {"custom_type": "sour"}}]
        for what in ("list_bans", "list_mutes", "list_operators", "unban_users", "unmute_users")
    },
    "remove_operators_by_custom_type": [{"operator_ids": ["alice"], "*path": {"custom_type": "sour"}}],
    "update_auto_event_messages": [EMPTY],
    "register_gdpr_request": [{"action": "access", "user_id": "alice"}, {"action": "delete", "user_ids": ["alice"]}],
    "ban_users_by_custom_type": [{"banned_list": [{"user_id": "ghost"}]}],
    "mute_users_by_custom_type": [{"user_ids": ["ghost"]}],
    "schedule_announcement": [NEWS, {**NEWS, "cease_at": "2000", "resume_at": "0700"}],
    "update_announcement": [EMPTY, {"cease_at": "2000", "resume_at": "0700"}],
    "list_announcement_open_status": [{"*path": {"unique_id": "news"}}],
    "create_scheduled_message": [
        {**SAY, "scheduled_at": SOON},
        {"message_type": "FILE", "user_id": "alice", "url": "http://x.test/a", "scheduled_at": SOON},
    ],
    "create_application": [{"app_name": "Canteen"}],
    "invite": [{"user_ids": ["bob"], "*path": {"channel_url": "dinner"}}],
    "list_group_channels": [
        EMPTY,
        {"user_id": "alice"},
        {"metadata_key": "place"},
        {"metacounter_key": "cakes"},
        {"order": "metadata_value_alphabetical", "metadata_order_key": "place"},
        {"search_query": "pair", "search_fields": ["channel_name"]},
        {"members_include_in": ["alice", "carol"]},
        CLIENT,
    ],
    "list_my_group_channels": [
        EMPTY,
        MINE,
        {"metadata_key": "place", **MINE},
        {"metacounter_key": "cakes", **MINE},
        {"order": "metadata_value_alphabetical", "metadata_order_key": "place", **MINE},
        {"search_query": "pair", "search_fields": ["channel_name"], **MINE},
        {"members_include_in": ["bob", "carol"], **MINE},
    ],
    "list_messages": [NOW, {**NOW, "user_id": "bob"}, {"message_id": "{group_channels message_id}"}],
    "list_threads": [{"user_id": "bob"}],
    "list_members": [{"*path": {"channel_url": "desk"}}, {"order": "chronological"}],
    "list_message_changes": [{"change_ts": 0}, {"change_ts": 0, "include_reply_type": "all"}],
    "list_my_group_channel_changes": [{"change_ts": 0}],
    "view_metadata": [{"*path": {"key": "place"}}],
    "view_unread_item_count": [{"item_keys": ["group_channel_unread_message_count"], "*path": {"user_id": "bob"}}],
    "list_users": [{"metadatakey": "place"}],
    "list_blocks": [{"metadatakey": "place"}],
    "mark_as_read": [{"user_id": "bob"}, {"user_id": "alice", **CLIENT}],
    "register_push_token": [
        {"apns_device_token": "a", "*path": {"token_type": "apns"}},
        {"huawei_device_token": "a", "*path": {"token_type": "huawei"}},
    ],
    "search_messages": [{"query": "soup", "user_id": "alice"}, {"query": "soup", "user_id": "alice", "limit": 1}],
    "send_bot_message": [{"channel_url": "lunch", "message_type": "FILE", "file": FILE, "message": "hi"}],
    "send_message": [
        SAY,
        {**SAY, "message_type": "FILE", "url": "http://x.test/a"},
        {**SAY, "message_type": "FILE", "file": FILE},
        {**SAY, "parent_message_id": "{group_channels message_id}"},
        {**SAY, "parent_message_id": "{open_channels message_id}"},
    ],
    "update_message": [
        {"message_type": "FILE", "*path": {"message_id": "{own file}"}},
        {"message_type": "FILE", "*path": {"message_id": "{lobby file}"}},
        {"message_type": "MESG", "*path": {"message_id": "{own text}"}},
    ],
    "update_metaarrays": [{"sorted_metaarray": [{"key": "other", "value": ["a"]}]}],
    "update_metacounter": [{"metacounter": {"new": 1}}],
    "update_metacounter_key": [{"value": 1, "*path": {"key": "new"}}],
    "update_metadata": [{"metadata": {"new": "1"}}],
    "update_metadata_key": [{"value": "1", "*path": {"key": "new"}}],
    "update_user_metadata": [{"metadata": {"new": "1"}}],
    "update_user_metadata_key": [{"value": "1", "*path": {"key": "new"}}],
    "upload_file": [{"file": FILE}],
    "create_user": [
        {"user_id": "erin", "nickname": "Erin"},
        {"user_id": "erin", "nickname": "Erin", "issue_session_token": True},
    ],
    "update_user": [{"issue_session_token": True}],
    "view_message_gap": [
        {**GAP, "prev_cache_count": 9, "next_cache_count": 9},
        {**GAP, "huge_gap_threshold": 3},
        {**GAP, "huge_gap_threshold": 9},
    ],
    "vote_in_poll": [{"user_id": "bob", "option_ids": ["{option_id}"]}],
}
