"""Whatever is done to groups, they are what a simple model of them says."""

from copy import deepcopy
from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chatmock.core.clock import iso
from tests.control.grouped import NOON, Server

PROVIDERS = st.sampled_from(["notes", "lines"])
HOUR = 3_600_000


@dataclass
class Tenant:
    """What one application is to be."""

    app_id: object
    notes: list[str] = field(default_factory=list)
    faults: int = 0


@dataclass
class Model:
    """What a group is to be; its clock always stands."""

    name: str
    time: int = NOON
    faults: int = 0
    tenants: dict[str, Tenant] = field(default_factory=dict)
    marks: dict[str, tuple[int, dict[str, Tenant]]] = field(default_factory=dict)


class Groups(RuleBasedStateMachine):
    """Groups are begun and ended, moved, spoiled, reset, kept and brought back."""

    def __init__(self):
        super().__init__()
        self.server = Server()
        self.groups = []
        self.serial = 0

    def some(self, data, *, tenants=False):
        """One of the groups, and where wanted one of its applications."""
        group = data.draw(st.sampled_from([group for group in self.groups if group.tenants or not tenants]))
        return (group, data.draw(st.sampled_from(sorted(group.tenants)))) if tenants else group

    def done(self, method, path, **body):
        status, answer = self.server(method, path, **body)
        assert status == 200, answer
        return answer

    def freeze(self, group, at=NOON):
        self.done("POST", "/clock/freeze", group=group.name, at=iso(at))
        group.time = at

    @precondition(lambda self: len(self.groups) < 3)
    @rule()
    def begin(self):
        self.groups.append(Model(self.server.group()))
        self.freeze(self.groups[-1])

    @precondition(lambda self: self.groups)
    @rule(data=st.data(), provider=PROVIDERS)
    def make(self, data, provider):
        group = self.some(data)
        made = self.done("POST", "/applications", group=group.name, provider=provider)
        group.tenants.setdefault(provider, Tenant(made["app_id"]))
        assert group.tenants[provider].app_id == made["app_id"]

    @precondition(lambda self: any(group.tenants for group in self.groups))
    @rule(data=st.data())
    def remove(self, data):
        group, provider = self.some(data, tenants=True)
        self.done("DELETE", f"/applications/{group.tenants.pop(provider).app_id}?provider={provider}")

    @precondition(lambda self: self.groups)
    @rule(data=st.data())
    def end(self, data):
        group = self.some(data)
        self.groups.remove(group)
        self.done("DELETE", f"/groups/{group.name}")

    @precondition(lambda self: self.groups)
    @rule(data=st.data(), hours=st.integers(1, 48))
    def advance(self, data, hours):
        group = self.some(data)
        self.done("POST", "/clock/advance", group=group.name, hours=hours)
        group.time += hours * HOUR

    @precondition(lambda self: self.groups)
    @rule(data=st.data(), times=st.integers(1, 2))
    def fault_on_all(self, data, times):
        group = self.some(data)
        self.done("POST", "/faults", group=group.name, operation="write_note", times=times)
        group.faults += times

    @precondition(lambda self: any("notes" in group.tenants for group in self.groups))
    @rule(data=st.data(), own=st.booleans())
    def write(self, data, own):
        group = data.draw(st.sampled_from([group for group in self.groups if "notes" in group.tenants]))
        tenant = group.tenants["notes"]
        if own:
            self.done("POST", "/faults", app=str(tenant.app_id), provider="notes", operation="write_note")
            tenant.faults += 1
        self.serial += 1
        status = self.server.write(self.server.hub.find("notes", tenant.app_id), f"n{self.serial}")
        assert status == (500 if tenant.faults or group.faults else 201)
        if tenant.faults:
            tenant.faults -= 1
        elif group.faults:
            group.faults -= 1
        else:
            tenant.notes.append(f"n{self.serial}")

    @precondition(lambda self: self.groups)
    @rule(data=st.data())
    def reset(self, data):
        group = self.some(data)
        self.done("POST", "/reset", group=group.name)
        group.tenants = {provider: Tenant(tenant.app_id) for provider, tenant in group.tenants.items()}
        group.faults = 0
        assert not any(clock.frozen for clock in self.server.hub.groups[group.name].clocks)
        self.freeze(group)

    @precondition(lambda self: any(len(group.tenants) > 1 for group in self.groups))
    @rule(data=st.data(), provider=PROVIDERS)
    def reset_one(self, data, provider):
        group = data.draw(st.sampled_from([group for group in self.groups if len(group.tenants) > 1]))
        tenant = group.tenants[provider]
        self.done("POST", "/reset", app=str(tenant.app_id), provider=provider)
        group.tenants[provider] = Tenant(tenant.app_id)

    @precondition(lambda self: self.groups)
    @rule(data=st.data(), name=st.sampled_from("ab"))
    def keep(self, data, name):
        group = self.some(data)
        self.done("POST", f"/snapshots/{name}", group=group.name)
        group.marks[name] = group.time, deepcopy(group.tenants)

    @precondition(lambda self: any(group.marks for group in self.groups))
    @rule(data=st.data())
    def go_back(self, data):
        group = data.draw(st.sampled_from([group for group in self.groups if group.marks]))
        name = data.draw(st.sampled_from(sorted(group.marks)))
        self.done("POST", f"/snapshots/{name}/restore", group=group.name)
        group.time, kept = group.marks[name]
        group.tenants = {provider: Tenant(tenant.app_id, list(tenant.notes)) for provider, tenant in kept.items()}
        group.faults = 0

    @invariant()
    def the_applications_are_those(self):
        expected = {(provider, t.app_id) for group in self.groups for provider, t in group.tenants.items()}
        assert {(tenant.provider.name, tenant.app_id) for tenant in self.server.hub} == expected
        assert self.server.hub.groups.keys() == {group.name for group in self.groups}
        assert len(self.server.hub._credentials) == sum(provider == "notes" for provider, _ in expected)

    @invariant()
    def each_holds_what_it_should(self):
        for group in self.groups:
            there = self.server.hub.groups[group.name]
            assert {clock.now() for clock in (there.clock, *(tenant.clock for tenant in there.tenants))} == {group.time}
            for tenant in there.tenants:
                model = group.tenants[tenant.provider.name]
                assert sorted(tenant.provider.dump(tenant).get("notes", ())) == sorted(model.notes)

    @invariant()
    def the_journal_has_one_order(self):
        for group in self.groups:
            numbers = [e["number"] for e in self.server("GET", f"/journal?group={group.name}")[1]["entries"]]
            assert numbers == sorted(set(numbers))


TestGroups = Groups.TestCase
TestGroups.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
