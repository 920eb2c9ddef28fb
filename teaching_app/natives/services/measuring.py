"""Ask for the measures of a native's recording."""

from __future__ import annotations

from teaching_app.natives.models import MeasuringJob, NativeRecording
from teaching_app.practice import jobs


def request(*, recording: NativeRecording) -> None:
    """Have the worker check and measure a recording, or measure it anew."""
    job = MeasuringJob.objects.filter(recording=recording).first()
    if job is None:
        jobs.enqueue(MeasuringJob, recording=recording)
    elif jobs.queue_again(MeasuringJob.objects.filter(pk=job.pk)):
        jobs.wake_up_for(job)
