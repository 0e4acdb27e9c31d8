"""The Flutter SDK's own sequence (client: xmpp_stone, connectycube_sdk 1.1.3), as a script over REST and TCP."""

import hashlib
import hmac
import socket
import time
from base64 import b64encode

import pytest
import requests

from chatmock.providers.connectycube.chat.parser import Parser
from tests.connectycube.chat.phone import BIND, CHAT, MARKERS, SM, error_of

TIMEOUT = 10.0
INFO = "http://jabber.org/protocol/disco#info"


class Rest:
    """The SDK's REST part: signed sessions, an empty token where there is none, no ``.json``."""

    def __init__(self, cube):
        self.cube = cube
        self.token = ""

    def ask(self, method, path, body=None, **query):
        headers = {"CB-Token": self.token, "CB-SDK": "Flutter 1.1.3", "ConnectyCube-REST-API-Version": "0.1.1"}
        answer = requests.request(
            method, f"{self.cube.api_url}{path}", json=body, params=query, headers=headers, timeout=TIMEOUT
        )
        assert answer.status_code in (200, 201, 202), answer.text
        self.expires: str = answer.headers.get("CB-Token-ExpirationDate", "")
        return answer.json() if answer.text.strip() else {}

    def session(self, user=None):
        body = {"application_id": str(self.cube.app_id), "auth_key": self.cube.auth_key, "nonce": str(time.monotonic_ns() % 10**9),
                "timestamp": str(int(time.time()))}  # fmt: skip
        if user:
            body["user"] = user
        signed = {k: v for k, v in body.items() if k != "user"} | {f"user[{k}]": v for k, v in (user or {}).items()}
        text = "&".join(f"{name}={signed[name]}" for name in sorted(signed))
        body["signature"] = hmac.new(self.cube.auth_secret.encode(), text.encode(), hashlib.sha1).hexdigest()
        session = self.ask("POST", "/session", body)["session"]
        self.token = session["token"]
        return session


