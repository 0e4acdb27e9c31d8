"""The people of an application: who is there, who is online, by what each is let in."""

from __future__ import annotations

from chatmock.control.api import Given, api
from chatmock.core.application import Application
from chatmock.core.overview import Person, show
from chatmock.core.secrets import MASK


@api.get("/people", accepts="person.query", returns="person.page")
def list_people(application: Application, given: Given) -> Given:
    """List the users of an application, the newest first, with presence, devices and credentials.

    Credentials and tokens of devices are shown as ``***`` unless ``secrets`` is true.
    """
    overview = application.provider.overview
    people = overview.people(application, given["skip"], given["limit"])
    if not given["secrets"]:
        for person in people:
            _mask(person)
    return {"total": overview.people_count(application), "people": show(people)}


def _mask(person: Person) -> None:
    for device in person.devices:
        device.token = MASK
    for credential in person.credentials:
        credential.value = MASK
