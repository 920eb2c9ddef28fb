"""Names of accounts, as shown and as kept."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from teaching_app.schools.models import AuditEvent, Comment, Judgement, Mark
from teaching_app.schools.names import MAX_KEPT, kept_name_of, name_of


def test_an_account_without_a_full_name_is_called_by_its_user_name() -> None:
    assert name_of(User(username="ada")) == "ada"
    named = User(username="ada", first_name="Ada", last_name="Byron")
    assert name_of(named) == "Ada Byron"


def test_the_longest_name_fits_where_names_are_kept() -> None:
    user = User(first_name="A" * 150, last_name="B" * 150)
    assert len(name_of(user)) > MAX_KEPT
    assert len(kept_name_of(user)) == MAX_KEPT


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (AuditEvent, "actor_name"),
        (Comment, "author_name"),
        (Judgement, "author_name"),
        (Mark, "given_by_name"),
    ],
)
def test_the_fields_that_keep_a_name_have_its_length(model: type, field: str) -> None:
    assert model._meta.get_field(field).max_length == MAX_KEPT
