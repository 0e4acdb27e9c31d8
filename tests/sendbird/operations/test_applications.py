"""Applications: created, listed and deleted by an account, viewed and deleted by their token."""

from base64 import b64encode

import pytest

from chatmock.core.hub import Hub
from chatmock.providers.sendbird import Sendbird


def client(api, **headers):
    other = type(api)(api.hub, api.app)
    other.headers = headers
    return other


def basic(email="ann@example.com", password="secret"):
    return "Basic " + b64encode(f"{email}:{password}".encode()).decode()


def token(api, value):
    return client(api, **{"Api-Token": value})


@pytest.fixture
def ann(api):
    """Somebody with an account."""
    return client(api, Authorization=basic())


@pytest.fixture
def ben(api):
    """Somebody with another account."""
    return client(api, Authorization=basic("ben@example.com"))


def test_a_new_application_has_the_recorded_keys(ann):
    assert set(ann.post("/applications", name="Canteen")) == {"app_id", "name", "icon_url", "api_token"}


def test_an_application_id_is_a_uuid_in_capitals(ann):
    app_id = ann.post("/applications", name="Canteen")["app_id"]
    assert [len(part) for part in app_id.split("-")] == [8, 4, 4, 4, 12] and app_id == app_id.upper()


def test_a_new_application_works_at_once_and_is_empty(api, ann, alice):
    canteen = token(api, ann.post("/applications", name="Canteen")["api_token"])
    assert canteen.get("/users")["users"] == []
    canteen.user("alice")
    assert canteen.get("/users/alice")["user_id"] == "alice"


def test_what_happens_in_one_application_does_not_in_another(api, ann):
    canteen = token(api, ann.post("/applications", name="Canteen")["api_token"])
    canteen.user("zoe")
    assert api.refusal("GET", "/users/zoe") == (400201, '"User" not found.')


def test_equal_runs_create_equal_applications():
    def created():
        hub = Hub([Sendbird()])
        return hub.ids.hex(), hub.ids.serial()

    assert created() == created()


def test_a_new_application_is_of_the_era_of_the_others(ann, api_of_2016):
    canteen = token(api_of_2016, ann.post("/applications", name="Canteen")["api_token"])
    assert canteen.refusal("GET", "/users/nobody") == (400201, "User not found.")


def test_an_application_needs_a_name(ann):
    assert ann.refusal("POST", "/applications", {}) == (400105, '"name" must be required.')


def test_two_applications_may_have_one_name(ann):
    ids = {ann.post("/applications", name="Canteen")["app_id"] for _ in range(2)}
    assert len(ids) == 2


def test_basic_and_a_token_together_create_nothing(api, ann):
    ann.headers["Api-Token"] = api.app.api_token
    assert ann.refusal("POST", "/applications", {"name": "x"}) == (500901, "CREATE Application is failed.")
    assert len(list(api.hub)) == 1


def test_a_token_alone_creates_nothing(api):
    assert api.refusal("POST", "/applications", {"name": "x"})[0] == 400401


@pytest.mark.parametrize("value", ["Basic", "Basic ", "Basic ???", "Basic YWJj", "Basic " + b64encode(b":x").decode()])
def test_a_malformed_basic_authorization_is_refused(api, value):
    assert client(api, Authorization=value).refusal("POST", "/applications", {"name": "x"})[0] == 400401


def test_basic_may_carry_a_line_end_as_in_the_documented_example(api):
    shown = "Basic YXBpQHNlbmRiaXJkLmNvbToxMjM0Cg=="
    assert client(api, Authorization=shown).get("/applications") == {"applications": [], "next": ""}


def test_no_credential_at_all_is_a_missing_token(api):
    assert client(api).refusal("GET", "/applications") == (400401, "Not valid Api-Token. Api-Token is missing.")


