"""What the example needs of Testcontainers, where there is no Docker: a process in place of a container."""
