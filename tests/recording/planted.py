"""Traffic with secrets in it, wherever traffic can have them."""

import base64
import json
from urllib.parse import quote, urlencode

from chatmock.core.exchange import Request

BODY = "application/json"


def secrets():
    """Two hundred different secrets of all kinds, by a title."""
    found: dict[str, str] = {}
    for n in range(10):
        unlike = f"{n * 7919 + 123457}"
        jwt = ".".join(
            base64.urlsafe_b64encode(part).decode().rstrip("=")
            for part in (b'{"alg":"HS256"}', json.dumps({"sub": f"jane{unlike}"}).encode(), f"sig{unlike}".encode() * 3)
        )
        found |= {
            f"e-mail {n}": f"jane.roe{unlike}@corp-{n}.example.org",
            f"phone {n}": f"+49 151 9{unlike}",
            f"plain phone {n}": f"49151{unlike}7",
            f"phone with dashes {n}": f"{200 + n}-555-0{100 + n}",
            f"first name {n}": [
                "Xaver",
                "Oona",
                "Quirin",
                "Zdenka",
                "Ysolde",
                "Ewout",
                "Bohdan",
                "Ikram",
                "Uxía",
                "Þór",
            ][n],
            f"whole name {n}": f"Jane Quimby{n} Roe",
            f"message {n}": f"meet me at the {unlike} harbour, bring the cash",
            f"short message {n}": f"see-you{unlike}",
            f"id {n}": f"user_{unlike}",
            f"dialog {n}": f"5f{unlike}ab{unlike}ef{unlike}"[:24].ljust(24, "d"),
            f"uuid {n}": f"3f2504e0-4f89-41d3-9a0c-0305{int(unlike):08x}",
            f"cookie {n}": f"session={unlike}abcdef; Path=/",
            f"device token {n}": f"{int(unlike):064x}".replace("0", "e"),
            f"FCM token {n}": f"fGx{unlike}:APA91b{unlike}-_{unlike}",
            f"signed address {n}": f"https://bucket{unlike}.s3.example.org/private/{unlike}.jpg?X-Sig={unlike}aa&Expires=1",
            f"JWT {n}": jwt,
            f"key {n}": f"sk_live_{unlike}QwErTy",
            f"base64 {n}": base64.b64encode(f"top secret {unlike} things".encode()).decode(),
            f"street {n}": f"{unlike} Rue de la Paix, 75002 Paris",
            f"card {n}": f"4111 1111 {unlike[:4]} {1000 + n}",
        }
    assert len(found) == len(set(found.values())) == 200
    return found


def places(provider):
    """How a secret gets into traffic, each a function of recorder and secret."""
    user = {"sendbird": "/v3/users", "connectycube": "/users", "tencent": "/v4/profile/portrait_set"}[provider]

    def ask(recorder, method="POST", path=user, query="", headers=None, body=b"", kind=BODY, status=200, answer=None):
        headers = {"Content-Type": kind, **(headers or {})}
        content = json.dumps(answer).encode() if answer is not None else b"{}"
        request = Request(method, path, query, headers, body)
        recorder.exchange(recorder.begin(), request, body, (status, {"Content-Type": BODY}, content))

    def within(value):
        return {
            "user_id": value,
            "nickname": value,
            "name": value,
            "unheard": value,
            "deep": [{"x": [value]}],
            value: 1,
        }

    def in_form(recorder, secret):
        body = urlencode({"user[login]": secret, "token": secret, secret: "1"}).encode()
        ask(recorder, body=body, kind="application/x-www-form-urlencoded")

    def in_parts(recorder, secret):
        body = (
            f'--b\r\nContent-Disposition: form-data; name="nickname"\r\n\r\n{secret}\r\n'
            f'--b\r\nContent-Disposition: form-data; name="file"; filename="{quote(secret)}"\r\n\r\n{secret}\r\n--b--\r\n'
        )
        ask(recorder, body=body.encode(), kind="multipart/form-data; boundary=b")

    names = (
        "Authorization",
        "Cookie",
        "X-Own",
        "Api-Token",
        "Session-Key",
        "CB-Token",
        "Sec-WebSocket-Protocol",
        "User-Agent",
    )

    def in_headers(recorder, secret):
        shown = quote(secret, safe=" :/+@=.;-_")
        ask(
            recorder,
            "GET",
            headers=dict.fromkeys(names, shown) | {"X-Basic": "Basic " + base64.b64encode(secret.encode()).decode()},
        )
        ask(
            recorder,
            "GET",
            headers={"Authorization": "Bearer " + shown},
            status=400,
            answer={"error": True, "code": 400201},
        )

    def in_frames(recorder, secret):
        n = recorder.opened(
            recorder.begin(), Request("GET", "/", urlencode({"user_id": secret, "access_token": secret}), {})
        )
        for by_client in (True, False):
            recorder.said(n, frame(provider, secret), by_client=by_client)
            recorder.said(n, secret, by_client=by_client)
        recorder.closed(n, 1000, by_client=True)

    return {
        "a step of a path": lambda r, s: ask(r, "GET", f"{user}/{quote(s, safe='')}"),
        "an unknown path": lambda r, s: ask(r, "GET", f"/{quote(s, safe='')}/x/{quote(s, safe='')}"),
        "a query": lambda r, s: ask(r, "GET", query=urlencode({"user_ids": s, "limit": s, s: "1", "unheard": s})),
        "a body": lambda r, s: ask(r, body=json.dumps(within(s)).encode()),
        "an answer": lambda r, s: ask(r, "GET", answer={**within(s), "message": s, "users": [within(s)]}),
        "a refusal": lambda r, s: ask(
            r, status=400, answer={"error": True, "code": 400201, "message": f"{s} is gone", "errors": [s]}
        ),
        "JSON in a text": lambda r, s: ask(r, body=json.dumps({"data": json.dumps(within(s))}).encode()),
        "a form": in_form,
        "parts": in_parts,
        "headers": in_headers,
        "frames": in_frames,
        "a body that is no JSON": lambda r, s: ask(r, body=s.encode()),
    }


def frame(provider, secret):
    """A frame that says a secret."""
    values = {"message": secret, "user": {"user_id": secret, "name": secret}, "unheard": [secret], secret: secret}
    if provider == "sendbird":
        return "MESG" + json.dumps({"channel_url": secret, **values}) + "\n"
    if provider == "tencent":
        return json.dumps(
            {"head": {"servcmd": "openim.sendmsg", "seq": 1, "a2": secret, "identifier": secret}, "body": values}
        )
    plain = secret.replace("&", "&amp;").replace("<", "&lt;")
    login = base64.b64encode(f"\0{secret}\0{secret}".encode()).decode()
    return (
        f'<message xmlns="jabber:client" id="{plain}" to="1-2@chat.real.example/{quote(secret)}"><body>{plain}</body>'
        f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{login}</auth><own a="{plain}">{plain}</own></message>'
    )


def traces(secret):
    """The forms in which a text would be seen."""
    whole = [
        secret,
        quote(secret),
        quote(secret, safe=""),
        json.dumps(secret)[1:-1],
        json.dumps(json.dumps(secret))[3:-3],
    ]
    return {*whole, secret.replace(" ", "+"), base64.b64encode(secret.encode()).decode(), secret.lower()}
