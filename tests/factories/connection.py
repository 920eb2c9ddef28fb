"""A proxy between browser and server whose connections can be cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Connection:
    """Forwards to a port; while it is cut, every connection is closed at once.

    Needed because Playwright's ``set_offline`` does not reach service workers.
    """

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.is_cut = False
        self.open: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Close every connection and refuse new ones."""
        self.is_cut = True
        for end in list(self.open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                browser.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.target_port))
            for source, sink in ((browser, server), (server, browser)):
                self.open.add(source)
                threading.Thread(
                    target=self._forward, args=(source, sink), daemon=True
                ).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        self.open.discard(source)
        source.close()
