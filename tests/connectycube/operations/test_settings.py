"""Settings of an application, as a test makes them by the control API: what a seed refuses is refused here, too."""

import pytest


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"session_seconds": -5}, "session_seconds: -5 is too small; 1 is the least"),
        ({"session_seconds": 2**62}, "is too large"),
        ({"session_seconds": None}, "has to be a whole number"),
        ({"resumption_seconds": 2**62}, "is too large"),
        ({"refused_tokens": "abc"}, "has to be a list"),
        ({"extension_fields": ["a", "b", "c", "d"]}, "extension_fields"),
        ({"most_occupants": 0}, "2 is the least"),
        ({"identity_provider": {"url": "file:///etc/passwd"}}, "file:///etc/passwd"),
        ({"completes_joins": 1}, "true or false"),
        ({"session_second": 5}, "no setting 'session_second'"),
    ],
)
def test_a_setting_that_is_none_is_refused_and_changes_nothing(api, settings, said):
    before = api.app.settings
    with pytest.raises(ValueError, match=said):
        api.app.provider.configure(api.app, settings)
    assert api.app.settings == before


def test_a_setting_is_kept(api):
    given = {"session_seconds": 60, "extension_fields": ["a"], "refused_tokens": ["x"], "most_occupants": None}
    api.app.provider.configure(api.app, given)
    assert api.app.provider.configuration(api.app).items() >= given.items()
    assert api.app.sessions.lifetime == 60
