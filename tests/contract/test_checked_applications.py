"""``chatmock check`` of applications with a seed, a turned clock and settings of their own: it learns them, and finds nothing wrong."""

from pathlib import Path

import pytest

from chatmock.commands.check import prepared
from chatmock.contract.wire import within
from chatmock.core import seeds
from chatmock.serving import new_hub
from tests.contract.test_contract_check import application, wrong

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SEEDS = [
    ("sendbird", "lunch"),
    ("sendbird", "banquet"),
    ("sendbird", "crowd"),
    ("connectycube", "kitchen"),
    ("tencent", "office"),
]
PROVIDERS = ("sendbird", "connectycube", "tencent")
TIMES = {
    "a year ahead": lambda clock: clock.advance(days=400),
    "ten years back": lambda clock: clock.set("2016-12-19T12:00:00Z"),
    "at the machine's time, frozen": lambda clock: clock.freeze(),
    "years ahead, frozen": lambda clock: clock.freeze("2030-01-01T00:00:00Z"),
    "long ago, frozen": lambda clock: clock.freeze("2001-01-01T00:00:00Z"),
}
SETTINGS = [
    {"display_past_message": True, "allow_links": False, "message_retention_hours": 24},
    {"max_message_length": 50},
    {"user_messages_per_channel": 2, "user_messages_per_channel_duration": 5},
    {"keywords": "soup", "filter_type": 2},
    {"keywords": "s*p", "filter_type": 1, "moderation_count": 1, "moderation_duration": 60, "moderation_action": 1},
    {"domains": ["spam.example"], "domain_filter_type": 1},
]
CONSOLES = [
    ("sendbird", {"guests": "deny", "key_lifetime": 5000, "token_lifetime": 60_000}),
    ("connectycube", {"session_seconds": 60, "creates_unknown_users": True, "most_occupants": 2}),
    ("connectycube", {"extension_fields": ["place"], "queues_offline_messages": False}),
    ("tencent", {"deletes_accounts": False}),
    ("tencent", {"communities": False, "creates_unknown_accounts": False}),
    ("tencent", {"checks_friends": True, "invitees_agree": True, "recall_seconds": 0, "group_fields": ["a"]}),
]


def checked(name, change, *, destructive=True, **options):
    """A check of chatmock whose application was changed, and that application; more than nine in ten are asked."""
    hub, chosen = application(name, **options)
    [app] = hub
    change(app)
    reference = new_hub(strict=True)
    reference.add(app.provider.create(**chosen))
    check = prepared(app.provider, chosen, (within(hub), within(reference)), destructive=destructive)
    assert len([*check.run()]) > 0
    return check, app


def seeded(name, seed):
    return lambda app: seeds.fill(app, seeds.read(FIXTURES / name / f"{seed}.yaml"))


@pytest.mark.parametrize(("name", "seed"), SEEDS)
@pytest.mark.parametrize("destructive", [False, True])
def test_nothing_is_wrong_with_a_seed(name, seed, destructive):
    check, _ = checked(name, seeded(name, seed), destructive=destructive)
    assert wrong(check) == []


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("when", TIMES)
def test_nothing_is_wrong_at_another_time(name, when):
    check, _ = checked(name, lambda app: TIMES[when](app.clock))
    assert wrong(check) == []
    assert sum(one.asked for one in check.outcomes) / len(check.outcomes) > 0.9


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: "-".join(settings))
def test_nothing_is_wrong_with_settings_that_can_be_read(settings):
    document = {"chatmock": 1, "settings": settings, "application": {"auto_accept": False}}
    check, _ = checked("sendbird", lambda app: seeds.fill(app, document))
    assert wrong(check) == []
    assert sum(one.asked for one in check.outcomes) / len(check.outcomes) > 0.8


@pytest.mark.parametrize(("name", "settings"), CONSOLES, ids=lambda one: one if isinstance(one, str) else "-".join(one))
def test_nothing_is_wrong_with_settings_of_the_console(name, settings):
    check, _ = checked(name, lambda app: app.provider.configure(app, settings))
    assert wrong(check) == []
    assert sum(one.asked for one in check.outcomes) / len(check.outcomes) > 0.9


@pytest.mark.parametrize("seed", ["lunch", "banquet"])
def test_settings_that_were_read_are_put_back(seed):
    seen = {}

    def change(app):
        seeded("sendbird", seed)(app)
        seen.update(app.provider.dump(app))

    _, app = checked("sendbird", change)
    after = app.provider.dump(app)
    assert after["settings"] == seen["settings"]
    assert seen["application"].get("webhook", {}).items() <= after["application"]["webhook"].items()
    templates = seen.get("push_templates", {}).get("alternative", {})
    assert templates.items() <= after["push_templates"]["alternative"].items()
