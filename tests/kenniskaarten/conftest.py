from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import orm as so

from kennis.installatie import Installatie
from tests.web.conftest import (  # noqa: F401 (the site, for the tests of pages)
    _hash_fast,
    app,
    client,
    client_of,
    wereld,
    wereld_data,
)


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    """Give a session on an empty installation; nothing is committed by itself."""
    with installatie.sessions() as found:
        yield found
