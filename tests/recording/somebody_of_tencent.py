"""What somebody does on Tencent Chat."""

import json

from hypothesis import strategies as st

from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import usersig
from chatmock.serving import new_hub
from tests.recording.passages import NOON
from tests.recording.somebody import Somebody, words

OPTIONS = new_hub().cards["tencent"].defaults
APP = OPTIONS["app_id"]
people = st.sampled_from(["ann", "bob", "zoe_quirin"])


def signed(user_id):
    return usersig.make(Ticket(user_id, APP, NOON // 1000, 3600), OPTIONS["secret_key"])


class OfTencent(Somebody):
    acts = st.one_of(
        st.tuples(st.just("user"), people, words),
        st.tuples(st.just("view"), people),
        st.tuples(st.just("remove"), people),
        st.tuples(st.just("befriend"), people, people),
        st.tuples(st.just("group"), people, people, words),
        st.tuples(st.just("say"), people, people, words),
        st.tuples(st.just("say_to_all"), people, words),
        st.tuples(st.just("list"), people),
        st.tuples(st.just("unknown"), people),
        st.tuples(st.just("enter"), people),
        st.tuples(st.just("speak"), people, words),
        st.tuples(st.just("nonsense"), words),
    )

    def __init__(self, history):
        super().__init__(history)
        self.number, self.channel, self.me, self.head = 0, "nowhere", "", {}

    async def ask(self, asker, path, **body):
        query = f"sdkappid={APP}&identifier=administrator&usersig={signed('administrator')}&random=7&contenttype=json"
        headers = {"Content-Type": "application/json"}
        told = await asker.ask("POST", f"/v4/{path}?{query}", headers, json.dumps(body).encode())
        return json.loads(told[2])

    async def user(self, asker, name, word):
        await self.ask(asker, "im_open_login_svc/account_import", UserID=name, Nick=word)

    async def view(self, asker, name):
        await self.ask(asker, "profile/portrait_get", To_Account=[name], TagList=["Tag_Profile_IM_Nick"])

    async def remove(self, asker, name):
        if name != self.me:
            await self.ask(asker, "im_open_login_svc/account_delete", DeleteItem=[{"UserID": name}])

    async def befriend(self, asker, one, other):
        item = {"To_Account": other, "AddSource": "AddSource_Type_Web"}
        await self.ask(asker, "sns/friend_add", From_Account=one, AddFriendItem=[item])

    async def group(self, asker, one, other, word):
        members = [{"Member_Account": other}]
        asked = {"Type": "Public", "Name": word[:10], "Owner_Account": one, "MemberList": members}
        told = await self.ask(asker, "group_open_http_svc/create_group", **asked)
        self.channel = told.get("GroupId", self.channel)

    async def say(self, asker, one, other, word):
        self.number += 1
        asked = {"From_Account": one, "To_Account": other, "MsgRandom": self.number, "MsgBody": body(word)}
        await self.ask(asker, "openim/sendmsg", **asked)

    async def say_to_all(self, asker, one, word):
        self.number += 1
        asked = {"GroupId": self.channel, "From_Account": one, "Random": self.number, "MsgBody": body(word)}
        await self.ask(asker, "group_open_http_svc/send_group_msg", **asked)

    async def list(self, asker, name):
        await self.ask(asker, "group_open_http_svc/get_joined_group_list", Member_Account=name)
        await self.ask(asker, "group_open_http_svc/group_msg_get_simple", GroupId=self.channel, ReqMsgNumber=5)

    async def unknown(self, asker, name):
        await self.ask(asker, f"nothing/{len(name)}")

    async def enter(self, asker, name):
        if self.socket is not None:
            return
        self.socket, self.me = await asker.open(f"/info?sdkappid={APP}&platform=7", {}), name
        head = {"identifier": name, "usersig": signed(name)}
        told = await self.command("im_open_status.wslogin", {"State": "Online"}, head)
        self.head = {"a2": told["body"]["A2Key"], "tinyid": told["body"]["TinyId"]}

    async def speak(self, asker, name, word):
        if self.socket is not None:
            self.number += 1
            asked = {"From_Account": self.me, "To_Account": name, "MsgRandom": self.number, "MsgBody": body(word)}
            await self.command("openim.sendmsg", asked, self.head)

    async def command(self, name, asked, head):
        self.number += 1
        told = {"ver": "v4", "platform": "7", "websdkappid": "537048168", "sdkappid": APP, "seq": self.number}
        frame = {"head": {**told, "servcmd": name, **head}, "body": asked}
        await self.socket.send(json.dumps(frame), binary=False)
        while (came := await self.hear()) is not None:
            found = json.loads(came)
            if found["head"].get("seq") == self.number and found["head"]["servcmd"].endswith(name):
                return found
        return {}

    async def nonsense(self, asker, word):
        await asker.ask("POST", "/v4/openim/sendmsg", {"Content-Type": "application/json"}, word.encode())


def body(word):
    return [{"MsgType": "TIMTextElem", "MsgContent": {"Text": word}}]
