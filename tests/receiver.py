"""A web server on this machine that takes webhooks, as a customer's would."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "receiver.test"


@dataclass
class Receiver:
    """What came, and what is answered; `statuses` are used up before `status`."""

    port: int
    status: int = 200
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0  # seconds between the bytes of the answer's body
    go: threading.Event = field(default_factory=threading.Event)
    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{NAME}:{self.port}/hook"


@contextmanager
def receiver(ssl_context=None) -> Iterator[Receiver]:
    """One server, until the block ends. `go` is set; cleared, nothing is answered."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.came.append((self.path, dict(self.headers.items()), body))
            taken.go.wait(30)
            self.send_response(taken.statuses.pop(0) if taken.statuses else taken.status)
            for name, value in taken.headers.items():
                self.send_header(name, value)
            self.end_headers()
            while taken.drip and taken.go.is_set():
                self.wfile.write(b".")
                time.sleep(taken.drip)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # a sender that hangs up is part of the tests
    if ssl_context:
        server.socket = ssl_context.wrap_socket(server.socket, server_side=True)
    taken = Receiver(server.server_address[1])
    taken.go.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield taken
    finally:
        taken.go.set()
        taken.drip = 0
        server.shutdown()
        server.server_close()
        thread.join()


def answer_for_it(monkeypatch) -> None:
    """Let `NAME` lead to this machine, as a customer's name server would to theirs."""
    asked = socket.getaddrinfo

    def resolver(host, *args, **options):
        return asked("127.0.0.1" if host == NAME else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
