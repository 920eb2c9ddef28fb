"""The ZIP of a learner's export: JSON by model, and every recording as uploaded.

Rows and files are streamed one at a time, so a thousand takes need no more memory than
one.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField, Model
from django.utils.translation import gettext_lazy

from teaching_app.practice.models import (
    Analysis,
    Consent,
    Learner,
    Rendition,
    VoiceTrace,
)
from teaching_app.practice.ownership import InCopy, ownership_of
from teaching_app.practice.selectors import reports
from teaching_app.practice.selectors.owned import Owned, owned_by

README = (
    ("", gettext_lazy("This is everything Intona keeps about you.")),
    ("account.json", gettext_lazy("what we know of your account")),
    (
        "data/*.json",
        gettext_lazy(
            "one file for each kind of thing: your takes (recording), their results "
            "(analysis), what you agreed to (consent), and so on"
        ),
    ),
    (
        "files/",
        gettext_lazy(
            "your recordings, as they were uploaded; “file” in the JSON names them"
        ),
    ),
)
# The columns by which workers share jobs say nothing about a learner.
INTERNAL = frozenset(
    {"attempts", "claimed_by", "heartbeat_at", "last_sent_at", "idempotency_key"}
)
ABOUT_EXPRESSION = ("expression", "style")


def write_archive(out: IO[bytes], learner: Learner) -> None:
    """Write the whole ZIP, with a readme in the active language."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _readme())
        archive.writestr("account.json", _json(_account(learner)))
        for owned in owned_by(learner.user):
            if ownership_of(owned.model).in_copy is InCopy.ROWS:
                _write_rows(archive, owned)
                _write_files(archive, owned)


def _readme() -> str:
    """Explain which file has what."""
    parts = (f"{name}\n    {text}" if name else str(text) for name, text in README)
    return "\n\n".join(parts) + "\n"


def _account(learner: Learner) -> dict[str, Any]:
    names = ("username", "email", "first_name", "last_name", "date_joined")
    return {name: getattr(learner.user, name) for name in names}


def _write_rows(archive: zipfile.ZipFile, owned: Owned) -> None:
    rows = owned.rows
    if owned.model is Consent and not settings.EXPRESSION_ENABLED:
        rows = rows.exclude(purpose=Consent.Purpose.EXPRESSION)
    if owned.model is Rendition and not settings.EXPRESSION_ENABLED:
        rows = rows.exclude(kind=Rendition.Kind.CUES)
    if owned.model is VoiceTrace and not settings.EXPRESSION_ENABLED:
        rows = rows.none()
    if not rows.exists():
        return
    name = f"data/{owned.model._meta.model_name}.json"
    with archive.open(name, "w") as raw, io.TextIOWrapper(raw, "utf-8") as lines:
        before = "[\n"
        for row in rows.iterator(chunk_size=100):
            lines.write(before + _json(_values(row)))
            before = ",\n"
        lines.write("\n]\n")


def _write_files(archive: zipfile.ZipFile, owned: Owned) -> None:
    fields = _file_fields(owned.model)
    if not fields:
        return
    for row in owned.rows.iterator(chunk_size=100):
        for field in fields:
            file = getattr(row, field.name)
            if file and file.storage.exists(file.name):
                info = zipfile.ZipInfo(_path(file.name))
                with file.open("rb") as source, archive.open(info, "w") as copy:
                    shutil.copyfileobj(source, copy)


def _values(row: Model) -> dict[str, Any]:
    left_out = INTERNAL.union(ownership_of(type(row)).credentials)
    values = {
        field.attname: _value(row, field)
        for field in row._meta.concrete_fields
        if field.attname not in left_out and _is_exportable(field.attname)
    }
    if isinstance(row, Analysis):
        values["report"] = reports.as_json(row)
    if isinstance(row, VoiceTrace):
        values["values"] = row.numbers()
    return values


def _is_exportable(name: str) -> bool:
    """Whether a field may be exported: nothing on expression if that is off."""
    return settings.EXPRESSION_ENABLED or not any(w in name for w in ABOUT_EXPRESSION)


def _value(row: Model, field: Any) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, FileField):
        return _path(value.name) if value else None
    return value


def _path(name: str) -> str:
    return f"files/{PurePosixPath(name).name}"


def _file_fields(model: type[Model]) -> list[FileField]:
    return [field for field in model._meta.fields if isinstance(field, FileField)]


def _json(values: Any) -> str:
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