class Stone:
    """The SDK's XMPP part."""

    def __init__(self, cube, user, password, rest):
        self.rest = rest
        self.cube = cube
        self.user = user
        self.password = password
        self.counted = 0
        self.resumption = ""

    def connect(self):
        host, _, port = self.cube.tcp_url.removeprefix("xmpp://").rpartition(":")
        self.socket = socket.create_connection((host, int(port)), TIMEOUT)
        self.came = []
        self.open()

    def open(self):
        self.parser = Parser(self.came.append, lambda root: None, lambda: None)
        self.send(
            "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0' "
            "xmlns:stream='http://etherx.jabber.org/streams' to='127.0.0.1' xml:lang='en'>"
        )

    def send(self, text):
        self.socket.sendall(text.encode())

    def hears(self, *names, id=""):
        """The next element of a name, or an iq or presence by its id."""
        while True:
            while self.came:
                one = self.came.pop(0)
                if one.name in ("message", "presence", "iq"):
                    self.counted += 1
                if one.name == "r":
                    self.send(f"<a xmlns='{SM}' h='{self.counted}'/>")
                elif (not names or one.name in names) and (not id or one.get("id") == id):
                    return one
            data = self.socket.recv(65536)
            assert data, "the server has closed the connection"
            self.parser.feed(data)

    def logs_in(self):
        """Up to the features after login."""
        self.connect()
        features = self.hears("features")
        assert [f.text for f in next(c for c in features.children if c.name == "mechanisms").children] == ["PLAIN"]
        assert not any(one.name == "starttls" for one in features.children)
        plain = b64encode(f"\0{self.user}-{self.cube.app_id}\0{self.password}".encode()).decode()
        self.send(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{plain}</auth>")
        self.hears("success")
        self.open()
        return {one.name for one in self.hears("features").children}

    def becomes_ready(self):
        """The whole way to the state Ready."""
        features = self.logs_in()
        assert {"bind", "session", "sm"} <= features
        self.iq("b", f"<bind xmlns='{BIND}'><resource>flutter_abc=</resource></bind>")
        self.send(f"<enable xmlns='{SM}' resume='true'/>")
        enabled = self.hears("enabled")
        assert enabled.get("resume") == "true" and enabled.get("max") == "300"
        self.resumption, self.counted = enabled.get("id"), 0
        self.iq("s", "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>")
        info = self.iq("d", f"<query xmlns='{INFO}'/>", kind="get", to="127.0.0.1")
        assert "urn:xmpp:carbons:2" in {one.get("var") for one in info.child("query", INFO).children}
        self.iq("c", "<enable xmlns='urn:xmpp:carbons:2'/>")
        self.send("<presence/>")
        self.hears("presence")
        self.iq("r", "<query xmlns='jabber:iq:roster'/>", kind="get")

    def iq(self, id, query, *, kind="set", to=""):
        where = f" to='{to}'" if to else ""
        self.send(f"<iq type='{kind}' id='{id}'{where}>{query}</iq>")
        return self.hears("iq", id=id)

    def resumes(self):
        self.logs_in()
        self.send(f"<resume xmlns='{SM}' previd='{self.resumption}' h='{self.counted}'/>")
        return self.hears("resumed", "failed")


@pytest.fixture
def phone(cube):
    """Ann's phone, whose app has signed her up."""
    rest = Rest(cube)
    rest.session()
    assert rest.expires.endswith(" UTC") and len(rest.expires) == 23
    user = rest.ask("POST", "/users", {"user": {"login": "ann", "password": "ann-password"}})["user"]
    session = rest.session({"login": "ann", "password": "ann-password"})
    assert session["user_id"] == user["id"] and type(session["application_id"]) is int
    stone = Stone(cube, user["id"], "ann-password", rest)
    yield stone
    stone.socket.close()


def say(stone, dialog, text, id):
    to = f"{stone.cube.app_id}_{dialog}@muc.127.0.0.1"
    stone.send(
        f"<message id='{id}' type='groupchat' to='{to}'><body>{text}</body><extraParams xmlns='{CHAT}'>"
        f"<save_to_history>1</save_to_history><date_sent>{int(time.time() * 1000)}</date_sent></extraParams>"
        f"<markable xmlns='{MARKERS}'/></message>"
    )


def test_from_sign_up_to_ready_and_a_group_that_echoes(cube, phone):
    bob = cube.user("bob")
    phone.becomes_ready()
    dialog = phone.rest.ask("POST", "/chat/Dialog", {"type": 2, "occupants_ids": [bob.id], "name": "lunch"})
    say(phone, dialog["_id"], "hi all", "a" * 24)
    echo = phone.hears("message", id="a" * 24)
    assert echo.text_of("body") == "hi all" and not echo.child("body").attributes
    assert echo.get("from") == f"{cube.app_id}_{dialog['_id']}@muc.127.0.0.1/{phone.user}"
    (item,) = phone.rest.ask("GET", "/chat/Message", chat_dialog_id=dialog["_id"])["items"]
    assert item["date_sent"] < 10**10 and item["read_ids"] == [phone.user] == item["delivered_ids"]
    last = phone.iq("l", "<query xmlns='jabber:iq:last'/>", kind="get", to=f"{bob.id}-{cube.app_id}@127.0.0.1")
    assert error_of(last) == ("403", "forbidden")
    phone.iq("m", "<mobile xmlns='http://tigase.org/protocol/mobile#v2' enable='true'/>")
    assert phone.rest.ask("GET", f"/chat/Dialog/{dialog['_id']}/occupants")["items"][0]["user"]["id"]
    phone.rest.ask("DELETE", f"/chat/Dialog/{dialog['_id']}", force=1)


def test_a_joined_room_answers_with_the_same_id(cube, phone):
    bob = cube.user("bob")
    dialog = phone.rest.ask("POST", "/chat/Dialog", {"type": 2, "occupants_ids": [bob.id], "name": "lunch"})["_id"]
    phone.becomes_ready()
    room = f"{cube.app_id}_{dialog}@muc.127.0.0.1/{phone.user}"
    phone.send(f"<presence id='j1' to='{room}'><x xmlns='http://jabber.org/protocol/muc'/></presence>")
    (x, *_) = phone.hears("presence", id="j1").children
    assert next(one.get("code") for one in x.children if one.name == "status") == "110"
    phone.send(f"<presence id='j2' type='unavailable' to='{room}'/>")
    assert phone.hears("presence", id="j2").get("type") == "unavailable"


def test_a_lost_stream_becomes_resumed_with_all_that_came(cube, phone):
    bob = cube.user("bob")
    phone.becomes_ready()
    dialog = cube.group("ann", bob)
    bob.says("before", dialog)
    assert phone.hears("message").text_of("body") == "before"
    phone.send(f"<r xmlns='{SM}'/>")
    phone.hears("a")
    phone.socket.close()
    cube.journal.wait("disconnect")
    for text in ("one", "two"):
        bob.says(text, dialog)
    assert phone.resumes().name == "resumed"
    assert [phone.hears("message").text_of("body") for _ in range(2)] == ["one", "two"]
    say(phone, dialog, "here again", "b" * 24)
    assert phone.hears("message", id="b" * 24).text_of("body") == "here again"


def test_too_late_to_resume_it_becomes_ready_anew(cube, phone):
    phone.becomes_ready()
    phone.socket.close()
    cube.journal.wait("disconnect")
    cube.clock.advance(seconds=301)
    assert next(phone.resumes().children).name == "item-not-found"
    phone.iq("b", f"<bind xmlns='{BIND}'><resource>flutter_abc=</resource></bind>")


def test_the_token_of_its_session_is_a_password(cube, phone):
    phone.password = phone.rest.token
    phone.becomes_ready()
