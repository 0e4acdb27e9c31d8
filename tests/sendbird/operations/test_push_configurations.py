"""Push configurations: credentials of push services, added, listed, deleted."""

import pytest

from chatmock.core.texts import Upload
from tests.sendbird.conftest import new_api

PATH = "/applications/push"
CERTIFICATE = Upload("push.p12", "application/x-pkcs12", b"certificate")


@pytest.fixture
def google(api):
    [made] = api.post(f"{PATH}/gcm", gcm_sender_id="123", gcm_api_key="AIza")["push_configurations"]
    return made["id"]


def ids(api, push_type):
    return [row["id"] for row in api.get(f"{PATH}/{push_type}")["push_configurations"]]


@pytest.mark.parametrize("push_type", ["gcm", "apns"])
def test_there_are_none_at_first(api, push_type):
    assert api.get(f"{PATH}/{push_type}") == {"push_configurations": []}


def test_an_added_configuration_is_listed_under_its_type(api, google):
    assert ids(api, "gcm") == [google] and ids(api, "apns") == []


def test_adding_answers_the_new_one_only(api, google):
    [second] = api.post(f"{PATH}/gcm", gcm_sender_id="456", gcm_api_key="AIza")["push_configurations"]
    assert ids(api, "gcm") == [google, second["id"]]


@pytest.mark.parametrize("field", ["gcm_sender_id", "gcm_api_key"])
def test_google_needs_sender_and_key(api, field):
    body = {"gcm_sender_id": "123", "gcm_api_key": "AIza"}
    assert api.refusal("POST", f"{PATH}/gcm", {**body, field: 5})[0] == 400100
    del body[field]
    assert api.refusal("POST", f"{PATH}/gcm", body) == (400105, f'"{field}" must be required.')
    assert ids(api, "gcm") == []


@pytest.mark.parametrize("field", ["apns_cert_development", "apns_cert_production"])
def test_one_certificate_is_enough_for_apple(api, field):
    [made] = api.upload("POST", f"{PATH}/apns", **{field: CERTIFICATE})["push_configurations"]
    assert ids(api, "apns") == [made["id"]]
    assert api.app.push_configurations[made["id"]].certificate == b"certificate"


def test_two_certificates_are_two_configurations(api):
    made = api.upload("POST", f"{PATH}/apns", apns_cert_development=CERTIFICATE, apns_cert_production=CERTIFICATE)
    assert ids(api, "apns") == [row["id"] for row in made["push_configurations"]]
    assert len(ids(api, "apns")) == 2


@pytest.mark.parametrize("word", ["true", "True", "1", "false"])
def test_the_badge_is_a_word_of_the_form(api, word):
    fields = {"has_unread_count_badge": word, "apns_cert_production": CERTIFICATE}
    [made] = api.upload("POST", f"{PATH}/apns", **fields)["push_configurations"]
    assert api.app.push_configurations[made["id"]].has_unread_count_badge is (word != "false")


def test_apple_needs_a_certificate(api):
    assert api.refusal("POST", f"{PATH}/apns", {}) == (400105, '"apns_cert_development" must be required.')
    assert api.refusal("POST", f"{PATH}/apns", {"apns_cert_development": "a text"})[0] == 400105
    assert api.refusal("POST", f"{PATH}/apns", {"has_unread_count_badge": "maybe"})[0] == 400104


def test_deleting_answers_the_deleted_one(api, google):
    [deleted] = api.delete(f"{PATH}/gcm/{google}")["push_configurations"]
    assert deleted["id"] == google and ids(api, "gcm") == []


def test_what_is_not_there_cannot_be_deleted(api, google):
    assert api.refusal("DELETE", f"{PATH}/gcm/nothing") == (400201, '"Push configuration" not found.')
    assert api.refusal("DELETE", f"{PATH}/apns/{google}")[0] == 400201
    assert ids(api, "gcm") == [google]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", f"{PATH}/carrier_pigeon"), ("DELETE", f"{PATH}/carrier_pigeon/1")]
)
def test_there_are_two_types(api, method, path):
    assert api.refusal(method, path) == (400111, 'Invalid value: "push_type".')


