"""The platforms chatmock speaks; each is a folder of its own on the same core."""
