"""Account management: importing, checking, deleting, kicking."""
