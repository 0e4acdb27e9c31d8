"""Whatever the vendor's Python SDK can put into a request is a field of the operation that it asks."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from chatmock.providers.sendbird.hints import is_not_served
from tests.sendbird.clients.asked import unknown_fields

sdk = pytest.importorskip("sendbird_platform_sdk")


def endpoints():
    """The SDK's endpoints: method, address, and the names in query and body."""
    client = sdk.ApiClient()
    api = import_module("sendbird_platform_sdk.api")
    for module in iter_modules(api.__path__):
        for name, kind in vars(import_module(f"{api.__name__}.{module.name}")).items():
            if name.endswith("Api"):
                for found in vars(kind(client)).values():
                    if hasattr(found, "params_map"):
                        path = found.settings["endpoint_path"]
                        yield found.settings["http_method"], path, sorted(names_in(found))


def names_in(endpoint):
    found = set()
    for name, where in endpoint.location_map.items():
        if where in ("query", "form"):
            found.add(endpoint.attribute_map.get(name, name))
        elif where == "body":
            for kind in endpoint.openapi_types[name]:
                found |= set(getattr(kind, "attribute_map", {}).values())
    return found


ROWS = [row for row in endpoints() if not is_not_served(row[0], row[1])]


def test_there_are_many():
    assert len(ROWS) > 90


@pytest.mark.parametrize(("method", "path", "names"), ROWS, ids=[f"{method} {path}" for method, path, _ in ROWS])
def test_what_the_sdk_can_send_is_a_field(method, path, names):
    assert unknown_fields(method, path, names) == []
