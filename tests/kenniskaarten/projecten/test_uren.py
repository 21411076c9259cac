"""Hours in projects: entered with those of the themes, changed without trace lost, and added up per party."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import BoekingError
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.balans.uren import Kwartaal, Waarop, boek_kwartaal, geboekte_uren, projecten_van
from kenniskaarten.projecten.models import ProjectStatus
from kenniskaarten.projecten.uren import Projecturen, projecturen
from tests.kenniskaarten.projecten.wereld import add_partij, add_project

KWARTAAL = Kwartaal(2025, 2)
PLEDGED, WORKED = BoekingSoort.TOEZEGGING, BoekingSoort.INZET


@pytest.fixture
def huizen(session: so.Session) -> int:
    return add_partij(session, "Gemeente Huizen")


def test_hours_pledged_and_worked_are_kept_apart_per_project_and_theme(session: so.Session, huizen: int) -> None:
    atlas = add_project(session, huizen, huizen)
    hours: dict[Waarop, int] = {(PLEDGED, atlas.id): 6_000, (WORKED, atlas.id): 90, (WORKED, "wonen"): 60}
    boek_kwartaal(session, huizen, KWARTAAL, hours, None)
    assert geboekte_uren(session, huizen, KWARTAAL) == hours
    assert projecturen(session, atlas) == {huizen: Projecturen(6_000, 90)}


def test_a_boeking_names_its_project_by_number_only(session: so.Session, huizen: int) -> None:
    """Who reads the book may not see every project."""
    atlas = add_project(session, huizen, huizen, naam="Gesloten zandhagedis")
    (booked,) = boek_kwartaal(session, huizen, KWARTAAL, {(WORKED, atlas.id): 60}, None)
    assert booked.project_id == atlas.id
    assert booked.thema == "wonen"
    assert booked.bron == f"uren:{huizen}:2025-2:project-{atlas.id}:1"
    assert "zandhagedis" not in booked.omschrijving


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 300_000), min_size=1, max_size=5))
def test_the_last_hours_that_were_entered_hold(session: so.Session, entered: list[int]) -> None:
    session.rollback()
    huizen = add_partij(session, "Gemeente Huizen")
    atlas = add_project(session, huizen, huizen)
    for minuten in entered:
        boek_kwartaal(session, huizen, KWARTAAL, {(WORKED, atlas.id): minuten}, None)
    assert projecturen(session, atlas).get(huizen, Projecturen()) == Projecturen(0, entered[-1])
    stornos = session.scalars(sa.select(Boeking).where(Boeking.soort == BoekingSoort.STORNO))
    assert {row.project_id for row in stornos} <= {atlas.id}


@pytest.mark.parametrize(
    ("minuten", "reden"), [(-60, "niet onder nul zijn: Atlas"), (300_001, "kan niet kloppen: Atlas")]
)
def test_hours_that_cannot_be_are_refused_and_nothing_is_booked(
    session: so.Session, huizen: int, minuten: int, reden: str
) -> None:
    atlas = add_project(session, huizen, huizen)
    with pytest.raises(BoekingError, match=reden):
        boek_kwartaal(session, huizen, KWARTAAL, {(WORKED, "zorg"): 60, (WORKED, atlas.id): minuten}, None)
    assert geboekte_uren(session, huizen, KWARTAAL) == {}


def test_who_takes_no_part_books_nothing_in_a_project(session: so.Session, huizen: int) -> None:
    laren = add_partij(session, "Gemeente Laren")
    atlas = add_project(session, huizen, huizen)
    for waaraan in (atlas.id, 99):
        with pytest.raises(BoekingError, match="Op dit project kunnen geen uren worden geboekt"):
            boek_kwartaal(session, laren, KWARTAAL, {(WORKED, waaraan): 60}, None)


@pytest.mark.parametrize(
    ("status", "tot", "shown"),
    [
        (ProjectStatus.VOORSTEL, None, 0),
        (ProjectStatus.LOOPT, None, 1),
        (ProjectStatus.LOOPT, date(2024, 1, 1), 1),  # it takes longer than was thought
        (ProjectStatus.AFGEROND, date(2025, 4, 1), 1),
        (ProjectStatus.AFGEROND, date(2025, 3, 31), 0),
        (ProjectStatus.GESTOPT, None, 0),
    ],
)
def test_hours_go_to_projects_that_run_in_the_quarter(
    session: so.Session, huizen: int, status: ProjectStatus, tot: date | None, shown: int
) -> None:
    add_project(session, huizen, huizen, status=status, tot=tot)
    assert len(projecten_van(session, huizen, KWARTAAL)) == shown


def test_who_went_on_in_another_takes_part_for_it(session: so.Session, huizen: int) -> None:
    muiden = add_partij(session, "Gemeente Muiden")
    add_project(session, huizen, muiden)
    row = session.get_one(Organisatie, muiden)
    row.opvolger_id, row.geldig_tot = huizen, date(2025, 7, 1)
    assert projecten_van(session, huizen, KWARTAAL) == []
    assert len(projecten_van(session, huizen, Kwartaal(2025, 3))) == 1


def test_an_outside_party_has_hours_of_its_own(session: so.Session, huizen: int) -> None:
    alliantie = add_partij(session, "De Alliantie", OrganisatieSoort.EXTERN)
    atlas = add_project(session, huizen, huizen, alliantie)
    boek_kwartaal(session, alliantie, KWARTAAL, {(WORKED, atlas.id): 240}, None)
    assert projecturen(session, atlas) == {alliantie: Projecturen(0, 240)}


def test_work_done_for_others_in_a_project_counts_for_who_did_it(session: so.Session, huizen: int) -> None:
    laren = add_partij(session, "Gemeente Laren")
    atlas = add_project(session, huizen, huizen, laren)
    for soort in (BoekingSoort.TAAK, BoekingSoort.VERREKENING):
        event = Gebeurtenis(
            soort, "x:1", Eenheid.UREN, date(2025, 5, 1), {huizen: 60, laren: -60}, project_id=atlas.id
        )
        boek(session, event)
    assert projecturen(session, atlas) == {huizen: Projecturen(0, 60)}
