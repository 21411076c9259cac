"""The people of the example region: the files fit each other, and loading them twice changes nothing."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Zichtbaarheid
from kennis.commands.demo import make_region
from kennis.config import resource_dir
from kennis.db.base import Base, transaction
from kennis.db.organisaties import Gebruiker, name_key
from kennis.db.wachtrij import waiting_bronnen
from kennis.installatie import Installatie
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.balans.saldo import sommen
from kenniskaarten.balans.voorbeeld import boek_antwoorden
from kenniskaarten.models import Deskundigheid, Instemming, Interesse, Kaart, Niveau, Veld
from kenniskaarten.records import all_kaart_ids, all_vraag_ids, kaart_records, vraag_records
from kenniskaarten.versheid import VERS, is_oud
from kenniskaarten.voorbeeld import BEGIN, PEILDATUM, load_voorbeeld
from kenniskaarten.vraagmodels import Vraag
from tests.rijen import new_versie

CORPUS = resource_dir("corpus")
Row = Mapping[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows(name: str) -> list[Row]:
    found: list[Row] = json.loads((CORPUS / name).read_text(encoding="utf-8"))
    return found


MENSEN = {mens["naam"]: mens for mens in rows("mensen.json")}
VRAGEN = rows("netwerkvragen.json")
SPECIALISATIES = {row["specialisatie"] for row in table("deskundigheden.csv")} - {""}
BESTANDEN = {row["bestand"] for row in table("metadata.csv")}
PARTIES = {row["naam"] for row in table("organisaties.csv")}


def parts(value: object) -> Iterator[Row]:
    """Yield every object inside what a file holds."""
    if isinstance(value, list):
        for one in value:
            yield from parts(one)
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from parts(one)


def named(*keys: str) -> set[str]:
    """Return all that is named under these keys, on cards and in questions."""
    found = [part[key] for part in parts([*MENSEN.values(), *VRAGEN]) for key in keys if key in part]
    return set(filter(None, found))


def test_the_list_has_two_levels_and_each_name_once() -> None:
    listed = table("deskundigheden.csv")
    fields = [row["veld"] for row in listed if not row["specialisatie"]]
    assert len(fields) >= 10
    assert len(SPECIALISATIES) >= 60
    assert {row["veld"] for row in listed} == set(fields)
    assert Counter(row["specialisatie"] or row["veld"] for row in listed).most_common(1)[0][1] == 1
    assert all(row["omschrijving"] for row in listed)


def test_what_the_people_and_questions_name_exists() -> None:
    assert len(MENSEN) == len(rows("mensen.json"))
    assert named("onderwerp") <= SPECIALISATIES
    assert named("organisatie") <= PARTIES
    assert named("steller", "schrijver", "door", "vervanger") <= MENSEN.keys()
    assert named("bestand") <= BESTANDEN
    assert {one["naam"] for vraag in VRAGEN for one in vraag["ontvangers"]} <= MENSEN.keys()
    assert {bestand for vraag in VRAGEN for bestand in vraag.get("documenten", ())} <= BESTANDEN
    assert {row["naam"]: row["email"] for row in table("accounts.csv")}.items() <= {
        naam: mens["email"] for naam, mens in MENSEN.items()
    }.items()


def test_there_are_enough_people_in_every_organisation_of_today() -> None:
    here = [mens for mens in MENSEN.values() if "vertrokken" not in mens]
    counts = Counter(mens["organisatie"] for mens in here)
    own = {row["naam"] for row in table("organisaties.csv") if row["soort"] != "extern" and not row["geldig_tot"]}
    assert len(here) >= 60
    assert {naam: counts[naam] for naam in own if counts[naam] < 6} == {}
    assert sum(mens["organisatie"] not in own for mens in here) >= 8
    assert PARTIES - own <= counts.keys() | {row["naam"] for row in table("organisaties.csv") if row["geldig_tot"]}


def test_every_address_is_invented() -> None:
    assert all(mens["email"].endswith("@voorbeeld.nl") for mens in MENSEN.values())
    assert len({mens["email"] for mens in MENSEN.values()}) == len(MENSEN)
    assert all(re.search(r"-000 \d\d \d\d$", mens.get("telefoon", "-000 00 00")) for mens in MENSEN.values())


def test_cards_differ() -> None:
    """In how much stands on them, in who sees it, and in whether it still is so."""
    subjects = [row for mens in MENSEN.values() for row in mens.get("deskundigheden", ())]
    assert {row["niveau"] for row in subjects} == set(Niveau)
    assert {row["interesse"] for row in subjects} == set(Interesse)
    assert {row["zichtbaarheid"] for row in subjects} == set(Zichtbaarheid) - {Zichtbaarheid.BEHEER}
    assert {mens["zichtbaarheid"] for mens in MENSEN.values()} == set(Zichtbaarheid) - {Zichtbaarheid.BEHEER}
    assert {veld for mens in MENSEN.values() for veld in mens.get("velden", ())} <= set(Veld)
    for key in ("vertrokken", "afwezig", "talen", "rechtstreeks", "spreekuur", "aanbevelingen"):
        assert 1 < sum(key in mens for mens in MENSEN.values()) < len(MENSEN), key
    assert any("vrij" in row for row in subjects)
    assert any("deskundigheden" not in mens for mens in MENSEN.values())
    assert any(len(mens["functies"]) > 1 for mens in MENSEN.values())
    stale = sum(PEILDATUM - date.fromisoformat(mens["bevestigd"]) >= VERS for mens in MENSEN.values())
    assert 0.2 <= stale / len(MENSEN) <= 0.4


def test_nobody_praises_himself_or_asks_himself() -> None:
    assert [
        naam for naam, mens in MENSEN.items() for row in mens.get("aanbevelingen", ()) if row["door"] == naam
    ] == []
    for vraag in VRAGEN:
        asked = {row["naam"] for row in vraag["ontvangers"]}
        assert vraag["steller"] not in asked, vraag["titel"]
        assert {row["schrijver"] for row in vraag.get("antwoorden", ())} <= {*asked, vraag["steller"]}
        assert (vraag["gericht"] == "groep") == ("groep" in vraag)


def test_a_group_that_is_asked_has_the_people_that_were_asked() -> None:
    for vraag in VRAGEN:
        if "groep" in vraag:
            members = {
                naam
                for naam, mens in MENSEN.items()
                if any(row["naam"] == vraag["groep"] for row in mens.get("deelnames", ()))
            }
            assert {row["naam"] for row in vraag["ontvangers"]} <= members, vraag["titel"]


def test_questions_differ() -> None:
    answers = [row for vraag in VRAGEN for row in vraag.get("antwoorden", ())]
    assert sum("antwoorden" in vraag for vraag in VRAGEN) >= 30
    assert {vraag["gericht"] for vraag in VRAGEN} == {"persoon", "groep", "netwerk"}
    assert {vraag["zichtbaarheid"] for vraag in VRAGEN} >= {"openbaar", "professional", "ambtenaar", "organisatie"}
    assert {vraag["vindbaar"] for vraag in VRAGEN} == {row["vindbaar"] for row in answers} == {True, False}
    assert {row["soort"] for row in answers} == {"antwoord", "reactie"}
    assert 3 <= sum("gesloten" not in vraag for vraag in VRAGEN) < len(VRAGEN) / 2
    assert sum("nuttig" in row for row in answers) < len(answers)
    assert any("afgezien" in row for vraag in VRAGEN for row in vraag["ontvangers"])


def test_what_happened_happened_in_order_and_before_today() -> None:
    for vraag in VRAGEN:
        begin, end = vraag["gesteld"], vraag.get("gesloten", PEILDATUM.isoformat())
        moments = [row[key] for row in vraag.get("antwoorden", ()) for key in ("op", "nuttig") if key in row]
        moments += [row[key] for row in vraag["ontvangers"] for key in ("gevraagd", "afgezien") if key in row]
        assert all(begin <= moment <= end for moment in moments), vraag["titel"]
        assert BEGIN < begin < end <= PEILDATUM.isoformat(), vraag["titel"]
    assert all(BEGIN < mens["bevestigd"] < PEILDATUM.isoformat() for mens in MENSEN.values())


@pytest.fixture
def regio(installatie: Installatie) -> Installatie:
    """Give an installation with the organisations, the accounts and a document, but no people yet."""
    make_region(installatie)
    with transaction(installatie.sessions) as session:
        session.add_all(new_versie(bestandsnaam=name) for name in sorted(BESTANDEN))
    return installatie


def load(found: Installatie, vandaag: date = PEILDATUM) -> int:
    with transaction(found.sessions) as session:
        return load_voorbeeld(session, "geen wachtwoord", vandaag)


def dump(session: so.Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    return {
        name: [tuple(row) for row in session.execute(sa.select(t))] for name, t in Base.metadata.tables.items()
    }


def test_all_people_and_questions_come_in(regio: Installatie) -> None:
    assert load(regio) == len(MENSEN)
    with regio.sessions() as session:
        kaarten = {kaart.gebruiker.naam: kaart for kaart in session.scalars(sa.select(Kaart))}
        assert kaarten.keys() == MENSEN.keys()
        for naam, mens in MENSEN.items():
            organisatie = kaarten[naam].gebruiker.organisatie
            assert name_key(organisatie.naam if organisatie else "") == name_key(mens["organisatie"] or "")
            for part in ("functies", "deskundigheden", "deelnames", "betrokkenheden"):
                assert len(getattr(kaarten[naam], part)) == len(mens.get(part, ())), (naam, part)
        vragen = list(session.scalars(sa.select(Vraag)))
        assert sum(len(vraag.antwoorden) for vraag in vragen) == sum(len(v.get("antwoorden", ())) for v in VRAGEN)
        assert sum(len(vraag.documenten) for vraag in vragen) == sum(len(v.get("documenten", ())) for v in VRAGEN)
        assert session.scalar(sa.select(sa.func.count(Instemming.id))) == len(MENSEN)


def test_what_came_in_is_waiting_to_be_found(regio: Installatie) -> None:
    load(regio)
    with regio.sessions() as session:
        kaarten, vragen = all_kaart_ids(session), all_vraag_ids(session)
        bronnen = {*(f"kaart:{number}" for number in kaarten), *(f"vraag:{number}" for number in vragen)}
        assert bronnen <= waiting_bronnen(session)
        assert len(kaart_records(session, kaarten)) >= len(kaarten)
        assert len(vraag_records(session, vragen)) > len(vragen)


def test_a_second_time_changes_nothing(regio: Installatie) -> None:
    load(regio)
    with regio.sessions() as session:
        before = dump(session)
    assert load(regio, PEILDATUM + timedelta(days=400)) == 0
    with regio.sessions() as session:
        assert dump(session) == before


def test_what_people_change_and_remove_stays_so(regio: Installatie) -> None:
    load(regio)
    with transaction(regio.sessions) as session:
        kaart = session.scalars(sa.select(Kaart)).first()
        assert kaart
        kaart.aanspreekbaar = "Iets anders"
        session.delete(session.scalars(sa.select(Vraag)).first())
        removed = session.scalars(sa.select(Gebruiker).where(Gebruiker.naam == "Gijs Muntinga")).one()
        removed.naam, removed.email = "Verwijderde gebruiker", "weg@ongeldig"
    load(regio)
    with regio.sessions() as session:
        assert session.scalar(sa.select(Kaart.aanspreekbaar).where(Kaart.id == kaart.id)) == "Iets anders"
        assert session.scalar(sa.select(sa.func.count(Vraag.id))) == len(VRAGEN) - 1
        assert session.scalars(sa.select(Gebruiker).where(Gebruiker.naam == "Gijs Muntinga")).all() == []


def test_a_card_and_a_subject_that_were_there_already_stay(regio: Installatie) -> None:
    with transaction(regio.sessions) as session:
        anne = session.scalars(sa.select(Gebruiker).where(Gebruiker.email == "ambtenaar@voorbeeld.nl")).one()
        session.add_all(
            [Kaart(gebruiker=anne, over="Van mij"), Deskundigheid(naam="Dementie", omschrijving="Eigen")]
        )
    assert load(regio) == len(MENSEN) - 1
    with regio.sessions() as session:
        assert session.scalar(sa.select(Kaart.over).where(Kaart.gebruiker_id == anne.id)) == "Van mij"
        own = sa.select(Deskundigheid.omschrijving).where(Deskundigheid.naam == "Dementie")
        assert session.scalars(own).all() == ["Eigen"]


@pytest.mark.parametrize("later", [0, 500])
def test_dates_keep_their_distance_to_the_day_of_loading(later: int, regio: Installatie) -> None:
    """So that the same people are stale, and the same one is away, whenever the demo is made."""
    vandaag = PEILDATUM + timedelta(days=later)
    load(regio, vandaag)
    with regio.sessions() as session:
        kaarten = list(session.scalars(sa.select(Kaart)))
        moment = datetime.combine(vandaag, datetime.min.time(), UTC)
        assert sum(is_oud(kaart, moment) for kaart in kaarten) == 26
        away = [
            k for k in kaarten if k.afwezig_van and k.afwezig_tot and k.afwezig_van <= vandaag <= k.afwezig_tot
        ]
        assert {kaart.gebruiker.naam for kaart in away} == {"Lotte Zandbergh", "Ingeborg Tasseron"}
        assert all(kaart.vervanger for kaart in away)
        assert max(kaart.bevestigd_op for kaart in kaarten) < moment


def test_its_answers_to_other_organisations_count_in_the_balance(regio: Installatie) -> None:
    with transaction(regio.sessions) as session:
        load_voorbeeld(session, "geheim", datetime.now(UTC).date())
        boek_antwoorden(session)
        booked = session.scalars(sa.select(Boeking).where(Boeking.soort == BoekingSoort.ANTWOORD)).all()
        assert len(booked) > 20
        given = sommen(session, Eenheid.ANTWOORDEN, date(2000, 1, 1), date(2100, 1, 1))
        assert sum(som.gebracht for som in given.values()) == len(booked)
        assert max(som.gebracht for som in given.values()) < len(booked)