# --- today ---

FIRE = "/applications/push/fcm"


def rows(answer):
    return answer["push_configurations"]


def test_one_for_fcm_is_added_viewed_changed_and_deleted(api):
    [made] = rows(api.post(FIRE, api_key="AIza-example", push_sound="ping"))
    assert (made["push_type"], made["push_sound"]) == ("FCM", "ping")
    path = f"{FIRE}/{made['id']}"
    assert rows(api.get(path)) == rows(api.get(FIRE)) == [made]
    assert rows(api.put(path, push_sound="pong"))[0] == {**made, "push_sound": "pong"}
    api.delete(path)
    assert rows(api.get(FIRE)) == [] and api.refusal("GET", path)[0] == 400201


def test_one_for_huawei_is_added_and_changed(api):
    [made] = rows(api.post("/applications/push/hms", huawei_app_id="1", huawei_app_secret="s"))
    changed = rows(api.put(f"/applications/push/hms/{made['id']}", huawei_app_id="2"))
    assert (made["push_type"], changed[0]["huawei_app_id"]) == ("HMS", "2")


def test_a_certificate_of_today_has_its_environment_beside_it(api):
    cert = Upload("a.p12", "application/x-pkcs12", b"p12")
    details = {"apns_cert_env_type": "production", "apns_cert_password": "x", "mutable_content": "true"}
    [made] = rows(api.upload("POST", "/applications/push/apns", apns_cert=cert, **details))
    assert (made["apns_cert_env_type"], made["mutable_content"]) == ("production", True)
    path = f"/applications/push/apns/{made['id']}"
    assert rows(api.put(path, has_unread_count_badge=False))[0]["has_unread_count_badge"] is False
    assert rows(api.delete(f"/applications/push/apns/cert/{made['id']}")) == []


@pytest.mark.parametrize("other", ["gcm", "hms", "apns"])
def test_one_of_another_service_is_not_found(api, other):
    [made] = rows(api.post(FIRE, api_key="AIza-example"))
    assert api.refusal("GET", f"/applications/push/{other}/{made['id']}")[0] == 400201


def pushed(api):
    return [(entry.facts["body"], entry.facts["sound"]) for entry in api.app.journal if entry.kind == "push"]


def test_its_sound_is_that_of_notifications_where_nobody_chose_one(api, lunch):
    api.post("/users/bob/push/gcm", gcm_reg_token="APA91bE")
    api.post(FIRE, api_key="AIza-example", push_sound="ping")
    api.say("alice", lunch, "Soup?")
    api.put("/users/bob/push_preference", push_sound="gong")
    api.say("alice", lunch, "Stew?")
    assert pushed(api) == [("Soup?", "ping"), ("Stew?", "gong")]


def test_templates_say_what_notifications_say(api, lunch):
    api.post("/users/bob/push/gcm", gcm_reg_token="APA91bE")
    path = "/applications/push/message_templates"
    names = [row["template_name"] for row in api.get(path)["push_message_templates"]]
    assert names == ["default", "alternative"]
    texts = {"MESG": "{sender_name} in {channel_name}: {message} {x} {", "ADMN": "News: {message}"}
    [changed] = api.put(f"{path}/default", template=texts)["push_message_templates"]
    assert changed["template"]["ADMM"] == "News: {message}"
    api.put(f"/group_channels/{lunch}", name="Lunch")
    api.say("alice", lunch, "{filename}?")
    api.post(f"/group_channels/{lunch}/messages", message_type="ADMM", message="closed")
    assert [body for body, _ in pushed(api)] == ["Alice in Lunch: {filename}? {x} {", "News: closed"]
    assert api.refusal("GET", f"{path}/other")[0] == 400201


def test_templates_are_kept(api):
    api.put("/applications/push/message_templates/alternative", **{"template.MESG": "!"})
    api.post(FIRE, api_key="AIza-example")
    dump = api.app.provider.dump(api.app)
    other = new_api(dump)
    again = other.app.provider.dump(other.app)
    for name in ("push_templates", "push_configurations"):
        assert again[name] == dump[name]
