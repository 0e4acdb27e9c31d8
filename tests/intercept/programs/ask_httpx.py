"""A back end with httpx, or with its successor where that is what is installed."""

import json
import sys
from importlib import import_module

httpx = import_module(sys.argv[1])
headers = {"Api-Token": "a-token-of-mine"}
with httpx.Client() as client:
    answers = [
        client.get(f"{scheme}://api-mine.sendbird.com/v3/users", headers=headers).json() for scheme in ("https", "http")
    ]
print(json.dumps(answers))
