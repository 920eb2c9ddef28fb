"""A database of a benchmark's own, beside that of ``DATABASE_URL``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import django

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@contextmanager
def own_database() -> Iterator[None]:
    """Make it with all tables, and remove it again; static files need not be collected."""
    django.setup()
    from django.conf import settings
    from django.test.utils import (
        override_settings,
        setup_databases,
        setup_test_environment,
    )

    setup_test_environment()
    created = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(
            STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC}
        ):
            yield
    finally:
        for connection, old_name, destroy in created:
            if destroy:
                connection.creation.destroy_test_db(old_name, verbosity=0)
