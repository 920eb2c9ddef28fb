"""What the engine measures of a native's recording."""

from __future__ import annotations

import logging

from teaching_app.natives.models import NativeRecording

logger = logging.getLogger(__name__)


def request(*, recording: NativeRecording) -> None:
    """Have the worker check and measure a recording that waits for it."""
    logger.info("Recording %d of a native waits to be measured", recording.pk)
