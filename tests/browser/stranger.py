"""Somebody else's web site, on another origin: it posts forms at us (C05, C06, C07)."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FORM = """<!doctype html><title>cheap offers</title>
<form id="f" method="post" action="{action}" enctype="{enctype}" target="{target}">
<input name="family_name" value="attacker"><input name='{{"a":"' value='"}}'></form>
{frame}
<script>addEventListener("load", () => document.getElementById("f").submit());</script>"""


class Stranger:
    """Serves one page at a time: a form that sends itself as soon as it is open."""

    def __init__(self) -> None:
        self.page = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = outer.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/"

    def aim(
        self, action: str, enctype: str = "application/x-www-form-urlencoded", target: str = "_self"
    ) -> None:
        frame = '<iframe name="frame"></iframe>' if target == "frame" else ""
        self.page = FORM.format(action=action, enctype=enctype, target=target, frame=frame)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
