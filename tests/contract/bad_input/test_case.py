"""A channel's address is the same in any case, wherever it stands: in a path, a query or a body."""

from tests.contract.bad_input.test_fields import NEED_A_FILE

NAMES = ("channel_url", "target_channel_url", "channel_urls")
CREATE = ("create_group_channel", "create_open_channel")


def loud(value):
    return [text.upper() for text in value] if isinstance(value, list) else value.upper()


def test_a_channel_is_found_in_any_case(world, address):
    # seed: "channel_url is not case sensitive"
    base = address.base()
    given = {name: loud(value) if name in NAMES else value for name, value in base.items()}
    channel = "LOBBY" if "open_channels" in (address.kind, *address.operation.path.split("/")) else "LUNCH"
    path = address.path(world, channel_url=channel, target_channel_url="LOBBY")
    usual = address.send(world, base) if not address.writes else None
    answer = address.send(world, given, path=path)
    assert usual is None or usual.body == answer.body
    assert answer.status == (400 if address.name in NEED_A_FILE else 200), answer.body
    assert address.name in CREATE or (b'"LUNCH"' not in answer.body and b'"LOBBY"' not in answer.body)
    world.check(answer, 0, may_change=address.writes)
