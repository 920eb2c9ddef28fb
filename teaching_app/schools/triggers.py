"""Triggers with which the database itself refuses to change rows that are evidence.

They are taken off before migrations, which may alter the tables, and put on afterwards.
What a row names may be deleted: links that are then emptied are not guarded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from .models.append_only import AppendOnly

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""
ON_SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END
"""


def take_off(sender: AppConfig, using: str, **_: Any) -> None:
    """Let migrations alter the tables."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in _models():
            if model._meta.db_table in tables:
                cursor.execute(_drop(connection, model))


def put_on(sender: AppConfig, using: str, **_: Any) -> None:
    """Guard every table of append-only rows that is there."""
    take_off(sender, using)
    connection = connections[using]
    is_postgresql = connection.vendor == "postgresql"
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(FUNCTION)
        for model in _models():
            if model._meta.db_table in tables:
                create = ON_POSTGRESQL if is_postgresql else ON_SQLITE
                cursor.execute(create.format(**_names(model)))


def _models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if issubclass(model, AppendOnly))


def _names(model: type[Model]) -> dict[str, str]:
    table = model._meta.db_table
    guarded = (
        field.column
        for field in model._meta.local_concrete_fields
        if not (field.is_relation and field.null)
    )
    quoted = ", ".join(f'"{column}"' for column in guarded)
    return {"table": table, "name": f"{table}_append_only", "columns": quoted}


def _drop(connection: BaseDatabaseWrapper, model: type[Model]) -> str:
    names = _names(model)
    on_table = f" ON {names['table']}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {names['name']}{on_table}"
