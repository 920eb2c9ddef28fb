"""Look up lines in a sorted block of bytes, where a dictionary would take far more room."""

from __future__ import annotations


def lines_with(data: bytes, key: bytes) -> list[str]:
    """Return the lines that begin with ``key``, by bisection.

    ``key`` ends with the separator, which sorts before every other byte of a key.
    """
    separator, low, high = key[-1:], 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", 0, (low + high) // 2) + 1
        if middle < low:
            middle = low
        end = data.find(b"\n", middle) + 1
        if data[middle:end].split(separator, 1)[0] + separator < key:
            low = end
        else:
            high = middle
    lines = []
    while data.startswith(key, low):
        end = data.find(b"\n", low) + 1
        lines.append(data[low:end].decode())
        low = end
    return lines
