"""What views answer with."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer


class Sound(JSONRenderer):
    """For views whose answer is a file of sound; their problems are JSON all the same."""

    media_type = "audio/*"
    format = "audio"
