"""Which calls a fault strikes: compared with a count by hand, and the same in each run."""

from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.faults import Fault, Faults
from chatmock.core.ids import fraction
from chatmock.core.sight import Naming, Sight, holds

NAMING = Naming(frozenset(("user_id",)), frozenset(("channel_url",)), any_case=True)
NAMES = st.sampled_from(["alice", "bob", "carol"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


@given(
    calls=st.lists(st.tuples(NAMES, st.sampled_from(["lunch", "Lunch", "tea"])), max_size=30),
    user=st.none() | NAMES,
    channel=st.none() | st.sampled_from(["lunch", "TEA"]),
    nth=st.integers(1, 6),
    times=st.none() | st.integers(1, 4),
)
def test_a_fault_strikes_from_its_nth_call_on_as_often_as_it_says(calls, user, channel, nth, times):
    faults = Faults(NAMING)
    fault = faults.add(Fault("send", times=times, user_id=user, channel=channel, nth=nth))
    sights = [Sight(place={"user_id": who, "channel_url": where}) for who, where in calls]
    struck = [number for number, sight in enumerate(sights) if faults.strike("send", "before", sight) is not None]
    fits = [
        number
        for number, (who, where) in enumerate(calls)
        if user in (None, who) and (channel is None or channel.lower() == where.lower())
    ]
    assert struck == fits[nth - 1 :][:times]
    assert fault.struck == len(struck)


@given(seed=st.text(max_size=9), probability=st.floats(0.01, 1), calls=st.integers(0, 60))
def test_draws_of_a_seed_are_the_same_in_each_run(seed, probability, calls):
    def run():
        faults = Faults()
        faults.add(Fault("send", times=None, probability=probability, seed=seed))
        return [faults.strike("send", "before") is not None for _ in range(calls)]

    assert run() == run()


@given(st.text(max_size=9), st.integers(0, 2**40))
def test_a_draw_is_a_part_of_one(seed, number):
    assert 0 <= fraction(seed, number) < 1


def test_draws_come_as_often_as_they_are_likely():
    faults = Faults()
    faults.add(Fault("send", times=None, probability=0.3, seed="storm"))
    struck = sum(faults.strike("send", "before") is not None for _ in range(10_000))
    assert 2_800 < struck < 3_200


@given(orders=st.lists(st.integers(1, 3), min_size=1, max_size=4), calls=st.integers(1, 12))
def test_of_several_faults_each_call_is_struck_by_one_at_the_most(orders, calls):
    faults = Faults()
    added = [faults.add(Fault("send", nth=nth)) for nth in orders]
    struck = [faults.strike("send", "before") for _ in range(calls)]
    hit = [fault for fault in struck if fault is not None]
    assert len(hit) == len(set(map(id, hit))) == sum(fault.struck for fault in added)
    assert calls < max(orders) + len(orders) or len(hit) == len(orders)


@given(VALUES)
def test_everything_has_itself(value):
    assert holds(value, value)


@given(st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3), st.dictionaries(st.sampled_from("def"), VALUES))
def test_what_is_beside_it_does_not_matter(wanted, more):
    assert holds(wanted, {**more, **wanted})


def test_a_wanted_body_of_any_size_is_read_once():
    deep: dict[str, object] = {}
    for _ in range(200):
        deep = {"a": deep}
    wide = {f"key-{number}": number for number in range(10_000)}
    assert holds(deep, deep) and not holds(deep, {"a": {}})
    assert holds(wide, wide) and not holds(wide, {**wide, "key-9999": 0})
