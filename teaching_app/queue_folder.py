"""A broker without a server: kombu's filesystem transport, made safe to share.

Kombu's own writes messages in place and keeps its bindings in a file, so that a worker
may read either half-written. Here messages are published and taken by renaming, and the
bindings are kept in memory, since every process declares the same few queues.
"""

from __future__ import annotations

import os
import time
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem, virtual
from kombu.utils.json import dumps, loads
from kombu.utils.scheduling import FairCycle


class InOrder(FairCycle):
    """Tries the queues by name, each time from the first, as Redis does if sorted."""

    def get(self, callback: Any, **options: Any) -> Any:
        """The oldest message of the first queue that has one."""
        for queue in sorted(self.resources):
            with suppress(self.predicate):
                return self.fun(queue, callback, **options)
        raise self.predicate


class Channel(filesystem.Channel):
    """Messages are files ``<time>_<id>.<queue>.msg`` in one folder."""

    supports_fanout = False
    get_table = virtual.Channel.get_table

    @property
    def folder(self) -> Path:
        """The folder of the queue."""
        return Path(self.data_folder_in)

    # kombu's two base classes name the parameter differently.
    def _put(  # type: ignore[override]
        self, queue: str, payload: dict[str, Any], **_: Any
    ) -> None:
        name = f"{time.time_ns()}_{uuid.uuid4().hex}.{queue}.msg"
        draft = self.folder / f"{name}.draft"
        draft.write_text(dumps(payload))
        draft.rename(self.folder / name)

    def _reset_cycle(self) -> None:
        self._cycle = InOrder(self._get_and_deliver, self._active_queues, Empty)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        for path in sorted(self.folder.glob(f"*.{queue}.msg")):
            taken = path.with_name(f"{path.name}.{os.getpid()}.taken")
            try:
                path.rename(taken)
            except FileNotFoundError:
                continue  # another worker was faster
            payload = taken.read_text()
            taken.unlink()
            return loads(payload)
        raise Empty


class Transport(filesystem.Transport):
    """The ``folder://`` broker."""

    Channel = Channel
    global_state = virtual.BrokerState()

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        folder = client.transport_options["data_folder_in"]
        Path(folder).mkdir(parents=True, exist_ok=True)


TRANSPORT_ALIASES["folder"] = f"{__name__}:Transport"
