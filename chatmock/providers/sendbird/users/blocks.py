"""Blocks of one user by another."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_different, required
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Block, Given, User
from chatmock.providers.sendbird.paging import page


@api.post("/users/{user_id}/block", accepts="block.create", returns="block", by="self")
def block_user(app: App, user: User, given: Given) -> With:
    """Block a user (today: several). Answers the blocked one, also where the block was there before.

    Errors: 400112 for blocking oneself.
    """
    targets = list(found_users(app, _target_ids(given)).values())
    if user in targets:
        raise not_different(field="target_id", other="user_id")
    for target in targets:
        if target.user_id not in user.blocks:
            Block(user, target, app.ids.serial(), app.clock.now()).impose()
            app.emit("user.blocked", user=user, target=target)
    return With(targets[0], users=targets, next="")


def _target_ids(given: Given) -> list[str]:
    ids = [*given.get("user_ids", ()), *given.get("users", ())]
    if "target_id" in given:
        ids.insert(0, given["target_id"])
    if not ids:
        raise required(field="target_id")
    return ids


@api.get("/users/{user_id}/block", accepts="block.list", returns="block.page", by="self")
def list_blocks(call: Call, user: User, given: Given) -> dict[str, Any]:
    """List whom a user blocks, or (today) who blocks the user, in the order of blocking.

    Errors: 400105 for ``metadatavalues_in`` without ``metadatakey``, as in the list of users (ruled).
    """
    mine = given["list"] == "blocked_by_me"

    def other(block: Block) -> User:
        return block.target if mine else block.user

    only, key, values = given.get("user_ids"), given.get("metadatakey"), given.get("metadatavalues_in")
    if key is None and values is not None:
        raise required(field="metadatakey")

    def keep(block: Block) -> bool:
        user_id, metadata = other(block).user_id, other(block).metadata
        return (only is None or user_id in only) and (
            key is None or (key in metadata and (values is None or metadata[key] in values))
        )

    found = page(call, "users", (user.blocks if mine else user.blocked_by).order, keep)
    return {**found, "users": [other(block) for block in found["users"]]}


@api.delete("/users/{user_id}/block/{target_id}", returns="empty", by="self")
def unblock_user(app: App, user: User, target: User) -> None:
    """Unblock a user; nothing happens where there is no block."""
    block = user.blocks.get(target.user_id)
    if block is not None:
        block.lift()
        app.emit("user.unblocked", user=user, target=target)
