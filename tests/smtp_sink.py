"""A mail server of our own on loopback: what it takes is kept, what it is told to refuse it refuses."""

import datetime as dt
import email.policy
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


@dataclass
class Letter:
    """One mail: its envelope, what it says, and whether nobody on the way could read it."""

    sender: str
    to: list[str]
    message: EmailMessage
    is_sealed: bool


@dataclass
class Sink:
    """`refusal` is what it answers every reader with; `certificate` makes it offer STARTTLS."""

    port: int
    refusal: str = ""
    seconds: float = 0.0
    certificate: Path | None = None
    letters: list[Letter] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)


@contextmanager
def sinking() -> Iterator[Sink]:
    """Promise a mail server that listens until the block ends."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.is_sealed = False
            self.say("220 sink")
            while line := self.rfile.readline().decode().strip():
                verb = line[:4].upper()
                sink.heard.append(line)
                if verb == "QUIT":
                    return self.say("221 bye")
                getattr(self, f"on_{verb.lower()}", lambda _: self.say("250 ok"))(line)
            return None

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def on_ehlo(self, _: str) -> None:
            offers = ["STARTTLS"] if sink.certificate and not self.is_sealed else []
            lines = ["sink", *offers, "AUTH PLAIN", "8BITMIME"]
            for line in lines[:-1]:
                self.say(f"250-{line}")
            self.say(f"250 {lines[-1]}")

        def on_star(self, _: str) -> None:
            self.say("220 go")
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(str(sink.certificate))
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.setup_streams()

        def setup_streams(self) -> None:
            self.rfile = self.connection.makefile("rb", self.rbufsize)
            self.wfile = self.connection.makefile("wb", 0)
            self.is_sealed = True

        def on_auth(self, _: str) -> None:
            self.say("235 known")

        def on_mail(self, line: str) -> None:
            self.sender, self.to = _address(line), []
            self.say("250 ok")

        def on_rcpt(self, line: str) -> None:
            self.to.append(_address(line))
            self.say(sink.refusal or "250 ok")

        def on_data(self, _: str) -> None:
            self.say("354 go")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b"."))
            time.sleep(sink.seconds)
            message = message_from_bytes(b"".join(lines), EmailMessage, policy=email.policy.default)
            sink.letters.append(Letter(self.sender, self.to, message, self.is_sealed))
            self.say("250 kept")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever hangs up in the middle did so on purpose."""

    server = Server(("127.0.0.1", 0), Handler)
    sink = Sink(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(folder: Path) -> Path:
    """Promise a file with a fresh key and a certificate for localhost that nobody but its own reader trusts."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


def _address(line: str) -> str:
    return line.split("<", 1)[1].split(">", 1)[0]
