"""Reading what was agreed about the balance, and adopting something new. Never commits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import AfspraakError
from kenniskaarten.balans.afspraakmodels import Balansdrempel, Balanswaardering
from kenniskaarten.balans.jaar import read_inwonertallen, read_normen
from kenniskaarten.balans.models import Balansnorm, Eenheid, Inwoners
from kenniskaarten.balans.regels import (
    Besluit,
    Drempel,
    Inwonertal,
    Norm,
    Reeks,
    Waardering,
    drempel_fouten,
    factor_fouten,
    inwoner_fouten,
    waarde_fouten,
)

EEN_EURO = {Eenheid.EURO.value: "1.00"}  # about this nobody has to decide


def read_waarderingen(session: so.Session) -> Reeks[Waardering]:
    return Reeks(
        Waardering(
            row.van,
            Besluit(row.orgaan, row.besloten_op),
            {eenheid: Decimal(waarde) for eenheid, waarde in row.waarden.items()},
        )
        for row in session.scalars(sa.select(Balanswaardering))
    )


def read_drempels(session: so.Session) -> Reeks[Drempel]:
    return Reeks(
        Drempel(row.van, Besluit(row.orgaan, row.besloten_op), row.aandacht, row.overleg)
        for row in session.scalars(sa.select(Balansdrempel))
    )


def gemeenten(session: so.Session, dag: date) -> list[Organisatie]:
    """Return the gemeenten that exist on a day or come after it, by name."""
    rows = session.scalars(sa.select(Organisatie).where(Organisatie.soort == OrganisatieSoort.GEMEENTE))
    live = (row for row in rows if row.geldig_tot is None or dag < row.geldig_tot)
    return sorted(live, key=lambda row: row.naam)


def adopt_norm(session: so.Session, norm: Norm, vandaag: date) -> None:
    """Adopt a norm; raises AfspraakError with what is wrong, and adopts nothing then."""
    keep_writers_out(session, Balansnorm)  # of two who adopt at once, the second finds the first
    existing = [row.id for row in gemeenten(session, norm.van) if row.bestaat_op(norm.van)]
    _refuse(read_normen(session).fouten(norm, vandaag) | factor_fouten(norm.factoren, existing))
    session.add(
        Balansnorm(
            **_besluit(norm),
            factoren={str(partij): str(factor) for partij, factor in norm.factoren.items()},
        )
    )


def adopt_waardering(session: so.Session, waardering: Waardering, vandaag: date) -> None:
    """Adopt what one of each unit is worth; what is not named does not count in the total."""
    keep_writers_out(session, Balanswaardering)
    fouten = read_waarderingen(session).fouten(waardering, vandaag)
    _refuse(fouten | waarde_fouten(waardering.waarden))
    session.add(
        Balanswaardering(
            **_besluit(waardering),
            waarden={eenheid: f"{waarde:.2f}" for eenheid, waarde in waardering.waarden.items()} | EEN_EURO,
        )
    )


def adopt_drempel(session: so.Session, drempel: Drempel, vandaag: date) -> None:
    """Adopt how far a party may stay behind."""
    keep_writers_out(session, Balansdrempel)
    _refuse(read_drempels(session).fouten(drempel, vandaag) | drempel_fouten(drempel))
    session.add(Balansdrempel(**_besluit(drempel), aandacht=drempel.aandacht, overleg=drempel.overleg))


def add_inwoners(session: so.Session, nieuw: Inwonertal, bron: str, vandaag: date) -> None:
    """Let a number of inhabitants count from its day on."""
    keep_writers_out(session, Inwoners)
    fouten = inwoner_fouten(nieuw, bron, read_inwonertallen(session), vandaag)
    if nieuw.partij not in {row.id for row in gemeenten(session, nieuw.peildatum)}:
        fouten["organisatie_id"] = "Kies een gemeente die op die dag bestaat."
    _refuse(fouten)
    session.add(Inwoners(organisatie_id=nieuw.partij, peildatum=nieuw.peildatum, aantal=nieuw.aantal, bron=bron))


def _besluit(afspraak: Norm | Waardering | Drempel) -> dict[str, Any]:
    """Return what the rows of all agreements have."""
    besluit = afspraak.besluit
    return {"van": afspraak.van, "orgaan": besluit.orgaan, "besloten_op": besluit.datum}


def _refuse(fouten: Mapping[str, str]) -> None:
    if fouten:
        raise AfspraakError(fouten)
