"""The application itself: its tokens, settings, push services and statistics."""

from typing import Any

from tests.sendbird.clients.server_sdks.stories.story import Rest, Story, done, told

TOKENS, WEBHOOK = "/applications/api_tokens", "/applications/settings/webhook"


def second(rest: Rest) -> dict[str, Any]:
    return {"api_token": rest.post(TOKENS)["token"]}


def pushing(rest: Rest) -> dict[str, Any]:
    files = {"apns_cert_development": ("a.p12", b"certificate")}
    form = {"apns_cert_password": "x", "has_unread_count_badge": "true"}
    answer = rest.session.post(f"{rest.url}/applications/push/apns", data=form, files=files, timeout=10).json()
    return {"provider_id": answer["push_configurations"][0]["id"], "push_type": "apns"}


def said(rest: Rest) -> None:
    rest.post("/group_channels/lunch/messages", message_type="MESG", user_id="alice", message="Stew!")


STORIES = [
    done(f"POST {TOKENS}", lambda rest: len(rest.get(TOKENS)["api_tokens"]) == 1, body={}),
    told(f"GET {TOKENS}", lambda answer: len(answer["api_tokens"]) == 1, before=second),
    done(f"DELETE {TOKENS}/{{api_token}}", lambda rest: rest.get(TOKENS)["api_tokens"] == [], before=second),
    told(f"GET {TOKENS}/{{api_token}}", lambda answer: answer["created_at"] > 0, before=second),
    done(
        "PUT /applications/default_channel_invitation_preference",
        lambda rest: rest.get("/applications/default_channel_invitation_preference")["auto_accept"] is False,
        body={"auto_accept": False},
    ),
    told("GET /applications/default_channel_invitation_preference", lambda answer: answer["auto_accept"] is True),
    told("GET /applications/push/{push_type}", lambda answer: len(answer["push_configurations"]) == 1, before=pushing),
    Story(
        "POST /applications/push/apns",
        lambda rest, answer: (
            answer["code"] == 400105 and not rest.get("/applications/push/apns")["push_configurations"]
        ),
        body={"apns_cert_password": "x"},
    ),
    done(
        "DELETE /applications/push/{push_type}/{provider_id}",
        lambda rest: rest.get("/applications/push/apns")["push_configurations"] == [],
        before=pushing,
    ),
    told("GET /applications/ccu", lambda answer: answer == {"ccu": 0}),
    told("GET /applications/mau", lambda answer: answer["mau"] == 1, query={"date": "2026-11-28"}, before=said),
    told("GET /applications/dau", lambda answer: answer["dau"] == 1, query={"date": "2026-11-28"}, before=said),
    done(
        f"PUT {WEBHOOK}",
        lambda rest: rest.get(WEBHOOK)["webhook"]["url"] == "http://127.0.0.1:9/new",
        body={"enabled": True, "url": "http://127.0.0.1:9/new", "enabled_events": ["*"]},
    ),
    told(f"GET {WEBHOOK}", lambda answer: answer["webhook"]["url"] == "http://127.0.0.1:9/"),
]
