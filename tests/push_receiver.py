"""A push service of our own on loopback, and a browser's half of a subscription: what it takes, it can read."""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


@dataclass
class Receiver:
    """Every push that came in: its headers and what it says, in order. `status` is what it answers."""

    address: str
    status: int = 201
    seconds: float = 0.0
    pushes: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    requests: int = 0
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    _secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": _text(point), "auth": _text(self._secret)}

    def endpoint(self, name: str = "one") -> str:
        return f"http://{self.address}/push/{name}"

    def subscription(self, name: str = "one") -> dict[str, str]:
        return {"endpoint": self.endpoint(name), **self.keys}

    def take(self, headers: dict[str, str], body: bytes) -> None:
        said = http_ece.decrypt(
            body, private_key=self._key, auth_secret=self._secret, version="aes128gcm"
        )
        self.pushes.append((headers, json.loads(said)))


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Promise a receiver that listens until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.requests += 1
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if receiver.status < 300:
                receiver.take({**dict(self.headers), "path": self.path}, body)
            time.sleep(receiver.seconds)
            self.send_response(receiver.status)
            self.send_header("Location", "http://localhost:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
