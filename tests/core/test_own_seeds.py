"""chatmock's own seeds are found by their names, with or without their provider's."""

import pytest

from chatmock.core.seeds import SeedError, find


@pytest.fixture
def fixtures(tmp_path):
    for name in ("one/lunch", "one/crowd", "two/lunch"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.yaml").write_text("{}")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "file"), [("crowd", "one/crowd"), ("one/crowd", "one/crowd"), ("two/lunch", "two/lunch")]
)
def test_a_seed_is_found_by_its_name(fixtures, name, file):
    assert find(name, fixtures) == fixtures / f"{file}.yaml"


def test_a_name_that_two_providers_have_is_refused_with_both(fixtures):
    with pytest.raises(SeedError, match=r"own seeds have this name. Write one/lunch or two/lunch"):
        find("lunch", fixtures)


def test_an_unknown_name_is_answered_with_those_there_are(fixtures):
    with pytest.raises(SeedError, match="chatmock's own seeds are crowd, one/lunch, two/lunch"):
        find("dinner", fixtures)


def test_a_file_comes_before_a_name(fixtures, monkeypatch):
    monkeypatch.chdir(fixtures)
    (fixtures / "crowd").write_text("{}")
    assert str(find("crowd", fixtures)) == "crowd"
