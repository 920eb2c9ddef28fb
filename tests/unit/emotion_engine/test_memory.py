"""What a process gives back."""

from __future__ import annotations

import psutil
import pytest

from emotion_engine import memory

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
