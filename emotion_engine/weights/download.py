"""Resumable downloads over HTTP."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

BLOCK_BYTES = 1 << 18
TIMEOUT_S = 30.0
ATTEMPTS = 4
# (what is being fetched, bytes received so far, total bytes or 0 if unknown)
Progress = Callable[[str, int, int], None]


def say_nothing(name: str, done: int, total: int) -> None:
    """Report no progress: the default."""


def download(
    url: str,
    target: Path,
    *,
    name: str | None = None,
    progress: Progress = say_nothing,
    timeout_s: float = TIMEOUT_S,
) -> Path:
    """Fetch ``url`` to ``target`` by way of ``target.part``.

    A broken connection is resumed where it stopped, now or in the next run, if the
    server supports ranges; otherwise the file is fetched again. The target appears only
    when complete.

    Raises
    ------
    OSError
        The server cannot be reached or refuses (``urllib.error`` derives from it), or
        connections keep breaking; the part file stays for the next run.
    """
    part = target.with_name(f"{target.name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(ATTEMPTS):
        before = size_of(part)
        try:
            fetch_rest(url, part, name or target.name, progress, timeout_s)
            break
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            if attempt + 1 == ATTEMPTS or size_of(part) <= before:
                raise ConnectionError(
                    f"{url}: {error or type(error).__name__}"
                ) from error
    return part.replace(target)


def fetch_rest(
    url: str, part: Path, name: str, progress: Progress, timeout_s: float
) -> None:
    """Append what is still missing to ``part``, or start over."""
    have = size_of(part)
    with open_from(url, have, timeout_s) as response:
        resumed = response.status == 206
        have = have if resumed else 0
        total = have + int(response.headers.get("Content-Length") or 0)
        with part.open("ab" if resumed else "wb") as file:
            while block := response.read(BLOCK_BYTES):
                file.write(block)
                have += len(block)
                progress(name, have, total)
    if have < total:
        raise ConnectionError(f"ended after {have} of {total} bytes")


def size_of(path: Path) -> int:
    """Return the size of a file in bytes, 0 if it does not exist."""
    return path.stat().st_size if path.exists() else 0


def open_from(url: str, start: int, timeout_s: float):
    """Open ``url`` at byte ``start``, or at 0 if the server does not support that."""
    # The addresses are our own, https all: see ``sources``.
    request = urllib.request.Request(url)
    if start:
        request.add_header("Range", f"bytes={start}-")
    try:
        return urllib.request.urlopen(request, timeout=timeout_s)  # nosec B310
    except urllib.error.HTTPError as error:
        if error.code != 416:  # the part file is longer than the remote file
            raise
        error.close()
        return urllib.request.urlopen(url, timeout=timeout_s)  # nosec B310
