"""The worked year of the manual, and the example region: read from what is published, computed by the program."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.commands.demo import make_region
from kennis.config import resource_dir
from kennis.db.base import transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kenniskaarten.balans.betalingen import geboekt
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.regels import Besluit
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.verrekening import Afspraak, boek_betalingen, openstaand, zet_aan
from kenniskaarten.balans.voorbeeld import load_balans

PAGE = Path(__file__).parents[3] / "docs" / "handleiding" / "halen-en-brengen.md"
ROW = re.compile(r"^\| (Gemeente \w+) \| ([\d.]+) \| ([\d:−]+) \| ([\d:−]+) \| ([\d:−]+) \|$", re.MULTILINE)


PAYMENT = re.compile(
    r"^\| (Gemeente \w+) \| (Gemeente \w+) \| ([\d:]+) \| ([\d.]+) \| € ([\d.,]+) \|$", re.MULTILINE
)
TARIEF = re.compile(r"tarief van\s+€ (\d+),00 per uur")


def minutes(text: str) -> int:
    uren, minuten = text.removeprefix("−").split(":")
    return (60 * int(uren) + int(minuten)) * (-1 if text.startswith("−") else 1)


@pytest.fixture(scope="module")
def published() -> dict[str, tuple[int, Stand]]:
    """Give of each gemeente its inhabitants and its balance, as the manual has them."""
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    year = {naam: (int(i.replace(".", "")), Stand(minutes(g), 0, minutes(n))) for naam, i, g, n, _ in found}
    assert {naam: minutes(saldo) for naam, *_, saldo in found} == {naam: s.saldo for naam, (_, s) in year.items()}
    assert len(year) == 9
    return year


def test_the_worked_year_of_the_manual_is_what_the_program_computes(
    installatie: Installatie, published: dict[str, tuple[int, Stand]]
) -> None:
    with transaction(installatie.sessions) as session:
        session.add(Balansnorm(van=date(2015, 1, 1), orgaan="PHO", besloten_op=date(2014, 12, 1), factoren={}))
        for naam, (inwoners, stand) in published.items():
            _add(session, naam, inwoners, stand.gebracht)
        found = jaarbalans(session, 2015)
    assert {naam: standen[Eenheid.UREN] for naam, standen in found.partijen.items()} == {
        naam: stand for naam, (_, stand) in published.items()
    }
    assert sum(standen[Eenheid.UREN].saldo for standen in found.partijen.values()) == 0


def test_the_settled_year_of_the_manual_is_what_the_program_books(
    installatie: Installatie, published: dict[str, tuple[int, Stand]]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    tarief = TARIEF.search(page)
    assert tarief
    with transaction(installatie.sessions) as session:
        session.add(Balansnorm(van=date(2015, 1, 1), orgaan="PHO", besloten_op=date(2014, 12, 1), factoren={}))
        for naam, (inwoners, stand) in published.items():
            _add(session, naam, inwoners, stand.gebracht)
        besluit = Besluit("PHO", date(2016, 2, 1))
        afspraak = Afspraak(date(2015, 1, 1), date(2015, 12, 31), 100 * int(tarief[1]), besluit)
        verrekening, dag = zet_aan(session, afspraak, None), date(2016, 3, 1)
        boek_betalingen(session, verrekening, openstaand(session, verrekening, dag).kenmerk, dag, None)
        namen = {row.id: row.naam for row in session.scalars(sa.select(Organisatie))}
        booked = {
            (namen[r.betaling.van], namen[r.betaling.aan], r.betaling.bedrag, r.centen)
            for r in geboekt(session, verrekening)
        }
        assert not any(opgebouwd(session, dag)[Eenheid.UREN].values())
    rows = PAYMENT.findall(page)
    assert len(rows) == len(published) - 1
    assert all(minutes(uren) == int(minuten.replace(".", "")) for _, _, uren, minuten, _ in rows)
    assert booked == {
        (van, aan, minutes(uren), int(re.sub(r"[.,]", "", bedrag))) for van, aan, uren, _, bedrag in rows
    }


def _add(session: so.Session, naam: str, inwoners: int, gebracht: int) -> None:
    row = Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE)
    session.add(row)
    session.flush()
    session.add(Inwoners(organisatie_id=row.id, peildatum=date(2015, 1, 1), aantal=inwoners, bron="CBS"))
    boek(
        session,
        Gebeurtenis(
            BoekingSoort.INZET,
            f"jaar:{naam}",
            Eenheid.UREN,
            date(2015, 6, 30),
            {row.id: gebracht, None: -gebracht},
        ),
    )


def test_the_balances_of_the_example_region_are_zero_together_in_every_unit(installatie: Installatie) -> None:
    make_region(installatie)
    with installatie.sessions() as session:
        found = jaarbalans(session, 2025)
        load_balans(session, resource_dir("corpus"))  # a second time adds nothing
        assert jaarbalans(session, 2025) == found
    for eenheid in (Eenheid.UREN, Eenheid.GEGEVENS, Eenheid.EURO):
        standen = [per_eenheid[eenheid] for per_eenheid in found.partijen.values()]
        assert sum(stand.gebracht for stand in standen) == sum(stand.norm for stand in standen) > 0
        assert sum(stand.saldo for stand in standen) == 0


def test_the_norm_of_the_example_region_goes_by_inhabitants(installatie: Installatie) -> None:
    """Hilversum has 94,435 of the 244,766 inhabitants of the six gemeenten."""
    make_region(installatie)
    with installatie.sessions() as session:
        partijen = jaarbalans(session, 2025).partijen
    total = sum(standen[Eenheid.UREN].gebracht for standen in partijen.values())
    assert abs(partijen["Gemeente Hilversum"][Eenheid.UREN].norm - total * 94_435 / 244_766) < 1
    assert partijen["Gewest Gooi en Vechtstreek"][Eenheid.UREN].norm == 0
