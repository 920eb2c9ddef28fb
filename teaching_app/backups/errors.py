"""What stops a backup or its restore."""


class BackupError(Exception):
    """Says what was expected and what was found."""
