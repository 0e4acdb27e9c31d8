"""Metacounters of channels: whole numbers by key."""

import pytest

GREATEST = 2**63 - 1


@pytest.fixture(params=["open_channels", "group_channels"])
def path(api, request):
    """The counters of a channel: each sentence holds for both kinds."""
    channel = api.open() if request.param == "open_channels" else api.group()
    return f"/{request.param}/{channel}/metacounter"


def test_what_is_created_is_answered_and_kept(api, path):
    new = {"likes": 1, "views": -2}
    assert api.post(path, metacounter=new) == new  # recorded: the bare map
    assert api.get(path) == new
    assert api.get(f"{path}/views") == {"views": -2}


def test_a_key_is_created_once_and_all_keys_or_none(api, path):
    api.post(path, metacounter={"a": 1})
    assert api.refusal("POST", path, {"metacounter": {"a": 2, "b": 2}})[0] == 400202
    assert api.get(path) == {"a": 1}


def test_it_may_come_as_json_text(api, path):
    assert api.post(path, metacounter='{"a": 1}') == {"a": 1}  # the JS and TS SDKs


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1", 400101),
        (True, 400101),
        (1.0, 400101),
        (1.5, 400101),
        (None, 400101),
        (GREATEST + 1, 400111),
        (-GREATEST - 1, 400111),
        (10**30, 400111),
    ],
)
def test_a_value_is_a_whole_number_of_sixty_three_bits(api, path, value, code):
    assert api.refusal("POST", path, {"metacounter": {"a": value}})[0] == code
    assert api.refusal("PUT", path, {"metacounter": {"a": value}, "upsert": True})[0] == code
    assert api.refusal("PUT", f"{path}/a", {"value": value, "upsert": True})[0] == code
    assert api.get(path) == {}


@pytest.mark.parametrize("value", [GREATEST, -GREATEST, 0])
def test_the_greatest_and_the_least_value_fit(api, path, value):
    assert api.post(path, metacounter={"a": value}) == {"a": value}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, (400105, '"metacounter" must be required.')),
        ({"metacounter": []}, (400103, '"metacounter" must be a JSON.')),
        ({"metacounter": {"a,b": 1}}, (400111, 'Invalid value: "metacounter".')),
    ],
)
def test_what_does_not_fit_is_refused(api, path, body, code):
    assert api.refusal("POST", path, body) == code
    assert api.refusal("PUT", path, body) == code


def test_only_the_keys_asked_for_are_shown(api, path):
    api.post(path, metacounter={"a": 1, "b": 2, "c": 3})
    assert api.get(path, keys=["a", "c", "x"]) == {"a": 1, "c": 3}
    assert api.get(path, keys="") == {"a": 1, "b": 2, "c": 3}


def test_updating_sets_unless_told_otherwise_and_answers_the_keys_sent(api, path):
    api.post(path, metacounter={"a": 1, "b": 2})
    assert api.put(path, metacounter={"a": 5}) == {"a": 5}
    assert api.put(path, metacounter={"a": 2}, mode="increase") == {"a": 7}
    assert api.put(path, metacounter={"a": 10, "b": 1}, mode="decrease") == {"a": -3, "b": 1}
    assert api.get(path) == {"a": -3, "b": 1}


def test_one_counter_is_changed_in_the_same_modes(api, path):
    api.post(path, metacounter={"a": 1})
    assert api.put(f"{path}/a", value=5) == {"a": 5}
    assert api.put(f"{path}/a", value=2, mode="increase") == {"a": 7}
    assert api.put(f"{path}/a", value=-2, mode="decrease") == {"a": 9}


@pytest.mark.parametrize("mode", ["set", "increase", "decrease"])
def test_a_missing_key_needs_upsert(api, path, mode):
    api.post(path, metacounter={"a": 1})
    assert api.refusal("PUT", path, {"metacounter": {"a": 2, "b": 2}, "mode": mode})[0] == 400201
    assert api.refusal("PUT", f"{path}/b", {"value": 2, "mode": mode}) == (400201, '"Metacounter" not found.')
    assert api.get(path) == {"a": 1}


def test_with_upsert_a_missing_counter_starts_from_zero(api, path):
    assert api.put(path, metacounter={"a": 5}, mode="increase", upsert=True) == {"a": 5}
    assert api.put(f"{path}/b", value=5, mode="decrease", upsert=True) == {"b": -5}
    assert api.put(f"{path}/c", value=5, upsert=True) == {"c": 5}


def test_an_unknown_mode_is_refused(api, path):
    api.post(path, metacounter={"a": 1})
    assert api.refusal("PUT", path, {"metacounter": {"a": 2}, "mode": "double"}) == (400111, 'Invalid value: "mode".')


def test_a_total_beyond_the_greatest_is_refused_for_all_keys(api, path):
    api.post(path, metacounter={"a": GREATEST, "b": 1})
    assert api.refusal("PUT", path, {"metacounter": {"b": 1, "a": 1}, "mode": "increase"})[0] == 400111
    assert api.get(path) == {"a": GREATEST, "b": 1}


def test_a_key_in_the_path_has_no_comma_either(api, path):
    assert api.refusal("PUT", f"{path}/a%2Cb", {"value": 1, "upsert": True})[0] == 400111


def test_a_key_that_is_not_there_is_not_found(api, path):
    for method in ("GET", "DELETE"):
        assert api.refusal(method, f"{path}/a") == (400201, '"Metacounter" not found.')


def test_deleted_counters_are_gone_and_can_be_created_again(api, path):
    api.post(path, metacounter={"a": 1, "b": 2})
    assert api.delete(f"{path}/a") == {}  # recorded
    assert api.get(path) == {"b": 2}
    assert api.delete(path) == {}
    assert api.post(path, metacounter={"a": 1}) == {"a": 1}


def test_one_counter_is_asked_for_by_its_key(api, lunch):
    path = f"/group_channels/{lunch}/metacounter"
    api.post(path, metacounter={"soups": 1, "salads": 2, "cakes": 3})
    assert api.get(path, key="soups") == {"soups": 1}
    assert api.get(path, key="soups", keys="cakes") == {"cakes": 3, "soups": 1}
