"""How requests that provoke errors are written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chatmock.core.sample import Ask, Cause
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.samples.elsewhere import reason_of

APP = 1400000001
_BRACES = re.compile(r"\{\w+\}")
ADMIN = "administrator"
NICK, GENDER = "Tag_Profile_IM_Nick", "Tag_Profile_IM_Gender"
BROKEN = "The body is no JSON: unexpected end of data: line 1 column 13 (char 12)"
AS = f"sdkappid={APP}&identifier=administrator"
SIGNED = Ask("POST /_chatmock/actors/administrator/user_sig?provider=tencent", {}, {}, keep={"usersig": "user_sig"})
CHECK = "im_open_login_svc/account_check"
ASKED = {"CheckItem": [{"UserID": "ann"}]}
HI = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
MESSAGE = {"From_Account": "ann", "To_Account": "bob", "MsgRandom": 1, "MsgBody": HI}
LUNCH = {"GroupId": "lunch", "Type": "Public", "Name": "Lunch", "Owner_Account": "ann"}
IN_LUNCH = {"GroupId": "lunch", "From_Account": "ann", "Random": 1, "MsgBody": HI}


def call(path: str, body: Any, query: str = f"{AS}&usersig={{usersig}}", *, raw: bytes = b"", **keep: str) -> Ask:
    """A command of the REST API; in its address stands the administrator's UserSig, unless something else is said."""
    return Ask(f"POST /v4/{path}?{query}", None if raw else body, {}, raw=raw, keep=keep)


PEOPLE = (SIGNED, call("im_open_login_svc/multiaccount_import", {"Accounts": ["ann", "bob"]}))
GROUP = (*PEOPLE, call("group_open_http_svc/create_group", LUNCH))
SENT = (*PEOPLE, call("openim/sendmsg", MESSAGE, key="MsgKey"))
RECALL = {"From_Account": "ann", "To_Account": "bob", "MsgKey": "{key}"}


def settings(**values: Any) -> Ask:
    return Ask("PUT /_chatmock/settings?provider=tencent", {"settings": values}, {})


def limits(**values: Any) -> Ask:
    return Ask("PUT /_chatmock/limits?provider=tencent", values, {})


def sig(user_id: str, expire: int = 3600) -> Ask:
    path = f"POST /_chatmock/actors/{user_id}/user_sig?provider=tencent"
    return Ask(path, {"expire": expire}, {}, keep={"usersig": "user_sig"})


def cause(code: int, case: str, ask: Ask, message: str, *before: Ask) -> Cause:
    """A cause; its meaning is the sentence of its error, without what stands in braces."""
    meaning = _BRACES.sub("…", errors.ERRORS[code].sentence)
    return Cause(code, f"{meaning}.", case, ask, message, before)


def message(code: int, case: str, said: Mapping[str, Any], message: str) -> Cause:
    fields = {name: value for name, value in {**MESSAGE, **said}.items() if value is not None}
    return cause(code, case, call("openim/sendmsg", fields), message, *PEOPLE)


def profile(code: int, case: str, tag: str, value: Any, message: str, who: str = "ann") -> Cause:
    body = {"From_Account": who, "ProfileItem": [{"Tag": tag, "Value": value}]}
    return cause(code, case, call("profile/portrait_set", body), message, *PEOPLE)


def new_group(code: int, case: str, said: Mapping[str, Any], message: str, *more: Ask) -> Cause:
    return cause(code, case, call("group_open_http_svc/create_group", {**LUNCH, **said}), message, *GROUP, *more)


def group_message(code: int, case: str, said: Mapping[str, Any], message: str, *more: Ask) -> Cause:
    return cause(code, case, call("group_open_http_svc/send_group_msg", {**IN_LUNCH, **said}), message, *GROUP, *more)


def ticket(code: int, case: str, query: str, message: str, *before: Ask) -> Cause:
    return cause(code, case, call(CHECK, ASKED, query), message, *before)


def by_fault(code: int) -> Cause:
    """An error that no request of the REST API alone provokes: where it occurs, and a fault that shows it."""
    fault = Ask("POST /_chatmock/faults?provider=tencent", {"operation": "account_check", "code": code}, {})
    message = errors.ERRORS[code].sentence.format_map(errors.SAMPLES)
    return cause(code, f"{reason_of(code)}; here by an injected fault", call(CHECK, ASKED), message, SIGNED, fault)
