"""What somebody does on ConnectyCube."""

import json
from base64 import b64encode
from urllib.parse import quote

from hypothesis import strategies as st

from tests.recording.somebody import Somebody, words

FRAMING = "urn:ietf:params:xml:ns:xmpp-framing"
APP, KEY, PASSWORD = 1, "chatmock-key", "sesame-1234"
logins = st.sampled_from(["ann", "bob", "zoe.quirin"])


class OfConnectyCube(Somebody):
    acts = st.one_of(
        st.tuples(st.just("session"), logins),
        st.tuples(st.just("user"), logins, words),
        st.tuples(st.just("view"), logins),
        st.tuples(st.just("remove")),
        st.tuples(st.just("dialog"), st.sampled_from([2, 3, 4]), words),
        st.tuples(st.just("say"), words),
        st.tuples(st.just("list"), st.integers(0, 101)),
        st.tuples(st.just("unknown"), logins),
        st.tuples(st.just("enter")),
        st.tuples(st.just("speak"), words),
        st.tuples(st.just("nonsense"), words),
    )

    def __init__(self, history):
        super().__init__(history)
        self.token, self.ids, self.me, self.dialogs, self.numbers = "", {}, None, "0" * 24, 0

    async def ask(self, asker, method, line, **body):
        headers = {"Content-Type": "application/json", "CB-Token": self.token}
        told = (await asker.ask(method, line, headers, json.dumps(body).encode() if body else b""))[2]
        return json.loads(told) if told[:1] == b"{" else {}

    async def session(self, asker, login):
        asked = {"application_id": APP, "auth_key": KEY}
        if login in self.ids:
            asked["user"] = {"login": login, "password": PASSWORD}
        told = await self.ask(asker, "POST", "/session", **asked)
        self.token = told.get("session", {}).get("token", self.token)
        self.me = login if "user" in asked else None

    async def user(self, asker, login, word):
        user = {"login": login, "password": PASSWORD, "full_name": word, "custom_data": word}
        told = await self.ask(asker, "POST", "/users", user=user)
        if "user" in told:
            self.ids[login] = told["user"]["id"]

    async def view(self, asker, login):
        await self.ask(asker, "GET", f"/users/by_login?login={quote(login)}")

    async def remove(self, asker):
        if self.me is not None and self.socket is None:
            await self.ask(asker, "DELETE", f"/users/{self.ids.pop(self.me)}")
            self.me = None

    async def dialog(self, asker, kind, word):
        others = [number for login, number in self.ids.items() if login != self.me]
        told = await self.ask(asker, "POST", "/chat/Dialog", type=kind, name=word, occupants_ids=others[:1])
        self.dialogs = told.get("_id", self.dialogs)

    async def say(self, asker, word):
        await self.ask(asker, "POST", "/chat/Message", chat_dialog_id=self.dialogs, message=word, send_to_chat=1)

    async def list(self, asker, limit):
        await self.ask(asker, "GET", f"/chat/Dialog?limit={limit}")
        await self.ask(asker, "GET", f"/chat/Message?chat_dialog_id={self.dialogs}&limit={limit}")

    async def unknown(self, asker, login):
        await self.ask(asker, "GET", f"/nothing/{len(login)}")

    async def enter(self, asker):
        if self.me is None or self.socket is not None:
            return
        self.socket = await asker.open("/", {"Sec-WebSocket-Protocol": "xmpp"})
        number = self.ids[self.me]
        plain = b64encode(f"\0{number}-{APP}\0{PASSWORD}".encode()).decode()
        opening = f'<open xmlns="{FRAMING}" to="127.0.0.1" version="1.0"/>'
        bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>phone</resource></bind>'
        for stanza, answers in (
            (opening, 2),
            (f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{plain}</auth>', 1),
            (opening, 2),
            (f'<iq type="set" id="bind-1">{bind}</iq>', 1),
        ):
            await self.socket.send(stanza, binary=False)
            for _ in range(answers):
                assert await self.socket.receive(5) is not None
        self.heard = 1
        await self.socket.send("<presence/>", binary=False)
        await self.hear()

    async def speak(self, asker, word):
        if self.socket is None:
            return
        self.numbers += 1
        text = word.replace("&", "&amp;")
        to = f"{APP}_{self.dialogs}@muc.127.0.0.1"
        said = (
            f'<body>{text}</body><extraParams xmlns="jabber:client"><save_to_history>1</save_to_history></extraParams>'
        )
        number = f"{self.numbers:024x}"
        await self.socket.send(f'<message type="groupchat" id="{number}" to="{to}">{said}</message>', binary=False)
        while (came := await self.hear()) is not None:
            if number in came:
                break

    async def nonsense(self, asker, word):
        await asker.ask("POST", "/users", {"Content-Type": "application/json", "CB-Token": self.token}, word.encode())
