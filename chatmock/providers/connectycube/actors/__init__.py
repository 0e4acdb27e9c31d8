"""What users can do by name."""
