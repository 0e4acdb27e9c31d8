"""Waiting for a container: here for the first line that it prints."""


class HealthcheckWaitStrategy:
    """Waits until the image's health check is good."""
