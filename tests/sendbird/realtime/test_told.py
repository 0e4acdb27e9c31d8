"""Clients are told all that changes for them, once, and nothing that does not change."""


def test_the_total_falls_with_what_is_taken_away(a, b, call, lunch_path, lunch):
    said = [a.ask("MESG", channel_url=lunch, message=text)[1]["msg_id"] for text in ("soup", "tea")]
    call("DELETE", f"{lunch_path}/messages/{said[0]}")
    totals = [b.next()[1]["unread_cnt"]["all"] for _ in range(3)]
    call("PUT", f"{lunch_path}/hide", user_id="bob", hide_previous_messages=True)
    assert [*totals, b.expect("SYEV", cat=13000)["unread_cnt"]["all"]] == [1, 2, 1, 0]
    call("DELETE", lunch_path)
    assert b.expect("SYEV", cat=12000)["unread_cnt"]["all"] == 0


def test_who_answers_has_read_and_everybody_hears_it(a, b, connect, lunch):
    desk = connect("bob")
    a.ask("MESG", channel_url=lunch, message="Soup?")
    for socket in (b, desk):
        socket.expect("MESG", message="Soup?")
    b.send("MESG", channel_url=lunch, message="Yes", req_id="1")
    assert b.expect("READ")["unread_cnt"]["all"] == 0
    for socket in (a, desk):
        socket.expect("MESG", message="Yes")
        assert socket.expect("READ")["user"]["user_id"] == "bob"


def test_who_writes_without_reading_has_not_read(a, b, call, lunch_path, lunch):
    a.ask("MESG", channel_url=lunch, message="Soup?")
    call("POST", f"{lunch_path}/messages", message_type="MESG", user_id="bob", message="Hm", mark_as_read=False)
    a.expect("MESG", message="Hm")
    assert a.hears_nothing()


def test_what_stays_as_it_was_is_not_told(a, call, lunch_path):
    call("PUT", lunch_path, name="dinner")
    call("PUT", f"{lunch_path}/metadata", metadata={"table": "4"}, upsert=True)
    call("PUT", f"{lunch_path}/metacounter", metacounter={"soups": 4}, upsert=True)
    call("PUT", f"{lunch_path}/hide", user_id="alice")
    assert [a.next()[1]["cat"] for _ in range(4)] == [11000, 11100, 11200, 13000]
    call("PUT", lunch_path, name="dinner")
    call("PUT", f"{lunch_path}/metadata", metadata={"table": "4"})
    call("PUT", f"{lunch_path}/metacounter", metacounter={"soups": 4})
    call("PUT", f"{lunch_path}/hide", user_id="alice")
    assert a.hears_nothing()


def test_only_what_changed_of_metadata_is_told(a, call, lunch_path):
    call("POST", f"{lunch_path}/metadata", metadata={"table": "4", "floor": "1"})
    a.expect("SYEV", cat=11100)
    call("PUT", f"{lunch_path}/metadata", metadata={"table": "5", "floor": "1"})
    a.expect("SYEV", cat=11100, data={"updated": {"table": "5"}})


def test_clients_fetch_a_channel_that_is_not_distinct_any_more(chatmock, a, call):
    pair = str(chatmock.sendbird.group("alice", "bob", is_distinct=True))
    a.expect("SYEV", cat=10000, channel_url=pair)
    chatmock.sendbird.user("carol")
    call("POST", f"/group_channels/{pair}/invite", user_ids=["carol"])
    assert [a.next()[1]["cat"] for _ in range(2)] == [11000, 10000]
    assert not call("GET", f"/group_channels/{pair}")["is_distinct"]


def test_hiding_once_more_leaves_unread_what_came_since(a, b, call, lunch_path, lunch):
    call("PUT", f"{lunch_path}/hide", user_id="bob", hide_previous_messages=True)
    a.ask("MESG", channel_url=lunch, message="hi")
    call("PUT", f"{lunch_path}/hide", user_id="bob")
    hidden, _, _, again = (b.next()[1] for _ in range(4))
    assert (hidden["data"]["hide_previous_messages"], again["data"]["hide_previous_messages"]) == (True, False)
    assert again["unread_cnt"]["all"] == 1


def test_no_two_events_have_the_same_time(chatmock, a, call, lunch_path, lunch):
    chatmock.clock.freeze()
    _, said = a.ask("MESG", channel_url=lunch, message="The menu")
    for method in ("POST", "DELETE", "POST"):
        call(method, f"{lunch_path}/messages/{said['msg_id']}/pin")
    times = [a.expect("SYEV", cat=11300)["ts"] for _ in range(3)]
    assert times == sorted(set(times))


def test_who_is_invited_is_told_with_what_the_channel_knows(a, call, lunch_path, chatmock):
    chatmock.sendbird.user("carol")
    call("POST", f"{lunch_path}/mute", user_id="carol")
    a.expect("SYEV", cat=10201)
    status = {"carol": "invited_by_non_friend"}
    call("POST", f"{lunch_path}/invite", user_ids=["carol"], invitation_status=status)
    [invited] = a.expect("SYEV", cat=10020)["data"]["invitees"]
    assert (invited["state"], invited["is_muted"], invited["role"]) == ("invited", True, "")


def test_a_file_is_no_text_to_change(a, lunch):
    _, sent = a.ask("FILE", channel_url=lunch, url="http://x.example/menu.pdf")
    assert a.refused("MEDI", channel_url=lunch, msg_id=sent["msg_id"], message="soup") == 400111


def test_an_operator_who_is_deleted_is_none_any_more(chatmock, a, call):
    chatmock.sendbird.user("dave")
    lobby = str(chatmock.sendbird.open_channel(operators=["alice", "dave"]))
    a.ask("ENTR", channel_url=lobby)
    call("DELETE", "/users/dave")
    assert [user["user_id"] for user in a.expect("SYEV", cat=10002)["data"]["operators"]] == ["alice"]


def test_a_ban_that_is_prolonged_is_told_anew(a, call, lunch_path):
    call("POST", f"{lunch_path}/ban", user_id="bob", seconds=60)
    call("PUT", f"{lunch_path}/ban/bob", seconds=600)
    told = [a.next()[1] for _ in range(3)]
    assert [event["cat"] for event in told] == [10601, 10001, 10601]
    assert told[2]["data"]["end_at"] - told[2]["data"]["start_at"] >= 600_000


def test_a_translation_is_told_once(a, call, lunch_path, lunch):
    _, said = a.ask("MESG", channel_url=lunch, message="soup")
    for _ in range(2):
        call("POST", f"{lunch_path}/messages/{said['msg_id']}/translation", target_langs=["de"])
    assert a.expect("MEDI")["translations"] == {"de": "[de] soup"}
    assert a.hears_nothing()


def test_who_is_still_muted_is_not_told_to_be_free(a, call, lunch_path):
    kind = "/applications/settings_by_channel_custom_type/food/mute"
    call("PUT", lunch_path, custom_type="food")
    a.expect("SYEV", cat=11000)
    for first, then in ((f"{lunch_path}/mute/alice", kind), (kind, f"{lunch_path}/mute/alice")):
        call("POST", f"{lunch_path}/mute", user_id="alice")
        call("POST", kind, user_ids=["alice"])
        assert [a.next()[1]["cat"] for _ in range(2)] == [10201, 10201]
        call("DELETE", first, user_ids=["alice"])
        assert a.hears_nothing()
        call("DELETE", then, user_ids=["alice"])
        a.expect("SYEV", cat=10200)
