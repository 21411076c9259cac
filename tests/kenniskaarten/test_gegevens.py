"""What is held about a person is all there, on the page, as JSON and as PDF, and nothing of others' secrets."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.base import Base, now, transaction
from kennis.db.bestanden import FileStore
from kennis.db.documenten import Document
from kennis.db.organisaties import Gebruiker
from kennis.installatie import Installatie
from kennis.web.weergave import datum
from kenniskaarten.gegevens import as_json, gegevens
from kenniskaarten.gegevenspdf import as_pdf
from kenniskaarten.models import Betrokkenheid, BetrokkenRol, Kaart
from kenniskaarten.rubriek import readable
from kenniskaarten.verwijderen import LOT
from kenniskaarten.vraagmodels import Vraag
from tests.kenniskaarten.leven import EMAIL, NAAM, TELEFOON, live
from tests.kenniskaarten.mensen import add_gebruiker

FONTS = Path(__file__).parent.parent.parent / "kennis" / "static" / "vendor" / "noto-sans"
# A word that stands in what each column with a gebruiker holds of her; nobody hears of exclusions here.
OF_COLUMN = {
    "kaarten.gebruiker_id": "glasbewassing",
    "kaarten.vervanger_id": "Vervanger",
    "deskundigheden.voorgesteld_door_id": "Sierteelt",
    "aanbevelingen.van_id": "Valpreventie",
    "meldingen.melder_id": "nummer klopt niet",
    "instemmingen.gebruiker_id": "proefversie",
    "berichten.gebruiker_id": "Proefbericht",
    "sleutels.gebruiker_id": "bevestigen",
    "vragen.steller_id": "Ik zoek raad",
    "antwoorden.schrijver_id": "Neem brede tegels",
    "vraag_ontvangers.gebruiker_id": "Wie kent stoepranden",
    "boekingen.geboekt_door_id": "Uren voor stoepen",
    "openbijdragen.gemeld_door_id": "Stoepen van later",
    "verrekeningen.aangezet_door_id": "2024-02-02",
    "projecten.trekker_id": "Project Stoepen",
    "projecten.aangemaakt_door_id": "Project Stoepen",
    "voortgangen.schrijver_id": "De stoepen liggen er",
    "verhuizingen.gebruiker_id": "2016-01-01",
}
ON_CARD = ("Beleidsadviseur", "Werkgroep Stoepen", "Valpreventie", TELEFOON, "z.quist@elders.nl")


@pytest.fixture
def zij(installatie: Installatie, tmp_path: Path) -> int:
    installatie.config.fotos_dir.mkdir()
    with transaction(installatie.sessions) as session:
        return live(session, FileStore(installatie.config.fotos_dir), tmp_path).id


def export(session: so.Session, number: int) -> str:
    return as_json(gegevens(session, session.get_one(Gebruiker, number)), now())


def test_of_every_table_that_names_her_she_gets_what_it_says(installatie: Installatie, zij: int) -> None:
    """A new table is added to what is exported, or this fails."""
    assert set(OF_COLUMN) == set(LOT) - {"uitsluitingen.gebruiker_id"}
    with installatie.sessions() as session:
        text = export(session, zij)
    assert [word for word in (*OF_COLUMN.values(), *ON_CARD, NAAM, EMAIL) if word not in text] == []


def test_every_field_of_the_card_is_told(installatie: Installatie, zij: int) -> None:
    """But for numbers of rows, which say nothing to her."""
    with transaction(installatie.sessions) as session:
        kaart = session.query(Kaart).filter_by(gebruiker_id=zij).one()
        kaart.aanspreekbaar, kaart.teams, kaart.spreekuur = "daken", "teams-adres", "dinsdagmiddag"
        kaart.werkdagen, kaart.talen = ["ma", "vr"], ["Fries"]
        kaart.afwezig_van, kaart.afwezig_tot = kaart.aangemaakt_op.date(), kaart.bevestigd_op.date()
    with installatie.sessions() as session:
        text = export(session, zij)
    assert [word for word in ("daken", "teams-adres", "dinsdagmiddag", "Fries") if word not in text] == []
    told = json.loads(text)["rubrieken"][1]["rijen"][0]
    columns = set(Base.metadata.tables["kaarten"].c.keys())
    assert len(told) == len(columns - {"id", "gebruiker_id", "zichtbaarheid", "velden"})


def test_nobody_else_stands_in_it_but_as_the_other_side(installatie: Installatie, zij: int) -> None:
    with transaction(installatie.sessions) as session:
        ander = add_gebruiker(session, "Derde Persoon")
        andermans = session.query(Vraag).filter(Vraag.steller_id != zij).one()
        andermans.tekst = "alleen voor anderen"
        mine = export(session, ander.id)
        hers = export(session, zij)
    assert "Quist" not in mine
    assert "alleen voor anderen" not in hers
    assert "Derde" not in hers


def test_a_document_that_she_may_not_see_has_no_title(installatie: Installatie, zij: int) -> None:
    with transaction(installatie.sessions) as session:
        kaart = session.query(Kaart).filter_by(gebruiker_id=zij).one()
        kaart.betrokkenheden.append(Betrokkenheid(document=Document(), rol=BetrokkenRol.CONTACT))
        session.flush()
        assert export(session, zij).count("een document dat u nu niet kunt zien") == 2


def test_who_has_nothing_but_an_account_sees_that(installatie: Installatie) -> None:
    with transaction(installatie.sessions) as session:
        rubrieken = gegevens(session, add_gebruiker(session, "Nieuw Hier", Rol.PROFESSIONAL))
    assert [rubriek.titel for rubriek in rubrieken if rubriek.rijen] == ["Uw account"]


def test_the_pdf_holds_it_with_all_letters(installatie: Installatie, zij: int) -> None:
    with transaction(installatie.sessions) as session:
        session.query(Kaart).filter_by(gebruiker_id=zij).one().over = "Eén café in Łódź, ĳs en ‘naïef’ – €5 ** vet"
        rubrieken = gegevens(session, session.get_one(Gebruiker, zij))
    tabellen = [
        (
            rubriek.titel,
            rubriek.waarom,
            [[(n, readable(w, datum)) for n, w in rij.items()] for rij in rubriek.rijen],
        )
        for rubriek in rubrieken
    ]
    content = as_pdf("Wat staat er over mij", "op 3 maart", [*tabellen, ("Leeg", "Daarom.", [])], FONTS)
    reader = PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for word in ("Eén café in Łódź, ĳs en ‘naïef’ – €5 ** vet", NAAM, "Werkgroep Stoepen", "Hierover bewaren wij"):
        assert word in text
