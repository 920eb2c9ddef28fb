"""Small sound files made on the spot."""

from __future__ import annotations

import io
import wave

from django.core.files.uploadedfile import SimpleUploadedFile


def wav_bytes(duration_s: float = 0.5, sample_rate: int = 16_000) -> bytes:
    """Mono 16-bit silence: enough where nobody listens."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sample_rate)
        out.writeframes(bytes(2 * round(duration_s * sample_rate)))
    return buffer.getvalue()


def upload(content: bytes | None = None, name: str = "take.wav") -> SimpleUploadedFile:
    """A file as a form brings it; silence unless given."""
    return SimpleUploadedFile(name, wav_bytes() if content is None else content)
