"""Who may do what: every row that an actor may reach, for a purpose.

Views look up here every row that an address names. An actor is an account or an
anonymous visitor. A row without a grant is not found, so the view answers 404 and does
not reveal that it exists.

Practice knows owners only. Other applications, which practice never imports, widen it
with a grant of their own::

    @access.grant(Analysis)
    def teachers_see_what_was_handed_in(actor: Actor, purpose: Purpose) -> Q | None:
        if purpose is Purpose.SEE:
            return Q(submission__assignment__school_class__teachers=actor)
        return None

Grants are registered when Django starts (``AppConfig.ready``). They only add access and
never remove it. A grant is called for every actor, including the anonymous one, and for
every purpose; ``None`` grants nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, Q, QuerySet

from .models import (
    Analysis,
    DataExport,
    ErasureReceipt,
    Phrase,
    Rendition,
)


class Purpose(Enum):
    """What a row is wanted for."""

    SEE = "see"  # read it: text, state, report, graphs
    HEAR = "hear"  # play its sound
    CHANGE = "change"  # edit it, or have work done on it
    DELETE = "delete"  # permanently
    SHARE = "share"  # pass it on to others, or export it
    REVIEW = "review"  # judge it in addition to the engine


Actor = AbstractBaseUser | AnonymousUser
Grant = Callable[[Actor, Purpose], Q | None]
Row = TypeVar("Row", bound=Model)

# Figures over several learners are shown of at least this many, so that nothing can be
# inferred about one of them.
FEWEST_LEARNERS = 5
ON_OFFER = Q(owner=None, is_active=True, is_listed=True)

_grants: defaultdict[type[Model], list[Grant]] = defaultdict(list)


def grant(model: type[Model]) -> Callable[[Grant], Grant]:
    """Register a grant: a condition (a ``Q``) on the rows of ``model`` it opens.

    The condition may follow to-many relations without finding a row twice.
    """

    def register(function: Grant) -> Grant:
        _grants[model].append(function)
        return function

    return register


def takes_for(actor: Actor, purpose: Purpose) -> QuerySet[Analysis]:
    """Takes, represented by their analyses, newest first."""
    takes = _allowed(Analysis, actor, purpose, own=_is(actor, "recording__owner__user"))
    return takes.select_related("recording__phrase").order_by("-created_at", "-pk")


def renditions_for(actor: Actor, purpose: Purpose) -> QuerySet[Rendition]:
    """A learner's own voice, changed: heard by that learner alone, as its page says."""
    own = _is(actor, "analysis__recording__owner__user")
    return _allowed(Rendition, actor, purpose, own=own)


def phrases_for(actor: Actor, purpose: Purpose) -> QuerySet[Phrase]:
    """The actor's own phrases; for seeing and hearing also those offered to everybody.

    An own phrase that is no longer listed stays reachable from its takes.
    """
    own = _is(actor, "owner__user")
    if purpose in (Purpose.SEE, Purpose.HEAR):
        own |= ON_OFFER
    return _allowed(Phrase, actor, purpose, own=own)


def exports_for(actor: Actor, purpose: Purpose) -> QuerySet[DataExport]:
    """Exports, for their owner alone."""
    return _allowed(DataExport, actor, purpose, own=_is(actor, "learner__user"))


def receipts_for(actor: Actor, purpose: Purpose) -> QuerySet[ErasureReceipt]:
    """Receipts name nobody: anyone with the number may read one, but no more."""
    own = _everything() if purpose is Purpose.SEE else _nothing()
    return _allowed(ErasureReceipt, actor, purpose, own=own)


def _allowed(
    model: type[Row], actor: Actor, purpose: Purpose, *, own: Q
) -> QuerySet[Row]:
    granted = own
    for function in _grants[model]:
        if (condition := function(actor, purpose)) is not None:
            found = model._base_manager.filter(condition).values("pk")
            granted |= Q(pk__in=found)
    return model._base_manager.filter(granted)


def _is(actor: Actor, path: str) -> Q:
    """Rows from which ``path`` leads to this account; none for an anonymous visitor."""
    return Q(**{path: actor.pk}) if actor.is_authenticated else _nothing()


def _everything() -> Q:
    return Q(pk__isnull=False)


def _nothing() -> Q:
    return Q(pk__in=[])
