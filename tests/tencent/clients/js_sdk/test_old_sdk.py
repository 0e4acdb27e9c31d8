"""The older web SDK, and text frames: login, messages, groups and a kick, together with the new one."""

import pytest

from tests.tencent.clients.js_sdk.client import NEW, OLD, Sdk, message_id, newer


@newer
@pytest.mark.parametrize(("other", "text"), [(OLD, False), (NEW, True)], ids=["tim-js-sdk", "text frames"])
def test_both_talk_to_each_other(alice, tencent, other, text):
    olga = Sdk(tencent, "olga", package=other, text=text)
    try:
        olga("login", {"userID": "olga", "userSig": tencent.user_sig("olga")})
        olga.hears("SDK_READY")
        sent = alice.says(olga, "hello, olga")
        assert olga.receives(sent)["payload"]["text"] == "hello, olga"
        answer = olga.says(alice, "hello, alice")
        assert alice.receives(answer)["from"] == "olga"
        olga("revokeMessage", message_id(answer))
        assert alice.hears("MESSAGE_REVOKED", lambda rows: any(row["ID"] == answer["ID"] for row in rows))
        group = alice("createGroup", {"name": "Both", "type": "ChatRoom"})["group"]["groupID"]
        olga("joinGroup", {"groupID": group})
        assert alice.tipped(1)["userIDList"] == ["olga"]
        said = olga.says(group, "in the group")
        assert alice.receives(said)["to"] == group
        olga("logout")
    finally:
        olga.close()
