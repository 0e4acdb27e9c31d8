"""For each operation that the server SDKs have a story: what is called, and how it is seen that it happened."""

from tests.sendbird.clients.server_sdks.stories import announcements, applications, channels, messages, people, rules
from tests.sendbird.clients.server_sdks.stories.story import Story

STORIES: dict[str, Story] = {
    story.operation: story
    for area in (people, channels, messages, applications, rules, announcements)
    for story in area.STORIES
}
