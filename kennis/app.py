"""`create_app`: the one place where the parts of the web site are put together."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from kennis.config import Config, resource_dir
from kennis.db.bestanden import FileStore
from kennis.installatie import Installatie, open_installatie
from kennis.web import (
    account,
    begripbeheer,
    begrippen,
    beheer,
    documenten,
    kennishiaten,
    suggesties,
    teksten,
    vondsten,
    zoeken,
    zoekproef,
)
from kennis.web.diensten import Diensten, setup_diensten
from kennis.web.fouten import setup_fouten
from kennis.web.headers import setup_headers
from kennis.web.sessies import setup_sessies
from kennis.web.toegang import setup_toegang
from kennis.web.weergave import setup_weergave
from kennis.zoeken import Zoekdienst, open_zoekdienst
from kenniskaarten.treffers import LADERS
from kenniskaarten.views import (
    afspraken,
    balans,
    bevestigen,
    bijdragen,
    bijdragen_inlezen,
    collegas,
    deskundigheden,
    eigenkaart,
    gegevens,
    herindelingen,
    kaarten,
    onderwerpen,
    organisatie,
    projectbeheer,
    projecten,
    rapport,
    uren,
    verrekenen,
    vragen,
)
from kenniskaarten.wegwijzer import Wegwijzer

OF_KENNISKAARTEN = (
    kaarten,
    eigenkaart,
    onderwerpen,
    vragen,
    bevestigen,
    collegas,
    gegevens,
    deskundigheden,
    organisatie,
    balans,
    uren,
    projecten,
    projectbeheer,
    afspraken,
    verrekenen,
    bijdragen,
    bijdragen_inlezen,
    herindelingen,
    rapport,
)
OF_REGISSEUR = (beheer, begripbeheer, vondsten, zoekproef, kennishiaten)
LARGER_FORMS = eigenkaart.LARGER_FORMS | bijdragen_inlezen.LARGER_FORMS  # bytes
MAX_FORM_BYTES = 1024 * 1024  # the forms of this site are small


def create_app(config: Config, *, zoekdienst: Zoekdienst | None = None) -> Flask:
    """Return the web site of this installation; model and index are opened at the first question."""
    app = Flask(__name__, template_folder=str(resource_dir("templates")))
    _setup_flask(app, config)
    setup_weergave(app, config)  # first: the others add to its templates
    setup_headers(app, production=config.production)
    setup_diensten(app, _open_diensten(open_installatie(config), zoekdienst))
    setup_sessies(app)
    setup_toegang(app)
    app.before_request(_allow_larger_forms)  # before the form is read
    CSRFProtect(app)
    setup_fouten(app)
    _setup_pages(app, _limiter(app, config))
    return app


def _setup_flask(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        SESSION_COOKIE_NAME="__Host-kennis" if config.production else "kennis",
        SESSION_COOKIE_SECURE=config.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        PREFERRED_URL_SCHEME="https" if config.production else "http",
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign] # Flask's documented way


def _allow_larger_forms() -> None:
    """Let a form with a photo or a table be larger than others."""
    larger = LARGER_FORMS.get(request.endpoint or "")
    request.max_content_length = larger or MAX_FORM_BYTES
    if larger:
        request.max_form_memory_size = larger


def _open_diensten(found: Installatie, zoekdienst: Zoekdienst | None) -> Diensten:
    zoekdienst = zoekdienst or open_zoekdienst(found.config, found.sessions, LADERS)
    return Diensten(
        installatie=found,
        zoekdienst=zoekdienst,
        bestanden=FileStore(found.config.files_dir),
        wegwijzer=Wegwijzer(zoekdienst),
    )


def _limiter(app: Flask, config: Config) -> Limiter:
    """Count in Redis when there is one, so that all processes count together; in memory while it is away."""
    storage = config.redis_url or "memory://"
    return Limiter(
        get_remote_address,
        app=app,
        storage_uri=storage,
        strategy="moving-window",
        in_memory_fallback_enabled=config.redis_url is not None,
    )


def _setup_pages(app: Flask, limiter: Limiter) -> None:
    for part in (zoeken, suggesties, documenten, begrippen, teksten, *OF_KENNISKAARTEN, *OF_REGISSEUR):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(account.make_blueprint(limiter))
