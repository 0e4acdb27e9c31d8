"""What happens to profiles, friends, conversations and states of people, as it is pushed."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.conversations.groups import marks_of
from chatmock.providers.tencent.friends.friends import tags_of
from chatmock.providers.tencent.model import OF_TWO, Account, App, Friend, FriendRequest, Pair, Recent
from chatmock.providers.tencent.profiles.reading import items_of
from chatmock.providers.tencent.socket.messages import C2C_NOTICE
from chatmock.providers.tencent.socket.post import tell
from chatmock.providers.tencent.socket.receivers import of_users
from chatmock.providers.tencent.views.statuses import ONLINE, show_status, status_of

PROFILE, FRIENDS, CONVERSATIONS, STATUS, DO_NOT_DISTURB = 13, 11, 15, 19, 24
"""Numbers of events. The SDK looks at the last one only (client)."""
_MARKS = (1, 2)
"""OptType of the vendor's marks, and of one's own. One push each: the older SDK knows no 3, the newer one tells of the last row alone (client)."""


def listen(app: App) -> None:
    """Push what happens to people."""
    people, lists = PersonPushes(app), ConversationPushes(app)
    app.bus.follow(
        {
            "profile.changed": people.profile,
            "account.logged_in": people.status,
            "account.logged_out": people.status,
            "status.changed": people.status,
            "account.disturbed": people.do_not_disturb,
            "friend.added": people.added,
            "friend.removed": people.removed,
            "friend.changed": people.changed,
            "friend.asked": people.asked,
            "friend.request_ended": people.request_ended,
            "friend.requests_seen": people.requests_seen,
            "block.added": people.blocked,
            "block.removed": people.unblocked,
            "conversation.pinned": lists.pinned,
            "conversation.marked": lists.marked,
            "conversation.deleted": lists.deleted,
            "conversation_group.created": lists.group_created,
            "conversation_group.deleted": lists.group_deleted,
            "conversation_group.renamed": lists.group_renamed,
            "conversation_group.changed": lists.group_changed,
            "c2c.muted": lists.muted,
        }
    )


class PersonPushes:
    """Profiles, states, friends and blocks."""

    def __init__(self, app: App) -> None:
        self._app = app

    def profile(self, account: Account, items: dict[str, Any], **_: Any) -> None:
        """Tell an account's own clients, and those who have it as a friend."""
        app = self._app
        rows = [{"PushType": 1, "Profile_Account": account.user_id, "ProfileList": items_of(items)}]
        to = of_users(app, {account.user_id: None, **app.friends.who_has(account.user_id)})
        tell(app, to, PROFILE, "ProfileDataMod", rows)

    def status(self, account: Account, **_: Any) -> None:
        """Tell those who watch an account, where its state is another one now."""
        app = self._app
        now = (status_of(account), account.custom_status)
        if account.told_status == now:
            return
        account.told_status = now
        watchers = {**app.watches.of(account.user_id), **({account.user_id: None} if now[0] == ONLINE else {})}
        tell(app, of_users(app, watchers), STATUS, "UserStatusList", [show_status(account)])

    def do_not_disturb(self, account: Account, **_: Any) -> None:
        app = self._app
        body = dict(account.do_not_disturb)
        tell(app, of_users(app, (account.user_id,)), DO_NOT_DISTURB, "DoNotDisturb", [body], **body)

    def _friends(self, user_id: str, **row: Any) -> None:
        """Tell an account of its own list: the client that asks takes it from here, too (client)."""
        tell(self._app, of_users(self._app, (user_id,), asking_too=True), FRIENDS, "FriendListMod", [row])

    def added(self, user_id: str, friend: Friend, **_: Any) -> None:
        self._friends(user_id, PushType=1, FriendAdd_Account=[friend.user_id])

    def removed(self, user_id: str, other: str, **_: Any) -> None:
        self._friends(user_id, PushType=2, FriendDel_Account=[other])

    def changed(self, user_id: str, friend: Friend, **_: Any) -> None:
        rows = [{"Tag": tag, "Value": value} for tag, value in tags_of(friend).items()]
        self._friends(user_id, PushType=8, FriendUpInfo=[{"Friend_Account": friend.user_id, "Sns": rows}])

    def asked(self, request: FriendRequest, **_: Any) -> None:
        for user_id, other in {request.target: request.sender, request.sender: request.target}.items():
            account = self._app.accounts.rows[other]
            row = {
                "PendencyAdd_Account": other,
                "ProfileImNick": account.nick,
                "ProfileImImage": account.face_url,
                "AddSource": request.source,
                "AddWording": request.wording,
                "AddTime": request.time,
            }
            self._friends(user_id, PushType=3, From_Account=request.sender, PendencyAdd=[row])

    def request_ended(self, request: FriendRequest, **_: Any) -> None:
        for user_id, other in {request.target: request.sender, request.sender: request.target}.items():
            self._friends(user_id, PushType=4, FrienPencydDel_Account=[other])

    def requests_seen(self, user_id: str, time: int, **_: Any) -> None:
        self._friends(user_id, PushType=7, ReportTime=time)

    def blocked(self, user_id: str, other: str, **_: Any) -> None:
        self._friends(user_id, PushType=5, BlackListAdd_Account=[other])

    def unblocked(self, user_id: str, other: str, **_: Any) -> None:
        self._friends(user_id, PushType=6, BlackListDel_Account=[other])


