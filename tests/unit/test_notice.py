"""NOTICE names the copyleft libraries that wheels bring inside them."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Libraries under the GPL or LGPL that wheels of sound, video and numbers like to carry.
COPYLEFT = {
    "asound",
    "espeak-ng",
    "fftw3",
    "gfortran",
    "gmp",
    "gnutls",
    "gomp",
    "hogweed",
    "keyutils",
    "mp3lame",
    "mpg123",
    "nettle",
    "quadmath",
    "readline",
    "rubberband",
    "samplerate",
    "sndfile",
    "sox",
    "unistring",
    "x264",
    "x265",
}
LIBRARY = re.compile(r"lib([a-z0-9-]+?)(?:[-_][0-9a-f]{8}|_x86_64|_arm64|\.)")


def carried() -> set[tuple[str, str]]:
    """Pairs of distribution and copyleft library among what is installed."""
    return {
        (distribution.metadata["Name"], found[1])
        for distribution in distributions()
        for file in distribution.files or ()
        if re.search(r"\.(so|dylib)(\.|$)", file.name)
        and (found := LIBRARY.match(file.name))
        and found[1] in COPYLEFT
    }


def entries() -> list[str]:
    """Entries of the section on what wheels carry, each as one line."""
    notice = (ROOT / "NOTICE").read_text()
    section = notice.split("\nCopyleft and proprietary")[1].split("\n\n")[0]
    return re.sub(r"\n {4,}", " ", section).splitlines()


def test_every_copyleft_library_inside_a_wheel_is_named() -> None:
    inside = carried()
    assert ("av", "x264") in inside
    for package, library in sorted(inside):
        named = [entry for entry in entries() if re.match(rf"  .*\b{package}\b", entry)]
        assert any(library in entry for entry in named), f"{library} inside {package}"
