"""Make the profiles of what natives recorded here anew."""

from __future__ import annotations

from teaching_app.natives.models import ProfileJob
from teaching_app.natives.selectors import profile_sources
from teaching_app.practice import jobs
from teaching_app.practice.services.job_run import working_on

from . import measuring, profile_versions, profiles


def run(job_id: int, *, worker: str) -> None:
    """Rebuild the profiles of the phrase that waits longest, if one waits."""
    for claim in jobs.claim_in_turn(ProfileJob, job_id, worker=worker):
        with working_on(claim):
            phrase = jobs.fetch(claim, "phrase").phrase
            seen = profile_sources.state_of(phrase)
            profile_versions.rebuild(claim, phrase)
            for recording in profile_sources.outdated(phrase):
                measuring.request(recording=recording)
            jobs.finish(claim)
            if profile_sources.state_of(phrase) != seen:
                profiles.queue(phrase.pk)
