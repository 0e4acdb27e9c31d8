"""No vendor's word stands where every vendor has to be served alike."""

import re
from pathlib import Path

import pytest

from chatmock.providers import BUILT_IN

PARTS = {
    *(
        "core",
        "server",
        "control",
        "openapi",
        "asyncapi",
        "error_evidence",
        "evidence",
        "clients",
        "completions",
        "contract",
        "coverage",
        "docs",
        "javascript",
        "readability",
        "reference",
        "typed",
        "commands",
        "recording",
        "cli",
        "serving",
    ),
    *("pytest_plugin", "resources", "sdk_methods", "testing", "__init__", "__main__"),
}
"""Parts of chatmock in which nobody is known."""
FACES = {"chatmock/testing/faces.py", *(f"chatmock/testing/{name}.py" for name in BUILT_IN)}
RESULTS = tuple(f"chatmock/testing/results/{name}" for name in BUILT_IN)
"""A face for each platform, and where they are gathered."""
WORDS = {
    "names": [*BUILT_IN, "connectycube", "quickblox", "tencent", "getstream", "pubnub", "cometchat"],
    "eras": [r"\beras?\b", r"""["']2016["']""", r"""["']today["']"""],
    "headers": [
        *(r"api-token", r"(?<!--)\bapp-id\b", r"session-key", r"access-token", r"cb-token", r"qb-token", r"usersig"),
        *(r"-ws-token", r"-ws-auth"),
    ],
    "credentials": [
        *("api_token", "access_token", "session_token", "auth_key", "auth_secret", "sdkappid", "user_sig", "a2key"),
        *("bot_token", "gcm_api_key", "master token"),
    ],
    "shapes of errors": [r"""["']error["']: True""", "ActionStatus", "ErrorCode", "ErrorInfo"],
    "nouns": [
        *(
            "group_channel",
            "open_channel",
            "channel_url",
            "nickname",
            "metacounter",
            "metadata",
            "message_id",
            "dialog",
        ),
        *("xmpp", "jabber", "stanza", "c2c", "list_users", "view_user", r"\bMESG\b", r"\bFEDI\b", r"/v3\b", r"/v4\b"),
    ],
}
ALLOWED = {
    ("chatmock/control/speaker.py", "shapes of errors"): "the control API's own refusals look so",
    (
        "chatmock/testing/results/control.py",
        "nouns",
    ): "made of the schema of the journal's entries, which have pushes, too",
}
kinds = pytest.mark.parametrize("kind", WORDS)


def part(module):
    return module.name.removeprefix("chatmock/").split("/")[0].removesuffix(".py")


def looked_at(source):
    return [
        module
        for module in source
        if part(module) in PARTS and module.name not in FACES and not module.name.startswith(RESULTS)
    ]


@kinds
def test_no_word_of_a_vendor_is_said(source, kind):
    said = [
        f"{module.name}:{number} {found[0]}"
        for module in looked_at(source)
        if (module.name, kind) not in ALLOWED
        for number, line in enumerate(module.text.splitlines(), 1)
        for word in WORDS[kind]
        if (found := re.search(word, line, 0 if "Error" in word or word.isupper() else re.IGNORECASE))
    ]
    assert said == []


def test_everything_but_the_providers_and_their_proofs_is_looked_at(source):
    assert {part(module) for module in source} - PARTS == {"providers"}


def test_each_platform_has_a_face_in_a_file_of_its_own():
    assert [name for name in FACES if not (Path(__file__).resolve().parents[2] / name).exists()] == []


@kinds
def test_the_words_are_such_as_a_provider_says(source, kind):
    """A word list that finds nothing among the providers would find nothing anywhere."""
    texts = [module.text for module in source if part(module) == "providers"]
    assert any(re.search(word, text, re.IGNORECASE) for word in WORDS[kind] for text in texts)
