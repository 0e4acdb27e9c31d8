"""What an Accept header prefers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.accepting import preferred, weights

JSON, YAML, TEXT = "application/json", "application/yaml", "text/yaml"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/html", JSON),
        ("application/yaml", YAML),
        ("Application/YAML ; Q=1", YAML),
        ("application/yaml;q=0.9, application/json;q=0.5", YAML),
        ("application/json;q=0.5, application/yaml;q=0.9", YAML),
        ("application/yaml;q=0.5, application/json;q=0.9", JSON),
        ("application/yaml, application/json", JSON),
        ("application/yaml, */*;q=0.1", YAML),
        ("application/yaml;q=0.2, */*;q=0.3", JSON),
        ("application/json;q=0.1, application/*", YAML),
        ("text/*", TEXT),
        ("application/json;q=0, */*", YAML),
        ("application/json;q=0, application/yaml;q=0, */*", TEXT),
        ("application/yaml;q=0", JSON),
        ("application/yaml; charset=utf-8; q=0.001", YAML),
        ("application/yaml;q=2", JSON),
        ("application/yaml;q=", JSON),
        ("application/yaml;q=0.1234, */*;q=0.1", JSON),
        (",, ;q=1, application/yaml,", YAML),
    ],
)
def test_the_type_of_the_greatest_weight_is_preferred(header, wanted):
    """docs: RFC 9110, 12.5.1."""
    assert preferred(header, (JSON, YAML, TEXT)) == wanted


RANGES = st.sampled_from([JSON, YAML, TEXT, "application/*", "text/*", "*/*", "text/html"])


@given(st.dictionaries(RANGES, st.integers(0, 1000)).flatmap(lambda found: st.permutations(list(found.items()))))
def test_the_order_of_a_header_does_not_matter(wishes):
    def header(rows):
        return ", ".join(f"{name};q={weight // 1000}.{weight % 1000:03}" for name, weight in rows)

    offers = (JSON, YAML, TEXT)
    assert preferred(header(wishes), offers) == preferred(header(sorted(wishes)), offers)


@given(st.text())
def test_no_header_is_too_odd(header):
    assert all(0 <= weight <= 1 for weight in weights(header).values())
    assert preferred(header, (JSON, YAML)) in (JSON, YAML)
