"""Static files: hashed names, also in module imports, and only files in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites ``import … from "./x.js";`` to the hashed name."""

    support_js_module_import_aggregation = True


class NeededFilesFinder(FileSystemFinder):
    """Finds our own files, and of npm packages only those that a page loads."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if not storage.prefix or path in settings.VENDOR_FILES:
                yield path, storage
