"""Whose a row is, and what erasure and export do with it: declared by every model.

Erasure and export follow these declarations alone, never the relations that the
database would cascade through. Our models declare theirs as ``ownership``; those of
libraries are in the table below. A test fails for a model without a declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Model


class OnErasure(Enum):
    """What happens to a row when the row it belongs to is erased."""

    DELETED = "deleted"
    EVIDENCE = "kept as proof; it names nobody"
    NOT_PERSONAL = "nobody's: content, or the machinery of the site"
    ENDED = "deleted by services.erasure itself: no column says whose it is"


class InCopy(Enum):
    """Where a row appears in its owner's export."""

    ROWS = "in data/MODEL.json, its files in files/"
    ACCOUNT = "in account.json, a few fields that are named there"
    NO = "nowhere"


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a model declares about its rows.

    Attributes
    ----------
    on_erasure : OnErasure
        What happens to them.
    belongs_to : str
        The foreign key to what a row is part of. Following these leads to an account:
        the owner. Empty where a row is nobody's.
    goes_with : tuple of str
        Further foreign keys whose rows it does not outlive, without being part of them:
        how well a learner knows a phrase belongs to the learner, and is deleted with
        the phrase.
    in_copy : InCopy
        Where the owner finds them in the export.
    credentials : tuple of str
        Columns that the export leaves out, as they would give access.
    """

    on_erasure: OnErasure
    belongs_to: str = ""
    goes_with: tuple[str, ...] = ()
    in_copy: InCopy = InCopy.NO
    credentials: tuple[str, ...] = ()

    @property
    def is_deleted(self) -> bool:
        """Whether a row is deleted with the row it belongs to."""
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
    # Credentials, not facts: an export left lying around must not give access.
    "account.EmailConfirmation": Ownership(
        OnErasure.DELETED, belongs_to="email_address"
    ),
    "mfa.Authenticator": Ownership(OnErasure.DELETED, belongs_to="user"),
    "socialaccount.SocialAccount": Ownership(
        OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS
    ),
    "socialaccount.SocialToken": Ownership(OnErasure.DELETED, belongs_to="account"),
    "socialaccount.SocialApp": NOT_PERSONAL,
    # Who somebody is on a learning platform, and in which of its courses.
    "lti_tool.LtiUser": Ownership(
        OnErasure.DELETED, belongs_to="auth_user", in_copy=InCopy.ROWS
    ),
    "lti_tool.LtiMembership": Ownership(
        OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS
    ),
    "lti_tool.Key": NOT_PERSONAL,
    "lti_tool.LtiRegistration": NOT_PERSONAL,
    "lti_tool.LtiPlatformInstance": NOT_PERSONAL,
    "lti_tool.LtiDeployment": NOT_PERSONAL,
    "lti_tool.LtiContext": NOT_PERSONAL,
    "lti_tool.LtiResourceLink": NOT_PERSONAL,
    "lti_tool.LtiLineItem": NOT_PERSONAL,
    # What site staff did to others' rows. ``services.erasure`` blanks what it says of a
    # row that is erased.
    "admin.LogEntry": Ownership(OnErasure.DELETED, belongs_to="user"),
}


class UndeclaredError(LookupError):
    """A model does not declare whose its rows are."""


def ownership_of(model: type[Model]) -> Ownership:
    """Return a model's declaration; ``UndeclaredError`` if it has none."""
    declared = getattr(model, "ownership", None) or OF_LIBRARIES.get(model._meta.label)
    if declared is None:
        raise UndeclaredError(
            f"{model._meta.label} does not say whose its rows are: "
            "give it an `ownership` (see teaching_app/practice/ownership.py)."
        )
    return declared
