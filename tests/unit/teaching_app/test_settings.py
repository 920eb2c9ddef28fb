"""Settings as a fresh process reads them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

A_KEY = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="
KEY = "9fbe0c7d41a86b25e3d0c7f41b6a98e25d37f0cba46e18d2957c"
CHECK = (
    "__import__('django').setup(), __import__('django.core.management').core"
    ".management.call_command('check', '--deploy', '--tag', 'security', "
    "'--fail-level', 'WARNING')"
)


def start(
    expression: str, var: Path, **environment: str
) -> subprocess.CompletedProcess:
    program = f"from django.conf import settings as s; print(({expression}))"
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "teaching_app.settings",
            "VAR_DIR": str(var),
            **environment,
        },
    )


def test_without_a_public_address_only_this_machine_is_served(tmp_path: Path) -> None:
    finished = start("s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.DEBUG", tmp_path)
    assert finished.stdout.strip() == (
        "(['localhost', '127.0.0.1', '[::1]'], False, False)"
    )
    assert (tmp_path / "secret_key").is_file()


def test_a_public_installation_brings_its_key_and_has_secure_cookies(
    tmp_path: Path,
) -> None:
    finished = start(
        "s.SESSION_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS, s.ALLOWED_HOSTS[-1]",
        tmp_path,
        PUBLIC_URL="https://intona.example/",
        SECRET_KEY="from-the-operator",
    )
    assert finished.stdout.strip() == (
        "(True, ['https://intona.example'], 'intona.example')"
    )
    assert not (tmp_path / "secret_key").exists()


def test_the_first_start_of_a_public_installation_makes_its_folder(
    tmp_path: Path,
) -> None:
    program = "__import__('django.db').db.connection.cursor().execute('SELECT 1') and 1"
    public = {"PUBLIC_URL": "https://intona.example/", "SECRET_KEY": "given"}
    finished = start(program, tmp_path / "new" / "var", **public)
    assert finished.stdout.strip() == "1", finished.stderr
    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("host", "way"), [("mail.example", "optional"), ("", "none")])
def test_addresses_are_confirmed_where_mail_can_be_sent(
    host: str, way: str, tmp_path: Path
) -> None:
    finished = start("s.ACCOUNT_EMAIL_VERIFICATION", tmp_path, EMAIL_HOST=host)
    assert finished.stdout.strip() == way


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EXPRESSION_MODE", "sometimes"),
        ("SECOND_FACTOR", "sometimes"),
        ("WEIGHTS_LICENCE", "mine"),
        ("TEACHING", "sometimes"),
        ("DATABASE_URL", "mysql://host/name"),
        ("CELERY_BROKER_URL", "amqp://host"),
        ("TAKES_PER_MINUTE", "many"),
        ("PUBLIC_URL", "intona.example"),
        ("METRICS_NETWORKS", "everywhere"),
        ("RECORDINGS_KEYS", "c2hvcnQ="),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(
    tmp_path: Path, name: str, value: str
) -> None:
    finished = start("s.DEBUG", tmp_path, **{name: value})
    assert finished.returncode != 0
    assert f"ImproperlyConfigured: {name}=" in finished.stderr


def test_a_key_that_is_refused_is_not_printed(tmp_path: Path) -> None:
    finished = start("s.DEBUG", tmp_path, RECORDINGS_KEYS="c2hvcnQ=")
    assert "c2hvcnQ" not in finished.stdout + finished.stderr


@pytest.mark.parametrize(("key", "outer"), [("", "S3Storage"), (A_KEY, "Encrypted")])
def test_many_machines_share_database_broker_cache_and_storage(
    tmp_path: Path, key: str, outer: str
) -> None:
    finished = start(
        "[s.DATABASES['default']['ENGINE'].rsplit('.')[-1], s.CELERY_BROKER_URL, "
        "s.CACHES['default']['LOCATION'], s.STORAGES['default']['BACKEND'], "
        "type(__import__('teaching_app.private_files').private_files.as_stored())"
        ".__name__]",
        tmp_path,
        DATABASE_URL="postgres://intona:p@db/intona",
        CELERY_BROKER_URL="redis://redis:6379/0",
        CACHE_URL="redis://redis:6379/1",
        S3_BUCKET="recordings",
        S3_ENDPOINT_URL="http://files:8333",
        RECORDINGS_KEYS=key,
    )
    database, broker, cache, storage, kept_in = ast.literal_eval(finished.stdout)
    assert (database, broker, cache) == (
        "postgresql",
        "redis://redis:6379/0",
        "redis://redis:6379/1",
    )
    assert outer in storage
    assert kept_in == "S3Storage"


def test_a_public_installation_without_a_key_does_not_start(tmp_path: Path) -> None:
    finished = start("s.DEBUG", tmp_path, PUBLIC_URL="https://intona.example")
    assert "SECRET_KEY is needed" in finished.stderr


@pytest.mark.parametrize("hsts", ["host", "subdomains", "preload"])
def test_a_public_installation_passes_the_security_checks_of_deployment(
    tmp_path: Path, hsts: str
) -> None:
    public = {"PUBLIC_URL": "https://intona.example/", "SECRET_KEY": KEY}
    finished = start(CHECK, tmp_path, HSTS=hsts, **public)
    assert "no issues" in finished.stdout, finished.stderr


def test_a_short_key_is_noticed_by_the_checks_of_deployment(tmp_path: Path) -> None:
    finished = start(
        CHECK, tmp_path, PUBLIC_URL="https://intona.example/", SECRET_KEY="short"
    )
    assert "security.W009" in finished.stderr


def test_expression_mode_off_reaches_the_engine(tmp_path: Path) -> None:
    finished = start("s.ENGINE.expression_enabled", tmp_path, EXPRESSION_MODE="off")
    assert finished.stdout.strip() == "False"


def test_the_licence_of_the_weights_reaches_the_engine(tmp_path: Path) -> None:
    finished = start("s.ENGINE.weights_licence", tmp_path, WEIGHTS_LICENCE="open")
    assert finished.stdout.strip() == "open"


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [("0", "None 0"), ("2", "('HTTP_X_FORWARDED_PROTO', 'https') 2")],
)
def test_only_proxies_of_ours_say_who_asked_and_how(
    tmp_path: Path, proxies: str, expected: str
) -> None:
    shown = "f'{s.SECURE_PROXY_SSL_HEADER} {s.ALLAUTH_TRUSTED_PROXY_COUNT}'"
    finished = start(shown, tmp_path, TRUSTED_PROXIES=proxies)
    assert finished.stdout.strip() == expected
