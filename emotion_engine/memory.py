"""Memory that a process holds for nothing."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache


def release_unused_memory() -> bool:
    """Give free pages of the heap back to the system; False where nothing was.

    glibc keeps what tensors of past takes took, 30 to 60 MB after one, and a worker
    waits for the next take most of its time. Other C libraries have no such call.
    """
    library = c_library()
    return bool(library and library.malloc_trim(0))


@lru_cache(maxsize=1)
def c_library() -> ctypes.CDLL | None:
    """Return the C library if it can trim its heap."""
    name = ctypes.util.find_library("c")
    library = ctypes.CDLL(name) if name else None
    return library if hasattr(library, "malloc_trim") else None
