"""A new migration lets the release before it keep running: nothing it needs goes.

While one release takes the place of another, both use the database. What the code
before reads may not be dropped, renamed or narrowed, and what it writes may not be
refused: that waits for the next release, when nobody needs it any more, and is named
here with the release that stopped needing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

ROOT = Path(__file__).resolve().parents[2]
OURS = ("teaching_app", "schools", "insights", "api", "lti")

# Shipped before this rule; further ones need the release that stopped needing it.
BEFORE_THE_RULE = "shipped before this rule"
AGREED: dict[str, str] = dict.fromkeys(
    (
        "teaching_app.0006_phrase_accent",
        "schools.0010_cards_of_an_institution",
        "schools.0020_reminders_and_what_came_back",
        "schools.0040_review",
        "schools.0060_live_rounds_one_at_a_time",
    ),
    BEFORE_THE_RULE,
)
AGREED["teaching_app.0025_invited_profiles"] = (
    "in place of a stricter rule, which the release before keeps"
)
MIXED = {"schools.0063_log_outlives_its_institution": BEFORE_THE_RULE}


def ours() -> list[migrations.Migration]:
    loader = MigrationLoader(None)
    return [
        migration
        for (label, _), migration in sorted(loader.disk_migrations.items())
        if label in OURS
    ]


def unsafe(migration: migrations.Migration) -> Iterator[str]:
    """What the release before could stumble over."""
    made = {
        operation.name.lower()
        for operation in migration.operations
        if isinstance(operation, migrations.CreateModel)
    }
    for operation in migration.operations:
        model = getattr(operation, "model_name", "").lower()
        if model not in made and (why := _why_unsafe(operation)):
            yield f"{migration}: {operation.describe()} ({why})"


def _why_unsafe(operation: Operation) -> str:
    match operation:
        case migrations.DeleteModel() | migrations.RemoveField():
            return "the release before still reads it"
        case (
            migrations.RenameModel()
            | migrations.RenameField()
            | migrations.AlterModelTable()
        ):
            return "the release before knows the old name"
        case migrations.AddField(field=field) if not _has_value(field):
            return "the release before inserts without it: give it db_default or null"
        case migrations.AddConstraint(constraint=constraint):
            is_new_rule = isinstance(constraint, models.UniqueConstraint)
            return "the release before does not keep it" if is_new_rule else ""
        case migrations.RunSQL() if not operation.state_operations:
            return "say in the state what it changes, or make it an operation"
    return ""


def _has_value(field: models.Field) -> bool:
    has_default = field.has_db_default() if hasattr(field, "has_db_default") else False
    return field.null or has_default or isinstance(field, models.ManyToManyField)


@pytest.mark.parametrize("migration", ours(), ids=str)
def test_the_release_before_goes_on_while_it_runs(
    migration: migrations.Migration,
) -> None:
    found = list(unsafe(migration))
    if str(migration) in AGREED:
        assert found, "nothing of it is unsafe any more: take it off the list"
        return
    assert not found


def test_a_data_migration_stands_alone() -> None:
    """Rows are changed in a transaction of their own, beside no change of tables."""
    mixed = [
        str(migration)
        for migration in ours()
        if len(
            {isinstance(each, migrations.RunPython) for each in migration.operations}
        )
        > 1
    ]
    assert set(mixed) == set(MIXED)


@pytest.mark.parametrize(
    ("operation", "is_unsafe"),
    [
        (migrations.RemoveField("analysis", "stage"), True),
        (migrations.RenameField("analysis", "stage", "step"), True),
        (migrations.AddField("analysis", "x", models.IntegerField()), True),
        (migrations.AddField("analysis", "x", models.IntegerField(default=1)), True),
        (
            migrations.AddField("analysis", "x", models.IntegerField(db_default=1)),
            False,
        ),
        (migrations.AddField("analysis", "x", models.IntegerField(null=True)), False),
        (
            migrations.AddConstraint(
                "analysis", models.UniqueConstraint(fields=["stage"], name="once")
            ),
            True,
        ),
    ],
)
def test_what_is_unsafe_is_noticed(operation: Operation, is_unsafe: bool) -> None:
    migration = migrations.Migration("0099_new", "teaching_app")
    migration.operations = [operation]
    assert bool(list(unsafe(migration))) is is_unsafe
