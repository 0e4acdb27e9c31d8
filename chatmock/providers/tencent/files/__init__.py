"""Files that clients upload, and what they are found by."""
