"""Files between both SDKs: uploaded by one, fetched by the other, byte for byte."""

import urllib.request

import pytest

from tests.sendbird.clients.js_sdk.client import Refused, facts

pytestmark = pytest.mark.usefixtures("outsider")
ABOUT = ("name", "type", "size", "data", "customType")


def upload(name="menu.txt", text="soup, stew"):
    about = {"fileName": name, "mimeType": "text/plain", "fileSize": len(text)}
    return {"file": {"$file": [name, "text/plain", text]}, **about}


def fetched(url):
    return urllib.request.urlopen(url, timeout=10).read().decode()


def test_what_one_uploads_the_other_fetches(two, lunch, rest):
    alice, bob = two
    said = alice.group(lunch).sendFileMessage(**upload(), data="{}", customType="menu")
    heard = bob.receives(lunch)
    assert facts(heard, *ABOUT) == facts(said, *ABOUT) == ["menu.txt", "text/plain", 10, "{}", "menu"]
    assert fetched(heard["url"]) == "soup, stew"
    [kept] = rest("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]
    assert (kept["type"], kept["file"]["url"], kept["file"]["size"]) == ("FILE", heard["url"], 10)


def test_a_file_that_lies_elsewhere_is_named_by_its_address(two, lunch):
    alice, bob = two
    alice.group(lunch).sendFileMessage(fileUrl="http://pics/soup.png", fileName="soup.png", mimeType="image/png")
    assert facts(bob.receives(lunch), "url", "name", "type") == ["http://pics/soup.png", "soup.png", "image/png"]


def test_a_picture_has_the_thumbnails_that_were_asked_for(two, lunch):
    alice, bob = two
    alice.group(lunch).sendFileMessage(**upload("soup.png"), thumbnailSizes=[{"maxWidth": 10, "maxHeight": 20}])
    [small] = bob.receives(lunch)["thumbnails"]
    assert (small["width"], small["height"], fetched(small["url"])) == (10, 20, "soup, stew")


def test_what_is_said_of_a_file_is_changed(two, lunch):
    alice, bob = two
    said = alice.group(lunch).sendFileMessage(**upload(), data="old", customType="menu")
    alice.group(lunch).updateFileMessage(said["messageId"], data="new")
    changed = bob.receives(lunch, "onMessageUpdated")
    assert facts(changed, "url", "data", "customType") == [said["url"], "new", "menu"]


def test_a_file_is_copied_without_another_upload(chatmock, two, lunch):
    alice, bob = two
    dinner = alice.groups.createChannel(invitedUserIds=["alice", "bob"])
    said = alice.group(lunch).sendFileMessage(**upload())
    alice.group(lunch).copyFileMessage(dinner, said)
    assert facts(bob.receives(dinner["url"]), "url", *ABOUT) == facts(said, "url", *ABOUT)
    chatmock.journal.assert_called("upload_file", count=1)


@pytest.mark.parametrize(("operation", "code"), [("upload_file", 500901), ("FILE", 900200)])
def test_a_file_that_failed_is_sent_again(chatmock, two, lunch, operation, code):
    alice, bob = two
    chatmock.faults.add(operation, code=code)
    with pytest.raises(Refused, match=str(code)):
        alice.group(lunch).sendFileMessage(**upload())
    alice.group(lunch).resendFileMessage(alice.heard("failed"), upload()["file"])
    assert fetched(bob.receives(lunch)["url"]) == "soup, stew"


def test_a_file_of_the_backend_reaches_all(chatmock, two, lunch, rest):
    rest("POST", f"/group_channels/{lunch}/messages", message_type="FILE", user_id="bob", url="http://pics/stew.png")
    for one in two:
        assert facts(one.receives(lunch), "messageType", "url") == ["file", "http://pics/stew.png"]


def test_several_files_are_one_message(client, rest):
    alice, bob, carol = client("v4", "alice"), client("v4", "bob"), client("v3", "carol")
    lunch = alice.groups.createChannel(invitedUserIds=["bob", "carol"])["url"]
    alice.group(lunch).sendMultipleFilesMessage(fileInfoList=[upload("soup.txt", "soup"), upload("stew.txt", "stew")])
    files = bob.receives(lunch)["fileInfoList"]
    assert [(file["fileName"], fetched(file["url"])) for file in files] == [("soup.txt", "soup"), ("stew.txt", "stew")]
    assert carol.receives(lunch)["url"] == files[0]["url"]
    [listed] = bob.group(lunch).getMessagesByTimestamp(1, prevResultSize=0, nextResultSize=9)
    assert listed["fileInfoList"] == files
