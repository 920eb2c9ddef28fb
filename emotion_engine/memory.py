"""Return unused heap memory to the system, and recognise that there is none left."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import lru_cache

CPU_ALLOCATOR = "DefaultCPUAllocator"


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


def is_exhausted(error: BaseException) -> bool:
    """Whether an error says that memory ran out, on a GPU or on the CPU."""
    if isinstance(error, MemoryError):
        return True
    if not isinstance(error, RuntimeError):
        return False
    # PyTorch has a class for GPUs; on the CPU there is only the text.
    return type(error).__name__ == "OutOfMemoryError" or CPU_ALLOCATOR in str(error)


def release_gpu_memory() -> None:
    """Return what PyTorch keeps of a GPU's memory for later, so that less is in pieces."""
    import torch

    if torch.cuda.is_initialized():
        torch.cuda.empty_cache()
