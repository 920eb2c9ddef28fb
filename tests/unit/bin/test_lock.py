"""The lock: whole, for every system, from wheels alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
LISTS = tuple(
    f"requirements{extra}" for extra in ("", "-dev", "-node", "-ray", "-saml")
)
MACHINES = [
    ("linux", "x86_64", "3.13"),
    ("linux", "x86_64", "3.12"),
    ("linux", "x86_64", "3.11"),
    ("linux", "aarch64", "3.13"),
    ("linux", "aarch64", "3.11"),
    ("darwin", "arm64", "3.13"),
    ("darwin", "arm64", "3.12"),
    ("darwin", "arm64", "3.11"),
]


def environment(system: str, processor: str, version: str) -> dict[str, str]:
    return {
        "sys_platform": system,
        "platform_machine": processor,
        "python_version": version,
        "python_full_version": f"{version}.9",
    }


def chosen(name: str) -> list[Requirement]:
    """What we wrote into a list."""
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    entries = (line.partition("#")[0].strip() for line in lines)
    return [Requirement(e) for e in entries if e and not e.startswith("-")]


def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """What was pinned for it, each with its hashes."""
    text = (ROOT / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", text, flags=re.M))
    return [
        (Requirement(e.split(" \\")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})", e))
        for e in entries
    ]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    for requirement, hashes in locked(name):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("machine", MACHINES, ids="-".join)
def test_each_machine_gets_one_version_of_everything_chosen(
    name: str, machine: tuple[str, str, str]
) -> None:
    here = environment(*machine)

    def applies(requirement: Requirement) -> bool:
        return requirement.marker is None or requirement.marker.evaluate(here)

    pinned = [r for r, _ in locked(name) if applies(r)]
    names = [canonicalize_name(r.name) for r in pinned]
    assert len(names) == len(set(names))
    versions = dict(zip(names, (str(r.specifier)[2:] for r in pinned), strict=True))
    for wanted in filter(applies, chosen(name)):
        assert versions[canonicalize_name(wanted.name)] in wanted.specifier


def test_nothing_is_locked_that_needs_a_compiler_or_serves_nobody() -> None:
    names = {requirement.name for name in LISTS for requirement, _ in locked(name)}
    assert "torch" in names
    assert not names & {"pyworld", "triton"}  # no wheels for Linux; kernels for GPUs


UV = """
case "$*" in *aarch64-manylinux*3.13* | *3.13*aarch64-manylinux*) echo no wheel; exit 1 ;; esac
echo "$@" >>"$(dirname "$0")/calls"
"""


def test_a_missing_wheel_fails_the_lock_and_names_the_machine(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    commands = tmp_path / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name, program in {"uv": UV, "python": "echo 3.11"}.items():
        (commands / name).write_text(f"#!/bin/sh\n{program}\n")
        (commands / name).chmod(0o755)
    finished = subprocess.run(
        [tmp_path / "bin" / "lock", "--check"], capture_output=True, text=True
    )
    assert finished.returncode == 1
    assert "Linux aarch64 with Python 3.13" in finished.stderr
    calls = (commands / "calls").read_text().splitlines()
    assert len(calls) == 3  # every Python of the system before it
    for call in calls:
        assert "--only-binary :all:" in call
        assert "requirements.txt" in call
