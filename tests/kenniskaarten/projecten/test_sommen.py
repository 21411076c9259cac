"""Budgets add up part by part, and each way in which a project does not fit is told in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kenniskaarten.projecten.models import Project, Projectdeelnemer, Projectfase, ProjectRol, ProjectStatus
from kenniskaarten.projecten.sommen import (
    Begroting,
    Geboekt,
    Som,
    begroting,
    per_persoon,
    samen,
    uren,
    verschillen,
)
from kenniskaarten.projecten.uren import Projecturen

HUIZEN = Organisatie(id=1, naam="Gemeente Huizen", soort=OrganisatieSoort.GEMEENTE)
LAREN = Organisatie(id=2, naam="Gemeente Laren", soort=OrganisatieSoort.GEMEENTE)
NAMEN = {1: HUIZEN.naam, 2: LAREN.naam, 3: "Gemeente Blaricum"}
UUR = 60
Parts = list[list[tuple[ProjectRol, int | None]]]


def deelnemer(
    organisatie: Organisatie | None = HUIZEN,
    begroot: int | None = None,
    rol: ProjectRol = ProjectRol.DEELNEMER,
    aantal: int | None = None,
) -> Projectdeelnemer:
    return Projectdeelnemer(
        organisatie=organisatie,
        organisatie_id=organisatie.id if organisatie else None,
        omschrijving="" if organisatie else "Instellingen",
        rol=rol,
        aantal=aantal,
        uren_begroot=begroot,
    )


def project(
    *deelnemers: Projectdeelnemer, status: ProjectStatus = ProjectStatus.AFGEROND, **values: object
) -> Project:
    return Project(naam="Proef", status=status, deelnemers=list(deelnemers), **values)


def test_what_nobody_knows_yet_is_not_zero() -> None:
    made = project(
        deelnemer(begroot=240 * UUR, rol=ProjectRol.PROJECTLEIDING),
        deelnemer(LAREN, 60 * UUR),
        deelnemer(None),
    )
    assert begroting(made) == Begroting(Som(240 * UUR), Som(60 * UUR, 1))
    assert begroting(made).totaal == Som(300 * UUR, 1)


@given(st.lists(st.lists(st.tuples(st.sampled_from(ProjectRol), st.none() | st.integers(0, 10**6)), max_size=5)))
def test_the_columns_of_several_projects_add_up_to_their_total(
    parts: list[list[tuple[ProjectRol, int | None]]],
) -> None:
    projecten = [project(*(deelnemer(None, begroot, rol) for rol, begroot in rows)) for rows in parts]
    total = samen(projecten)
    assert total.projectleiding + total.deelnemers == total.totaal
    assert total.totaal.minuten == sum(begroot or 0 for rows in parts for _, begroot in rows)
    assert total.totaal.onbekend == sum(begroot is None for rows in parts for _, begroot in rows)


@pytest.mark.parametrize(
    ("aantal", "begroot", "each"),
    [(4, 240 * UUR, 60 * UUR), (3, 100, 33), (None, 240, None), (4, None, None), (0, 240, None)],
)
def test_hours_are_shared_by_the_people_who_are_known(
    aantal: int | None, begroot: int | None, each: int | None
) -> None:
    assert per_persoon(deelnemer(begroot=begroot, aantal=aantal)) == each


def test_hours_are_written_the_dutch_way() -> None:
    assert [uren(450), uren(1920 * UUR), uren(0)] == ["7,5 uur", "1.920 uur", "0 uur"]


def booked(toegezegd: Mapping[int, int] | None = None, gewerkt: Mapping[int, int] | None = None) -> Geboekt:
    pledged, worked = toegezegd or {}, gewerkt or {}
    return Geboekt({one: Projecturen(pledged.get(one, 0), worked.get(one, 0)) for one in {**pledged, **worked}})


def told(made: Project, geboekt: Geboekt = Geboekt()) -> list[str]:  # noqa: B008 (it is never changed)
    return verschillen(made, geboekt, NAMEN)


@pytest.mark.parametrize(
    ("opgave", "begroot", "expected"),
    [
        (480, [240, 240], []),
        (500, [240, 240], ["Het projectblad noemt 500 uur, maar de delen zijn samen 480 uur."]),
        (400, [240, 240], ["Het projectblad noemt 400 uur, maar de delen zijn samen 480 uur."]),
        (500, [240, 240, None], []),
        (400, [240, 240, None], ["Het projectblad noemt 400 uur, maar de delen zijn samen 480 uur."]),
        (None, [240], []),
    ],
)
def test_a_stated_total_is_held_against_its_parts(
    opgave: int | None, begroot: list[int | None], expected: list[str]
) -> None:
    parts = [deelnemer(None, None if one is None else one * UUR) for one in begroot]
    assert told(project(*parts, uren_opgave=None if opgave is None else opgave * UUR)) == expected


def test_who_worked_more_than_budgeted_is_named() -> None:
    made = project(deelnemer(begroot=60 * UUR), deelnemer(LAREN, 60 * UUR))
    assert told(made, booked(gewerkt={1: 90 * UUR, 2: 20 * UUR})) == [
        "Gemeente Huizen werkte 90 uur; begroot is 60 uur."
    ]
    assert told(made, booked(gewerkt={1: 60 * UUR, 2: 60 * UUR})) == []
    both = told(made, booked(gewerkt={1: 90 * UUR, 2: 60 * UUR}))
    assert both[1:] == ["Samen is 150 uur gewerkt; begroot is 120 uur."]


def test_hours_in_two_roles_are_one_budget() -> None:
    made = project(deelnemer(begroot=40 * UUR, rol=ProjectRol.PROJECTLEIDING), deelnemer(begroot=20 * UUR))
    assert told(made, booked(gewerkt={1: 60 * UUR})) == []


def test_an_unknown_budget_cannot_be_passed() -> None:
    assert told(project(deelnemer(), deelnemer(None)), booked(gewerkt={1: 900})) == []


@pytest.mark.parametrize("status", ProjectStatus)
def test_only_of_a_project_that_runs_a_pledge_is_missed(status: ProjectStatus) -> None:
    made = project(deelnemer(), deelnemer(LAREN), deelnemer(None), status=status)
    missed = ["Gemeente Laren heeft nog geen uren toegezegd."] if status is ProjectStatus.LOOPT else []
    assert told(made, booked(toegezegd={1: 60})) == missed


def test_who_booked_without_taking_part_is_named_unless_anybody_may() -> None:
    hours = booked(toegezegd={1: 60, 3: 60}, gewerkt={2: 30})
    assert told(project(deelnemer()), hours) == [
        "Gemeente Blaricum boekte uren, maar staat niet bij de deelnemers.",
        "Gemeente Laren boekte uren, maar staat niet bij de deelnemers.",
    ]
    assert told(project(deelnemer(), deelnemer(None)), hours) == []


@pytest.mark.parametrize(
    ("eerste", "laatste", "fits"),
    [((2025, 3), (2025, 6), True), ((2025, 2), (2025, 3), False), ((2025, 6), (2025, 7), False)],
)
def test_a_phase_outside_the_period_is_told(
    eerste: tuple[int, int], laatste: tuple[int, int], *, fits: bool
) -> None:
    made = project(van=date(2025, 3, 15), tot=date(2025, 6, 10))
    made.fasen = [Projectfase(naam="Proef", eerste_maand=date(*eerste, 1), laatste_maand=date(*laatste, 1))]
    assert told(made) == ([] if fits else ["De fase ‘Proef’ valt buiten de periode van het project."])


def test_more_money_than_budgeted_is_told() -> None:
    assert told(project(geld_begroot=100_000), Geboekt(euro=125_050)) == [
        "Er is €\xa01.250,50 bijgedragen; begroot is €\xa01.000,00."
    ]
    assert told(project(geld_begroot=100_000), Geboekt(euro=100_000)) == told(project(), Geboekt(euro=1)) == []
