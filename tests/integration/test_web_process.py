"""The web process is small: it never loads a tensor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.installation import Installation

HEAVY = {
    *("torch", "torchaudio", "transformers", "onnxruntime", "av", "scipy", "sklearn"),
    *("numpy", "openpyxl", "weasyprint", "xlsxwriter"),
}
MAX_RSS_MB = 200

DRIVE = """
import json, re, sys
import teaching_app.wsgi
from django.test import Client
from django.test.utils import setup_test_environment
from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.services import consents
from tests.factories.sound import upload, wav_bytes

setup_test_environment()
learner = Learner.objects.get(user__username="demo-learner")
client = Client()
client.force_login(
    learner.user, backend="django.contrib.auth.backends.ModelBackend"
)
consents.agree(learner=learner, to_expression=True)
phrase = Phrase.objects.get(slug="kids-are-talking")
sent = client.post(
    f"/phrases/{phrase.slug}/takes/",
    {
        "audio": upload(wav_bytes(30, 48000)),
        "idempotency_key": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "style": "happy",
    },
)
take = sent.url
Analysis.objects.update(
    state="done", report=json.load(open("tests/fixtures/report_native.json"))
)
pages = [
    "/", "/?level=A2&focus=style", f"/phrases/{phrase.slug}/", take, f"{take}status/",
    f"{take}result/", f"{take}audio/", "/history/", "/health/", "/nothing/",
    "/practice/", "/progress/", "/my-phrases/", "/microphone/", "/mirror/", "/consent/",
    "/my-data/", "/privacy/", "/offline/", "/service-worker.js",
    f"/phrases/{phrase.slug}/listen/", f"/history/{phrase.slug}/",
    "/accounts/email/", "/accounts/password/change/",
]
statuses = {page: client.get(page).status_code for page in pages}
client.logout()
for page in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/"):
    statuses[f"signed out {page}"] = client.get(page).status_code
print(json.dumps({
    "statuses": statuses,
    "modules": sorted({name.split(".")[0] for name in sys.modules}),
    "peak_mb": int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    / 1024,
}))
"""


@pytest.mark.slow
def test_every_page_is_served_without_a_tensor_below_200_mb(
    install: Callable[..., Installation], collected: Path
) -> None:
    site = install(STATIC_ROOT=str(collected))
    site.manage("install_content")
    seen = json.loads(site.run("-c", DRIVE).splitlines()[-1])
    refused = {page: n for page, n in seen["statuses"].items() if n >= 400}
    assert refused == {"/nothing/": 404}
    assert not HEAVY & set(seen["modules"])
    assert seen["peak_mb"] < MAX_RSS_MB
