"""What belongs to a row, and what is erased with it, by the models' declarations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from graphlib import TopologicalSorter
from operator import or_
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import (
    CASCADE,
    PROTECT,
    RESTRICT,
    Field,
    FileField,
    ManyToOneRel,
    Model,
    Q,
    QuerySet,
)
from django.db.models.fields.files import FieldFile

from teaching_app.practice.ownership import ownership_of

HOLDING: tuple[Any, ...] = (CASCADE, PROTECT, RESTRICT)


class Owned(NamedTuple):
    """The rows of one model."""

    model: type[Model]
    rows: QuerySet[Any]


def owned_by(root: Model) -> list[Owned]:
    """The row itself, and the rows of every model that belong to it."""
    return _found([root], is_erasure=False)


def erased_with(roots: Iterable[Model]) -> list[Owned]:
    """These rows and what is erased with them, referring rows first."""
    found = {owned.model: owned for owned in _found(roots, is_erasure=True)}
    return [found[model] for model in _pointing_first(found)]


def strays(erased: Iterable[Owned]) -> Iterator[tuple[Field[Any, Any], QuerySet[Any]]]:
    """Rows that refer to these but belong to others, by foreign key.

    The database would delete them too, or refuse to delete these.
    """
    going = {owned.model: owned.rows.order_by() for owned in erased}
    for model, rows in going.items():
        for field in _keys_to(model):
            others = field.model._base_manager.filter(**{f"{field.name}__in": rows})
            if field.model in going:
                others = others.exclude(pk__in=going[field.model].values("pk"))
            yield field, others


def files_of(erased: Iterable[Owned]) -> Iterator[FieldFile]:
    """Every stored file of these rows."""
    for owned in erased:
        names = [f.name for f in owned.model._meta.fields if isinstance(f, FileField)]
        if not names:
            continue
        for row in owned.rows.only("pk", *names).iterator():
            yield from (file for name in names if (file := getattr(row, name)))


def _found(roots: Iterable[Model], *, is_erasure: bool) -> list[Owned]:
    keys: defaultdict[type[Model], list[Any]] = defaultdict(list)
    for root in roots:
        keys[root._meta.model].append(root.pk)
    found = []
    for model in apps.get_models():
        conditions = [
            Q(**{f"{path}__in": keys[top]})
            for top in keys
            for path in _paths(model, top, is_erasure=is_erasure)
        ]
        if conditions:
            rows = model._base_manager.filter(reduce(or_, conditions))
            found.append(Owned(model, rows.order_by("pk")))
    return found


def _paths(model: type[Model], top: type[Model], *, is_erasure: bool) -> list[str]:
    """Lookups from a model to the owner, along what its rows belong to or go with."""
    declared = ownership_of(model)
    if is_erasure and not declared.is_deleted:
        return []
    if model is top:
        return ["pk"]
    above = [declared.belongs_to, *(declared.goes_with if is_erasure else ())]
    return [
        f"{name}__{path}"
        for name in filter(None, above)
        for path in _paths(_target(model, name), top, is_erasure=is_erasure)
    ]


def _target(model: type[Model], name: str) -> type[Model]:
    """The model that a foreign key leads to."""
    target = model._meta.get_field(name).related_model
    if target is None:
        raise LookupError(f"{model._meta.label}.{name} leads to no model.")
    return target


def _keys_to(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """Foreign keys whose rows do not outlive this model's, or protect them."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model is None:
            continue
        is_link = relation.related_model._meta.auto_created  # of many-to-many
        if relation.on_delete in HOLDING and not is_link:
            yield relation.field


def _pointing_first(models: Iterable[type[Model]]) -> Iterator[type[Model]]:
    order: TopologicalSorter[type[Model]] = TopologicalSorter()
    known = set(models)
    for model in known:
        keys = (field.related_model for field in model._meta.concrete_fields)
        targets = {target for target in keys if target}
        order.add(model)
        for target in (targets & known) - {model}:
            order.add(target, model)
    return iter(order.static_order())
