"""All that the rows can hold about one person, with his name and address in every text that others can write."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.bestanden import FileStore, sha256_of
from kennis.db.documenten import Document, Uitsluiting
from kennis.db.organisaties import Gebruiker
from kennis.db.zoekvragen import Gesteld, count_vraag, week_of
from kenniskaarten.balans.afspraakmodels import OpenBijdrage, Verrekening
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.herindeling.models import Samenvoeging, Verhuizing
from kenniskaarten.models import (
    Aanbeveling,
    Betrokkenheid,
    BetrokkenRol,
    Deelname,
    Deskundigheid,
    Functie,
    Instemming,
    InstemmingSoort,
    Kaart,
    Melding,
    MeldingSoort,
)
from kenniskaarten.projecten.models import Project, Voortgang
from kenniskaarten.vraagmodels import (
    Antwoord,
    Bericht,
    Gericht,
    Ontvanger,
    Sleutel,
    SleutelSoort,
    Vraag,
    VraagDocument,
)
from tests.kenniskaarten.mensen import LAREN, add_deskundigheid, add_gebruiker, add_kaart, knows, organisatie

NAAM, EMAIL, TELEFOON = "Zwaantje Quist", "zwaantje.quist@huizen.voorbeeld.nl", "06-98765432"
GROET = f"Met groet, {NAAM}. Mail {EMAIL} of bel 06 9876 5432."
FOTO = b"een foto van Zwaantje Quist"


def live(session: so.Session, fotos: FileStore, folder: Path) -> Gebruiker:
    """Add a person with everything, and colleagues who speak of her; return her account."""
    zij, collega = add_gebruiker(session, NAAM), add_gebruiker(session, "Bram Collega")
    onderwerp = add_deskundigheid(session, "Valpreventie")
    kaart = _own_card(session, zij, onderwerp, _foto(fotos, folder))
    andere = add_kaart(session, collega, over=f"Ik vervang {NAAM}.", vervanger=zij)
    knows(session, andere, onderwerp)
    session.add_all(
        [
            Aanbeveling(van=zij, kaart=andere, deskundigheid=onderwerp),
            Aanbeveling(van=collega, kaart=kaart, deskundigheid=onderwerp),
            Melding(kaart=kaart, melder=collega, soort=MeldingSoort.FOUT, toelichting=f"{NAAM} werkt elders"),
            Melding(kaart=andere, melder=zij, soort=MeldingSoort.FOUT, toelichting="nummer klopt niet"),
            Deelname(kaart=andere, naam=f"Overleg {NAAM}"),
            Deskundigheid(naam="Sierteelt", voorgesteld_door_id=zij.id),
            *(
                Instemming(gebruiker_id=zij.id, soort=soort, tekstversie="proefversie")
                for soort in InstemmingSoort
            ),
            Bericht(gebruiker=zij, onderwerp="Proefbericht", tekst=f"Beste {NAAM}"),
            Bericht(gebruiker=collega, onderwerp=f"Vraag van {NAAM}", tekst=GROET),
            Sleutel(
                hash="a" * 64, soort=SleutelSoort.BEVESTIGEN, gebruiker=zij, verloopt_op=now() + timedelta(days=1)
            ),
        ]
    )
    _talk(session, zij, collega, onderwerp)
    _book(session, zij)
    _work(session, zij)
    for week in (0, 1, 2):
        gesteld = Gesteld(
            week_of(date(2025, 6, 2)) - timedelta(weeks=week), "wie is zwaantje quist", Rol.AMBTENAAR
        )
        count_vraag(session, gesteld, has_result=True)
    session.flush()
    return zij


def _book(session: so.Session, zij: Gebruiker) -> None:
    minuten = {zij.organisatie_id: 60, organisatie(session, LAREN).id: -60}
    dag = date(2025, 3, 3)
    taak = Gebeurtenis(BoekingSoort.TAAK, "taak:1", Eenheid.UREN, dag, minuten, omschrijving="Uren voor stoepen")
    boek(session, taak, door_id=zij.id)


def _work(session: so.Session, zij: Gebruiker) -> None:
    hier, daar = organisatie(session), organisatie(session, LAREN)
    project = Project(naam="Project Stoepen", organisatie=hier, trekker_id=zij.id, aangemaakt_door_id=zij.id)
    project.voortgangen.append(Voortgang(datum=date(2025, 3, 3), tekst="De stoepen liggen er", schrijver=zij))
    samen = Samenvoeging(van=daar, naar=hier, per=date(2016, 1, 1))
    samen.verhuizingen.append(Verhuizing(gebruiker_id=zij.id))
    besluit = {"orgaan": "PHO", "besloten_op": date(2024, 1, 1)}
    later = {"soort": BoekingSoort.GELD, "eenheid": Eenheid.EURO, "jaar": 2025}
    session.add_all(
        [
            project,
            samen,
            OpenBijdrage(organisatie=daar, omschrijving="Stoepen van later", gemeld_door_id=zij.id, **later),
            Verrekening(
                eerste=date(2024, 2, 2),
                laatste=date(2024, 3, 3),
                tarief=5_000,
                aangezet_door_id=zij.id,
                **besluit,
            ),
        ]
    )


def _foto(fotos: FileStore, folder: Path) -> str:
    source = folder / "foto"
    source.write_bytes(FOTO)
    sha256 = sha256_of(source)
    fotos.keep(source, sha256)
    source.unlink()
    return sha256


def _own_card(session: so.Session, zij: Gebruiker, onderwerp: Deskundigheid, foto: str) -> Kaart:
    kaart = add_kaart(
        session,
        zij,
        zichtbaarheid=Zichtbaarheid.OPENBAAR,
        velden={"over": "openbaar"},
        over="Ik ken de glasbewassing van de regio",
        email="z.quist@elders.nl",
        telefoon=TELEFOON,
        foto_sha256=foto,
    )
    document = Document()
    kaart.functies.append(Functie(naam="Beleidsadviseur", organisatie=organisatie(session)))
    kaart.deelnames.append(Deelname(naam="Werkgroep Stoepen"))
    kaart.betrokkenheden.append(Betrokkenheid(document=document, rol=BetrokkenRol.AUTEUR))
    session.add(Uitsluiting(document=document, gebruiker_id=zij.id, reden=f"{NAAM} biedt mee"))
    knows(session, kaart, onderwerp)
    return kaart


def _talk(session: so.Session, zij: Gebruiker, collega: Gebruiker, onderwerp: Deskundigheid) -> None:
    for steller, andere in ((zij, collega), (collega, zij)):
        vraag = Vraag(
            titel=f"Wie kent stoepranden, {NAAM}?",
            tekst=f"Ik zoek raad. {GROET}",
            steller=steller,
            organisatie=steller.organisatie,
            deskundigheid=onderwerp,
            gericht=Gericht.PERSOON,
            zichtbaarheid=Zichtbaarheid.OPENBAAR,
            vindbaar=True,
        )
        vraag.ontvangers.append(Ontvanger(gebruiker=andere))
        vraag.antwoorden.append(Antwoord(schrijver=andere, tekst=f"Neem brede tegels. {GROET}", vindbaar=True))
        vraag.documenten.append(VraagDocument(document=Document()))
        session.add(vraag)
