"""A book of half a million regels, for the bench: what the pages of halen en brengen cost when it is large."""

from __future__ import annotations

import random
import re
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from kennis.app import create_app
from kennis.commands.demo import DEMO_PASSWORD
from kennis.db.base import transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid, Regel

BATCH = 10_000
YEARS = range(2017, 2027)
SOORTEN = (BoekingSoort.INZET, BoekingSoort.GEBRUIK, BoekingSoort.TOEZEGGING)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def fill_book(found: Installatie, boekingen: int) -> None:
    """Write so many boekingen of two regels each, over ten years and all gemeenten."""
    for written in range(0, boekingen, BATCH):
        add_boekingen(found, min(BATCH, boekingen - written), seed=written)


def add_boekingen(found: Installatie, boekingen: int, seed: int) -> None:
    """Write some more, in one transaction."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    with transaction(found.sessions) as session:
        query = sa.select(Organisatie.id).where(Organisatie.soort == OrganisatieSoort.GEMEENTE)
        partijen = list(session.scalars(query.where(Organisatie.geldig_tot.is_(None))))
        batch = [_one(chance, partijen) for _ in range(boekingen)]
        session.execute(sa.insert(Regel), [regel for _, regels in batch for regel in regels])
        session.execute(sa.insert(Boeking), [boeking for boeking, _ in batch])


def _one(chance: random.Random, partijen: list[int]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    name, hoeveelheid = uuid.uuid4().hex, chance.randrange(1, 600)
    begin = date(YEARS.start, 1, 1)
    shared = {
        "eenheid": chance.choice(list(Eenheid)),
        "datum": begin + timedelta(chance.randrange(365 * len(YEARS))),
        "telt_als": chance.choice(SOORTEN),
    }
    van, aan = chance.sample(partijen, 2)
    regels = [
        {"boeking_id": name, "partij_id": van, "hoeveelheid": hoeveelheid, "brengt": True, **shared},
        {"boeking_id": name, "partij_id": aan, "hoeveelheid": -hoeveelheid, "brengt": False, **shared},
    ]
    return {"id": name, "soort": shared["telt_als"], "bron": name, **shared}, regels


def time_pages(found: Installatie, rounds: int = 10) -> Iterator[tuple[str, list[float]]]:
    """Yield of the page of a gemeente and of the list behind a figure how long it took each time, in ms.

    Somebody books something before each time, so that nothing is only remembered.
    """
    client = create_app(found.config).test_client()
    _log_in(client)
    start = str(client.get("/halen-en-brengen").location)
    for name, path in (("saldo van een gemeente", start), ("lijst achter een cijfer", f"{start}/uren")):
        times = []
        for number in range(rounds):
            add_boekingen(found, 1, seed=number)
            began = time.perf_counter()
            client.get(f"{path}?jaar={YEARS[-2]}").get_data()
            times.append(1000 * (time.perf_counter() - began))
        yield name, times


def _log_in(client: FlaskClient) -> None:
    token = TOKEN.search(client.get("/inloggen").get_data(as_text=True))
    assert token is not None  # noqa: S101 (else it measures a log-in page)
    fields = {"csrf_token": token[1], "email": "beheerder@voorbeeld.nl", "wachtwoord": DEMO_PASSWORD}
    client.post("/inloggen", data=fields)
