"""Global mute management: accounts that may send nothing."""
