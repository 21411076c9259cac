"""Keeping a project: only what can be is kept, nobody's work is lost, and what the book names stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.organisaties import Gebruiker, OrganisatieSoort
from kennis.db.wachtrij import waiting_bronnen
from kennis.errors import NotFoundError, ProjectError
from kenniskaarten.balans.models import BoekingSoort
from kenniskaarten.balans.uren import Kwartaal, boek_kwartaal
from kenniskaarten.projecten.beheer import (
    Ingevuld,
    add_regel,
    end_project,
    find_kept,
    find_regel,
    make_project,
    remove_regel,
    save_deel,
    save_regel,
)
from kenniskaarten.projecten.invoer import stempel
from kenniskaarten.projecten.keuzes import keuzes_beheer, keuzes_deelnemer
from kenniskaarten.projecten.models import Project, ProjectStatus
from kenniskaarten.projecten.regels import DELEN, LIJSTEN
from tests.kenniskaarten.projecten.wereld import add_gebruiker, add_partij, add_project

VANDAAG = date(2026, 3, 3)
KWARTAAL = Kwartaal(2025, 2)


@pytest.fixture
def huizen(session: so.Session) -> int:
    return add_partij(session, "Gemeente Huizen")


@pytest.fixture
def beheerder(session: so.Session, huizen: int) -> Gebruiker:
    return add_gebruiker(session, "bea", huizen, Rol.BEHEERDER)


@pytest.fixture
def atlas(session: so.Session, huizen: int) -> Project:
    return add_project(session, huizen, huizen)


def typed(session: so.Session, lezer: Lezer, project: Project, deel: str, **getypt: str) -> Ingevuld:
    """Fill a part in as it stands, but for these fields."""
    stands = DELEN[deel].schrijf(project)
    return Ingevuld({**stands, **getypt}, VANDAAG, keuzes_beheer(session, lezer, project), stempel(stands))


def line(session: so.Session, lezer: Lezer, project: Project, **getypt: str) -> Ingevuld:
    return Ingevuld(getypt, VANDAAG, keuzes_deelnemer(session, lezer, project))


def fouten(error: pytest.ExceptionInfo[ProjectError]) -> Mapping[str, str]:
    return error.value.fouten


def test_a_project_is_made_once_and_put_in_the_outbox(
    session: so.Session, beheerder: Gebruiker, huizen: int
) -> None:
    getypt = {"naam": "Atlas", "organisatie_id": str(huizen), "thema": "zorg", "zichtbaarheid": "ambtenaar"}
    ingevuld = Ingevuld(getypt, VANDAAG, keuzes_beheer(session, beheerder.lezer))
    project = make_project(session, beheerder, ingevuld)
    assert (project.status, project.aangemaakt_door_id) == (ProjectStatus.VOORSTEL, beheerder.id)
    assert waiting_bronnen(session) == {f"project:{project.id}"}
    with pytest.raises(ProjectError, match="al een project met deze naam"):
        make_project(session, beheerder, ingevuld)


def test_a_beheerder_makes_a_project_of_his_own_organisatie_only(
    session: so.Session, beheerder: Gebruiker
) -> None:
    laren = add_partij(session, "Gemeente Laren")
    getypt = {"naam": "Atlas", "organisatie_id": str(laren), "thema": "zorg", "zichtbaarheid": "ambtenaar"}
    with pytest.raises(ProjectError) as error:
        make_project(session, beheerder, Ingevuld(getypt, VANDAAG, keuzes_beheer(session, beheerder.lezer)))
    assert fouten(error) == {"organisatie_id": "Kies iets uit de lijst."}


def test_every_part_reads_back_as_it_was_typed(session: so.Session, beheerder: Gebruiker, atlas: Project) -> None:
    parts = {
        "kop": {"naam": "WWZ Atlas", "status": "loopt", "van": "2008", "tot": "31-12-2009"},
        "inhoud": {"wat": "Kaarten\n\nen cijfers", "kader": "Niet ouder dan een jaar", "hoe": "Samen"},
        "wie": {"trekker": "De regisseur", "trekker_id": str(beheerder.id), "projectgroep": "GGD"},
        "verantwoording": {"ambtelijk": "Werkverband WWZ", "bestuurlijk": "PHO WWZ"},
        "middelen": {"uren_opgave": "480,5", "geld_begroot": "€ 12.500,25", "geld": "In PVA"},
    }
    for deel, getypt in parts.items():
        save_deel(session, atlas, deel, typed(session, beheerder.lezer, atlas, deel, **getypt))
    assert (atlas.van, atlas.tot) == (date(2008, 1, 1), date(2009, 12, 31))
    assert (atlas.uren_opgave, atlas.geld_begroot) == (28_830, 1_250_025)
    for deel, getypt in parts.items():
        shown = DELEN[deel].schrijf(atlas)
        again = typed(session, beheerder.lezer, atlas, deel, **shown)
        save_deel(session, atlas, deel, again)
        assert DELEN[deel].schrijf(atlas) == shown, getypt


def test_what_is_not_known_is_nothing_and_not_zero(
    session: so.Session, beheerder: Gebruiker, atlas: Project
) -> None:
    for getypt, kept in (("", None), ("0", 0)):
        save_deel(
            session, atlas, "middelen", typed(session, beheerder.lezer, atlas, "middelen", uren_opgave=getypt)
        )
        assert atlas.uren_opgave == kept


@pytest.mark.parametrize(
    "geval",
    [
        ("kop", "naam", " ", "Vul dit in"),
        ("kop", "naam", "x" * 201, "te lang"),
        ("kop", "status", "klaar", "uit de lijst"),
        ("kop", "organisatie_id", "99", "uit de lijst"),
        ("kop", "van", "morgen", "Vul een jaar in"),
        ("kop", "van", "31-2-2026", "Vul een jaar in"),
        ("kop", "van", "31-12-1999", "tussen 2000 en 2046"),
        ("kop", "tot", "1-1-2126", "tussen 2000 en 2046"),
        ("kop", "tot", "2023", "ligt voor ‘Begint op’"),
        ("inhoud", "wat", "x" * 4_001, "te lang"),
        ("wie", "trekker_id", "99", "uit de lijst"),
        ("middelen", "uren_opgave", "-1", "niet onder nul"),
        ("middelen", "uren_opgave", "20.001", "Meer dan 20.000 uren"),
        ("middelen", "uren_opgave", "veel", "geen aantal uren"),
        ("middelen", "uren_opgave", "NaN", "geen aantal uren"),
        ("middelen", "geld_begroot", "-0,01", "niet onder nul"),
        ("middelen", "geld_begroot", "1e11", "kan niet kloppen"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session: so.Session, beheerder: Gebruiker, atlas: Project, geval: tuple[str, str, str, str]
) -> None:
    deel, veld, getypt, reden = geval
    before = DELEN[deel].schrijf(atlas)
    with pytest.raises(ProjectError, match=reden) as error:
        save_deel(session, atlas, deel, typed(session, beheerder.lezer, atlas, deel, **{veld: getypt}))
    assert list(fouten(error)) == [veld]
    assert DELEN[deel].schrijf(atlas) == before


def test_of_two_who_save_at_once_the_second_sees_what_the_first_wrote(
    session: so.Session, beheerder: Gebruiker, atlas: Project
) -> None:
    one, other = (typed(session, beheerder.lezer, atlas, "inhoud", wat=wat) for wat in ("kaarten", "cijfers"))
    save_deel(session, atlas, "inhoud", one)
    with pytest.raises(ProjectError) as error:
        save_deel(session, atlas, "inhoud", other)
    assert fouten(error) == {"wat": "Iemand anders wijzigde dit net. Nu staat er: kaarten"}
    assert atlas.wat == "kaarten"
    save_deel(session, atlas, "inhoud", one)  # who wants the same has nothing to settle


def test_parties_phases_and_progress_are_added_changed_and_taken_out(
    session: so.Session, beheerder: Gebruiker, atlas: Project, huizen: int
) -> None:
    lines = {
        "deelnemers": {"omschrijving": "Corporaties", "rol": "deelnemer", "aantal": "4", "uren_begroot": "240"},
        "fasen": {"naam": "Uitvoering", "eerste_maand": "3-2026", "laatste_maand": "2026-12"},
        "voortgang": {"datum": "1-3-2026", "tekst": "Er is een plan."},
    }
    for lijst, getypt in lines.items():
        ingevuld = line(session, beheerder.lezer, atlas, **getypt)
        row = add_regel(session, atlas, lijst, ingevuld, beheerder)
        with pytest.raises(ProjectError, match="staat er al"):
            add_regel(session, atlas, lijst, ingevuld, beheerder)
        shown = LIJSTEN[lijst].formulier.schrijf(row)
        changed = {**shown, next(naam for naam in ("omschrijving", "naam", "tekst") if naam in shown): "Anders"}
        keuzes = keuzes_deelnemer(session, beheerder.lezer, atlas)
        save_regel(session, atlas, lijst, row, Ingevuld(changed, VANDAAG, keuzes, stempel(shown)))
        assert "Anders" in LIJSTEN[lijst].formulier.schrijf(row).values()
        remove_regel(session, atlas, lijst, row)
    assert [row.organisatie_id for row in atlas.deelnemers] == [huizen]
    assert (atlas.fasen, atlas.voortgangen) == ([], [])


@pytest.mark.parametrize(
    "geval",
    [
        ("deelnemers", {"rol": "deelnemer"}, "organisatie_id", "Kies een organisatie, of omschrijf"),
        ("deelnemers", {"rol": "deelnemer", "organisatie_id": "99"}, "organisatie_id", "uit de lijst"),
        ("deelnemers", {"rol": "deelnemer", "omschrijving": "x", "aantal": "2,5"}, "aantal", "heel getal"),
        ("deelnemers", {"rol": "deelnemer", "omschrijving": "x", "uren_begroot": "-1"}, "uren_begroot", "nul"),
        (
            "fasen",
            {"naam": "x", "eerste_maand": "13-2026", "laatste_maand": "3-2026"},
            "eerste_maand",
            "bestaat niet",
        ),
        ("fasen", {"naam": "x", "eerste_maand": "3-2126", "laatste_maand": "4-2126"}, "eerste_maand", "2046"),
        (
            "fasen",
            {"naam": "x", "eerste_maand": "4-2026", "laatste_maand": "3-2026"},
            "laatste_maand",
            "ligt voor",
        ),
        ("voortgang", {"datum": "", "tekst": "x"}, "datum", "Vul dit in"),
    ],
)
def test_a_line_that_cannot_be_is_refused(
    session: so.Session, beheerder: Gebruiker, atlas: Project, geval: tuple[str, dict[str, str], str, str]
) -> None:
    lijst, getypt, veld, reden = geval
    with pytest.raises(ProjectError, match=reden) as error:
        add_regel(session, atlas, lijst, line(session, beheerder.lezer, atlas, **getypt), beheerder)
    assert veld in fouten(error)


def test_a_party_with_hours_stays_until_they_are_taken_back(
    session: so.Session, beheerder: Gebruiker, atlas: Project, huizen: int
) -> None:
    row = atlas.deelnemers[0]
    boek_kwartaal(session, huizen, KWARTAAL, {(BoekingSoort.INZET, atlas.id): 60}, None)
    with pytest.raises(ProjectError, match="Neem die eerst terug"):
        remove_regel(session, atlas, "deelnemers", row)
    words = {"omschrijving": "Iemand", "rol": "deelnemer"}
    with pytest.raises(ProjectError, match="Neem die eerst terug"):
        save_regel(session, atlas, "deelnemers", row, line(session, beheerder.lezer, atlas, **words))


def test_a_project_with_hours_stops_and_one_without_goes(
    session: so.Session, beheerder: Gebruiker, atlas: Project, huizen: int
) -> None:
    other = add_project(session, huizen, naam="Handboek")
    boek_kwartaal(session, huizen, KWARTAAL, {(BoekingSoort.INZET, atlas.id): 60}, None)
    assert not end_project(session, beheerder.lezer, atlas.id)
    assert atlas.status is ProjectStatus.GESTOPT
    assert end_project(session, beheerder.lezer, other.id)
    assert session.scalars(sa.select(Project.naam)).all() == ["Atlas"]


def test_only_who_keeps_a_project_changes_it(session: so.Session, beheerder: Gebruiker, atlas: Project) -> None:
    laren = add_partij(session, "Gemeente Laren")
    trekker = add_gebruiker(session, "tom", laren)
    others = [
        add_gebruiker(session, "amy", beheerder.organisatie_id),
        add_gebruiker(session, "bob", laren, Rol.BEHEERDER),
    ]
    atlas.trekker_id = trekker.id
    session.flush()
    for keeper in (
        beheerder.lezer,
        trekker.lezer,
        Lezer(Rol.REGISSEUR),
        Lezer(Rol.BEHEERDER, laren, None, frozenset({atlas.organisatie_id})),
    ):
        assert find_kept(session, keeper, atlas.id) is atlas
    for other in others:
        with pytest.raises(NotFoundError):
            find_kept(session, other.lezer, atlas.id)
        with pytest.raises(NotFoundError):
            end_project(session, other.lezer, atlas.id)


def test_who_takes_part_changes_what_he_told_himself(
    session: so.Session, beheerder: Gebruiker, atlas: Project
) -> None:
    amy, ann = (add_gebruiker(session, naam, beheerder.organisatie_id) for naam in ("amy", "ann"))
    ingevuld = line(session, amy.lezer, atlas, datum="1-3-2026", tekst="Er is een plan.")
    row = add_regel(session, atlas, "voortgang", ingevuld, amy)
    assert find_regel(amy.lezer, atlas, "voortgang", row.id) is row
    assert find_regel(beheerder.lezer, atlas, "voortgang", row.id) is row
    with pytest.raises(NotFoundError):
        find_regel(ann.lezer, atlas, "voortgang", row.id)


def test_outside_parties_are_offered_to_the_regisseur_and_where_they_take_part(
    session: so.Session, beheerder: Gebruiker, atlas: Project
) -> None:
    """Their names stand in documents that not everybody may see."""
    alliantie = add_partij(session, "De Alliantie", OrganisatieSoort.EXTERN)
    offered = [
        keuzes_deelnemer(session, lezer, atlas)["organisatie_id"]
        for lezer in (beheerder.lezer, Lezer(Rol.REGISSEUR))
    ]
    assert [str(alliantie) in one for one in offered] == [False, True]
    add_regel(
        session,
        atlas,
        "deelnemers",
        line(session, Lezer(Rol.REGISSEUR), atlas, organisatie_id=str(alliantie), rol="deelnemer"),
        beheerder,
    )
    assert str(alliantie) in keuzes_deelnemer(session, beheerder.lezer, atlas)["organisatie_id"]
