"""Return unused heap memory to the system."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache


def release_unused_memory() -> bool:
    """Return free heap pages to the system; False if none were released.

    glibc keeps the memory of past tensors, 30 to 60 MB after a take, while a worker
    spends most of its time waiting. Other C libraries have no such call.
    """
    library = c_library()
    return bool(library and library.malloc_trim(0))


@lru_cache(maxsize=1)
def c_library() -> ctypes.CDLL | None:
    """Return the C library if it can trim its heap."""
    name = ctypes.util.find_library("c")
    library = ctypes.CDLL(name) if name else None
    return library if hasattr(library, "malloc_trim") else None
