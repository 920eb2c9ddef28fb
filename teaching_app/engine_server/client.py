"""Asks the engine's server: the takes of a claim at once, for it to batch with others'."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from http import HTTPStatus

import requests
from urllib3.exceptions import MaxRetryError

import emotion_engine as engine

from . import wire
from .errors import ServerAwayError, ServerFaultError

CONNECT_S = 5.0
# The task's own time limit comes later: 90 s.
ANSWER_S = 70.0
# Workers wait this long for a server that is away before they put takes back, so that
# they do not pass them round without a pause.
AWAY_S = 10.0
PAUSE_S = 1.0
# As Ray Serve's proxy answers while there is no application, or none of its replicas is free.
AWAY = (HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)


def analyze_utterances(
    takes: Sequence[engine.UtteranceRequest],
    *,
    server: str,
    on_voice: Callable[[int, engine.VoiceTrace], None] | None = None,
    on_outcome: Callable[[int, wire.Outcome], None] | None = None,
) -> list[wire.Outcome]:
    """As the engine's function of this name, by its server; stages are not told.

    A take that is asked about alone is heard alone: it may have ended a replica before.

    Raises
    ------
    ServerAwayError
        Some were not heard; outcomes of the others have been told.
    """
    path = "alone" if len(takes) == 1 else "together"
    outcomes: dict[int, wire.Outcome] = {}
    away: ServerAwayError | None = None
    pool = ThreadPoolExecutor(max_workers=max(1, len(takes)))
    try:
        asked = {
            pool.submit(_ask, f"{server.rstrip('/')}/{path}", take): index
            for index, take in enumerate(takes)
        }
        for future in as_completed(asked):
            index = asked[future]
            try:
                heard = future.result()
            except ServerAwayError as error:
                away = error
                continue
            for trace in heard.traces if on_voice else ():
                on_voice(index, trace)
            if on_outcome:
                on_outcome(index, heard.outcome)
            outcomes[index] = heard.outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if away:
        raise away
    return [outcomes[index] for index in range(len(takes))]


def _ask(url: str, take: engine.UtteranceRequest) -> wire.Heard:
    """What the server heard, or that it failed over this take.

    Raises
    ------
    ServerAwayError
        It stayed away.
    """
    body = wire.request_to_json(take)
    until = time.monotonic() + AWAY_S
    while True:
        try:
            return _answer(url, body)
        except ServerFaultError as fault:
            return wire.Heard(fault)
        except ServerAwayError:
            if time.monotonic() + PAUSE_S > until:
                raise
            time.sleep(PAUSE_S)


def _answer(url: str, body: dict[str, object]) -> wire.Heard:
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(url, json=body, timeout=(CONNECT_S, ANSWER_S))
        except requests.ConnectionError as error:
            raise _unanswered(error) from error
        except requests.RequestException as error:
            raise ServerFaultError(f"No answer from {url}: {error}") from error
    if answer.status_code in AWAY:
        raise ServerAwayError(f"{url} answers {answer.status_code}.")
    if answer.status_code != HTTPStatus.OK:
        raise ServerFaultError(
            f"{url} answers {answer.status_code}: {answer.text[:200]}"
        )
    try:
        return wire.heard_from_json(answer.json())
    except (KeyError, TypeError, ValueError, engine.ReportFormatError) as error:
        raise ServerFaultError(f"{url} answers what cannot be read: {error}") from error


def _unanswered(error: requests.ConnectionError) -> Exception:
    """Whether nobody was there, or somebody hung up while hearing the take."""
    is_unheard = bool(error.args) and isinstance(error.args[0], MaxRetryError)
    kind = ServerAwayError if is_unheard else ServerFaultError
    return kind(f"No answer: {error}")
