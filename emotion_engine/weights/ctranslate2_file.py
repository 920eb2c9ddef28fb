"""Read a CTranslate2 model file: named arrays, then aliases."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

from emotion_engine.errors import CheckpointError

FORMAT_VERSION = 6
DTYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def read_variables(path: Path) -> tuple[str, dict[str, np.ndarray]]:
    """Return the name of the model specification and its variables.

    The layout is little-endian: version, specification name, revision, number of
    variables; per variable name, rank, shape, dtype, number of bytes, bytes; then
    pairs of alias and name.

    Raises
    ------
    CheckpointError
        The file is of another format version, or ends early.
    """
    try:
        with path.open("rb") as file:
            return _read(file)
    except (struct.error, UnicodeDecodeError, IndexError, ValueError) as error:
        raise CheckpointError(f"{path} is no CTranslate2 model file: {error}") from None


def _read(file: BinaryIO) -> tuple[str, dict[str, np.ndarray]]:
    (version,) = _unpack(file, "I")
    if version != FORMAT_VERSION:
        raise ValueError(f"format version {version}, expected {FORMAT_VERSION}")
    specification = _string(file)
    _revision, n_variables = _unpack(file, "II")
    variables = dict(_variable(file) for _ in range(n_variables))
    (n_aliases,) = _unpack(file, "I")
    for _ in range(n_aliases):
        alias, name = _string(file), _string(file)
        variables[alias] = variables[name]
    return specification, variables


def _variable(file: BinaryIO) -> tuple[str, np.ndarray]:
    name = _string(file)
    (rank,) = _unpack(file, "B")
    shape = _unpack(file, f"{rank}I")
    dtype_id, n_bytes = _unpack(file, "BI")
    values = np.frombuffer(file.read(n_bytes), dtype=DTYPES[dtype_id])
    return name, values.reshape(shape)


def _string(file: BinaryIO) -> str:
    (length,) = _unpack(file, "H")
    return file.read(length).rstrip(b"\0").decode()


def _unpack(file: BinaryIO, layout: str) -> tuple[int, ...]:
    layout = f"<{layout}"
    return struct.unpack(layout, file.read(struct.calcsize(layout)))
