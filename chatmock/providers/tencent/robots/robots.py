"""Robots are made, listed and deleted; messages to them are told to the application's server (``webhooks``)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import is_user_id
from chatmock.providers.tencent.model import ROBOT, App, Caller, Given

_TAGS = {
    "Nick": "Tag_Profile_IM_Nick",
    "FaceUrl": "Tag_Profile_IM_Image",
    "SelfSignature": "Tag_Profile_IM_SelfSignature",
}
_LONGEST = 500
"""Bytes of a field."""


@api.post("/openim_robot_http_svc/create_robot")
def create_robot(app: App, caller: Caller, given: Given) -> None:
    """Make a robot; one that is there gets what is said of it. Errors: bad_group_value, beyond ``most_robots`` too."""
    user_id = given["UserID"]
    if not user_id.startswith(ROBOT) or user_id == ROBOT or not is_user_id(user_id):
        raise errors.bad_group_value(field="UserID")
    for name in _TAGS:
        if len(given.get(name, "").encode()) > _LONGEST:
            raise errors.bad_group_value(field=name)
    if user_id not in app.accounts and len(app.accounts.robots) >= app.settings.most_robots:
        raise errors.bad_group_value(field="UserID of one more robot")
    account = app.accounts.register(user_id, caller)
    app.accounts.change_profile(account, {tag: given[name] for name, tag in _TAGS.items() if name in given}, caller)


@api.post("/openim_robot_http_svc/delete_robot")
def delete_robot(app: App, caller: Caller, given: Given) -> None:
    """Delete a robot, and what was said with it. Errors: bad_group_value."""
    robot = app.accounts.robots.get(given["Robot_Account"])
    if robot is None:
        raise errors.bad_group_value(field="Robot_Account")
    app.accounts.delete(robot, caller)


@api.post("/openim_robot_http_svc/get_all_robots")
def get_all_robots(app: App) -> Given:
    """List the robots, the first made first."""
    return {"Robot_Account": list(app.accounts.robots)}
