"""Filling in a form of the site as a browser does, with the token that the page gives."""

from __future__ import annotations

import io
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).data, "lxml")


def send(client: FlaskClient, path: str, fields: dict[str, Any] | None = None) -> TestResponse:
    """Send a form to this address with the token of the page of one's own card."""
    return client.post(path, data={"csrf_token": token(client), **(fields or {})})


def send_file(client: FlaskClient, path: str, content: bytes, fields: dict[str, str]) -> TestResponse:
    """Send a form with a photo; the body is made here, as the client leaves a large one open."""
    photo = FileStorage(io.BytesIO(content), filename="ik.png")
    boundary, body = encode_multipart({"csrf_token": token(client), "foto": photo, **fields})
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def token(client: FlaskClient) -> str:
    found = soup(client, "/mijn-kaart").select_one("main input[name=csrf_token]")
    assert found is not None
    return str(found["value"])
