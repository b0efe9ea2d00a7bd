"""How many bytes the first visit costs, and how many the whole copy behind it, as they travel (Brotli)."""

import gzip
import re
import tempfile
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import brotli

from tests.bench.table import Table
from tests.shipped import shipped
from tests.stage import Stage

LINK = re.compile(r"""(?:href|src)="(/[^"#]+)""")
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*['"]([^'"]+)['"]""")
NEEDED_LATER = ("/manifest.webmanifest", "/icons/apple-touch-icon")
# What static/worker/precache.js leaves to the browser or to the system.
NOT_COPIED = re.compile(r"\.png$|^vendor/(idb|minijinja)[^/]*(\.js|/.*\.js)$")
# A part of its own, fetched behind everything else.
READER = re.compile(r"^vendor/zxing-wasm|^page/qr_worker\.js$")

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


class Asked:
    """Everything one visit asks for, each address once."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.sizes: dict[str, int] = {}

    def get(self, path: str) -> str:
        connection = HTTPConnection("localhost", self.port, timeout=30)
        with closing(connection):
            wanted = {"Accept-Encoding": "br, gzip", "Accept": "text/html"}
            connection.request("GET", path, headers=wanted)
            answer = connection.getresponse()
            body = answer.read()
        self.sizes[path] = len(body)
        unpack = UNPACK.get(answer.getheader("Content-Encoding", ""), bytes)
        return unpack(body).decode("utf-8", "replace")

    def page(self, path: str) -> None:
        """A page with its styles, scripts and what those import."""
        for address in LINK.findall(self.get(path)):
            if address.startswith("/static/") and not any(word in address for word in NEEDED_LATER):
                self.asset(address)

    def asset(self, path: str) -> None:
        if path in self.sizes:
            return
        text = self.get(path)
        if path.endswith(".js"):
            for name in IMPORT.findall(text):
                if name.startswith("."):
                    self.asset(str(Path(path).parent.joinpath(name).resolve()))

    def total(self, word: str = "") -> int:
        return sum(size for path, size in self.sizes.items() if word in path)


def measure(table: Table) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "bytes")
        stage.start()
        first, page, copy, reader = (Asked(stage.port) for _ in range(4))
        first.page("/")
        page.page("/sign-in")
        kinds = ", ".join(f"{word} {_kb(first.total(word))}" for word in (".css", ".js", ".svg"))
        table.value("first visit (landing), compressed", "<= 60 KB", _kb(first.total()), kinds)
        version, files = shipped(copy.get("/service_worker.js"))
        copy.get(f"/worker/{version}.json")
        for path in files:
            if not NOT_COPIED.search(path):
                (reader if READER.search(path) else copy).get(f"/static/{version}/{path}")
        engine = f"engine {_kb(copy.total('minijinja'))}, htmx {_kb(copy.total('htmx'))}"
        table.value("whole background copy, compressed", "<= 600 KB", _kb(copy.total()), engine)
        table.value(
            "QR reader, a part of its own", "0.42 MB", _kb(reader.total()), "after all else"
        )
        stage.stop()


def _kb(count: int) -> str:
    return f"{count / 1024:.1f} KB"
