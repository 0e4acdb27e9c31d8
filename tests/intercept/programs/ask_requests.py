"""A back end with requests."""

import json

import requests

headers = {"Api-Token": "a-token-of-mine"}
with requests.Session() as session:
    answers = [
        session.get(f"{scheme}://api-mine.sendbird.com/v3/users", headers=headers).json()
        for scheme in ("https", "http", "https")
    ]
print(json.dumps(answers))
