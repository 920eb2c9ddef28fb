"""Static files: hashed names that module imports follow, and no more than is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Rewrites ``import … from "./x.js";`` to the hashed name, too."""

    support_js_module_import_aggregation = True


class NeededFilesFinder(FileSystemFinder):
    """Our own files, and of the npm packages only what a page loads."""

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        for path, storage in super().list(ignore_patterns):
            if not storage.prefix or path in settings.VENDOR_FILES:
                yield path, storage
