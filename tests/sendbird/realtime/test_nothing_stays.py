"""Nothing stays of clients whose application went: neither here nor in the server that carried them."""

import gc
from collections import Counter

TIMES = 3
LOOKS = 20


def living():
    """What lives of chatmock's own, by type."""
    while gc.collect():
        pass
    kinds = (type(thing) for thing in gc.get_objects())
    return Counter(kind.__qualname__ for kind in kinds if str(kind.__module__).startswith("chatmock."))


def meet(chatmock, connect):
    """Two clients come and speak, webhooks wait for a receiver that is not there, and all of it ends with a reset."""
    sendbird = chatmock.sendbird
    alice, bob = sendbird.user("alice"), sendbird.user("bob")
    lunch = str(sendbird.group(alice, bob))
    sendbird.webhook("http://127.0.0.1:9/")
    sockets = [connect("alice"), connect("bob")]
    bob.connect()
    assert sockets[0].ask("MESG", channel_url=lunch, message="Soup?")[0] == "MESG"
    chatmock.faults.add("list_users", code=500910)
    chatmock.snapshot("then")
    chatmock.reset()
    for socket in sockets:
        while isinstance(socket.next(), tuple):
            pass
        socket.close()


def what_stays(chatmock, connect):
    before = living()
    for _ in range(TIMES):
        meet(chatmock, connect)
    return living() - before


def test_nothing_stays_of_clients_after_a_reset(chatmock, connect, run):
    meet(chatmock, connect)
    gc.collect()
    gc.freeze()  # older objects of this process, other tests' too, are not looked through
    try:
        found = (
            what_stays(chatmock, connect) for _ in range(LOOKS)
        )  # the server may still be busy with the last goodbye
        assert any(not stays for stays in found), what_stays(chatmock, connect)
    finally:
        gc.unfreeze()
