"""Learners who send takes until each is accepted, as the page that delivers them does."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from benchmarks.installation import Answer, Visitor

WAITS_S = (0.2, 0.5, 1.0, 2.0)
PATIENCE_S = 120


@dataclass(slots=True)
class Delivery:
    """One take: its key, every answer to it, and whether it was accepted at last."""

    key: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        """Whether the server has said that it keeps the take."""
        return bool(self.answers) and self.answers[-1].status in (200, 201)

    @property
    def refusals(self) -> list[str]:
        """Every refusal, as status and code."""
        return [f"{a.status} {a.code}" for a in self.answers if a.status >= 400]


class Learners:
    """Each sends takes in a thread of its own, until it may stop and has sent enough."""

    def __init__(
        self, visitors: Sequence[Visitor], take: bytes, *, each: int, every_s: float
    ) -> None:
        self.take, self.each, self.every_s = take, each, every_s
        self.deliveries: list[Delivery] = []
        self.may_stop = threading.Event()
        self.threads = [
            threading.Thread(target=self._send_all, args=(visitor, number), daemon=True)
            for number, visitor in enumerate(visitors)
        ]

    def start(self) -> None:
        """Begin to send."""
        for thread in self.threads:
            thread.start()

    def join(self) -> None:
        """Let them stop, and wait until every take was accepted or given up."""
        self.may_stop.set()
        for thread in self.threads:
            thread.join()

    @property
    def n_accepted(self) -> int:
        """How many takes were accepted so far."""
        return sum(delivery.is_accepted for delivery in self.deliveries)

    def _send_all(self, visitor: Visitor, seed: int) -> None:
        chance = random.Random(seed)
        n_sent = 0
        while n_sent < self.each or not self.may_stop.is_set():
            n_sent += 1
            time.sleep(self.every_s * chance.uniform(0.5, 1.5))
            delivery = Delivery(str(uuid4()))
            self.deliveries.append(delivery)
            self._deliver(delivery, visitor)

    def _deliver(self, delivery: Delivery, visitor: Visitor) -> None:
        """Send under one key, until it is accepted or refused for good."""
        end, waits = time.monotonic() + PATIENCE_S, iter(WAITS_S)
        while time.monotonic() < end:
            answer = visitor.send(self.take, delivery.key)
            delivery.answers.append(answer)
            if delivery.is_accepted or 400 <= answer.status < 500:
                return
            time.sleep(next(waits, WAITS_S[-1]))
