"""Load chatmock's pytest plugin from a checkout that is not installed: ``python -m pytest -p pytest_plugin``.

Once chatmock is installed pytest finds the plugin by itself, and this file registers nothing.
"""

from importlib.metadata import entry_points

if not any(entry.value == "chatmock.pytest_plugin" for entry in entry_points(group="pytest11")):
    pytest_plugins = ["chatmock.pytest_plugin"]
