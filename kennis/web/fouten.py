"""One page for everything that goes wrong: what happened, in plain words, and what one can do now."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from kennis.errors import KennisError

# Per status what is the matter and what to do; other statuses use the words of their hundred.
TEKSTEN: dict[int, tuple[str, str]] = {
    400: ("Dit ging niet goed", "De site begreep niet wat u vroeg. Ga terug en probeer het nog eens."),
    404: ("Deze pagina is er niet", "Misschien klopt het adres niet, of is de pagina niet openbaar."),
    405: ("Dit kan hier niet", "Deze pagina werkt niet op deze manier. Ga naar de startpagina en begin opnieuw."),
    413: ("Dit is te groot", "U stuurt meer dan deze site aankan. Stuur een kleiner bestand of minder tekst."),
    416: ("Dit stuk is er niet", "U vraagt een deel van een bestand dat niet bestaat. Open het hele bestand."),
    429: ("Te veel pogingen", "Wacht een kwartier en probeer het dan nog eens."),
    500: ("Er ging iets mis", "De fout ligt bij ons. Probeer het later nog eens."),
    503: ("Zoeken kan nu even niet", "Probeer het over een paar minuten nog eens."),
}
SESSIE_VERLOPEN = "Deze pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer het nog eens."


def setup_fouten(app: Flask) -> None:
    app.register_error_handler(KennisError, _show_kennis_error)
    app.register_error_handler(CSRFError, _show_csrf_error)
    app.register_error_handler(HTTPException, _show_http_error)


def _show_kennis_error(error: KennisError) -> Response:
    says_more = str(error) != error.melding
    return _page(error.status, str(error) if says_more else None)


def _show_csrf_error(error: CSRFError) -> Response:
    return _page(error.code or 400, SESSIE_VERLOPEN)


def _show_http_error(error: HTTPException) -> Response:
    response = _page(error.code or InternalServerError.code)
    for name, value in error.get_headers():
        if name != "Content-Type":  # what else belongs to the status: Allow, Retry-After, Content-Range
            response.headers[name] = value
    return response


def _page(status: int, melding: str | None = None) -> Response:
    titel, uitleg = TEKSTEN.get(status) or TEKSTEN[status // 100 * 100]
    page = render_template("fout.html", status=status, titel=titel, uitleg=melding or uitleg)
    return make_response(page, status)
