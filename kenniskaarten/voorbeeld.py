"""The people of the example region, their cards and questions; the dates move along with the day of loading."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.config import resource_dir
from kennis.db.documenten import Versie
from kennis.db.organisaties import Gebruiker, Organisatie, find_gebruiker, name_key
from kennis.db.wachtrij import enqueue
from kennis.passwords import new_sessie
from kenniskaarten.models import (
    Aanbeveling,
    Betrokkenheid,
    Deelname,
    Deskundigheid,
    Functie,
    Instemming,
    InstemmingSoort,
    Kaart,
    KaartDeskundigheid,
)
from kenniskaarten.records import KAART, VRAAG
from kenniskaarten.vraagmodels import Antwoord, Ontvanger, Vraag, VraagDocument

PEILDATUM = date(2026, 11, 24)  # the day on which the dates in the files are right
BEGIN = "2024-01-08"  # the day on which the cards began
TEKSTVERSIE = "voorbeeld"

Row = Mapping[str, Any]
_AS_IT_STANDS = ("aanspreekbaar", "over", "telefoon", "teams", "spreekuur", "rechtstreeks", "werkdagen", "talen")


def load_voorbeeld(session: so.Session, wachtwoord_hash: str, vandaag: date) -> int:
    """Add the list of subjects, the people, their cards and their questions; return how many cards came.

    Only the first time: what people change or remove afterwards stays as they left it. All dates keep the distance
    to `vandaag` that they have in the files to `PEILDATUM`. Documents that are not there are left out.
    """
    loaded = sa.select(Instemming.id).where(Instemming.tekstversie == TEKSTVERSIE).limit(1)
    if session.scalar(loaded) is not None:
        return 0
    lader = _Lader(session, vandaag - PEILDATUM)
    lader.add_deskundigheden(_csv("deskundigheden.csv"))
    mensen = _json("mensen.json")
    for mens in mensen:
        lader.add_gebruiker(mens, wachtwoord_hash)
    added = [kaart for mens in mensen if (kaart := lader.add_kaart(mens))]
    vragen = [lader.add_vraag(row) for row in _json("netwerkvragen.json")]
    session.flush()
    enqueue(session, [f"{KAART}:{kaart.id}" for kaart in added] + [f"{VRAAG}:{vraag.id}" for vraag in vragen])
    return len(added)


def _csv(name: str) -> list[dict[str, str]]:
    with (resource_dir("corpus") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _json(name: str) -> list[Row]:
    rows: list[Row] = json.loads((resource_dir("corpus") / name).read_text(encoding="utf-8"))
    return rows


@dataclass
class _Lader:
    """Makes rows of what the files say, and knows by name what was made before."""

    session: so.Session
    verschuiving: timedelta
    gebruikers: dict[str, Gebruiker] = field(default_factory=dict)
    onderwerpen: dict[str, Deskundigheid] = field(default_factory=dict)
    documenten: dict[str, int] = field(init=False)
    organisaties: dict[str, Organisatie] = field(init=False)

    def __post_init__(self) -> None:
        documenten = self.session.execute(sa.select(Versie.bestandsnaam, Versie.document_id))
        self.documenten = {row.bestandsnaam: row.document_id for row in documenten}
        self.organisaties = {name_key(row.naam): row for row in self.session.scalars(sa.select(Organisatie))}

    def add_deskundigheden(self, rows: list[dict[str, str]]) -> None:
        """Add the list, fields first; what is on it already stays as it is."""
        self.onderwerpen = {row.naam: row for row in self.session.scalars(sa.select(Deskundigheid))}
        for row in rows:
            naam = row["specialisatie"] or row["veld"]
            self.onderwerpen.setdefault(
                naam,
                Deskundigheid(
                    naam=naam,
                    omschrijving=row["omschrijving"],
                    boven=self.onderwerpen[row["veld"]] if row["specialisatie"] else None,
                    vastgesteld_op=self._moment(BEGIN),
                ),
            )
        self.session.add_all(self.onderwerpen.values())

    def add_gebruiker(self, mens: Row, wachtwoord_hash: str) -> None:
        found = find_gebruiker(self.session, mens["email"])
        if found is None:
            found = Gebruiker(
                naam=mens["naam"],
                email=mens["email"],
                wachtwoord_hash=wachtwoord_hash,
                rol=mens["rol"],
                organisatie=self._organisatie(mens["organisatie"]),
                actief="vertrokken" not in mens,
                sessie=new_sessie(),
            )
            self.session.add(found)
            self.session.flush()
        self.gebruikers[mens["naam"]] = found

    def add_kaart(self, mens: Row) -> Kaart | None:
        """Add the card of somebody who has none yet, with his consent and what colleagues say of him."""
        gebruiker = self.gebruikers[mens["naam"]]
        if self.session.scalar(sa.select(Kaart.id).where(Kaart.gebruiker_id == gebruiker.id)) is not None:
            return None
        kaart = Kaart(
            gebruiker=gebruiker,
            zichtbaarheid=mens["zichtbaarheid"],
            velden=mens.get("velden", {}),
            email=mens["email"] if "email" in mens.get("velden", {}) else "",
            aangemaakt_op=self._moment(BEGIN),
            bevestigd_op=self._moment(mens["bevestigd"]),
            vertrokken_op=self._day(mens.get("vertrokken")),
            functies=list(self._functies(mens)),
            deskundigheden=list(self._deskundigheden(mens)),
            deelnames=list(self._deelnames(mens)),
            betrokkenheden=list(self._betrokkenheden(mens)),
            **{name: mens[name] for name in _AS_IT_STANDS if name in mens},
            **self._afwezig(mens.get("afwezig")),
        )
        self.session.add_all([kaart, self._instemming(gebruiker), *self._aanbevelingen(mens, kaart)])
        return kaart

    def _instemming(self, gebruiker: Gebruiker) -> Instemming:
        return Instemming(
            gebruiker_id=gebruiker.id,
            soort=InstemmingSoort.KAART,
            tekstversie=TEKSTVERSIE,
            gegeven_op=self._moment(BEGIN),
        )

    def _afwezig(self, row: Row | None) -> dict[str, Any]:
        if row is None:
            return {}
        return {
            "afwezig_van": self._day(row["van"]),
            "afwezig_tot": self._day(row["tot"]),
            "vervanger": self.gebruikers[row["vervanger"]],
        }

    def _functies(self, mens: Row) -> Iterator[Functie]:
        for row in mens.get("functies", ()):
            organisatie = self._organisatie(row.get("organisatie", mens["organisatie"]))
            yield Functie(naam=row["naam"], organisatie=organisatie, **self._periode(row))

    def _deskundigheden(self, mens: Row) -> Iterator[KaartDeskundigheid]:
        for row in mens.get("deskundigheden", ()):
            yield KaartDeskundigheid(
                deskundigheid=self._onderwerp(row),
                vrij=row.get("vrij", ""),
                niveau=row["niveau"],
                interesse=row["interesse"],
                zichtbaarheid=row["zichtbaarheid"],
                toegevoegd_op=self._moment(mens["bevestigd"]),
            )

    def _deelnames(self, mens: Row) -> Iterator[Deelname]:
        for row in mens.get("deelnames", ()):
            onderwerp = self._onderwerp(row)
            yield Deelname(naam=row["naam"], rol=row["rol"], deskundigheid=onderwerp, **self._periode(row))

    def _betrokkenheden(self, mens: Row) -> Iterator[Betrokkenheid]:
        for row in mens.get("betrokkenheden", ()):
            if row["bestand"] in self.documenten:
                yield Betrokkenheid(
                    document_id=self.documenten[row["bestand"]],
                    rol=row["rol"],
                    toegevoegd_op=self._moment(mens["bevestigd"]),
                )

    def _aanbevelingen(self, mens: Row, kaart: Kaart) -> Iterator[Aanbeveling]:
        for row in mens.get("aanbevelingen", ()):
            yield Aanbeveling(
                van=self.gebruikers[row["door"]],
                kaart=kaart,
                deskundigheid=self.onderwerpen[row["onderwerp"]],
                gegeven_op=self._moment(row["op"]),
            )

    def add_vraag(self, row: Row) -> Vraag:
        steller = self.gebruikers[row["steller"]]
        vraag = Vraag(
            titel=row["titel"],
            tekst=row["tekst"],
            steller=steller,
            organisatie=steller.organisatie,
            deskundigheid=self._onderwerp(row),
            gericht=row["gericht"],
            groep=row.get("groep", ""),
            zichtbaarheid=row["zichtbaarheid"],
            vindbaar=row["vindbaar"],
            gesteld_op=self._moment(row["gesteld"]),
            gesloten_op=self._when(row.get("gesloten")),
            ontvangers=[self._ontvanger(one) for one in row.get("ontvangers", ())],
            antwoorden=[self._antwoord(one) for one in row.get("antwoorden", ())],
            documenten=[
                VraagDocument(document_id=self.documenten[bestand])
                for bestand in row.get("documenten", ())
                if bestand in self.documenten
            ],
        )
        self.session.add(vraag)
        return vraag

    def _ontvanger(self, row: Row) -> Ontvanger:
        return Ontvanger(
            gebruiker=self.gebruikers[row["naam"]],
            gevraagd_op=self._moment(row["gevraagd"]),
            afgezien_op=self._when(row.get("afgezien")),
        )

    def _antwoord(self, row: Row) -> Antwoord:
        return Antwoord(
            schrijver=self.gebruikers[row["schrijver"]],
            soort=row["soort"],
            tekst=row["tekst"],
            vindbaar=row["vindbaar"],
            geschreven_op=self._moment(row["op"]),
            nuttig_op=self._when(row.get("nuttig")),
        )

    def _organisatie(self, naam: str | None) -> Organisatie | None:
        return self.organisaties.get(name_key(naam)) if naam else None

    def _onderwerp(self, row: Row) -> Deskundigheid | None:
        return self.onderwerpen[row["onderwerp"]] if "onderwerp" in row else None

    def _periode(self, row: Row) -> dict[str, date | None]:
        return {"van": self._day(row.get("van")), "tot": self._day(row.get("tot"))}

    def _day(self, text: str | None) -> date | None:
        return date.fromisoformat(text) + self.verschuiving if text else None

    def _moment(self, text: str) -> datetime:
        return datetime.combine(date.fromisoformat(text) + self.verschuiving, time(9), UTC)

    def _when(self, text: str | None) -> datetime | None:
        return self._moment(text) if text else None
