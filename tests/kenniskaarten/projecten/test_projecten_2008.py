"""The four projects of 2008, the worked example: figures by hand, as the Uitvoeringsplan WWZ 2008 has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.commands.demo import make_region
from kennis.config import load_config
from kennis.db.base import transaction
from kennis.db.organisaties import OrganisatieSoort, find_organisatie
from kennis.db.wachtrij import waiting_bronnen
from kennis.installatie import Installatie, open_installatie
from kenniskaarten.balans.models import Boeking
from kenniskaarten.projecten.models import Project, ProjectRol
from kenniskaarten.projecten.sommen import (
    Geboekt,
    Som,
    begroting,
    leiding_per_organisatie,
    per_persoon,
    samen,
    verschillen,
)
from kenniskaarten.projecten.uren import projecturen
from kenniskaarten.projecten.voorbeeld import load_projecten, read_projecten

VAN_2008 = {"Kennisnetwerk", "WWZ Atlas", "Vraagsturing en cliëntenparticipatie", "Wonen"}
UUR = 60  # minutes


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installatie]:
    """Give the example region with its projects, once for all tests here."""
    found = open_installatie(load_config({}, data=tmp_path_factory.mktemp("regio")))
    make_region(found)
    with transaction(found.sessions) as session:
        load_projecten(session)
    yield found
    found.close()


@pytest.fixture
def session(region: Installatie) -> Iterator[so.Session]:
    """Give a session on that region, of which nothing is kept."""
    with region.sessions() as found:
        yield found
        found.rollback()


@pytest.fixture
def van_2008(session: so.Session) -> list[Project]:
    found = list(session.scalars(sa.select(Project).where(Project.naam.in_(VAN_2008))))
    assert {project.naam for project in found} == VAN_2008
    return found


def test_each_project_is_240_and_240_is_480_hours(van_2008: list[Project]) -> None:
    for project in van_2008:
        sums = begroting(project)
        assert sums.projectleiding == Som(240 * UUR)
        assert sums.deelnemers == Som(240 * UUR, onbekend=1), "those outside the gemeenten are 'pm', not zero"
        assert sums.totaal == Som(480 * UUR, onbekend=1)
        assert project.uren_opgave == 480 * UUR
        assert verschillen(project, Geboekt(), {}) == []


def test_four_participants_have_60_hours_each(van_2008: list[Project]) -> None:
    for project in van_2008:
        several = [one for one in project.deelnemers if one.rol is ProjectRol.DEELNEMER]
        assert [(one.aantal, per_persoon(one)) for one in several] == [(4, 60 * UUR), (None, None)]


def test_the_four_together_are_1920_hours(van_2008: list[Project]) -> None:
    together = samen(van_2008)
    assert together.projectleiding == Som(960 * UUR)
    assert together.deelnemers == Som(960 * UUR, onbekend=4)
    assert together.totaal == Som(1920 * UUR, onbekend=4)


def test_the_regisseur_leads_three_and_keeps_480_of_his_1200_hours(van_2008: list[Project]) -> None:
    leading = leiding_per_organisatie(van_2008)
    assert leading == {"Gewest Gooi en Vechtstreek": Som(720 * UUR), "De Alliantie": Som(240 * UUR)}
    assert 1200 * UUR - leading["Gewest Gooi en Vechtstreek"].minuten == 480 * UUR


def test_the_alliantie_comes_from_outside(session: so.Session) -> None:
    found = find_organisatie(session, "De Alliantie")
    assert found is not None
    assert found.soort is OrganisatieSoort.EXTERN


def test_loading_twice_changes_nothing(session: so.Session) -> None:
    """Not even what was removed comes back."""
    session.delete(session.scalars(sa.select(Project).where(Project.naam == "Wonen")).one())
    session.flush()
    counted = sa.select(sa.func.count())
    before = [session.scalar(counted.select_from(model)) for model in (Project, Boeking)]
    load_projecten(session)
    session.flush()
    assert [session.scalar(counted.select_from(model)) for model in (Project, Boeking)] == before
    assert before[0] == len(read_projecten()) - 1


def test_each_project_goes_to_the_index(session: so.Session) -> None:
    waiting = set(waiting_bronnen(session))
    assert {f"project:{number}" for number in session.scalars(sa.select(Project.id))} <= waiting


def test_the_hours_of_today_stand_in_the_book(session: so.Session) -> None:
    project = session.scalars(sa.select(Project).where(Project.naam == "Langer zelfstandig thuis")).one()
    hilversum = find_organisatie(session, "Gemeente Hilversum")
    assert hilversum is not None
    found = projecturen(session, project)[hilversum.id]
    assert (found.toegezegd, found.gewerkt) == (120 * UUR, 104 * UUR)


def test_what_does_not_fit_in_the_example_is_there_on_purpose(session: so.Session) -> None:
    told = {
        project.naam: verschillen(project, Geboekt(projecturen(session, project)), {})
        for project in session.scalars(sa.select(Project))
    }
    assert {naam: lines for naam, lines in told.items() if lines} == {
        "Langer zelfstandig thuis": ["Gemeente Blaricum heeft nog geen uren toegezegd."],
        "Valpreventie in elke kern": ["Gemeente Wijdemeren werkte 38 uur; begroot is 30 uur."],
        "Handreiking geclusterd wonen": [
            "Het projectblad noemt 260 uur, maar de delen zijn samen 240 uur.",
            "Gemeente Laren heeft nog geen uren toegezegd.",
            "De fase ‘Bijeenkomst’ valt buiten de periode van het project.",
        ],
    }
