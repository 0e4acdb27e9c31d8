"""What people and the administrator do, through one door: each method does what the one of the same name does to the naive model.

A reply is the answer in the model's words, or ``Refused`` with the vendor's code.
"""

from __future__ import annotations

from typing import Any

from tests.refused import Refused
from tests.tencent.conftest import body as text_body
from tests.tencent.laws.doors import Door

GROUP = "group_open_http_svc"
MUTE = {"c2c": "C2CmsgNospeakingTime", "group": "GroupmsgNospeakingTime"}
BY_REST = {("say", 20003): 90012, ("read", 20003): 90003}
"""Refusals that the REST API numbers differently."""


class Acts:
    """An application behind a door. ``by_rest``: people act by the administrator's REST API where it has the operation."""

    def __init__(self, door: Door, name: str, *, by_rest: bool = False) -> None:
        self.door, self.name, self.by_rest = door, name, by_rest
        self.marks: list[Any] = []
        """What messages are named by, by the model's numbers: a MsgKey, or the MsgSeq in a group."""

    def __repr__(self) -> str:
        return self.name

    # --- asking ---

    def rest(self, path: str, **body: Any) -> Any:
        return _good(self.door.rest(path, body))

    def command(self, who: str, servcmd: str, **body: Any) -> Any:
        return _good(self.door.command(who, servcmd, body))

    def either(self, who: str, path: str, owner: str = "From_Account", **body: Any) -> Any:
        """A command that the REST API has under the same name, there with the account that it is about."""
        if self.by_rest:
            return self.rest(path, **{owner: who}, **body)
        return self.command(who, path.replace("/", "."), **body)

    # --- accounts ---

    def create(self, who: str) -> Any:
        return _then(self.rest("im_open_login_svc/account_import", UserID=who))

    def delete(self, who: str) -> Any:
        answer = _first(self.rest("im_open_login_svc/account_delete", DeleteItem=[{"UserID": who}]))
        if answer is None:
            self.door.hang_up(who)
        return answer

    def silence(self, who: str, kind: str, seconds: int) -> Any:
        return _then(self.rest("openconfigsvr/setnospeaking", Set_Account=who, **{MUTE[kind]: seconds}))

    def wait(self, seconds: int) -> None:
        self.door.advance(seconds)

    # --- friends ---

    def befriend(self, who: str, other: str) -> Any:
        return _first(self.either(who, "sns/friend_add", AddFriendItem=[_new_friend(other)], AddType="Add_Type_Both"))

    def unfriend(self, who: str, other: str) -> Any:
        return _first(self.either(who, "sns/friend_delete", To_Account=[other], DeleteType="Delete_Type_Both"))

    def block(self, who: str, other: str) -> Any:
        return _first(self.either(who, "sns/black_list_add", To_Account=[other]))

    def unblock(self, who: str, other: str) -> Any:
        return _first(self.either(who, "sns/black_list_delete", To_Account=[other]))

    # --- between two ---

    def say(self, who: str, other: str, text: str) -> Any:
        return self._said(self.either(who, "openim/sendmsg", **self._message(text), To_Account=other), "MsgKey")

    def say_for(self, who: str, other: str, text: str) -> Any:
        fields = {"From_Account": who, "To_Account": other, **self._message(text)}
        return self._said(self.rest("openim/sendmsg", **fields), "MsgKey")

    def _message(self, text: str, random: str = "MsgRandom") -> dict[str, Any]:
        return {random: len(self.marks) + 1, "MsgBody": text_body(text)}

    def _said(self, answer: Any, name: str) -> Any:
        if isinstance(answer, Refused):
            return answer
        self.marks.append(answer[name])
        return len(self.marks) - 1

    def read(self, who: str, other: str, now: int) -> Any:
        if self.by_rest:
            return _then(self.rest("openim/admin_set_msg_read", Report_Account=who, Peer_Account=other))
        row = {"To_Account": other, "LastedMsgTime": now}
        return _then(self.command(who, "openim.msgreaded", C2CMsgReaded={"C2CMsgReadedItem": [row]}))

    def recall(self, number: int, who: str, sender: str, target: str) -> Any:
        seq, random, time = map(int, self.marks[number].split("_"))
        named = {"From_Account": sender, "To_Account": target, "MsgSeq": seq, "MsgRandom": random}
        return _then(self.command(who, "openim.msgwithdraw", MsgInfo={**named, "MsgTimeStamp": time}))

    # --- groups ---

    def create_group(self, name: str, owner: str, people: list[str]) -> Any:
        members = {"MemberList": [{"Member_Account": one} for one in people]} if people else {}
        fields = {"Type": "Public", "Name": name, "GroupId": name, "Owner_Account": owner, **members}
        return _then(self.rest(f"{GROUP}/create_group", ApplyJoinOption="FreeAccess", **fields))

    def destroy_group(self, name: str) -> Any:
        return _then(self.rest(f"{GROUP}/destroy_group", GroupId=name))

    def bring_in(self, name: str, people: list[str]) -> Any:
        rows = [{"Member_Account": one} for one in people]
        answer = self.rest(f"{GROUP}/add_group_member", GroupId=name, MemberList=rows)
        return _then(answer, lambda told: [row["Result"] for row in told["MemberList"]])

    def take_out(self, name: str, who: str) -> Any:
        return _then(self.rest(f"{GROUP}/delete_group_member", GroupId=name, MemberToDel_Account=[who]))

    def join(self, name: str, who: str) -> Any:
        return _then(self.command(who, f"{GROUP}.apply_join_group", GroupId=name))

    def quit(self, name: str, who: str) -> Any:
        return _then(self.command(who, f"{GROUP}.quit_group", GroupId=name))

    def give(self, name: str, who: str) -> Any:
        return _then(self.rest(f"{GROUP}/change_group_owner", GroupId=name, NewOwner_Account=who))

    def silence_in(self, name: str, who: str, seconds: int) -> Any:
        fields = {"GroupId": name, "Members_Account": [who], "MuteTime": seconds}
        return _then(self.rest(f"{GROUP}/forbid_send_msg", **fields))

    def say_in(self, name: str, who: str, text: str) -> Any:
        fields = {"GroupId": name, **self._message(text, "Random")}
        return self._said(self.either(who, f"{GROUP}/send_group_msg", **fields), "MsgSeq")

    def say_in_for(self, name: str, who: str, text: str) -> Any:
        fields = {"GroupId": name, "From_Account": who, **self._message(text, "Random")}
        return self._said(self.rest(f"{GROUP}/send_group_msg", **fields), "MsgSeq")

    def recall_in(self, number: int, who: str, name: str) -> Any:
        named = [{"MsgSeq": self.marks[number]}]
        return _then(self.command(who, f"{GROUP}.group_msg_recall", GroupId=name, MsgSeqList=named))

    def read_in(self, name: str, who: str) -> Any:
        return _then(self.command(who, f"{GROUP}.msg_read_report", GroupId=name, MsgReadedSeq=10_000))


def _new_friend(who: str) -> dict[str, Any]:
    return {"To_Account": who, "AddSource": "AddSource_Type_Law"}


def _good(answer: Any) -> Any:
    return Refused(answer["ErrorCode"], answer.get("ErrorInfo", "")) if answer["ErrorCode"] else answer


def _then(answer: Any, told: Any = lambda answer: None) -> Any:
    """What an answer tells, unless it is a refusal."""
    return answer if isinstance(answer, Refused) else told(answer)


def _first(answer: Any) -> Any:
    """What came of the one account that was named."""
    if isinstance(answer, Refused):
        return answer
    item = answer["ResultItem"][0]
    return Refused(item["ResultCode"], item["ResultInfo"]) if item["ResultCode"] else None
