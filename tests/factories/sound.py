"""Small generated audio files."""

from __future__ import annotations

import io
import wave

from django.core.files.uploadedfile import SimpleUploadedFile


def wav_bytes(duration_s: float = 0.5, sample_rate: int = 16_000) -> bytes:
    """Mono 16-bit silence."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sample_rate)
        out.writeframes(bytes(2 * round(duration_s * sample_rate)))
    return buffer.getvalue()


def upload(content: bytes | None = None, name: str = "take.wav") -> SimpleUploadedFile:
    """An uploaded file; silence unless content is given."""
    return SimpleUploadedFile(name, wav_bytes() if content is None else content)
