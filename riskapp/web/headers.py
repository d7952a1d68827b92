"""What every answer says to the browser."""

from uuid import uuid4

from flask import Flask, Response, g, request

from riskapp.web.session import current_visit, get_settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONE_YEAR = "max-age=31536000"


def set_up_headers(app: Flask) -> None:
    """Name every request, and give every answer its headers."""
    app.before_request(name_request)
    app.after_request(add_headers)


def name_request() -> None:
    """Give the request an id, by which the log and an error page know it."""
    g.request_id = uuid4().hex


def add_headers(response: Response) -> Response:
    """Forbid what no page needs; keep signed-in pages out of every cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if get_settings().secure_cookies:
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    if current_visit() is not None or request.endpoint == "people.sign_in":
        response.headers["Cache-Control"] = "no-store"
    response.headers.add("Vary", "HX-Request")
    return response
