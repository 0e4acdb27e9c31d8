"""Waiting without blocking: under asyncio, under trio, and under anyio on either."""

import asyncio

import anyio
import pytest
import trio

from chatmock.testing import ChatmockError

LOOPS = {
    "asyncio": lambda work: asyncio.run(work()),
    "trio": trio.run,
    "anyio on asyncio": lambda work: anyio.run(work, backend="asyncio"),
    "anyio on trio": lambda work: anyio.run(work, backend="trio"),
}


@pytest.fixture(params=LOOPS.values(), ids=list(LOOPS))
def run(request):
    """Runs an async function on one of the loops."""
    return request.param


@pytest.fixture
def wait(chatmock):
    """Waits for what nobody does."""
    return lambda timeout: chatmock.journal.wait_async("create_user", timeout=timeout)


def test_what_came_is_given(chatmock, run):
    chatmock.sendbird.user("alice")
    [entry] = run(lambda: chatmock.journal.wait_async("create_user"))
    assert entry["kind"] == "actor"


def test_waiting_in_vain_fails_in_words(run, wait):
    with pytest.raises(ChatmockError, match="create_user"):
        run(lambda: wait(0))


def test_nothing_is_on_its_way(chatmock, run):
    async def settle():
        await chatmock.settled_async()
        await chatmock.sendbird.settled_async()

    run(settle)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_others_go_on_meanwhile(chatmock, backend):
    async def scenario():
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, chatmock.sendbird.user, "alice")
            return await chatmock.journal.wait_async("create_user")

    assert len(anyio.run(scenario, backend=backend)) == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_who_is_cancelled_waits_no_longer(wait, backend):
    async def scenario():
        with anyio.move_on_after(0) as scope:
            await wait(1)
        return scope.cancelled_caught

    assert anyio.run(scenario, backend=backend)


def test_trio_alone_is_enough(chatmock, pytester):
    pytester.makepyfile(
        """
        import trio

        def test(chatmock):
            chatmock.sendbird.user("alice")
            assert len(trio.run(chatmock.journal.wait_async, "create_user")) == 1
        """
    )
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:anyio")
    outcome.assert_outcomes(passed=1)
