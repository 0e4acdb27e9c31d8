"""A program that uses what openapi-python-client made: sends, lists and edits messages. Prints what it saw as JSON."""

import json
import sys

from chat_client import AuthenticatedClient
from chat_client.api.channels import create_group_channel
from chat_client.api.messages import list_messages, send_message, update_message
from chat_client.api.users import create_user
from chat_client.models import (
    GroupChannelCreate,
    ListMessagesChannelType,
    Message,
    MessageSend,
    MessageSendMessageType,
    MessageUpdate,
    SendMessageChannelType,
    UpdateMessageChannelType,
    UserCreate,
)

url, token = sys.argv[1:]
client = AuthenticatedClient(url, token, prefix="", auth_header_name="Api-Token", raise_on_unexpected_status=True)

create_user.sync(client=client, body=UserCreate(user_id="alice", nickname="Alice", profile_url=""))
create_group_channel.sync(client=client, body=GroupChannelCreate(channel_url="lunch", user_ids=["alice"]))
said = MessageSend(message_type=MessageSendMessageType.MESG, user_id="alice", message="Soup at noon?")
sent = send_message.sync(SendMessageChannelType.GROUP_CHANNELS, "lunch", client=client, body=said)
assert isinstance(sent, Message), sent
number = sent.message_id
change = MessageUpdate.from_dict({"message_type": "MESG", "message": "Soup at one?"})
update_message.sync(UpdateMessageChannelType.GROUP_CHANNELS, "lunch", str(number), client=client, body=change)
page = list_messages.sync(ListMessagesChannelType.GROUP_CHANNELS, "lunch", client=client, message_id=number)
print(json.dumps([[message.message_id == number, message.message] for message in page.messages]))
