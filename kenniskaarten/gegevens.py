"""All that is held about a person, in parts that a page, a file for machines and a PDF show alike."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kenniskaarten.kaart import kaart_of
from kenniskaarten.models import Aanbeveling, Deskundigheid, Instemming, Kaart, Melding, Veld
from kenniskaarten.rubriek import Rij, Rubriek
from kenniskaarten.vraagmodels import Antwoord, Bericht, Ontvanger, Sleutel, Vraag
from kenniskaarten.werkgegevens import of_work
from kenniskaarten.zicht import level_of, level_of_deskundigheid


def gegevens(session: so.Session, gebruiker: Gebruiker) -> list[Rubriek]:
    """Return all that the rows hold about somebody, also what is nothing, so that he sees that it is."""
    kaart = kaart_of(session, gebruiker.id)
    return [
        Rubriek("Uw account", "Hiermee logt u in en ziet u wat voor u is.", [_account(gebruiker)]),
        *_of_card(session, gebruiker, kaart),
        *_of_colleagues(session, gebruiker, kaart),
        *_of_questions(session, gebruiker),
        *_of_mails(session, gebruiker),
        *of_work(session, gebruiker),
    ]


def as_json(rubrieken: Iterable[Rubriek], moment: datetime) -> str:
    """Return the parts as a file that another program can read; moments as ISO 8601."""
    content = {
        "gemaakt_op": moment.isoformat(),
        "rubrieken": [
            {"titel": rubriek.titel, "waarom": rubriek.waarom, "rijen": list(rubriek.rijen)}
            for rubriek in rubrieken
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=date.isoformat)


def _account(gebruiker: Gebruiker) -> Rij:
    return {
        "naam": gebruiker.naam,
        "e-mailadres": gebruiker.email,
        "organisatie": gebruiker.organisatie.naam if gebruiker.organisatie else None,
        "rol": gebruiker.rol.value,
        "in gebruik": gebruiker.actief,
        "laatst ingelogd": gebruiker.laatst_ingelogd_op,
    }


def _of_card(session: so.Session, gebruiker: Gebruiker, kaart: Kaart | None) -> list[Rubriek]:
    instemmingen = session.scalars(
        sa.select(Instemming).where(Instemming.gebruiker_id == gebruiker.id).order_by(Instemming.id)
    )
    namens = session.scalars(sa.select(Kaart).where(Kaart.vervanger_id == gebruiker.id).order_by(Kaart.id))
    return [
        Rubriek("Uw kenniskaart", "Zo vinden anderen u.", [_kaart(kaart)] if kaart else []),
        Rubriek("Wie ziet wat van uw kaart", "U kiest dit zelf.", [_visibilities(kaart)] if kaart else []),
        *(_lists_of(session, gebruiker, kaart) if kaart else ()),
        Rubriek(
            "Vervanger",
            "Bij afwezigheid noemt deze collega u op zijn kaart.",
            [{"collega": andere.gebruiker.naam} for andere in namens],
        ),
        Rubriek(
            "Waar u mee instemde",
            "Zo kunnen wij laten zien dat u ja zei, en tegen welke tekst.",
            [
                {
                    "waarvoor": row.soort.value,
                    "tekst": row.tekstversie,
                    "gegeven": row.gegeven_op,
                    "ingetrokken": row.ingetrokken_op,
                }
                for row in instemmingen
            ],
        ),
    ]


def _kaart(kaart: Kaart) -> Rij:
    return {
        "aanspreekbaar op": kaart.aanspreekbaar,
        "over mij": kaart.over,
        "e-mail op de kaart": kaart.email,
        "telefoon": kaart.telefoon,
        "Teams": kaart.teams,
        "spreekuur": kaart.spreekuur,
        "werkdagen": kaart.werkdagen,
        "talen": kaart.talen,
        "afwezig van": kaart.afwezig_van,
        "afwezig tot en met": kaart.afwezig_tot,
        "vervanger": kaart.vervanger.naam if kaart.vervanger else None,
        "rechtstreeks te vragen": kaart.rechtstreeks,
        "foto": kaart.foto_sha256 is not None,
        "gemaakt": kaart.aangemaakt_op,
        "laatst bevestigd": kaart.bevestigd_op,
        "laatst gevraagd of het klopt": kaart.herinnerd_op,
        "vertrokken": kaart.vertrokken_op,
    }


def _visibilities(kaart: Kaart) -> Rij:
    parts = {veld.value: level_of(kaart, veld).value for veld in Veld}
    return {"naam en organisatie": kaart.zichtbaarheid.value, **parts}


def _lists_of(session: so.Session, gebruiker: Gebruiker, kaart: Kaart) -> list[Rubriek]:
    functies: list[Rij] = [
        {
            "functie": row.naam,
            "organisatie": row.organisatie.naam if row.organisatie else None,
            "van": row.van,
            "tot": row.tot,
        }
        for row in kaart.functies
    ]
    deskundigheden: list[Rij] = [
        {
            "onderwerp": row.naam,
            "niveau": row.niveau.value,
            "interesse": row.interesse.value,
            "wie ziet het": level_of_deskundigheid(row).value,
            "toegevoegd": row.toegevoegd_op,
        }
        for row in kaart.deskundigheden
    ]
    deelnames: list[Rij] = [
        {"naam": row.naam, "rol": row.rol.value, "van": row.van, "tot": row.tot} for row in kaart.deelnames
    ]
    return [
        Rubriek("Functies", "U zette ze op uw kaart.", functies),
        Rubriek(
            "Deskundigheden", "U zette ze op uw kaart, of uw beheerder deed dat met een lijst.", deskundigheden
        ),
        Rubriek("Projecten en werkgroepen", "U zette ze op uw kaart.", deelnames),
        Rubriek("Documenten", "U zette ze op uw kaart.", _documenten(session, gebruiker, kaart)),
    ]


def _documenten(session: so.Session, gebruiker: Gebruiker, kaart: Kaart) -> list[Rij]:
    """Return the documents on the card; of one that he may not see any more only that it is there."""
    ids = [row.document_id for row in kaart.betrokkenheden]
    titels = {found.document_id: found.titel for found in visible_titels(session, gebruiker.lezer, ids)}
    return [
        {
            "document": titels.get(row.document_id, "een document dat u nu niet kunt zien"),
            "rol": row.rol.value,
            "toegevoegd": row.toegevoegd_op,
        }
        for row in kaart.betrokkenheden
    ]


def _of_colleagues(session: so.Session, gebruiker: Gebruiker, kaart: Kaart | None) -> list[Rubriek]:
    on_card = kaart.id if kaart else None
    got = session.scalars(sa.select(Aanbeveling).where(Aanbeveling.kaart_id == on_card).order_by(Aanbeveling.id))
    given = session.scalars(sa.select(Aanbeveling).where(Aanbeveling.van == gebruiker).order_by(Aanbeveling.id))
    about = session.scalars(sa.select(Melding).where(Melding.kaart_id == on_card).order_by(Melding.id))
    by = session.scalars(sa.select(Melding).where(Melding.melder == gebruiker).order_by(Melding.id))
    proposed = session.scalars(
        sa.select(Deskundigheid.naam).where(Deskundigheid.voorgesteld_door_id == gebruiker.id)
    )
    return [
        Rubriek(
            "Aanbevelingen die u kreeg",
            "Collega’s die zeggen dat u iets weet. U kunt ze weghalen.",
            [_aanbeveling(row, "van", row.van.naam) for row in got],
        ),
        Rubriek(
            "Aanbevelingen die u gaf",
            "U kunt ze intrekken.",
            [_aanbeveling(row, "voor", row.kaart.gebruiker.naam) for row in given],
        ),
        Rubriek(
            "Meldingen over uw kaart",
            "Een collega zag dat er iets niet klopt.",
            [_melding(row, "van", row.melder.naam) for row in about],
        ),
        Rubriek(
            "Meldingen die u deed",
            "Zo weet de ander wie iets zag.",
            [_melding(row, "over", row.kaart.gebruiker.naam) for row in by],
        ),
        Rubriek(
            "Onderwerpen die u voorstelde", "Voor de lijst van de regio.", [{"onderwerp": n} for n in proposed]
        ),
    ]


def _aanbeveling(row: Aanbeveling, wie: str, naam: str) -> Rij:
    return {wie: naam, "onderwerp": row.deskundigheid.naam, "gegeven": row.gegeven_op}


def _melding(row: Melding, wie: str, naam: str) -> Rij:
    return {
        wie: naam,
        "soort": row.soort.value,
        "toelichting": row.toelichting,
        "gemeld": row.gemeld_op,
        "afgehandeld": row.afgehandeld_op,
    }


def _of_questions(session: so.Session, gebruiker: Gebruiker) -> list[Rubriek]:
    asked = session.scalars(sa.select(Vraag).where(Vraag.steller == gebruiker).order_by(Vraag.id))
    got = session.scalars(sa.select(Ontvanger).where(Ontvanger.gebruiker == gebruiker).order_by(Ontvanger.id))
    answers = session.scalars(sa.select(Antwoord).where(Antwoord.schrijver == gebruiker).order_by(Antwoord.id))
    return [
        Rubriek("Vragen die u stelde", "Tot u ze weghaalt.", [_vraag(row) for row in asked]),
        Rubriek(
            "Vragen die u kreeg",
            "Zo weten wij wie een vraag kreeg.",
            [
                {"vraag": row.vraag.titel, "gevraagd": row.gevraagd_op, "doorgegeven": row.afgezien_op}
                for row in got
            ],
        ),
        Rubriek(
            "Antwoorden en reacties van u",
            "Wie de vraag mag zien, leest ze.",
            [
                {
                    "vraag": row.vraag.titel,
                    "soort": row.soort.value,
                    "tekst": row.tekst,
                    "anderen vinden het": row.vindbaar,
                    "geschreven": row.geschreven_op,
                    "nuttig genoemd": row.nuttig_op,
                }
                for row in answers
            ],
        ),
    ]


def _vraag(vraag: Vraag) -> Rij:
    return {
        "titel": vraag.titel,
        "tekst": vraag.tekst,
        "onderwerp": vraag.deskundigheid.naam if vraag.deskundigheid else None,
        "gericht aan": vraag.gericht.value,
        "wie ziet het": vraag.zichtbaarheid.value,
        "anderen vinden het": vraag.vindbaar,
        "gesteld": vraag.gesteld_op,
        "gesloten": vraag.gesloten_op,
    }


def _of_mails(session: so.Session, gebruiker: Gebruiker) -> list[Rubriek]:
    mails = session.scalars(sa.select(Bericht).where(Bericht.gebruiker == gebruiker).order_by(Bericht.id))
    links = session.scalars(sa.select(Sleutel).where(Sleutel.gebruiker == gebruiker).order_by(Sleutel.id))
    return [
        Rubriek(
            "Mails aan u",
            "Wat wij u stuurden of nog sturen.",
            [
                {
                    "onderwerp": row.onderwerp,
                    "tekst": row.tekst,
                    "gemaakt": row.gemaakt_op,
                    "verstuurd": row.verstuurd_op,
                }
                for row in mails
            ],
        ),
        Rubriek(
            "Links in mails aan u",
            "Met zo’n link bevestigt u uw kaart zonder in te loggen. De link zelf bewaren wij onleesbaar.",
            [
                {"waarvoor": row.soort.value, "geldig tot": row.verloopt_op, "gebruikt": row.gebruikt_op}
                for row in links
            ],
        ),
    ]
