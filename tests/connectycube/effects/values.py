"""What a field is tried with, and the requests in which it may matter."""

from __future__ import annotations

from typing import Any

from chatmock.core.texts import Upload

Given = dict[str, Any]
PEOPLE = ["{ann}", "{bob}", "{cy}"]
DIALOGS = ["{lunch}", "{dinner}", "{pair}", "{yard}"]
TIMES = [{"gt": "{middle}"}, {"lt": "{middle}"}, {"gt": "{now}"}]
FILES = [Upload("a.png", "image/png", b"a"), Upload("a.png", "image/png", b"b")]
BY_NAME: dict[str, list[Any]] = {
    "chat_dialog_id": DIALOGS,
    "chat_dialog_ids": [[one] for one in DIALOGS],
    **dict.fromkeys(("user_id", "recipient_id", "recipientId", "sender_id"), PEOPLE),
    "occupants_ids": [[one] for one in PEOPLE],
    "admins_ids": [[one] for one in PEOPLE],
    "ids": [["{bob}"], ["{cy}"]],
    "event.external_user.ids": [["e"], ["c9"]],
    "pinned_messages_ids": [["{stew}"], ["{tomato}"]],
    "_id": [*DIALOGS, "{stew}", "{bread}"],
    "type": [2, 3],
    **dict.fromkeys(("date_sent", "created_at", "updated_at", "last_message_date_sent", "last_request_at"), TIMES),
    **{key: ["{now}", "{middle}", "{long ago}"] for key in ("start_date", "end_date")},
    "extensions": [{"floor": "2"}, {"floor": "3"}],
    "data": [{"a": "1"}, {"a": "2"}],
    "attachments": [[], [{"type": "image"}]],
    "attachments.type": ["image", "video"],
    "message": ["stew", "soup"],
    "name": ["Lunch", "Dinner", "soup.png"],
    "search_text": ["tomato", "for two"],
    "login": ["ann", "bob"],
    "email": ["b@x", "new@x"],
    "phone": ["+1", "+2"],
    "external_id": ["e", "c9"],
    "external_user_id": [1, 2],
    "facebook_id": ["f", "cf"],
    "twitter_id": ["t", "x"],
    "full_name": ["Ann", "Bob"],
    "user_tags": ["cooks", "eaters"],
    **{key: [["cooks"], ["eaters"]] for key in ("tags", "tag_list", "any", "all", "exclude")},
    "id": ["{ann}", "{bob}"],
    "filter": [["number id in 1"], ["string login eq ann"]],
    "order": ["asc string login", "desc string login"],
    "password": ["sesame-1234", "sesame-12345"],
    "old_password": ["sesame-1234", "wrong-12345"],
    "auth_key": ["key-1", "key-2"],
    "application_id": [1, 2],
    "timestamp": ["{now}", "{long ago}"],
    "signature": ["right", "wrong"],
    "content_type": ["image/png", "text/plain"],
    "Content-Type": ["image/png", "text/plain"],
    "success_action_status": ["201", "204"],
    "acl": ["public-read", "authenticated-read"],
    "key": ["{upload_uid}", "x"],
    "file": FILES,
    "size": [5, 6],
    **{key: ["nom", "yum"] for key in ("add", "remove")},
    "limit": [1, 2],
    "skip": [0, 1],
    "offset": [0, 1],
    "page": [1, 2],
    "per_page": [1, 2],
}


def values_for(place: tuple[str, ...], rule: Given) -> list[Any]:
    """Values a field may have, of its type at least."""
    for name in (".".join(place), place[-1]):
        if name in BY_NAME:
            return BY_NAME[name]
    if "enum" in rule:
        return list(rule["enum"])
    kind = rule.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    by_type: dict[Any, list[Any]] = {
        "boolean": [True, False],
        "integer": [1, 2],
        "array": [["a"], ["b"]],
        "object": [{"a": "b"}, {"a": "c"}],
    }
    return by_type.get(kinds[0], ["a-text", "another"])


APP: Given = {"application_id": 1, "auth_key": "key-1"}
TO_BOB: Given = {"notification_type": "push", "environment": "development", "message": "x"}
PHONE: Given = {"platform": "android", "udid": "z"}
TOKEN: Given = {"environment": "development", "client_identification_sequence": "t"}
VOUCHED: list[Given] = [
    *({"provider": name, "keys": {"token": "a-text", "secret": "s"}} for name in ("facebook", "twitter")),
    *(
        {"provider": name, name: {"project_id": "p", "access_token": "a-text"}}
        for name in ("firebase_phone", "firebase_email")
    ),
]
BASES: dict[str, list[Given]] = {
    "create_session": [
        {**APP, "user": {"guest": True}},
        *({**APP, **who} for who in VOUCHED),
        {**APP, "timestamp": "{now}", "nonce": 7, "*signed": True},
    ],
    "log_in": VOUCHED,
    "create_event": [
        {"event": {**TO_BOB, "external_user": {"ids": ["c9"]}}},
        {"event": {**TO_BOB, "user": {"tags": {"any": ["cooks"]}}}},
        {"event": {**TO_BOB, "user": {"ids": ["{cy}"]}}},
    ],
    "create_subscription": [
        {"notification_channel": "web", "push_token": {"environment": "development"}, "device": PHONE},
        {"notification_channel": "gcm", "push_token": TOKEN, "device": PHONE},
    ],
    "list_users": [{"user_tags": {"in": "cooks,eaters"}}],
    "search_chat": [
        {"search_text": "tomato"},
        {"search_text": "tomato", "start_date": "{now}", "end_date": "{middle}"},
    ],
    "update_dialog": [{"name": "New", "*path": {"dialog_id": "{dinner}"}}],
    "change_dialog_admins": [{"pull_all": {}, "*path": {"dialog_id": "{dinner}"}}],
    "update_messages": [{"read": True, "*path": {"message_ids": "{bread}"}}, {"*path": {"message_ids": "{bread}"}}],
    "update_user": [{"user": {"password": "sesame-12345", "old_password": "sesame-1234"}}],
    "upload_blob": [{"key": "{upload_uid}", "file": FILES[0]}],
}
