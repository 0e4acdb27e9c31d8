"""What is answered, as types: made by scripts/docs of schemas/control, which tell each field."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Clock(TypedDict):
    """Where an application's clock stands."""

    now: int
    iso: str
    state: Literal["real", "moved", "frozen"]


class Entry(TypedDict):
    """One thing that happened."""

    number: int
    at: int
    kind: str
    operation: NotRequired[str]
    method: NotRequired[str]
    path: NotRequired[str]
    query: NotRequired[str]
    status: NotRequired[int]
    headers: NotRequired[dict[str, Any]]
    request: NotRequired[Any]
    answer: NotRequired[Any]
    code: NotRequired[int | str]
    refused: NotRequired[bool]
    arrived: NotRequired[bool]
    hint: NotRequired[str]
    direction: NotRequired[str]
    user: NotRequired[str]
    why: NotRequired[str]
    to: NotRequired[list[str]]
    user_id: NotRequired[str]
    token_type: NotRequired[str]
    token: NotRequired[str]
    channel_url: NotRequired[str]
    message_id: NotRequired[int]
    title: NotRequired[str]
    body: NotRequired[str]
    sound: NotRequired[str]
    attempts: NotRequired[int]
    outcome: NotRequired[str]
    next_at: NotRequired[int]
    cause: NotRequired[int]
    took: NotRequired[float]


class Fault(TypedDict):
    """A fault that waits to strike."""

    number: int
    operation: str
    times: NotRequired[int]
    phase: Literal["before", "after"]
    code: NotRequired[int | str]
    status: NotRequired[int]
    message: NotRequired[str]
    headers: NotRequired[dict[str, str]]
    delay: NotRequired[float]
    disconnect: NotRequired[bool]
    truncate: NotRequired[int]
    dribble: NotRequired[float]
    broken_json: NotRequired[bool]
    close_code: NotRequired[int]
    withhold: NotRequired[bool]
    duplicate: NotRequired[bool]
    stall: NotRequired[bool]
    when: NotRequired[FaultWhen]
    nth: NotRequired[int]
    probability: NotRequired[float]
    seed: NotRequired[str]
    unused: NotRequired[Literal["fail", "ignore"]]
    added_at: NotRequired[str]
    struck: int
    reason: NotRequired[str]


class FaultWhen(TypedDict):
    """Only calls that meet all of these conditions."""

    user: NotRequired[str]
    channel: NotRequired[str]
    body: NotRequired[dict[str, Any]]


class Health(TypedDict):
    """Says that the server answers, and what it holds."""

    status: Literal["ok"]
    version: str
    providers: list[str]
    variants: dict[str, dict[str, Any]]
    applications: list[str | int]
    listening: dict[str, int]
    tls_port: NotRequired[int]


class Limits(TypedDict):
    """What the platform refuses for want of capacity; all off by default."""

    maintenance: bool
    quota: int | None
    latency: float
    rates: dict[str, str]


class WebhookReceived(TypedDict):
    """One webhook as its receiver got it. Nothing in it is masked."""

    number: int
    at: int
    category: str
    url: str
    attempt: int
    status: int
    headers: dict[str, str]
    text: str
    body: dict[str, Any]
