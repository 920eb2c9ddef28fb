"""What counts as an allowed licence, and that the check names what is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.licences import Package, Policy, front_end_packages, python_packages, refused

ROOT = Path(__file__).resolve().parents[3]
POLICY = Policy(
    allowed=frozenset({"MIT", "Apache-2.0", "BSD License"}),
    exceptions=frozenset({("reader", "LGPL-3.0-only")}),
)


def install(folder: Path, name: str, *headers: str) -> None:
    """Write what an installed package says of itself."""
    information = folder / f"{name}-1.0.dist-info"
    information.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *headers]
    (information / "METADATA").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT AND Apache-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR Apache-2.0", True),
        ("GPL-3.0-only OR MIT AND AGPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("", False),
    ],
)
def test_each_term_of_one_choice_must_be_allowed(licence: str, allowed: bool) -> None:
    assert POLICY.allows(Package("anything", "1.0", licence)) is allowed


def test_an_exception_is_for_one_package_and_what_it_stated_then() -> None:
    assert POLICY.allows(Package("reader", "1.0", "LGPL-3.0-only"))
    assert not POLICY.allows(Package("reader", "2.0", "GPL-3.0-only"))
    assert not POLICY.allows(Package("writer", "1.0", "LGPL-3.0-only"))


def test_packages_state_their_licence_in_three_ways(tmp_path: Path) -> None:
    approved = "Classifier: License :: OSI Approved"
    install(tmp_path, "expression", "License: other", "License-Expression: MIT")
    install(tmp_path, "classifiers", approved, f"{approved} :: BSD License")
    install(tmp_path, "free_text", "License: Apache-2.0", "Classifier: Topic :: Text")
    install(tmp_path, "nothing")
    assert {p.name: p.licence for p in python_packages([str(tmp_path)])} == {
        "expression": "MIT",
        "classifiers": "BSD License",
        "free-text": "Apache-2.0",
        "nothing": "",
    }


def test_licences_of_the_front_end_are_read_from_its_lock(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    entries = {
        "": {"name": "intona", "license": "none of its business"},
        "node_modules/graph": {"version": "1.0", "license": "MIT"},
        "node_modules/graph/node_modules/@scope/inner": {"version": "2.0"},
    }
    lock.write_text(json.dumps({"packages": entries}))
    packages = list(front_end_packages(lock))
    assert packages == [
        Package("graph", "1.0", "MIT"),
        Package("@scope/inner", "2.0", ""),
    ]
    assert refused(packages, POLICY) == packages[1:]


def test_the_command_names_a_package_that_is_not_allowed(tmp_path: Path) -> None:
    install(tmp_path, "copied", "License-Expression: AGPL-3.0-only")
    finished = subprocess.run(
        [sys.executable, ROOT / "tools" / "licences.py"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path)},
    )
    assert finished.returncode == 1
    assert "copied 1.0: licence not allowed: AGPL-3.0-only" in finished.stdout
