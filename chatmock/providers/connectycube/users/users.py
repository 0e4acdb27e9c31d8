"""Users: signing up, finding one, changing and removing oneself."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import api, schemas
from chatmock.providers.connectycube.errors import blank, forbidden, invalid_value, no_user, taken
from chatmock.providers.connectycube.model import App, Given, User
from chatmock.providers.connectycube.sessions.callers import Me

FIELDS = (schemas["user.fields"].properties.keys() | {"old_password"}) - {"tag_list"}
"""What is said of a user, by the names in ``User``."""


@api.post("/users", accepts="user.create", returns="user.answer", auth="key", by="anybody", status=201)
def sign_up(app: App, given: Given) -> Given:
    """Make a user, with any session, or with the application's key alone.

    Errors: blank without a login and an email; taken for what another user has.
    """
    values = _values(given["user"])
    if not values.get("login") and not values.get("email"):
        raise blank(field="login")
    _refuse_taken(app, values)
    return {"user": app.new_user(**values)}


@api.get("/users/by_login", accepts="user.by_login", returns="user.answer", by="anybody")
def view_user_by_login(app: App, given: Given) -> Given:
    """View the user with a login. Errors: no_user."""
    return _view_by(app, "login", given["login"])


@api.get("/users/by_email", accepts="user.by_email", returns="user.answer", by="anybody")
def view_user_by_email(app: App, given: Given) -> Given:
    """View the user with an e-mail address. Errors: no_user."""
    return _view_by(app, "email", given["email"])


@api.get("/users/by_phone", accepts="user.by_phone", returns="user.answer", by="anybody")
@api.get("/users/phone", accepts="user.by_phone", returns="user.answer", by="anybody")
def view_user_by_phone(app: App, given: Given) -> Given:
    """View the user with a phone number. Errors: no_user."""
    return _view_by(app, "phone", given["phone"])


@api.get("/users/by_facebook_id", accepts="user.by_facebook_id", returns="user.answer", by="anybody")
def view_user_by_facebook_id(app: App, given: Given) -> Given:
    """View the user whom Facebook knows by an id. Errors: no_user."""
    return _view_by(app, "facebook_id", given["facebook_id"])


@api.get("/users/by_twitter_id", accepts="user.by_twitter_id", returns="user.answer", by="anybody")
def view_user_by_twitter_id(app: App, given: Given) -> Given:
    """View the user whom Twitter knows by an id. Errors: no_user."""
    return _view_by(app, "twitter_id", given["twitter_id"])


@api.get("/users/external/{external_id}", returns="user.answer", by="anybody")
def view_user_by_external_id(app: App, external_id: str) -> Given:
    """View the user whom the application's own server knows by an id. Errors: no_user."""
    return _view_by(app, "external_id", external_id)


@api.get("/users/{user_id}", returns="user.answer", by="anybody")
def view_user(app: App, user: User) -> Given:
    """View a user. Errors: no_user."""
    return {"user": user}


@api.put("/users/{user_id}", accepts="user.update", returns="user.answer", by="user")
def update_user(app: App, user: User, me: Me, given: Given) -> Given:
    """Change one's own profile; a new password takes the old one, too.

    Errors: no_user; forbidden for somebody else's; blank and invalid_value for the old password; taken.
    """
    if user is not me:
        raise forbidden()
    values = _values(given["user"])
    old = values.pop("old_password", None)
    if "password" in values and me.password:
        if old is None:
            raise blank(field="old_password")
        if old != me.password:
            raise invalid_value(field="old_password")
    if not values.get("login", me.login) and not values.get("email", me.email):
        raise blank(field="login")
    _refuse_taken(app, values, me)
    app.users.update(me, values)
    return {"user": me}


@api.delete("/users/{user_id}", by="user")
def delete_user(app: App, user: User, me: Me) -> None:
    """Remove oneself: one's sessions end, and one is out of all dialogs. Errors: no_user, forbidden."""
    if user is not me:
        raise forbidden()
    app.users.remove(me)


@api.delete("/users/external/{external_id}", by="user")
def delete_user_by_external_id(app: App, external_id: str, me: Me) -> None:
    """Remove oneself, named by the id that the application's own server has. Errors: no_user, forbidden."""
    delete_user(app, _view_by(app, "external_id", external_id)["user"], me)


@api.post("/users/password/reset", accepts="user.reset_password", by="anybody")
@api.get("/users/password/reset", accepts="user.reset_password", by="anybody")
def reset_password(app: App, given: Given) -> None:
    """Have an e-mail sent to somebody who has forgotten the password: the journal shows it. Errors: no_user."""
    _view_by(app, "email", given["email"])


def _view_by(app: App, name: str, value: str) -> Given:
    user = app.users.by(name, value)
    if user is None:
        raise no_user()
    return {"user": user}


def _values(given: Given) -> dict[str, Any]:
    """What was given as fields of ``User``."""
    values = {name: None if value == "" else value for name, value in given.items() if name in FIELDS}
    if "tag_list" in given:
        values["tags"] = tuple(dict.fromkeys(given["tag_list"] or ()))
    return values


def _refuse_taken(app: App, values: dict[str, Any], but: User | None = None) -> None:
    if name := app.users.taken(values, but):
        raise taken(field=name)
