"""What can still be done: a question counts only when its reader may see all that makes it a chance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.kansen import SHOWN, open_kwartalen, vraagkansen
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.models import Deskundigheid, Interesse, Kaart, KaartDeskundigheid
from kenniskaarten.vraagmodels import Antwoord, Gericht, Vraag
from tests.kenniskaarten.mensen import add_gebruiker

HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"


class Opzet:
    """A colleague of Huizen who knows a subject, a reader beside him, and a question of Laren about it."""

    def __init__(self, session: so.Session, organisaties: dict[str, int]) -> None:
        self.session, self.huizen, self.laren = session, organisaties[HUIZEN], organisaties[LAREN]
        self.onderwerp = Deskundigheid(naam="Valpreventie", vastgesteld_op=now())
        self.kenner, self.andere = add_gebruiker(session, "Kim Kenner"), add_gebruiker(session, "Loes Lezer")
        self.vrager = add_gebruiker(session, "Vera Vrager", van=LAREN)
        self.regel = KaartDeskundigheid(deskundigheid=self.onderwerp)
        self.kaart = Kaart(gebruiker=self.kenner, deskundigheden=[self.regel])
        self.vraag = self.ask()
        session.add(self.kaart)
        session.flush()

    def ask(self) -> Vraag:
        vraag = Vraag(
            titel="Wie helpt na een val?",
            tekst="Wie helpt na een val?",
            steller=self.vrager,
            organisatie_id=self.laren,
            deskundigheid=self.onderwerp,
            gericht=Gericht.NETWERK,
            zichtbaarheid=Zichtbaarheid.AMBTENAAR,
            vindbaar=True,
        )
        self.session.add(vraag)
        return vraag

    def answer(self, wie: Gebruiker, *, vindbaar: bool, hielp: bool = False) -> None:
        nuttig = now() if hielp else None
        self.vraag.antwoorden.append(Antwoord(schrijver=wie, tekst="Zo.", vindbaar=vindbaar, nuttig_op=nuttig))

    @property
    def aantal(self) -> int:
        self.session.flush()
        return vraagkansen(self.session, Lezer(Rol.AMBTENAAR, self.huizen, self.andere.id), self.huizen).aantal


@pytest.fixture
def opzet(installatie: Installatie, organisaties: dict[str, int]) -> Iterator[Opzet]:
    with installatie.sessions() as session:
        yield Opzet(session, organisaties)


def test_a_question_of_others_about_what_a_colleague_knows_waits(opzet: Opzet) -> None:
    assert opzet.aantal == 1
    for _ in range(SHOWN):
        opzet.ask()
    opzet.session.flush()
    found = vraagkansen(opzet.session, Lezer(Rol.AMBTENAAR, opzet.huizen, opzet.andere.id), opzet.huizen)
    assert (found.aantal, len(found.vragen), found.vragen[0].id) == (SHOWN + 1, SHOWN, opzet.vraag.id)


def test_of_the_organisation_that_asks_it_is_no_chance(opzet: Opzet) -> None:
    opzet.session.add(
        Kaart(gebruiker=opzet.vrager, deskundigheden=[KaartDeskundigheid(deskundigheid=opzet.onderwerp)])
    )
    opzet.session.flush()
    assert vraagkansen(opzet.session, Lezer(Rol.AMBTENAAR, opzet.laren), opzet.laren).aantal == 0


def test_what_the_reader_may_not_see_is_no_chance(opzet: Opzet) -> None:
    opzet.vraag.vindbaar = False
    assert opzet.aantal == 0
    opzet.vraag.vindbaar = True
    opzet.regel.zichtbaarheid = Zichtbaarheid.BEHEER
    assert opzet.aantal == 0


@pytest.mark.parametrize("what", ["gesloten", "liever niet", "weg", "vertrokken"])
def test_who_cannot_or_would_rather_not_is_left_alone(opzet: Opzet, what: str) -> None:
    if what == "gesloten":
        opzet.vraag.gesloten_op = now()
    if what == "liever niet":
        opzet.regel.interesse = Interesse.LIEVER_NIET
    if what == "weg":
        opzet.kenner.actief = False
    if what == "vertrokken":
        opzet.kaart.vertrokken_op = date(2025, 1, 1)
    assert opzet.aantal == 0


def test_an_answer_settles_it_only_for_who_may_see_that_answer(opzet: Opzet) -> None:
    opzet.answer(opzet.kenner, vindbaar=False)
    assert opzet.aantal == 1
    opzet.answer(opzet.kenner, vindbaar=True)
    assert opzet.aantal == 0


def test_an_answer_of_others_settles_it_when_it_helped(opzet: Opzet) -> None:
    opzet.answer(opzet.vrager, vindbaar=True)
    assert opzet.aantal == 1
    opzet.answer(opzet.vrager, vindbaar=True, hielp=True)
    assert opzet.aantal == 0


def test_a_quarter_is_open_when_it_is_over_and_no_hours_are_in_the_book(
    installatie: Installatie, organisaties: dict[str, int]
) -> None:
    huizen = organisaties[HUIZEN]
    with installatie.sessions() as session:
        hours = {
            dag: boek(
                session,
                Gebeurtenis(BoekingSoort.INZET, dag.isoformat(), Eenheid.UREN, dag, {huizen: 60, None: -60}),
            )
            for dag in (date(2025, 3, 31), date(2025, 6, 30))
        }
        storneer(session, hours[date(2025, 6, 30)])
        found = open_kwartalen(session, huizen, 2025, date(2025, 10, 1))
    assert [kwartaal.nummer for kwartaal in found] == [2, 3]
