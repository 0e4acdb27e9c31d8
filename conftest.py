"""A pytest that wanders in from a project around this checkout is told so in one line, and collects nothing here."""

from pathlib import Path

import pytest

_TOP = Path(__file__).resolve().parent


def _is_foreign(config: pytest.Config) -> bool:
    return config.rootpath.resolve() != _TOP


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """All of the checkout, where the suite that runs is another one's."""
    inside = collection_path.resolve().is_relative_to(_TOP)
    return True if inside and _is_foreign(config) else None


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """The line."""
    if not _is_foreign(config):
        return []
    return [
        f"chatmock: {_TOP} has tests of its own, left out here; run them by {_TOP}/scripts/test, or --ignore the folder"
    ]