class ConversationPushes:
    """Conversation lists: an account's other clients are told."""

    def __init__(self, app: App) -> None:
        self._app = app

    def _tell(self, user_id: str, **row: Any) -> None:
        tell(self._app, of_users(self._app, (user_id,)), CONVERSATIONS, "RecentContactMod", [row])

    def deleted(self, recent: Recent, **_: Any) -> None:
        self._tell(recent.user_id, PushType=1, RecentContactDeleteItem={"RecentContactList": [_item(recent)]})

    def pinned(self, recent: Recent, pinned: bool, **_: Any) -> None:
        rows = {"RecentContactList": [_item(recent)]}
        self._tell(recent.user_id, PushType=2 if pinned else 3, RecentContactTopItem=rows)

    def marked(self, recent: Recent, **_: Any) -> None:
        for kind in _MARKS:
            rows = [{"RecentContactItem": _item(recent), "OptType": kind, **marks_of(recent)}]
            self._tell(recent.user_id, PushType=4, RecentContactMarkContact={"RecentContactMarkContactItem": rows})

    def group_created(self, user_id: str, name: str, recents: list[Recent], **_: Any) -> None:
        item = {"MsgGroupItem": self._group(user_id, name), "MsgRecentContactItem": [_item(one) for one in recents]}
        self._tell(user_id, PushType=5, RecentContactCreateContactGroup={"MsgContactGroupContactItem": [item]})

    def group_deleted(self, user_id: str, name: str, number: int, **_: Any) -> None:
        rows = {"MsgGroupItem": [{"GroupId": number, "GroupName": name}]}
        self._tell(user_id, PushType=6, RecentContactDelContactGroup=rows)

    def group_renamed(self, user_id: str, name: str, new: str, **_: Any) -> None:
        change = {"UpdateGroupType": 1, "OldGroupName": name, **self._group(user_id, new)}
        self._tell(user_id, PushType=7, RecentContactUpdateContactGroup={"UpdateType": 1, "MsgUpdateGroup": change})

    def group_changed(self, user_id: str, name: str, changes: list[tuple[Recent, bool]], **_: Any) -> None:
        rows = [
            {"ContactOptType": 1 if inside else 2, "RecentContactItem": _item(recent)} for recent, inside in changes
        ]
        change = {"UpdateGroupType": 2, "OldGroupName": name, "RecentContactUpdateGroupItem": rows}
        self._tell(user_id, PushType=7, RecentContactUpdateContactGroup={"UpdateType": 1, "MsgUpdateGroup": change})

    def muted(self, pair: Pair, user_id: str, **_: Any) -> None:
        option = {"To_Account": pair.peer(user_id), "MuteNotifications": pair.sides[user_id].receive_option}
        notice = [{"MuteNotificationsSync": option}]
        tell(self._app, of_users(self._app, (user_id,)), C2C_NOTICE, "C2cNotifyMsgArray", notice)

    def _group(self, user_id: str, name: str) -> dict[str, Any]:
        return {"GroupId": self._app.recents.groups_of(user_id)[name], "GroupName": name}


def _item(recent: Recent) -> dict[str, Any]:
    """How a push names a conversation."""
    return {"Type": recent.type, "UserId" if recent.type == OF_TWO else "GroupId": recent.peer}
