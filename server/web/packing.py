"""Answers packed with gzip, for those who say they can read it. Shipped files are packed by assets, once."""

import zlib

from flask import Flask, Response, request

WORTH_PACKING = 1024
# The first level costs a third of the sixth and packs nearly as well.
LEVEL = 1
PACKED = ("text/html", "application/json")


def init_app(app: Flask) -> None:
    @app.after_request
    def pack(response: Response) -> Response:
        """No page of ours holds a secret beside text that a stranger chose, so its length betrays nothing."""
        if response.mimetype not in PACKED or response.direct_passthrough:
            return response
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        accepted = request.accept_encodings.quality("gzip") > 0
        if accepted and len(body) >= WORTH_PACKING and "Content-Encoding" not in response.headers:
            packer = zlib.compressobj(LEVEL, wbits=16 + zlib.MAX_WBITS)
            response.data = packer.compress(body) + packer.flush()
            response.headers["Content-Encoding"] = "gzip"
        return response
