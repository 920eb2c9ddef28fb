"""Results as plain JSON values."""

from __future__ import annotations

import dataclasses
import math
from enum import StrEnum
from typing import Any


def plain(value: Any) -> Any:
    """Turn results into plain JSON values: NaN becomes ``None``, floats are short."""
    if dataclasses.is_dataclass(value):
        return {
            f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if hasattr(value, "item") and not isinstance(value, str | bytes):
        value = value.item()  # a NumPy scalar
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value
