"""Seed files: read with their places, checked, filled in, and written back."""

from pathlib import Path

import pytest

from chatmock.core.seeds import SeedError, fill, moment, parse, read, write

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


def test_a_file_of_chatmocks_own_is_found_by_its_name():
    assert read("lunch").values["chatmock"] == 1


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(SeedError, match="chatmock's own seeds are crowd, lunch"):
        read("dinner")


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
        ("users: []\nusers: []", "seed.yaml:2: 'users' stands twice"),
        ("users: [", "seed.yaml:2"),
        ("- 1", "seed.yaml:1: a seed document is a mapping"),
        ("users: [{user_id: a, created: soon}]", "'soon' is no time"),
        ("users: [{user_id: a, created: in 2 days}]", "lies in the future"),
        ("group_channels: [{channel_url: x}, {channel_url: x}]", "'x' stands twice"),
    ],
)
def test_what_is_wrong_is_said(app, text, said):
    assert said in wrong(app, text)


def test_a_refused_file_is_refused_as_bytes_too():
    with pytest.raises(SeedError, match="not UTF-8"):
        parse(b"\xff\xfe", "seed.yaml")


def test_plain_words_are_texts_as_in_json():
    values = parse(b"{a: no, b: 12:30:45, c: 1.0, d: 0x1F, e: 2016-12-19, f: null, g: true}", "x").values
    assert values == {"a": "no", "b": "12:30:45", "c": 1.0, "d": "0x1F", "e": "2016-12-19", "f": None, "g": True}


def test_an_alias_bomb_is_refused():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{','.join(['*' + p] * 10)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SeedError, match="its aliases repeat"):
        parse(bomb.encode(), "bomb")


def test_times_are_relative_absolute_or_milliseconds():
    assert moment("10 minutes ago", NOW) == NOW - 600_000
    assert moment("in 1.5 hours", NOW) == NOW + 5_400_000
    assert moment("2016-12-19T12:00:00Z", 0) == NOW
    assert moment(5, NOW) == 5


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


def test_every_own_seed_is_valid():
    from chatmock.resources import data_dir

    for path in Path(data_dir("fixtures")).glob("*.yaml"):
        read(path).check()