def test_an_account_lists_its_own_applications_only(ann, ben):
    mine = [ann.post("/applications", name=name) for name in ("Canteen", "Kiosk")]
    ben.post("/applications", name="Bar")
    assert ann.get("/applications") == {"applications": mine, "next": ""}


def test_the_application_a_server_begins_with_belongs_to_no_account(ann):
    assert ann.get("/applications") == {"applications": [], "next": ""}


def test_applications_come_in_pages(ann):
    names = [f"number {n}" for n in range(5)]
    for name in names:
        ann.post("/applications", name=name)
    assert [app["name"] for app in ann.walk("/applications", "applications", limit=2)] == names


def test_another_accounts_page_token_is_no_good(ann, ben):
    for _ in range(2):
        ann.post("/applications", name="Canteen")
    page = ann.get("/applications", limit=1)["next"]
    assert ben.refusal("GET", "/applications", token="x")[0] == 400111
    assert ann.get("/applications", token=page, limit=1)["next"] == ""


def test_a_page_token_of_applications_lives_an_hour(api, ann):
    for _ in range(2):
        ann.post("/applications", name="Canteen")
    page = ann.get("/applications", limit=1)["next"]
    api.hub.clock.advance(minutes=61)
    assert ann.refusal("GET", "/applications", token=page, limit=1) == (400109, "The token is expired.")


def test_a_token_shows_its_own_application(api, ann):
    canteen = ann.post("/applications", name="Canteen")
    assert token(api, canteen["api_token"]).get("/applications") == canteen


def test_a_reset_application_keeps_its_name_account_and_place(api, ann):
    made = [ann.post("/applications", name=name) for name in ("Canteen", "Kiosk")]
    canteen = api.hub.find("sendbird", made[0]["app_id"])
    api.hub.renew(canteen)
    assert ann.get("/applications")["applications"] == made


def test_where_both_credentials_come_the_token_decides(api, ann):
    ann.headers["Api-Token"] = api.app.api_token
    assert ann.get("/applications")["app_id"] == "chatmock"


def test_a_deleted_applications_token_is_dead_at_once(api, ann):
    canteen = token(api, ann.post("/applications", name="Canteen")["api_token"])
    assert canteen.delete("/applications") == {}
    assert canteen.refusal("GET", "/users") == (400401, "Not valid Api-Token. Api-Token is invalid.")
    assert ann.get("/applications")["applications"] == []


def test_an_account_deletes_all_its_applications_and_no_others(api, ann, ben):
    mine = token(api, ann.post("/applications", name="Canteen")["api_token"])
    bar = ben.post("/applications", name="Bar")
    assert ann.delete("/applications") == {}
    assert mine.refusal("GET", "/users")[0] == 400401
    assert ben.get("/applications")["applications"] == [bar]
    assert api.get("/users")["users"] == []


def test_timers_of_a_deleted_application_never_fire(api, ann):
    api.app.clock.call_at(api.app.clock.now() + 1, lambda: pytest.fail("a timer of a deleted application fired"))
    api.delete("/applications")
    api.app.clock.advance(hours=1)


def test_basic_does_not_open_what_needs_a_token(ann):
    assert ann.refusal("GET", "/users") == (400401, "Not valid Api-Token. Api-Token is missing.")


def test_account_requests_are_in_the_journal_of_the_first_application(api, ann):
    ann.post("/applications", name="Canteen")
    assert [entry.operation for entry in api.app.journal][-1] == "create_application"


def test_a_host_of_another_application_is_not_accessible(api, ann):
    canteen = ann.post("/applications", name="Canteen")
    api.headers["Host"] = f"api-{canteen['app_id']}.sendbird.com"
    assert api.refusal("GET", "/users")[0] == 400920


def test_another_applications_channel_is_simply_not_found(api, ann, lunch):
    canteen = token(api, ann.post("/applications", name="Canteen")["api_token"])
    assert canteen.refusal("GET", f"/group_channels/{lunch}") == (400201, '"Channel" not found.')
