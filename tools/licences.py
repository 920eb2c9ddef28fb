"""Compare the licences of everything installed with those that licences.toml allows."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
POLICY = Path(__file__).with_suffix(".toml")
# Families of classifiers that say nothing about the licence itself.
FAMILIES = ("OSI Approved", "DFSG approved")


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package and the licence it states; empty where it states none."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Licences that any package may have, and the others that some may."""

    allowed: frozenset[str]
    exceptions: frozenset[tuple[str, str]]  # name, what it states

    @classmethod
    def read(cls, path: Path = POLICY) -> Policy:
        """Read a policy written like ``licences.toml``."""
        table = tomllib.loads(path.read_text())
        return cls(
            allowed=frozenset(table["allowed"]),
            exceptions=frozenset(
                (name, exception["states"])
                for exception in table["exception"]
                for name in exception["packages"]
            ),
        )

    def allows(self, package: Package) -> bool:
        """Whether the licence is allowed to all, or to this package by name."""
        if (package.name, package.licence) in self.exceptions:
            return True
        # AND binds more tightly than OR; an expression in brackets is not taken apart.
        return any(
            all(term in self.allowed for term in choice.split(" AND "))
            for choice in package.licence.split(" OR ")
        )


def python_packages(path: list[str] | None = None) -> Iterator[Package]:
    """Distributions of this environment, or of the folders in ``path``."""
    for found in distributions(path=sys.path if path is None else path):
        name = found.metadata["Name"].lower().replace("_", "-")
        yield Package(name, found.version, stated_licence(found.metadata.json))


def stated_licence(metadata: Mapping[str, Any]) -> str:
    """Return the SPDX expression; else the classifiers; else the first line of the text."""
    if expression := metadata.get("license_expression"):
        return expression
    last_parts = (
        classifier.rsplit(" :: ", 1)[1]
        for classifier in metadata.get("classifier", ())
        if classifier.startswith("License :: ")
    )
    if stated := [part for part in last_parts if part not in FAMILIES]:
        return " AND ".join(sorted(stated))
    return metadata.get("license", "").strip().partition("\n")[0]


def front_end_packages(lock: Path = ROOT / "package-lock.json") -> Iterator[Package]:
    """Packages that npm's lock file names, those for other systems included."""
    for folder, entry in json.loads(lock.read_text())["packages"].items():
        if name := folder.rpartition("node_modules/")[2]:
            yield Package(name, entry["version"], entry.get("license", ""))


def refused(packages: Iterable[Package], policy: Policy) -> list[Package]:
    """Return the packages whose licence nobody has allowed."""
    return [package for package in packages if not policy.allows(package)]


def main() -> int:
    """Print what is not allowed; the exit status says whether there was any."""
    packages = [*python_packages(), *front_end_packages()]
    wrong = refused(packages, Policy.read())
    for package in wrong:
        licence = package.licence or "none stated"
        print(f"{package.name} {package.version}: licence not allowed: {licence}")
    if not wrong:
        print(
            f"{len(packages)} packages, each with a licence that {POLICY.name} allows"
        )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
