"""Views: the shape of answers and frames."""
