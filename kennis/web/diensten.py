"""What the pages use: the parts that `create_app` put together, and the database session of this request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, Response, current_app, g
from sqlalchemy import orm as so

from kennis.db.bestanden import FileStore
from kennis.installatie import Installatie
from kennis.mensen import Wegwijzer
from kennis.zoeken import Zoekdienst


@dataclass(frozen=True, slots=True)
class Diensten:
    installatie: Installatie
    zoekdienst: Zoekdienst
    bestanden: FileStore
    wegwijzer: Wegwijzer


def setup_diensten(app: Flask, diensten: Diensten) -> None:
    app.extensions["kennis"] = diensten
    app.after_request(_commit)
    app.teardown_request(_close)


def diensten() -> Diensten:
    return cast("Diensten", current_app.extensions["kennis"])


def db() -> so.Session:
    """Return the session of this request; it commits once, after a page that is no error, else it rolls back."""
    if "db" not in g:
        g.db = diensten().installatie.sessions()
    return cast("so.Session", g.db)


def _commit(response: Response) -> Response:
    if "db" in g and response.status_code < 400:
        g.db.commit()
    return response


def _close(_error: BaseException | None) -> None:
    if "db" in g:
        g.pop("db").close()
