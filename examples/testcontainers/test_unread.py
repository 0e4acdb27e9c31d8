"""chatmock by Testcontainers for Python: pip install pytest requests testcontainers; docker build -t chatmock PATH_TO_CHATMOCK."""

import pytest
import requests
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HealthcheckWaitStrategy


@pytest.fixture(scope="session")
def chatmock():
    """The origin of a server in a container."""
    container = DockerContainer("chatmock").with_exposed_ports(8008).with_env("CHATMOCK_ALLOW_HOST", "localhost")
    with container.waiting_for(HealthcheckWaitStrategy()):
        yield f"http://{container.get_container_host_ip()}:{container.get_exposed_port(8008)}"


@pytest.fixture
def application(chatmock):
    """An application for one test: its origin and the headers of its back end."""
    made = requests.post(f"{chatmock}/_chatmock/applications", json={"provider": "sendbird"}, timeout=10).json()
    yield f"{chatmock}/v3", {"Api-Token": made["api_token"]}
    requests.delete(f"{chatmock}/_chatmock/applications/{made['app_id']}", timeout=10)


def test_nothing_is_unread_at_first(application):
    url, headers = application
    requests.post(
        f"{url}/users", headers=headers, json={"user_id": "bob", "nickname": "Bob", "profile_url": ""}, timeout=10
    )
    assert requests.get(f"{url}/users/bob/unread_count", headers=headers, timeout=10).json() == {"unread_count": 0}
