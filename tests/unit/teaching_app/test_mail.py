"""Mail without a mail server."""

from __future__ import annotations

import logging

import pytest
from django.core import mail


def test_mail_without_a_server_is_named_in_the_log_and_not_written_there(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = mail.get_connection("teaching_app.mail.UnsentBackend")
    message = mail.EmailMessage(
        "Reset", "https://site/reset/key/secret/", to=["learner@example.org"]
    )
    with caplog.at_level(logging.WARNING):
        assert backend.send_messages([message]) == 0
    assert "Reset" in caplog.text
    assert "EMAIL_HOST" in caplog.text
    everything = caplog.text + "".join(capsys.readouterr())
    assert "secret" not in everything
    assert "learner@example.org" not in everything
