"""Open channels: rooms anybody may enter."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import filters, properties
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.model import App, Given, OpenChannel
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.participants import participant_list

DEFAULT_NAMES = {"today": "open channel", "2016": "Open Channel"}


@api.post("/open_channels", accepts="open_channel.create", returns="open_channel", by="anybody")
def create_open_channel(app: App, call: Call, given: Given) -> OpenChannel:
    """Create an open channel; everything has a default (recorded).

    Errors: 400202 for an address that is in use, also by a group channel; 400201 for an operator who does not exist.
    """
    operators = properties.named_operators(app, given) or {}
    channel = OpenChannel(
        channel_url=properties.new_url(app, "open", given),
        serial=app.ids.serial(),
        created=app.clock.stamp(),
        name=given.get("name", DEFAULT_NAMES[app.era]),
        cover_url=properties.cover_of(app, call, given),
        data=given["data"],
        custom_type=given["custom_type"],
        is_ephemeral=given["is_ephemeral"],
        is_dynamic_partitioned=given["is_dynamic_partitioned"],
        max_length_message=app.default_max_length,
        operators_by_id=operators,
    )
    app.add_channel(channel)
    app.emit("channel.created", channel=channel)
    return channel


@api.get("/open_channels", accepts="open_channel.list", returns="open_channel.page", by="anybody")
def list_open_channels(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List open channels, as group channels are: the newest first (in 2016 the oldest first)."""
    order = app.open_channels.order
    if "channel_urls" in given:
        order = filters.channels_at(app, "open", given["channel_urls"])
    elif "custom_type" in given:
        order = filters.channels_of_type(app, "open", given["custom_type"])
    found = page(call, "channels", order, filters.all_of(filters.checks_of(given)), newest_first=app.era == "today")
    if given["show_metadata"]:
        found["channels"] = [With(channel, metadata=channel.meta_data) for channel in found["channels"]]
    return found


@api.get("/sdk/open_channels/{channel_url}", accepts="open_channel.view", returns="open_channel", by="anybody")
@api.get("/open_channels/{channel_url}", accepts="open_channel.view", returns="open_channel", by="anybody")
def view_open_channel(channel: OpenChannel, given: Given) -> With:
    """View an open channel; ``participants=true`` adds who is in."""
    keys: dict[str, Any] = {}
    if given["participants"]:
        keys["participants"] = participant_list(channel)
    if given["show_metadata"]:
        keys["metadata"] = channel.meta_data
    return With(channel, **keys)


@api.put("/open_channels/{channel_url}", accepts="open_channel.update", returns="open_channel", by="operator")
def update_open_channel(app: App, call: Call, channel: OpenChannel, given: Given) -> OpenChannel:
    """Change an open channel; what is not given stays."""
    before = properties.changeable(channel)
    properties.change(app, call, channel, given)
    if changes := properties.changes_since(before, channel):
        app.emit("channel.changed", channel=channel, changes=changes, by=asking_user(call))
    return channel


@api.delete("/open_channels/{channel_url}", returns="empty", by="operator")
def delete_open_channel(app: App, channel: OpenChannel) -> None:
    """Delete an open channel with its messages."""
    users = [participant.user for participant in channel.participants_by_entry]
    app.remove_channel(channel)
    app.emit("channel.deleted", channel=channel, users=users, members=[])
