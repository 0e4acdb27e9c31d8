"""Entities as the JSON objects that a schema describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

Presenter = Callable[[Any], Any]


class With:
    """An entity together with keys its answer has beside the entity's own: by name, or a dict that becomes the With's."""

    __slots__ = ("entity", "keys")

    def __init__(self, entity: object, own: dict[str, Any] | None = None, /, **keys: Any) -> None:
        self.entity = entity
        self.keys = keys if own is None else own


class Projection:
    """Shows of an entity, an entity With keys or a mapping the properties of one schema, in their order.

    Of a mapping all names are shown where it ``keeps_others``.

    ``fields`` are their names, each with how its value is presented in turn (None: as it is). An entity has the same
    attributes as all of its type: which of them to show, beside which keys, is worked out once.
    """

    def __init__(self, fields: dict[str, Presenter | None], *, keeps_others: bool = False) -> None:
        self._fields = fields
        self._keeps_others = keeps_others
        self._plans: dict[tuple[Any, ...], _Plan] = {}

    def __call__(self, entity: Any) -> dict[str, Any]:
        if type(entity) is dict:
            shown = {
                name: entity[name] if inner is None else inner(entity[name])
                for name, inner in self._fields.items()
                if name in entity
            }
            return {**entity, **shown} if self._keeps_others else shown
        source, keys = (entity.entity, entity.keys) if isinstance(entity, With) else (entity, _NONE)
        kind = (type(source), *keys)
        plan = self._plans.get(kind)
        if plan is None:
            plan = self._plans[kind] = self._plan(source, keys)
        return plan.carry_out(source, keys)

    def _plan(self, source: Any, keys: Mapping[str, Any]) -> _Plan:
        shown = [name for name in self._fields if name in keys or hasattr(source, name)]
        inners = ((name, self._fields[name]) for name in shown)
        return _Plan(
            dict.fromkeys(shown),
            [name for name in shown if name in keys],
            [name for name in shown if name not in keys],
            [(name, inner) for name, inner in inners if inner is not None],
        )


class _Plan(msgspec.Struct, frozen=True):
    """What is shown of one kind of entity: all names in order, those of keys, those of attributes."""

    names: dict[str, None]
    keys: list[str]
    attributes: list[str]
    inners: list[tuple[str, Presenter]]

    def carry_out(self, source: Any, keys: Mapping[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self.names.copy()
        for name in self.keys:
            answer[name] = keys[name]
        for name in self.attributes:
            answer[name] = getattr(source, name)
        for name, inner in self.inners:
            answer[name] = inner(answer[name])
        return answer


_NONE: dict[str, Any] = {}
