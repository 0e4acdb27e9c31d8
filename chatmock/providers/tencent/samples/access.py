"""Requests that provoke errors of the access layer and of UserSigs."""

from __future__ import annotations

from chatmock.core.sample import Ask
from chatmock.providers.tencent.samples.asking import (
    ADMIN,
    APP,
    AS,
    ASKED,
    BROKEN,
    CHECK,
    SIGNED,
    call,
    cause,
    limits,
    sig,
    ticket,
)

_OTHER_KEY = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlaGJgYQYAiRSa0oyCxKBYobwABEvCQzFyRqjipanJkOtMErstTFP8PXRzutqMrIOC2tpCQ9U9840N-T1MTbySlEO8A13yy8sDzbxDjfVqkWAI*FNGU_"
_OTHER_APP = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwokpuZl5mcUlRYkl*UVQBcUp2YkFBZkpSlbmEIHUioLMolQlK0MDGICIl2TmgkTNUUWLM9OBBieVF7lapJkYG1d4R0SUVvhUuocZOLl7hpQah4eGJjsFhuSZp2SWm1caVlnYKtUCACDOMzc_"

ACCESS = (
    ticket(60006, "an SDKAppID that is no number", "sdkappid=none", "sdkappid in the URL is no SDKAppID"),
    ticket(60004, "an address without a UserSig", AS, "identifier or usersig is missing in the URL"),
    ticket(60012, "an address without an SDKAppID", "identifier=administrator", "sdkappid is missing in the URL"),
    ticket(70001, "a UserSig of no length", f"{AS}&usersig={{usersig}}", "The UserSig has expired", sig(ADMIN, -1)),
    ticket(70002, "an empty UserSig", f"{AS}&usersig=", "The UserSig is empty"),
    ticket(70003, "a UserSig that is none", f"{AS}&usersig=nonsense", "The UserSig cannot be read"),
    ticket(
        70005,
        "a UserSig that says nothing",
        f"{AS}&usersig=eJyrrgUAAXUA*Q__",
        "The UserSig lacks a field, or has one of a wrong type",
    ),
    ticket(
        70009, "a UserSig made with another key", f"{AS}&usersig={_OTHER_KEY}", "The UserSig was made with another key"
    ),
    ticket(
        70013, "somebody else's UserSig", f"{AS}&usersig={{usersig}}", "The UserSig is another UserID's", sig("ann")
    ),
    ticket(70014, "another application's UserSig", f"{AS}&usersig={_OTHER_APP}", "The UserSig is another SDKAppID's"),
    ticket(70020, "an SDKAppID that nobody has", "sdkappid=7", "There is no application with this SDKAppID"),
    ticket(
        60010,
        "the UserSig of somebody who is no administrator",
        f"sdkappid={APP}&identifier=ann&usersig={{usersig}}",
        "The REST API needs the UserSig of an administrator",
        sig("ann"),
    ),
    ticket(
        60025,
        "a random that is no number",
        f"{AS}&usersig={{usersig}}&random=none",
        "random in the URL is not right",
        SIGNED,
    ),
    ticket(
        70052,
        "the UserSig of an account that was kicked",
        f"{AS}&usersig={{usersig}}",
        "The UserSig is not good any more: the account was kicked",
        SIGNED,
        Ask("POST /_chatmock/clock/advance", {"seconds": 5}, {}),
        call("im_open_login_svc/kick", {"UserID": ADMIN}),
    ),
    cause(60003, "a body that breaks off", call(CHECK, None, raw=b'{"CheckItem"'), BROKEN, SIGNED),
    cause(
        60009,
        "a misspelt address",
        call("openim/sendmessage", {}),
        "There is no such command: check the address",
        SIGNED,
    ),
    cause(10003, "a misspelt command", call("group_open_http_svc/make_group", {}), "There is no such command", SIGNED),
    cause(
        60007,
        "one more than the rate limit, which is off until somebody sets it",
        call(CHECK, ASKED),
        "The command is called too often",
        SIGNED,
        limits(rates={"account_check": "1 per 60"}),
        call(CHECK, ASKED),
    ),
    cause(
        60011,
        "one more than the rate limit of the application, which is off until somebody sets it",
        call(CHECK, ASKED),
        "The application calls too often",
        SIGNED,
        limits(rates={"application": "1 per 60"}),
        call(CHECK, ASKED),
    ),
    cause(
        60022,
        "any request in maintenance mode",
        call(CHECK, ASKED),
        "The server is overloaded",
        SIGNED,
        limits(maintenance=True),
    ),
    cause(
        70107,
        "kicking nobody",
        call("im_open_login_svc/kick", {"UserID": "nobody"}),
        "There is no account nobody",
        SIGNED,
    ),
)
