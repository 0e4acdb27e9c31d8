"""Seeds of Sendbird: checked, filled in, and written back."""

import pytest

from chatmock.core.seeds import MAX_FAULTS, SeedError, fill, own_seeds, parse, read, write
from chatmock.providers.sendbird.model import App
from chatmock.resources import data_dir
from chatmock.serving import new_hub, read_seed, serve_defaults

NOW = 1_482_148_800_000


def loaded(app, text):
    parse(text.encode(), "seed.yaml").fill(app)
    return app


def wrong(app, text):
    with pytest.raises(SeedError) as found:
        loaded(app, text)
    return str(found.value)


@pytest.mark.parametrize("name", ["lunch", "crowd"])
def test_dumping_loading_and_dumping_again_is_equal(hub, app, name):
    fill(app, read(name))
    first = app.provider.dump(app)
    again = hub.fresh(app)
    parse(write(first).encode(), "export.yaml").fill(again)
    assert again.provider.dump(again) == first


def test_lunch_shows_what_its_file_says(app, api):
    fill(app, read("lunch"))
    unread = api.get("/group_channels/lunch/messages/unread_count", user_ids="alice,bob,carol")["unread"]
    assert unread == {"alice": 0, "bob": 4, "carol": 1}
    assert api.get("/open_channels/lobby/ban")["banned_list"][0]["user"]["user_id"] == "mallory"


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_one(app):
    assert wrong(app, "users:\n  - user_id: a\n    nickame: A\n") == (
        "seed.yaml:3: unknown key 'nickame'; did you mean 'nickname'?"
    )


def test_a_wrong_type_is_named_with_its_line(app):
    assert "seed.yaml:2: user_id" in wrong(app, "users:\n  - user_id: 7\n")


def test_an_unknown_person_is_named_with_the_line(app):
    text = "users: [{user_id: a}]\ngroup_channels:\n  - channel_url: x\n    members:\n      - b\n"
    assert wrong(app, text) == "seed.yaml:5: there is no user 'b' in this document; there are a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("users: [{user_id: a}, {user_id: a}]", "'a' stands twice"),
        ("users: [{user_id: a, created: soon}]", "'soon' is no time"),
        ("users: [{user_id: a, created: in 2 days}]", "lies in the future"),
        ("group_channels: [{channel_url: x}, {channel_url: x}]", "'x' stands twice"),
    ],
)
def test_what_is_wrong_is_said(app, text, said):
    assert said in wrong(app, text)


def test_given_ids_and_tokens_are_kept_and_not_given_out_again(app, api):
    loaded(app, "users: [{user_id: a, access_token: tok, serial: 900000000}]")
    assert api.get("/users/a")["access_token"] == "tok"
    assert app.ids.serial() > 900_000_000


def test_a_seed_stands_in_its_own_time(app, api):
    loaded(app, "clock: 2016-12-19T12:00:00Z\nusers: [{user_id: a, created: 1 hour ago}]")
    assert api.get("/users/a")["created_at"] == NOW // 1000 - 3600


def test_ten_thousand_generated_messages_count(app, api):
    loaded(
        app,
        "users: [{user_id: a}, {user_id: b}]\n"
        "group_channels: [{channel_url: x, members: [a, b], messages: [{generate: 10000, from: [a, b]}]}]",
    )
    assert api.get("/group_channels/x/messages/total_count") == {"total": 10_000}
    assert api.get("/users/a/unread_count") == {"unread_count": 5_000}


def test_the_marker_seeds_a_test(pytester):
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.chatmock(seed="lunch")
        def test(chatmock):
            assert chatmock.sendbird.user("bob").unread() > 0
        """
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)


@pytest.mark.parametrize("name", own_seeds(data_dir("fixtures")))
def test_every_own_seed_is_valid(name):
    read_seed(name)


TWO = "applications:\n  - users: [{user_id: a}]\n  - application: {app_id: support}\n    users: [{user_id: b}]\n"


def test_of_several_applications_each_begins_with_its_own(tmp_path):
    (tmp_path / "two.yaml").write_text(TWO)
    hub = new_hub()
    serve_defaults(hub, {}, [read_seed(tmp_path / "two.yaml")])
    people = {app.app_id: [user.user_id for user in app.users] for app in hub if isinstance(app, App)}
    assert people == {"chatmock": ["a"], "support": ["b"]}


def test_a_document_nobody_is_filled_from_is_refused_with_its_line(app, tmp_path):
    (tmp_path / "two.yaml").write_text(TWO)
    with pytest.raises(SeedError, match=r"two.yaml:3: this document is for the application 'support' of sendbird"):
        fill(app, read_seed(tmp_path / "two.yaml"))


def test_a_provider_nobody_knows_is_refused_with_its_line(tmp_path):
    (tmp_path / "seed.yaml").write_text("users: []\nprovider: sendbrid\n")
    with pytest.raises(SeedError, match=r"seed.yaml:2: no provider is called 'sendbrid'; there are sendbird"):
        new_hub().checked(read_seed(tmp_path / "seed.yaml"))


def test_a_reset_goes_back_to_the_document_that_was_the_applications_own(chatmock_factory):
    chatmock = chatmock_factory(seed={"applications": [{"users": [{"user_id": "a"}]}]})
    chatmock.sendbird.user("b")
    chatmock.reset()
    assert [user["user_id"] for user in chatmock.state["users"]] == ["a"]


def test_names_of_nobody_are_looked_for_as_long_as_they_are_said(app):
    people = [{"user_id": f"user{number}"} for number in range(1_500)]
    said = [{"from": f"usr{number}", "message": "x"} for number in range(1_500)]
    document = {"users": people, "group_channels": [{"channel_url": "x", "members": ["user1"], "messages": said}]}
    with pytest.raises(SeedError) as refused:
        fill(app, document)
    assert str(refused.value).count("there is no user") == MAX_FAULTS
