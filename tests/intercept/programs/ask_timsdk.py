"""A back end with timsdk, which knows one host."""

import json

import timsdk

client = timsdk.TimClient(1400777777, "a-key-of-mine", "a-boss-of-mine")
client.im_open_login_svc.account_import("alice", "Alice", "")
print(json.dumps(client.im_open_login_svc.account_check(["alice", "bob"])["ResultItem"]))
