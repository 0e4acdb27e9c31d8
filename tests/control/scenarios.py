"""A scenario for each platform: somebody is connected, a fault waits, and two steps were made."""

SENDBIRD = """clock: 2016-12-19T12:00:00Z
users: [{user_id: alice}, {user_id: bob}]
group_channels:
  - {channel_url: lunch, members: [alice, bob]}
scenario:
  faults:
    - {operation: list_users, status: 503, times: 2}
  sockets: [alice]
  steps:
    - {conversation: lunch, user: alice, verb: says, text: "Soup?"}
    - {advance: {hours: 1}}
    - {request: {method: GET, path: /v3/users}, refused: true}
"""
CONNECTYCUBE = """provider: connectycube
clock: 2016-12-19T12:00:00Z
users: [{login: ann, password: sesame-1234, id: 5}, {login: bob, password: sesame-1234, id: 6}]
dialogs: [{type: group, name: Lunch, occupants: [ann, bob], id: 5f0000000000000000000001}]
scenario:
  faults:
    - {operation: list_dialogs, status: 503, unused: ignore}
  sockets: ["5"]
  steps:
    - {conversation: 5f0000000000000000000001, user: "5", verb: says, text: "Soup?"}
    - {advance: {hours: 1}}
    - {user: "5", verb: reads, dialog_id: 5f0000000000000000000001}
"""
TENCENT = """provider: tencent
clock: 2016-12-19T12:00:00Z
accounts: [alice, bob]
groups: [{id: lunch, type: Public, owner: alice, members: [bob]}]
scenario:
  faults:
    - {operation: account_check, status: 503, times: 2}
  sockets: [alice]
  steps:
    - {conversation: lunch, user: alice, verb: says, text: "Soup?"}
    - {advance: {hours: 1}}
    - request:
        method: POST
        path: /v4/im_open_login_svc/account_check?sdkappid={sdkappid}&identifier={identifier}&usersig={usersig}&random=1
        body: {CheckItem: [{UserID: alice}]}
      refused: true
"""
EVERY = {"sendbird": SENDBIRD, "connectycube": CONNECTYCUBE, "tencent": TENCENT}
