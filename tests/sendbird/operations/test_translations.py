"""Translations: stand-ins that say so."""

import json

import pytest


@pytest.fixture
def path(api, lunch):
    return f"/group_channels/{lunch}/messages/{api.say('bob', lunch, 'soup')['message_id']}"


def test_a_text_is_marked_with_each_language(api, path):
    message = api.post(f"{path}/translation", target_langs=["es", "ko"])
    assert message["translations"] == {"es": "[es] soup", "ko": "[ko] soup"}


def test_translations_stay_with_the_message(api, path):
    api.post(f"{path}/translation", target_langs=["es"])
    api.post(f"{path}/translation", target_langs=["ko"])
    assert api.get(path)["translations"].keys() == {"es", "ko"}


def test_it_is_said_that_nobody_translated(api, path):
    answer = api.send("POST", f"{path}/translation", {"target_langs": ["es"]})
    assert "does not translate" in answer.headers["X-Chatmock-Hint"]


def test_a_file_has_no_text(api, lunch):
    sent = {"message_type": "FILE", "user_id": "bob", "url": "https://x.test/a"}
    message = json.loads(api.send("POST", f"/group_channels/{lunch}/messages", sent).body)["message_id"]
    path = f"/group_channels/{lunch}/messages/{message}/translation"
    assert api.refusal("POST", path, {"target_langs": ["es"]})[0] == 400111


def test_languages_have_to_be_named(api, path):
    assert api.refusal("POST", f"{path}/translation", {})[0] == 400105
