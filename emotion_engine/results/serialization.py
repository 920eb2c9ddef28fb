"""Results to plain JSON values and back, by cattrs; anything that does not fit fails.

Every object has exactly the keys of its class: with an extra key, a missing one or a
value of the wrong type, nothing is read. Fields omitted from the JSON when ``None`` are
listed in ``LEFT_OUT``. This module is imported inside the calls that need it, so that
importing the engine stays cheap.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError, StructureHandlerNotFoundError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.preconf.json import make_converter

T = TypeVar("T")

REPORT_DIGITS = 4
# By class: fields that are absent where nothing of the kind is stored.
LEFT_OUT = {"UtteranceReport": ("expression",), "Reference": ("style",)}
DOES_NOT_FIT = (
    AttributeError,
    ForbiddenExtraKeysError,
    KeyError,
    StructureHandlerNotFoundError,
    TypeError,
    ValueError,
)


def to_plain(value: Any, *, digits: int = REPORT_DIGITS) -> dict[str, Any]:
    """Turn results into plain JSON values: NaN becomes ``None``, floats are rounded."""
    plain: dict[str, Any] = converter(digits).unstructure(value)
    return plain


def from_plain(kind: type[T], values: Any, *, digits: int = REPORT_DIGITS) -> T:
    """Read what ``to_plain`` wrote; ``None`` is NaN where a number is required.

    Raises
    ------
    ValueError
        The values do not fit the class.
    """
    try:
        return converter(digits).structure(values, kind)
    except DOES_NOT_FIT as error:
        raise ValueError(f"This is no {kind.__name__}: {error!r}") from error


@cache
def converter(digits: int) -> Converter:
    """Return the converter that rounds every float to this many digits."""
    made = make_converter(
        forbid_extra_keys=True,
        detailed_validation=False,
        unstruct_collection_overrides={tuple: list},
    )
    for kind, read in READERS.items():
        made.register_structure_hook(kind, read)
    made.register_unstructure_hook(float, lambda value: short(value, digits))
    made.register_unstructure_hook(int, int)
    made.register_unstructure_hook(bool, bool)
    made.register_unstructure_hook(tuple, lambda v: [made.unstructure(i) for i in v])
    made.register_unstructure_hook_func(
        is_numpy_scalar, lambda value: made.unstructure(value.item())
    )
    made.register_structure_hook_factory(dataclasses.is_dataclass, exact_reader(made))
    made.register_unstructure_hook_factory(dataclasses.is_dataclass, writer(made))
    return made


def exact_reader(made: Converter) -> Callable[[type], Callable[..., Any]]:
    """Return a factory of readers that require all keys of a class."""

    def reader_of(kind: type) -> Callable[[Any, type], Any]:
        read: Callable[[Any, type], Any] = make_dict_structure_fn(
            kind,
            made,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=False,
        )
        required = {field.name for field in dataclasses.fields(kind)}
        required.difference_update(LEFT_OUT.get(kind.__name__, ()))

        def read_exactly(values: Any, _: type) -> Any:
            if not isinstance(values, Mapping):
                raise TypeError(f"{kind.__name__} is a JSON object, not {values!r}")
            if lacking := required - values.keys():
                raise KeyError(f"{kind.__name__} without {sorted(lacking)}")
            return read(values, kind)

        return read_exactly

    return reader_of


def writer(made: Converter) -> Callable[[type], Callable[..., Any]]:
    """Return a factory of writers for a class."""

    def writer_of(kind: type) -> Callable[[Any], dict[str, Any]]:
        left_out: dict[str, Any] = {
            name: override(omit_if_default=True)
            for name in LEFT_OUT.get(kind.__name__, ())
        }
        return make_dict_unstructure_fn(kind, made, **left_out)

    return writer_of


def is_numpy_scalar(kind: Any) -> bool:
    """Whether a class is a NumPy scalar type, without importing NumPy."""
    return hasattr(kind, "item") and hasattr(kind, "dtype")


def short(value: float, digits: int) -> float | None:
    """Round a float; NaN and infinities, which JSON lacks, become ``None``."""
    value = float(value)
    return round(value, digits) if math.isfinite(value) else None


def _float(value: Any, _: type) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _int(value: Any, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _bool(value: Any, _: type) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _str(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _name(value: Any, kind: type[StrEnum]) -> StrEnum:
    return kind(value)


# Without these cattrs would turn 3 into "3", and "0.3" into 0.3.
READERS: dict[type, Callable[[Any, type], Any]] = {
    StrEnum: _name,
    float: _float,
    int: _int,
    bool: _bool,
    str: _str,
}
