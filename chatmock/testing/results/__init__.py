"""What a test is given, as types: plain dicts all the same."""
