"""What every response says to the browser: own files only, no frame, no script in a page, and what may be kept."""

from __future__ import annotations

from flask import Flask, Response, request

from kennis.web.sessies import is_session_kept

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "  # a file of ours, never text in a page
    "connect-src 'self'; "  # the suggestions under the search box
    "require-trusted-types-for 'script'; "  # and no text that a script would make into elements
    "style-src 'self'; "
    "font-src 'self'; "
    "img-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # CSRF protection reads it; other sites never see what was asked
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
YEAR_SECONDS = 365 * 24 * 60 * 60


def setup_headers(app: Flask, *, production: bool) -> None:
    app.after_request(_secure)
    app.after_request(_say_what_may_be_kept)
    if production:
        app.after_request(_only_https)


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _say_what_may_be_kept(response: Response) -> Response:
    """Keep styles for a year, as their address changes with them; of who is logged in, keep nothing.

    A page that says itself that it may not be kept is right.
    """
    if response.cache_control.no_store:
        return response
    if request.endpoint == "static":
        keep = f"public, max-age={YEAR_SECONDS}, immutable" if "v" in request.args else "no-cache"
    else:
        keep = "private, no-store" if is_session_kept() else "no-cache"
    response.headers["Cache-Control"] = keep
    return response


def _only_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}"
    return response
