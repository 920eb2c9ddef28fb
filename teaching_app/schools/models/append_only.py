"""Append-only rows: evidence, which nobody changes afterwards."""

from __future__ import annotations

from typing import Any

from django.db import models


class AppendOnlyError(RuntimeError):
    """Somebody tried to change evidence."""


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses updates and deletion; rows are deleted only with what they belong to."""

    def update(self, **values: Any) -> int:
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed.")


class AppendOnly(models.Model):
    """A row that can be added but not changed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed.")
        super().save(*args, **kwargs)
