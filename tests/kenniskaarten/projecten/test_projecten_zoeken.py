"""Projects in the one search: found by each of their parts, and not at all by who may not see them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy import orm as so

from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.cli import main
from kennis.commands import zoek
from kennis.db.base import transaction
from kennis.db.organisaties import Organisatie
from kennis.db.wachtrij import enqueue
from kennis.search.records import Zoekvraag
from kenniskaarten.projecten.models import Project, ProjectStatus, Voortgang
from kenniskaarten.projecten.records import PROJECTEN, all_project_ids, project_records
from kenniskaarten.treffers import ProjectTreffer
from tests.encoders import HashEncoder
from tests.web.conftest import ClientOf
from tests.web.wereld import HUIZEN, LAREN, Wereld

ALLEEN_PROJECTEN = {"soort": frozenset({"project"})}
REGISSEUR = Lezer(Rol.REGISSEUR)


def add_project(session: so.Session, organisatie: str = HUIZEN, **values: Any) -> Project:
    row = session.scalars(sa.select(Organisatie).where(Organisatie.naam == organisatie)).one()
    defaults: dict[str, Any] = {
        "naam": "Koffie in de buurt",
        "status": ProjectStatus.LOOPT,
        "zichtbaarheid": Zichtbaarheid.OPENBAAR,
    }
    project = Project(organisatie=row, **{**defaults, **values})
    session.add(project)
    session.flush()
    enqueue(session, [f"project:{project.id}"])
    return project


def index(wereld: Wereld) -> None:
    parts = [DOCUMENTEN, PROJECTEN]
    Worker(wereld.installatie.sessions, wereld.installatie.config.index_dir, HashEncoder(), parts).work_off()


@pytest.fixture
def koffie(wereld: Wereld) -> int:
    """Give the id of a public project in the index."""
    with transaction(wereld.installatie.sessions) as session:
        project = add_project(
            session,
            thema="zorg",
            van=date(2025, 1, 1),
            wat="In elke buurt een kamer met een koffieketel.",
            kader="Alles binnen de begroting.",
            doelen="Zes huiskamers openen.",
            projectgroep="Buurthuizen en kerken",
            voortgangen=[Voortgang(datum=date(2025, 6, 5), tekst="In de Vogelbuurt staat nu een samovar.")],
        )
        number = project.id
    index(wereld)
    return number


def test_a_project_has_a_record_for_each_part_with_its_own_access(session: so.Session) -> None:
    session.add(Organisatie(naam=HUIZEN, soort="gemeente"))
    bare = add_project(session, zichtbaarheid=Zichtbaarheid.BEHEER)
    full = add_project(session, wat="Een ketel.", trekker="Regisseur", projectleider="Regisseur", thema="zorg")
    records = project_records(session, [full.id, bare.id])
    assert [(record.id, record.tekst) for record in records] == [
        (f"project:{bare.id}.wat", "Koffie in de buurt"),
        (f"project:{full.id}.wat", "Een ketel."),
        (f"project:{full.id}.wie", "Regisseur"),
    ]
    assert {record.zichtbaarheid for record in records[:1]} == {Zichtbaarheid.BEHEER}
    assert dict(records[1].facetten) == {"soort": ("project",), "organisatie": (HUIZEN,), "thema": ("zorg",)}
    assert all_project_ids(session) == [bare.id, full.id]


@pytest.mark.parametrize("vraag", ["koffieketel", "huiskamers openen", "kerken", "samovar", "koffie buurt"])
def test_a_project_is_found_by_each_of_its_parts(wereld: Wereld, koffie: int, vraag: str) -> None:
    first = wereld.zoekdienst.zoek(Zoekvraag(vraag), BURGER).groepen[0].hoofd
    assert isinstance(first, ProjectTreffer)
    assert (first.project_id, first.titel, first.project_status) == (koffie, "Koffie in de buurt", "loopt")
    assert first.is_voortgang == (vraag == "samovar")


HIDDEN = {
    "naam": "Koffie met een kaketoe",
    "wat": "In elke buurt een kaketoe bij de koffieketel.",
    "thema": "kaketoes",
    "voortgangen": [],
}
QUESTIONS = ["koffieketel", "kaketoe", "mantelzorg", "soort:project", "thema:kaketoes", "kaketo"]


def seen(wereld: Wereld, lezer: Lezer) -> list[object]:
    dienst = wereld.zoekdienst
    found: list[object] = [
        (
            groepen.totaal,
            groepen.facetten,
            groepen.verbeterd,
            [(g.hoofd.id, round(g.hoofd.score, 5)) for g in groepen.groepen],
        )
        for vraag in QUESTIONS
        for groepen in (
            dienst.zoek(Zoekvraag(vraag), lezer),
            dienst.zoek(Zoekvraag(vraag, ALLEEN_PROJECTEN), lezer),
        )
    ]
    return [*found, *(dienst.suggesties(begin, lezer) for begin in ("kak", "koffie", "koffie met een k"))]


@pytest.mark.usefixtures("koffie")
@pytest.mark.parametrize("level", [Zichtbaarheid.AMBTENAAR, Zichtbaarheid.ORGANISATIE, Zichtbaarheid.BEHEER])
def test_a_project_that_one_may_not_see_changes_nothing(wereld: Wereld, level: Zichtbaarheid) -> None:
    """No hit, count, facet, mended word or suggestion; for who may see it all of these change."""
    readers = [BURGER, Lezer(Rol.PROFESSIONAL)]
    before, to_the_regisseur = [seen(wereld, one) for one in readers], seen(wereld, REGISSEUR)
    with transaction(wereld.installatie.sessions) as session:
        add_project(session, LAREN, zichtbaarheid=level, **HIDDEN)
    index(wereld)
    assert [seen(wereld, one) for one in readers] == before
    assert seen(wereld, REGISSEUR) != to_the_regisseur


def test_the_rows_have_the_last_word(wereld: Wereld, koffie: int) -> None:
    """Closed since it was indexed: not shown, though the index still has it."""
    with transaction(wereld.installatie.sessions) as session:
        session.get_one(Project, koffie).zichtbaarheid = Zichtbaarheid.AMBTENAAR
    assert wereld.zoekdienst.zoek(Zoekvraag("samovar", ALLEEN_PROJECTEN), BURGER).groepen == ()


def test_a_project_that_was_removed_leaves_the_index(wereld: Wereld, koffie: int) -> None:
    with transaction(wereld.installatie.sessions) as session:
        session.delete(session.get_one(Project, koffie))
        enqueue(session, [f"project:{koffie}"])
    index(wereld)
    assert wereld.zoekdienst.zoek(Zoekvraag("samovar", ALLEEN_PROJECTEN), REGISSEUR).totaal == 0


@pytest.mark.usefixtures("koffie")
def test_the_command_finds_projects_only(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoek, "open_zoekdienst", lambda *_: wereld.zoekdienst)
    result = CliRunner().invoke(main, ["zoek", "koffieketel in de buurt", "--soort", "project", "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert {(one["soort"], one["titel"]) for one in answer["treffers"]} == {("project", "Koffie in de buurt")}


def test_the_results_lead_to_the_project(client_of: ClientOf, koffie: int) -> None:
    text = client_of(Rol.BURGER).get("/zoeken?vraag=samovar&soort=project").get_data(as_text=True)
    assert f'href="/projecten/{koffie}"' in text
    assert "Uit de voortgang van 5 juni 2025" in text
    assert "1 project over" in text
