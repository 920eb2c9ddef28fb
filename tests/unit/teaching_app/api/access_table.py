"""The access table of the API: a line for each view and method, a column for each actor.

``about`` names the row of the address. Those who act by the API have a token with every
scope, but ``scopeless``, whose token of the owner has none; pages have sessions.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.unit.teaching_app.access import GONE, OK, SIGN_IN

COLUMNS = (
    "owner",
    "other",
    "teacher",
    "assistant",
    "admin",
    "scopeless",
    "stranger",
)
REFUSED = "refused"


class Line(NamedTuple):
    """A method and the name of a view, its row, an answer to each actor, a body."""

    request: str
    about: str
    answers: tuple[str, ...]
    sent: dict[str, Any] | None = None


# Whom it answers.  owner  other teacher assistant admin scopeless stranger
ANYBODY = (OK, OK, OK, OK, OK, OK, OK)
SIGNED_IN = (OK, OK, OK, OK, OK, REFUSED, SIGN_IN)
OWNER = (OK, GONE, GONE, GONE, GONE, REFUSED, SIGN_IN)
NOBODY = (GONE, GONE, GONE, GONE, GONE, REFUSED, SIGN_IN)
# What was handed in to a class, its staff read too.
HANDED_IN = (OK, GONE, OK, OK, OK, REFUSED, SIGN_IN)
STAFF = (GONE, GONE, OK, OK, OK, REFUSED, SIGN_IN)
# What staff may also take away, in a file or by a program: no assistant may.
TEACHING = (GONE, GONE, OK, GONE, OK, REFUSED, SIGN_IN)
# Pages know no scopes: there, ``scopeless`` is the owner.
PAGE = (OK, OK, OK, OK, OK, OK, SIGN_IN)
OWNERS_PAGE = (OK, GONE, GONE, GONE, GONE, OK, SIGN_IN)
ADMINS_PAGE = (GONE, GONE, GONE, GONE, OK, GONE, SIGN_IN)

URL = {"url": "https://school.example/hook"}
TABLE = (
    Line("GET api_document", "", ANYBODY),
    # Takes.
    Line("GET api_takes", "", SIGNED_IN),
    Line("POST api_takes", "", SIGNED_IN),
    Line("GET api_take", "take", OWNER),
    Line("GET api_take", "handed_in", HANDED_IN),
    Line("DELETE api_take", "take", OWNER),
    Line("DELETE api_take", "handed_in", OWNER),
    Line("POST api_take_retry", "failed", OWNER),
    Line("GET api_take_audio", "take", OWNER),
    Line("GET api_take_audio", "handed_in", OWNER),
    Line("POST api_ephemeral_takes", "", SIGNED_IN),
    Line("GET api_ephemeral_take", "ephemeral_take", OWNER),
    Line("DELETE api_ephemeral_take", "ephemeral_take", OWNER),
    # Phrases: on offer to all, or one's own.
    Line("GET api_phrases", "", SIGNED_IN),
    Line("POST api_phrases", "", SIGNED_IN, {"text": "We record it."}),
    Line("POST api_validate", "", SIGNED_IN, {"text": "We record it."}),
    Line("GET api_phrase", "phrase", SIGNED_IN),
    Line("GET api_phrase", "own_phrase", OWNER),
    Line("DELETE api_phrase", "phrase", NOBODY),
    Line("DELETE api_phrase", "own_phrase", OWNER),
    Line("GET api_profiles", "phrase", SIGNED_IN),
    Line("GET api_profiles", "own_phrase", OWNER),
    Line("GET api_references", "phrase", SIGNED_IN),
    Line("GET api_references", "own_phrase", OWNER),
    Line("GET api_reference", "reference", SIGNED_IN),
    Line("GET api_reference", "own_reference", OWNER),
    # Learners and classes.
    Line("GET api_me", "", SIGNED_IN),
    Line("GET api_assignments", "", SIGNED_IN),
    Line("GET api_classes", "", SIGNED_IN),
    Line("GET api_class_learners", "class", TEACHING),
    Line("PUT api_class_roster", "class", TEACHING, {"learners": [{"name": "Mia"}]}),
    Line("GET api_class_assignments", "class", STAFF),
    Line("GET api_class_report", "class", TEACHING),
    Line("GET api_learner_report", "enrolment", TEACHING),
    Line("GET api_learner_takes", "enrolment", TEACHING),
    Line("GET api_reports", "", SIGNED_IN),
    # Webhooks.
    Line("GET api_webhooks", "", SIGNED_IN),
    Line("POST api_webhooks", "", SIGNED_IN, URL),
    Line("GET api_webhook", "webhook", OWNER),
    Line("PATCH api_webhook", "webhook", OWNER, {"is_on": False}),
    Line("DELETE api_webhook", "webhook", OWNER),
    Line("POST api_webhook_secret", "webhook", OWNER),
    Line("GET api_deliveries", "webhook", OWNER),
    # Pages.
    Line("GET programs", "", PAGE),
    Line("POST programs", "", PAGE),
    Line("POST revoke_token", "token", OWNERS_PAGE),
    Line("GET webhooks", "", PAGE),
    Line("POST webhooks", "", PAGE),
    Line("POST change_webhook", "webhook", OWNERS_PAGE, {"what": "off"}),
    Line("GET record_store", "institution", ADMINS_PAGE),
    Line("POST record_store", "institution", ADMINS_PAGE, {"key": "intona"}),
    Line("POST change_record_store", "institution", ADMINS_PAGE, {"what": "off"}),
)
