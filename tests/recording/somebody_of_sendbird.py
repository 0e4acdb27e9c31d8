"""What somebody does on Sendbird."""

import json
from urllib.parse import quote

from hypothesis import strategies as st

from tests.recording.somebody import Somebody, names, words

TOKEN = {"Api-Token": "chatmock-token", "Content-Type": "application/json"}


class OfSendbird(Somebody):
    acts = st.one_of(
        st.tuples(st.just("user"), names, words),
        st.tuples(st.just("view"), names),
        st.tuples(st.just("remove"), names),
        st.tuples(st.just("group"), names, names),
        st.tuples(st.just("say"), names, words),
        st.tuples(st.just("list"), st.integers(0, 101)),
        st.tuples(st.just("unknown"), names),
        st.tuples(st.just("enter"), names),
        st.tuples(st.just("speak"), words),
        st.tuples(st.just("nonsense"), words),
    )
    channel = "nowhere"

    async def ask(self, asker, method, line, **body):
        content = json.dumps(body).encode() if body else b""
        return json.loads((await asker.ask(method, f"/v3{line}", TOKEN, content))[2])

    async def user(self, asker, name, word):
        await self.ask(asker, "POST", "/users", user_id=name, nickname=word, profile_url="", metadata={name: word})

    async def view(self, asker, name):
        await self.ask(asker, "GET", f"/users/{quote(name)}")

    async def remove(self, asker, name):
        await self.ask(asker, "DELETE", f"/users/{quote(name)}")

    async def group(self, asker, one, other):
        made = await self.ask(asker, "POST", "/group_channels", user_ids=[one, other], name=one, operator_ids=[one])
        self.channel = made.get("channel_url", self.channel)

    async def say(self, asker, name, word):
        line = f"/group_channels/{self.channel}/messages"
        await self.ask(asker, "POST", line, message_type="MESG", user_id=name, message=word, data=word)

    async def list(self, asker, limit):
        await self.ask(asker, "GET", f"/users?limit={limit}")
        await self.ask(asker, "GET", f"/group_channels/{self.channel}/messages?message_ts=1795896000000&prev_limit=5")

    async def unknown(self, asker, name):
        await self.ask(asker, "GET", f"/nothing/{len(name)}")

    async def enter(self, asker, name):
        if self.socket is None and " " not in name:
            self.socket = await asker.open(f"/?p=JS&pv=node&sv=4.19.0&ai=chatmock&user_id={name}", {})

    async def speak(self, asker, word):
        if self.socket is not None:
            said = {"channel_url": self.channel, "message": word, "req_id": "1795896000001"}
            await self.socket.send("MESG" + json.dumps(said) + "\n", binary=False)
            while (came := await self.hear()) is not None:
                if "req_id" in came:
                    break

    async def nonsense(self, asker, word):
        await asker.ask("POST", "/v3/users", TOKEN, word.encode())
