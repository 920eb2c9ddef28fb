"""A learner whose voice is known, without recording take after take."""

from __future__ import annotations

from tests.browser.site import Site

# Runs inside the installation, since this process must not touch its database.
COPY = """
import uuid
from django.core.files.base import ContentFile
from teaching_app.practice.models import Recording, VoiceTrace
import emotion_engine as engine

newest = VoiceTrace.objects.order_by("-pk")[0]
heard = newest.recording
for _ in range(engine.KNOWN_VOICE_TAKES):
    copy = Recording(owner=heard.owner, phrase=heard.phrase, idempotency_key=uuid.uuid4(),
        container="wav", size=1, sha256="0" * 64, source="recorder", captured=heard.captured)
    copy.file.save(f"{uuid.uuid4()}.wav", ContentFile(b"RIFF"))
    copy.save()
    VoiceTrace.objects.create(recording=copy, microphone=newest.microphone,
        encoder=newest.encoder, style="neutral", shape=newest.shape, values=newest.values)
"""


def make_known(site: Site) -> None:
    """Let the newest take, a plain reading, count as several of the same voice."""
    site.program(COPY)
