"""Memory that a process holds for nothing: what it no longer uses, and never would."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from functools import lru_cache


def leave_compiler_out() -> None:
    """Keep this process from loading Triton, which compiles kernels for GPUs.

    ``transformers`` imports torch's compiler and that imports Triton wherever it is
    installed: 75 MB for what the engine never does. To be called before them; where
    Triton is there already it stays.
    """
    sys.modules.setdefault("triton", None)  # importing it says that there is none


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
