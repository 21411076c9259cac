"""A planning counts in whole months, and both its ends count."""

from __future__ import annotations

from datetime import date

from kenniskaarten.projecten.models import Project, Projectfase
from kenniskaarten.projecten.planning import Balk, planning


def made(*fasen: tuple[str, date, date], **values: date) -> Project:
    rows = [Projectfase(naam=naam, eerste_maand=first, laatste_maand=last) for naam, first, last in fasen]
    return Project(naam="Proef", fasen=rows, **values)


def test_without_phases_there_is_nothing_to_draw() -> None:
    assert planning(made(van=date(2025, 1, 1)), date(2025, 1, 1)) is None


def test_the_line_holds_the_period_and_all_phases() -> None:
    project = made(
        ("Plan", date(2008, 4, 1), date(2008, 6, 1)),
        ("Evaluatie", date(2008, 9, 1), date(2008, 9, 1)),
        ("Uitvoering", date(2008, 7, 1), date(2009, 12, 1)),
        van=date(2008, 3, 1),
        tot=date(2009, 12, 31),
    )
    found = planning(project, date(2026, 1, 1))
    assert found is not None
    assert (found.eerste, found.laatste, found.maanden) == ("maart 2008", "december 2009", 22)
    plan, evaluatie, uitvoering = project.fasen
    assert found.balken == (
        Balk(plan, "april tot en met juni 2008", 1, 3),
        Balk(evaluatie, "september 2008", 6, 1),
        Balk(uitvoering, "juli 2008 tot en met december 2009", 4, 18),
    )
    assert found.jaarwisselingen == (10,)
    assert found.nu is None


def test_the_month_of_today_has_its_place() -> None:
    project = made(("Plan", date(2025, 11, 1), date(2026, 2, 1)))
    places = [planning(project, day) for day in (date(2025, 11, 30), date(2026, 2, 28), date(2026, 3, 1))]
    assert [one and one.nu for one in places] == [0, 3, None]
