"""The headers every answer carries (SECURITY 4.5). The worker puts the same set on the pages it makes."""

from flask import Flask, Response

from server.config import settings

FEATURES = (
    "camera=(self)",
    "publickey-credentials-create=(self)",
    "publickey-credentials-get=(self)",
    "geolocation=()",
    "microphone=()",
    "payment=()",
    "usb=()",
)
# What an answer of ours may depend on, beside its URL.
VARIES = ("Cookie", "Accept-Language", "Origin", "Sec-Fetch-Site", "HX-Request", "HX-Request-Type")
TWO_YEARS = 63072000


def page_headers(public_url: str) -> dict[str, str]:
    """Promise the header set of a page, whichever server makes it; caching is up to each."""
    return {"Content-Security-Policy": _page_policy(public_url), **_common_headers(public_url)}


def worker_headers(public_url: str) -> dict[str, str]:
    """Promise the header set of the worker's own script."""
    return {
        "Content-Security-Policy": worker_policy(),
        **_common_headers(public_url),
        "Cache-Control": "no-cache",
    }


def worker_policy() -> str:
    """Promise the policy of a script that runs in a worker: WebAssembly is the template engine, or reads QR codes.

    No page has it: there WebAssembly stays forbidden.
    """
    return _policy(
        {
            "default-src": "'none'",
            "script-src": "'self' 'wasm-unsafe-eval'",
            "connect-src": "'self'",
        }
    )


def init_app(app: Flask) -> None:
    @app.after_request
    def complete(response: Response) -> Response:
        """What a handler set itself stays: a photo has a policy of its own."""
        for name, value in page_headers(settings().public_url).items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
            response.vary.update(VARIES)
        return response


def _page_policy(public_url: str) -> str:
    return _policy(
        {
            "default-src": "'none'",
            "script-src": f"{public_url}/static/",
            "style-src": "'self'",
            "img-src": "'self' blob:",
            "font-src": "'self'",
            "connect-src": "'self'",
            "manifest-src": "'self'",
            "worker-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": "htmx enishi",
        }
    )


def _policy(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _common_headers(public_url: str) -> dict[str, str]:
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(FEATURES),
    }
    if public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
    return headers
