"""Everything that belongs to one row: what the database would delete with it.

Deleting and taking along walk the models' own relations, so that a model that is added
later is neither forgotten in the one nor in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import CASCADE, FileField, Model, Q, QuerySet
from django.db.models.fields.files import FieldFile


class Owned(NamedTuple):
    """The rows of one model."""

    model: type[Model]
    rows: QuerySet


def owned_by(root: Model) -> list[Owned]:
    """The row itself, then each model whose rows are deleted with it."""
    found = {type(root): Q(pk=root.pk)}
    _follow(type(root), "", root, found)
    return [
        Owned(model, model._base_manager.filter(condition).order_by("pk"))
        for model, condition in found.items()
    ]


def files_of(root: Model) -> Iterator[FieldFile]:
    """Every stored file that belongs to a row or to what is owned by it."""
    for owned in owned_by(root):
        names = [f.name for f in owned.model._meta.fields if isinstance(f, FileField)]
        if not names:
            continue
        for row in owned.rows.only("pk", *names).iterator():
            yield from (file for name in names if (file := getattr(row, name)))


def _follow(model: type[Model], path: str, root: Model, found: dict) -> None:
    """Add what points at ``model`` and goes with it; ``path`` leads back to the root."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not _goes_along(relation) or relation.related_model is model:
            continue
        back = relation.field.name + (f"__{path}" if path else "")
        child = relation.related_model
        is_new = child not in found
        found[child] = found.get(child, Q()) | Q(**{back: root.pk})
        if is_new:
            _follow(child, back, root, found)


def _goes_along(relation: object) -> bool:
    is_reverse = getattr(relation, "auto_created", False) and not relation.concrete
    points_here = is_reverse and (relation.one_to_many or relation.one_to_one)
    return bool(points_here) and relation.on_delete is CASCADE
