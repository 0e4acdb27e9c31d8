"""Storage: files in three steps."""
