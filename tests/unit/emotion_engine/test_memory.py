"""What memory a process releases, and what it never loads."""

from __future__ import annotations

import subprocess
import sys

import psutil
import pytest
import torch

from emotion_engine import memory
from emotion_engine.config import EngineConfig

PIECE, N_PIECES = 50_000, 2_000  # below glibc's bound for pages of their own: 100 MB


def resident() -> int:
    return psutil.Process().memory_info().rss


@pytest.mark.skipif(memory.c_library() is None, reason="only glibc trims its heap")
def test_what_was_used_between_lasting_things_is_given_back() -> None:
    pieces = [bytearray(PIECE) for _ in range(N_PIECES)]
    del pieces[:-1]  # the last one holds the heap's end
    before = resident()
    assert memory.release_unused_memory()
    assert before - resident() > PIECE * N_PIECES / 2


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "c_library", lambda: None)
    assert not memory.release_unused_memory()


def test_a_lack_of_memory_is_recognised_and_no_other_error() -> None:
    with pytest.raises(RuntimeError) as refused:
        torch.empty(2**60, dtype=torch.uint8)
    assert memory.is_exhausted(refused.value)
    assert memory.is_exhausted(torch.OutOfMemoryError("CUDA out of memory"))
    assert memory.is_exhausted(MemoryError())
    with pytest.raises(RuntimeError) as other:
        torch.ones(2) @ torch.ones(3)
    assert not memory.is_exhausted(other.value)
    assert not memory.is_exhausted(OSError(12, "memory"))


WARM = """
import sys
import emotion_engine as engine
engine.warm_up(engine.EngineConfig.from_environment())
assert "transformers" in sys.modules
assert not [name for name in sys.modules if name.startswith("triton.")]
"""


@pytest.mark.weights
def test_a_process_that_analyses_loads_no_compiler_of_kernels(
    engine_config: EngineConfig,
) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", WARM], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
