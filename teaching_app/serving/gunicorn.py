"""Gunicorn's settings: one process of eight threads, which a page of ours never fills."""

from __future__ import annotations

import os

from teaching_app import logs

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = 1
worker_class = "gthread"
threads = 8
# The analysis happens elsewhere: a request that takes this long is stuck.
timeout = 60
graceful_timeout = 5
keepalive = 5
# A leak, should there be one, ends with the process.
max_requests = 20_000
max_requests_jitter = 1_000
control_socket_disable = True
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(L)s s"
logconfig_dict = logs.configuration(
    os.environ.get("PROCESS_NAME", "web"), os.environ.get("LOG_LEVEL", "INFO")
)
