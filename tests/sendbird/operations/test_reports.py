"""Reporting to the moderators."""

import pytest


@pytest.fixture
def message(api, lunch):
    return api.say("bob", lunch, "rude")


def test_a_channel_is_reported(api, lunch):
    body = {"report_category": "spam", "report_description": "ads", "reporting_user_id": "alice"}
    report = api.post(f"/report/group_channels/{lunch}", **body)
    assert (report["report_type"], report["report_category"], report["report_description"]) == (
        "channel",
        "spam",
        "ads",
    )
    assert (report["reporting_user"]["user_id"], report["channel"]["channel_url"]) == ("alice", lunch)


def test_a_message_is_reported_as_it_was(api, lunch, message):
    path = f"/report/group_channels/{lunch}/messages/{message['message_id']}"
    api.client("alice").post(path, report_category="harassing", offending_user_id="bob")
    api.delete(f"/group_channels/{lunch}/messages/{message['message_id']}")
    row = api.get("/report")["report_logs"][0]
    assert (row["reported_message"]["message"], row["offending_user"]["user_id"]) == ("rude", "bob")
    assert row["reporting_user"]["user_id"] == "alice"


def test_a_user_is_reported(api, lunch):
    body = {"report_category": "other", "custom_report_category_name": "slurping"}
    report = api.post("/report/users/bob", channel_type="group_channels", channel_url=lunch, **body)
    assert (report["report_category"], report["offending_user"]["user_id"]) == ("slurping", "bob")
    assert report["reporting_user"] is None


def test_reports_are_listed_the_newest_first(api, lunch, message):
    api.post(f"/report/group_channels/{lunch}", report_category="spam")
    api.post("/report/users/bob", report_category="spam")
    api.post(f"/report/group_channels/{lunch}/messages/{message['message_id']}", report_category="spam")
    rows = api.walk("/report", "report_logs", limit=1)
    assert [row["report_type"] for row in rows] == ["message", "user", "channel"]


def test_reports_are_listed_by_what_they_are_about(api, lunch, lobby, message):
    api.post(f"/report/open_channels/{lobby}", report_category="spam")
    api.post(f"/report/group_channels/{lunch}/messages/{message['message_id']}", report_category="spam")

    def kinds(path):
        return [row["report_type"] for row in api.get(path)["report_logs"]]

    assert kinds(f"/report/open_channels/{lobby}") == ["channel"]
    assert kinds(f"/report/group_channels/{lunch}") == kinds("/report/users/bob") == ["message"]
    assert kinds(f"/report/group_channels/{lunch}/messages/{message['message_id']}") == ["message"]


def test_who_did_not_send_a_message_is_no_offender(api, lunch, message):
    path = f"/report/group_channels/{lunch}/messages/{message['message_id']}"
    assert api.refusal("POST", path, {"report_category": "spam", "offending_user_id": "alice"})[0] == 400111


def test_a_reason_has_to_be_given(api, lunch):
    assert api.refusal("POST", f"/report/group_channels/{lunch}", {})[0] == 400105


def test_there_are_categories(api):
    assert [row["name"] for row in api.get("/report_category")["categories"]][-1] == "spam"
