"""Which Python the set-up takes, and how it installs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
BASH = shutil.which("bash") or "bash"
SYSTEMS = {
    "Linux x86_64": {"sys_platform": "linux", "platform_machine": "x86_64"},
    "Linux aarch64": {"sys_platform": "linux", "platform_machine": "aarch64"},
    "Darwin arm64": {"sys_platform": "darwin", "platform_machine": "arm64"},
}


class Machine:
    """A folder of commands that are all a script finds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name in ("cat", "cksum", "dirname", "touch"):
            (folder / name).symlink_to(shutil.which(name) or name)

    def command(self, name: str, program: str) -> None:
        path = self.folder / name
        path.write_text(f"#!{BASH}\n{program}\n")
        path.chmod(0o755)

    def python(self, name: str, version: str, *, with_venv: bool = True) -> None:
        """A Python that tells its version and whether ``venv`` is there."""
        self.command(
            name,
            f'case "$2" in *version_info*) echo {version} ;; *venv*)'
            f" exit {int(not with_venv)} ;; esac",
        )

    def run(self, program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [BASH, "-euo", "pipefail", "-c", f'. "{ROOT}/bin/setup.sh"; {program}'],
            capture_output=True,
            text=True,
            env={"PATH": str(self.folder)},
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "commands")


def test_a_port_is_free_until_somebody_listens_there(machine: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = f'PYTHON="{sys.executable}"; port_is_free {server.getsockname()[1]}'
        assert machine.run(asked).returncode == 1
    assert machine.run(asked).returncode == 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_set_up_takes_what_the_lock_is_for(system: str, machine: Machine) -> None:
    supported = SpecifierSet(PROJECT["project"]["requires-python"])
    environments = [Marker(text) for text in PROJECT["tool"]["uv"]["environments"]]

    def is_locked(version: str) -> bool:
        full = {"python_version": version, "python_full_version": f"{version}.1"}
        here = {**SYSTEMS[system], **full}
        return any(marker.evaluate(here) for marker in environments)

    versions = [f"3.{minor}" for minor in range(20, 5, -1)]
    expected = [v for v in versions if v in supported and is_locked(v)]
    assert machine.run(f'pythons_of "{system}"').stdout.split() == expected


def test_another_system_is_refused_by_name(machine: Machine) -> None:
    finished = machine.run('pythons_of "Darwin x86_64"')
    assert finished.returncode == 1
    assert "not on Darwin x86_64" in finished.stderr


def test_the_newest_python_that_can_make_an_environment_is_taken(
    machine: Machine,
) -> None:
    machine.python("python3.11", "3.11")
    machine.python("python3.12", "3.12")
    machine.python("python3.13", "3.13", with_venv=False)
    machine.python("python3", "3.14")
    assert machine.run("newest_python 3.13 3.12 3.11").stdout == "python3.12\n"
    assert machine.run("newest_python 3.13 3.11").stdout == "python3.11\n"


def test_a_python_may_go_by_its_short_name(machine: Machine) -> None:
    machine.python("python3", "3.12")
    assert machine.run("newest_python 3.13 3.12 3.11").stdout == "python3\n"


@pytest.mark.parametrize(
    ("with_venv", "message"),
    [(False, "apt install python3.12-venv"), (None, "None of Python 3.13 3.12 3.11")],
)
def test_what_is_missing_is_named(
    with_venv: bool | None, message: str, machine: Machine
) -> None:
    if with_venv is not None:
        machine.python("python3.12", "3.12", with_venv=with_venv)
    machine.python("python3", "3.10")
    finished = machine.run("newest_python 3.13 3.12 3.11")
    assert finished.returncode == 1
    assert message in finished.stderr


@pytest.mark.parametrize(("version", "kept"), [("3.11", True), ("3.14", False)])
def test_an_environment_is_kept_while_its_python_is_supported(
    version: str, kept: bool, machine: Machine, tmp_path: Path
) -> None:
    machine.command("uname", "echo Linux x86_64")
    machine.command(
        "python3.13",
        f'case "$2" in *info*) echo 3.13;; esac; echo "$@" >>{tmp_path}/calls',
    )
    environment = tmp_path / "environment" / "bin"
    environment.mkdir(parents=True)
    (environment / "uv").symlink_to(BASH)
    old = Machine(tmp_path / "old")
    old.python("python", version)
    (environment / "python").symlink_to(tmp_path / "old" / "python")
    venv = environment.parent
    finished = machine.run(
        f'VENV="{venv}" UV="{environment}/uv" PYTHON="{environment}/python"; ensure_uv'
    )
    assert finished.returncode == 0, finished.stderr
    calls = tmp_path / "calls"
    made = calls.is_file() and f"-m venv --clear {venv}" in calls.read_text()
    assert made is not kept


def test_packages_come_from_wheels_with_known_hashes(
    machine: Machine, tmp_path: Path
) -> None:
    machine.command("uv", 'echo "$@"')
    finished = machine.run(
        f'UV="{machine.folder}/uv"; install_packages requirements.txt'
    )
    assert "pip sync" in finished.stdout
    assert "--only-binary :all:" in finished.stdout
    assert "--require-hashes" in finished.stdout
    assert PROJECT["tool"]["uv"]["pip"]["no-build"] is True


def test_an_environment_of_tests_stays_one(machine: Machine, tmp_path: Path) -> None:
    lists = 'ensure_uv() { :; }; install_packages() { echo "$@"; }'
    program = f'{lists}; VENV="{tmp_path}"; ensure_packages'
    assert machine.run(program).stdout == "requirements.txt\n"
    assert machine.run(program).stdout == ""
    both = "requirements.txt requirements-dev.txt\n"
    assert machine.run(f"{program} tests").stdout == both
    (tmp_path / ".packages.stamp").unlink()
    assert machine.run(program).stdout == both


def test_an_environment_with_saml_keeps_it(machine: Machine, tmp_path: Path) -> None:
    lists = 'ensure_uv() { :; }; install_packages() { echo "$@"; }'
    program = f'{lists}; VENV="{tmp_path}"; ensure_packages'
    both = "requirements.txt requirements-saml.txt\n"
    assert machine.run(f"SAML=1; {program}").stdout == both
    (tmp_path / ".packages.stamp").unlink()
    assert machine.run(program).stdout == both


def test_every_script_can_be_run() -> None:
    for path in (ROOT / "bin").iterdir():
        assert path.suffix == ".sh" or os.access(path, os.X_OK), path
