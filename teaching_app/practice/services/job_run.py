"""How a worker processes a job of any kind."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError

from teaching_app import log_context
from teaching_app.engine_server.errors import ServerAwayError
from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import JobState, Learner
from teaching_app.practice.selectors import consents

from .heartbeat import Heartbeat

logger = logging.getLogger(__name__)


@contextmanager
def working_on(*claims: jobs.Claim) -> Iterator[None]:
    """Keep claims of one kind alive, and ensure that no row stays running.

    The block finishes the jobs itself. An exception requeues those that are not
    finished, or fails them, and is raised again; a lost claim ends the block silently; a
    worker that is told to stop puts the jobs back, and so does one that finds the engine's
    server away. What is logged in between names the rows.
    """
    with log_context.about(**jobs.names(*claims)), _ended_whatever_happens(*claims):
        yield


@contextmanager
def _ended_whatever_happens(*claims: jobs.Claim) -> Iterator[None]:
    try:
        with Heartbeat(*claims):
            yield
    except LostClaimError as lost:
        logger.warning("%s", lost)
    except ServerAwayError as away:
        logger.error("%s put back: %s", jobs.names(*claims), away)
        for claim in claims:
            jobs.release(claim)
    except Exception as error:
        for claim in claims:
            fail(claim, error)  # Celery adds the traceback
        raise
    except BaseException:
        for claim in claims:
            jobs.release(claim)
        raise


def fail(claim: jobs.Claim, error: Exception) -> None:
    """Requeue a job, or fail it, if it is not finished."""
    if jobs.fail(claim, error=f"{type(error).__name__}: {error}"):
        logger.error("%s failed: %s", claim, error)


def is_unwanted(claim: jobs.Claim, learner: Learner) -> bool:
    """Whether the learner has withdrawn consent since: the job fails, unprocessed.

    It can be asked for again once the learner agrees again.
    """
    if not consents.has_withdrawn(learner):
        return False
    jobs.finish(claim, state=JobState.FAILED, error="Consent was withdrawn.")
    return True


@contextmanager
def deleted_unless_kept(name: str) -> Iterator[None]:
    """Delete a stored file again if the row that names it cannot be written.

    Where the database went away meanwhile nobody knows whether the row was written, and
    the file stays: ``nameless_files`` finds it if there is none.
    """
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        default_storage.delete(name)
        raise
