"""Backups of everything that cannot be made again: the database and the private files.

A backup is a folder: ``database.sqlite3`` or ``database.dump``, ``files/`` with each file
that a row names, as it is stored, and ``SHA256SUMS``, which ``sha256sum --check`` reads
too. Settings and keys are not in it.
"""

from .archive import make, restore
from .errors import BackupError

__all__ = ["BackupError", "make", "restore"]
