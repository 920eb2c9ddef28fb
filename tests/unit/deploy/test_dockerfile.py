"""The image runs without rights, and installs what the lock names."""

from __future__ import annotations

import re
import shutil
import subprocess

from tests.unit.deploy.described import ROOT

TEXT = (ROOT / "Dockerfile").read_text()
STAGES = re.split(r"^FROM ", TEXT, flags=re.M)
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[|==)", re.M)


def locked() -> set[str]:
    return set(NAME.findall((ROOT / "requirements.txt").read_text()))


def test_it_does_not_run_as_root() -> None:
    (user,) = re.findall(r"^USER (.+)$", STAGES[-1], flags=re.M)
    assert user == "10001:10001"
    assert "useradd --system --uid 10001" in TEXT


def test_it_runs_what_supervisor_runs() -> None:
    supervised = (ROOT / "teaching_app/serving/supervisord.conf").read_text()
    assert "-m teaching_app.serving.web" in supervised
    assert 'CMD ["python", "-m", "teaching_app.serving.web"]' in STAGES[-1]


def test_base_images_and_tools_have_versions() -> None:
    uv = re.search(r"^UV_VERSION=(.+)$", (ROOT / "bin/setup.sh").read_text(), re.M)
    assert uv
    assert f"ARG UV_VERSION={uv[1]}" in TEXT
    assert re.search(r"^ARG PYTHON=3\.1[123]-slim-", TEXT, re.M)
    assert ":latest" not in TEXT


def test_packages_are_installed_by_hash_from_wheels() -> None:
    assert "uv pip sync" in TEXT
    assert "--require-hashes --only-binary :all: wanted.txt" in TEXT


def test_for_the_cpu_only_pytorch_and_cuda_are_left_out_of_the_lock() -> None:
    """The filter of the Dockerfile, as it stands there."""
    found = re.search(r"awk '(.+?)' \\\n", TEXT)
    awk = shutil.which("awk")
    assert found
    assert awk
    kept = subprocess.run(
        [awk, found[1], "requirements.txt"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    left_out = locked() - set(NAME.findall(kept))
    assert {"torch", "torchaudio"} <= left_out
    assert all(
        name.startswith(("nvidia-", "cuda-"))
        for name in left_out - {"torch", "torchaudio"}
    )
    assert kept.count("--hash=sha256:") > 1000
    version = re.search(
        r"^torch==([\d.]+)", (ROOT / "requirements.txt").read_text(), re.M
    )
    assert version
    assert f'"torch=={version[1]}+cpu" "torchaudio=={version[1]}+cpu"' in TEXT
