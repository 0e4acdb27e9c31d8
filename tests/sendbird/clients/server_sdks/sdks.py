"""The three server SDKs alike: which methods each has, and a call of one with values by their names on the wire."""

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sendbird_platform_sdk as python_sdk
from sendbird_platform_sdk import api as python_apis

from tests.sendbird.clients.js_sdk.client import JsClient

HERE = Path(__file__).parent
PYTHON = "sendbird-platform-sdk"
NODE = ("sendbird-platform-sdk", "sendbird-platform-sdk-typescript")
VERSIONS = ("2.1.5", "1.0.3", "0.0.18")
"""Of the SDKs for Python, JavaScript and TypeScript."""
TITLES = {
    "python": f"Python: {PYTHON} {VERSIONS[0]}",
    "js": f"JavaScript: {NODE[0]} {VERSIONS[1]}",
    "ts": f"TypeScript: {NODE[1]} {VERSIONS[2]}",
}


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an SDK, and the operation that it calls."""

    sdk: str
    api: str
    name: str
    operation: str
    """Method and address below ``/v3``, as in ``GET /users/{user_id}``."""

    def __str__(self) -> str:
        return f"{self.api}.{self.name}"


@dataclass(frozen=True, slots=True)
class Values:
    """What a method is called with: parts of the address, of the query, and the body, by their names on the wire."""

    paths: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Mapping[str, Any] | None


def node() -> JsClient:
    """A process with both SDKs for Node."""
    return JsClient("sdk", scripts=HERE)


def node_methods(process: JsClient) -> list[Method]:
    found = process("methods")
    return [
        Method(sdk, one["api"], one["name"], f"{one['method']} {one['path'].removeprefix('/v3')}")
        for sdk in ("js", "ts")
        for one in found[sdk]
    ]


@cache
def python_methods() -> list[Method]:
    found = []
    for name, api in _python_classes().items():
        client = api(python_sdk.ApiClient(python_sdk.Configuration(host="http://127.0.0.1:9")))
        for method, endpoint in vars(client).items():
            if method.endswith("_endpoint"):
                settings = endpoint.settings
                address = f"{settings['http_method']} {settings['endpoint_path'].removeprefix('/v3')}"
                found.append(Method("python", name, method.removesuffix("_endpoint"), address))
    return found


@cache
def _python_classes() -> dict[str, Any]:
    modules = [
        importlib.import_module(f"{python_apis.__name__}.{found.name}")
        for found in pkgutil.iter_modules(python_apis.__path__)
    ]
    return {
        name: made
        for module in modules
        for name, made in inspect.getmembers(module, inspect.isclass)
        if name.endswith("Api")
    }


def call_node(process: JsClient, method: Method, values: Values, host: str, token: str) -> Any:
    """What a method of an SDK for Node makes of the answer, as JSON."""
    return process(
        "call",
        sdk=method.sdk,
        api=method.api,
        name=method.name,
        host=host,
        token=token,
        paths=dict(values.paths),
        query=dict(values.query),
        body=values.body,
    )


def call_python(method: Method, values: Values, host: str, token: str) -> Any:
    """What a method of the SDK for Python makes of the answer, as JSON."""
    with python_sdk.ApiClient(python_sdk.Configuration(host=host)) as client:
        api = _python_classes()[method.api](client)
        endpoint = getattr(api, f"{method.name}_endpoint")
        given = dict(_python_arguments(endpoint, values, token, client.configuration))
        positional = [given.pop(name) for name in endpoint.params_map["required"]]
        made = getattr(api, method.name)(*positional, **given)
        client.rest_client.pool_manager.clear()
    return plain(made)


def _python_arguments(endpoint: Any, values: Values, token: str, configuration: Any) -> Any:
    for name, place in endpoint.location_map.items():
        wire, kind = endpoint.attribute_map.get(name, name), endpoint.openapi_types[name][0]
        if place == "header":
            yield name, token
        elif place == "path":
            yield name, kind(values.paths[wire])
        elif place == "query" and wire in values.query:
            yield name, values.query[wire]
        elif place == "form" and wire in (values.body or {}):
            yield name, (values.body or {})[wire]
        elif place == "body" and values.body is not None:
            yield name, kind(**values.body, _configuration=configuration, _check_type=True)


def plain(made: Any) -> Any:
    """A model of the SDK for Python as JSON."""
    if hasattr(made, "to_dict"):
        return plain(made.to_dict())
    if isinstance(made, dict):
        return {key: plain(value) for key, value in made.items()}
    if isinstance(made, list | tuple):
        return [plain(value) for value in made]
    return made
