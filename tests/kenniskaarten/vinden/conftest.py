from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.config import load_config
from kennis.mensen import Persoon
from kenniskaarten.wegwijzer import Wegwijzer
from tests.kenniskaarten.vinden.mensen import add_mensen
from tests.web.conftest import _hash_fast, app, client, client_of, wereld
from tests.web.wereld import Wereld, make_wereld

__all__ = ["_hash_fast", "app", "client", "client_of", "wereld"]

Wie = Callable[..., list[Persoon]]


@pytest.fixture(scope="session")
def wereld_data(tmp_path_factory: pytest.TempPathFactory) -> Wereld:
    """Make the region with its people once; each test gets a copy."""
    made = make_wereld(load_config({}, data=Path(tmp_path_factory.mktemp("mensen"))))
    add_mensen(made)
    made.installatie.close()
    return made


@pytest.fixture
def sessie(wereld: Wereld) -> Iterator[so.Session]:
    with wereld.installatie.sessions() as session:
        yield session


@pytest.fixture
def wie(wereld: Wereld, sessie: so.Session) -> Wie:
    """Give a function that tells who can be asked a question, by default as a professional of nowhere."""
    wegwijzer = Wegwijzer(wereld.zoekdienst)

    def ask(vraag: str, lezer: Lezer = Lezer(Rol.PROFESSIONAL)) -> list[Persoon]:  # noqa: B008 (it is frozen)
        return wegwijzer.bij_vraag(sessie, vraag, lezer)

    return ask
