"""Whose a row is, and what happens to it: declared by every model, guessed of none.

Erasure and the copy to take along follow these declarations alone, never the relations
that the database would cascade through. A model of ours declares as ``ownership``; for
models of libraries the table below speaks. A test fails for a model that says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Model


class OnErasure(Enum):
    """What becomes of a row when that which it belongs to is erased."""

    DELETED = "deleted"
    ANONYMOUS = "kept, and no longer says whose it was"
    EVIDENCE = "kept as proof; it names nobody"
    NOT_PERSONAL = "nobody's: content, or the machinery of the site"
    ENDED = "deleted by services.erasure itself: no column says whose it is"


class InCopy(Enum):
    """Where a row is found in its owner's copy."""

    ROWS = "in data/MODEL.json, its files in files/"
    ACCOUNT = "in account.json, a few fields that are named there"
    NO = "nowhere"


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a model declares of its rows.

    Attributes
    ----------
    on_erasure : OnErasure
        What happens to them.
    belongs_to : str
        The foreign key to what a row is part of. One leads to the next, and the last
        one to an account: that is the owner. Empty where a row is nobody's.
    goes_with : tuple of str
        Further foreign keys whose row it does not outlive, though it is not part of it:
        how well a learner knows a phrase is the learner's, and gone with the phrase.
    in_copy : InCopy
        Where the owner finds them in the copy to take along.
    """

    on_erasure: OnErasure
    belongs_to: str = ""
    goes_with: tuple[str, ...] = ()
    in_copy: InCopy = InCopy.NO

    @property
    def is_deleted(self) -> bool:
        """Whether a row goes when that which it belongs to goes."""
        return self.on_erasure is OnErasure.DELETED


NOT_PERSONAL = Ownership(OnErasure.NOT_PERSONAL)

OF_LIBRARIES = {
    "auth.User": Ownership(OnErasure.DELETED, in_copy=InCopy.ACCOUNT),
    "auth.Group": NOT_PERSONAL,
    "auth.Permission": NOT_PERSONAL,
    "contenttypes.ContentType": NOT_PERSONAL,
    "sessions.Session": Ownership(OnErasure.ENDED),
    "account.EmailAddress": Ownership(
        OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS
    ),
    # Keys, not facts: a copy that lies about must open nothing.
    "account.EmailConfirmation": Ownership(
        OnErasure.DELETED, belongs_to="email_address"
    ),
    "mfa.Authenticator": Ownership(OnErasure.DELETED, belongs_to="user"),
    # What site staff did to rows of others. What is said there of a row that is erased
    # is blanked by ``services.erasure``.
    "admin.LogEntry": Ownership(OnErasure.DELETED, belongs_to="user"),
}


class UndeclaredError(LookupError):
    """A model does not say whose its rows are."""


def ownership_of(model: type[Model]) -> Ownership:
    """What a model has declared; ``UndeclaredError`` where it has not."""
    declared = getattr(model, "ownership", None) or OF_LIBRARIES.get(model._meta.label)
    if declared is None:
        raise UndeclaredError(
            f"{model._meta.label} does not say whose its rows are: "
            "give it an `ownership` (see teaching_app/practice/ownership.py)."
        )
    return declared
