"""Triggers with which the database itself refuses to change rows that are evidence.

They are taken off before migrations, which may alter the tables, and put on afterwards.
What a row names may be deleted: links are emptied then, and never lead elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from .models.append_only import AppendOnly

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = '23000';
END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()
"""
ON_SQLITE = """
CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END
"""


def take_off(sender: AppConfig, using: str, **_: Any) -> None:
    """Let migrations alter the tables."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in _models():
            if model._meta.db_table in tables:
                for statement in _drops(connection, model):
                    cursor.execute(statement)


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
                for statement in _creates(model, is_postgresql=is_postgresql):
                    cursor.execute(statement)


def _models() -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if issubclass(model, AppendOnly))


def _creates(model: type[Model], *, is_postgresql: bool) -> Iterator[str]:
    """One trigger for what is never changed, one for links that may be emptied."""
    create = ON_POSTGRESQL if is_postgresql else ON_SQLITE
    differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"
    links = [field.column for field in _fields(model) if _is_emptied(field)]
    others = [field.column for field in _fields(model) if not _is_emptied(field)]
    led_elsewhere = " OR ".join(
        f'(NEW."{link}" IS NOT NULL AND NEW."{link}" {differs} OLD."{link}")'
        for link in links
    )
    table, names = model._meta.db_table, _names(model)
    for name, columns, when in (
        (names[0], others, ""),
        (names[1], links, f"WHEN ({led_elsewhere})"),
    ):
        if columns:
            quoted = ", ".join(f'"{column}"' for column in columns)
            yield create.format(name=name, columns=quoted, table=table, when=when)


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.local_concrete_fields)


def _is_emptied(field: Field[Any, Any]) -> bool:
    return bool(field.is_relation and field.null)


def _names(model: type[Model]) -> tuple[str, str]:
    table = model._meta.db_table
    return f"{table}_append_only", f"{table}_links"


def _drops(connection: BaseDatabaseWrapper, model: type[Model]) -> Iterator[str]:
    is_postgresql = connection.vendor == "postgresql"
    on_table = f" ON {model._meta.db_table}" if is_postgresql else ""
    for name in _names(model):
        yield f"DROP TRIGGER IF EXISTS {name}{on_table}"
