"""Push configurations: credentials of push services, added, listed, deleted."""

import pytest

from chatmock.core.texts import Upload

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
