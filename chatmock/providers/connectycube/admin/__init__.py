"""The administration's own calls."""
