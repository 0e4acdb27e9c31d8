"""Messages: sent, listed, counted, read."""

from sendbird_platform_sdk.models import (
    MarkAllMessagesAsReadRequest,
    MarkChannelMessagesAsReadRequest,
    SendAMessageRequest,
    SendbirdFile,
)


def test_a_sent_message_can_be_viewed(messages, token, lunch, say):
    sent = say(lunch, "bob", "soup?", custom_type="menu", data="{}")
    seen = messages.get_a_message("group_channels", lunch.channel_url, sent.message_id, api_token=token)
    assert (seen.message, seen.custom_type, seen.user.user_id) == ("soup?", "menu", "bob")


def test_messages_are_listed_oldest_first(messages, token, lunch, say):
    for text in "one", "two", "three":
        say(lunch, "bob", text)
    page = messages.list_messages("group_channels", lunch.channel_url, 0, 0, api_token=token, prev_limit=2)
    assert [message.message for message in page.messages] == ["two", "three"]


def test_messages_are_paged_from_a_message(messages, token, lunch, say):
    sent = [say(lunch, "bob", str(n)).message_id for n in range(5)]
    page = messages.list_messages(
        "group_channels", lunch.channel_url, 0, sent[2], api_token=token, prev_limit=1, next_limit=1, include=True
    )
    assert [message.message for message in page.messages] == ["1", "2", "3"]


def test_an_admin_message_has_no_sender(messages, token, lunch):
    wanted = SendAMessageRequest(message_type="ADMM", user_id="bob", message="welcome")
    sent = messages.send_a_message("group_channels", lunch.channel_url, api_token=token, send_a_message_request=wanted)
    assert (sent.type, sent.get("user")) == ("ADMM", None)


def test_a_file_message_keeps_its_file(messages, token, lunch):
    file = SendbirdFile(url="https://example.com/menu.pdf", file_name="menu.pdf", file_type="application/pdf")
    wanted = SendAMessageRequest(message_type="FILE", user_id="bob", files=file)
    sent = messages.send_a_message("group_channels", lunch.channel_url, api_token=token, send_a_message_request=wanted)
    assert (sent.type, sent.file["url"], sent.file["name"]) == ("FILE", "https://example.com/menu.pdf", "menu.pdf")


def test_a_deleted_message_is_gone(messages, token, lunch, say):
    sent = say(lunch, "bob", "oops")
    messages.delete_a_message("group_channels", lunch.channel_url, sent.message_id, api_token=token)
    total = messages.get_total_number_of_messages_in_a_channel("group_channels", lunch.channel_url, api_token=token)
    assert total.total == 0


def test_what_others_say_is_unread_until_it_is_read(users, messages, token, lunch, say):
    say(lunch, "bob", "hi")
    assert users.view_number_of_unread_messages("alice", api_token=token).unread_count == 1
    assert users.view_number_of_unread_messages("bob", api_token=token).unread_count == 0
    read = MarkChannelMessagesAsReadRequest(user_id="alice")
    messages.mark_channel_messages_as_read(
        lunch.channel_url, api_token=token, mark_channel_messages_as_read_request=read
    )
    assert users.view_number_of_unread_messages("alice", api_token=token).unread_count == 0


def test_everything_is_read_at_once(users, token, lunch, say):
    say(lunch, "bob", "hi")
    users.mark_all_messages_as_read(
        "alice", api_token=token, mark_all_messages_as_read_request=MarkAllMessagesAsReadRequest()
    )
    assert users.view_number_of_unread_messages("alice", api_token=token).unread_count == 0
