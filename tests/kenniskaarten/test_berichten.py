"""The texts of mails: whole by themselves, and nothing in them that the receiver may not read by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import orm as so

from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.installatie import Installatie
from kenniskaarten.berichten import MAX_ONDERWERP, Tekst, compose
from kenniskaarten.models import Functie, Kaart, KaartDeskundigheid
from kenniskaarten.sleutels import Stand, read_sleutel
from kenniskaarten.versheid import VERS
from kenniskaarten.vraagmodels import Bericht, Gericht, SleutelSoort, Vraag
from kenniskaarten.vraagregels import NieuwAntwoord, NieuweVraag
from kenniskaarten.vragen import answer, ask, close
from tests.kenniskaarten.vraagwereld import WERKGROEP, Vraagwereld, make_vraagwereld
from tests.rijen import new_versie

TITEL = "Wie helpt ons met valpreventie?"
ADRES = "https://kennis.voorbeeld.nl"


@pytest.fixture
def wereld(installatie: Installatie) -> Vraagwereld:
    return make_vraagwereld(installatie)


@pytest.fixture
def session(wereld: Vraagwereld) -> Iterator[so.Session]:
    with wereld.installatie.sessions() as session:
        yield session


def text_for(session: so.Session, wereld: Vraagwereld, naam: str, over: str) -> Tekst | None:
    bericht = Bericht(gebruiker=wereld.gebruiker(session, naam), over=over)
    session.add(bericht)
    return compose(session, bericht, replace(wereld.installatie.config, adres=ADRES), now())


def put(session: so.Session, wereld: Vraagwereld, nieuw: NieuweVraag) -> Vraag:
    return ask(session, wereld.gebruiker(session, "anna"), nieuw)


def of_person(wereld: Vraagwereld, naam: str, **values: object) -> NieuweVraag:
    return replace(NieuweVraag(TITEL, gericht=Gericht.PERSOON, kaart_id=wereld.kaarten[naam]), **values)  # type: ignore[arg-type] # fields of the question


def test_a_question_can_be_read_without_the_site(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = put(session, wereld, of_person(wereld, "bram", tekst="Het gaat om 80-plussers."))
    mail = text_for(session, wereld, "bram", f"vraag:{vraag.id}")
    assert mail is not None
    assert mail.onderwerp == f"Vraag aan u: {TITEL}"
    for part in (
        "Anna de Vries (Gemeente Huizen)",
        TITEL,
        "80-plussers",
        f"{ADRES}/vragen/{vraag.id}",
        "alleen aan u",
    ):
        assert part in mail.tekst
    assert "@voorbeeld.nl" not in mail.tekst.replace("kennisnetwerk@voorbeeld.nl", "")


@pytest.mark.parametrize(
    ("nieuw", "naam", "reden"),
    [
        (NieuweVraag(TITEL), "rik", "via het netwerk is gesteld"),
        (NieuweVraag(TITEL, gericht=Gericht.GROEP, groep=WERKGROEP), "bram", f"als lid van {WERKGROEP}"),
    ],
)
def test_a_mail_says_why_one_gets_it(
    session: so.Session, wereld: Vraagwereld, nieuw: NieuweVraag, naam: str, reden: str
) -> None:
    mail = text_for(session, wereld, naam, f"vraag:{put(session, wereld, nieuw).id}")
    assert mail is not None
    assert reden in mail.tekst


def test_who_is_asked_from_outside_reads_that_the_regisseur_reads_along(
    session: so.Session, wereld: Vraagwereld
) -> None:
    mail = text_for(session, wereld, "dirk", f"vraag:{put(session, wereld, of_person(wereld, 'dirk')).id}")
    assert mail is not None
    assert "de regisseur leest mee" in mail.tekst


def test_of_the_documents_only_those_that_the_receiver_may_see(session: so.Session, wereld: Vraagwereld) -> None:
    anna = wereld.gebruiker(session, "anna")
    seen = new_versie(titel="Nota vallen")
    own = new_versie(
        titel="Geheime zandhagedis", zichtbaarheid=Zichtbaarheid.ORGANISATIE, organisatie_id=anna.organisatie_id
    )
    session.add_all([seen, own])
    session.flush()
    nieuw = of_person(wereld, "carla", document_ids=(seen.document_id, own.document_id))
    vraag = put(session, wereld, nieuw)
    assert len(vraag.documenten) == 2
    mail = text_for(session, wereld, "carla", f"vraag:{vraag.id}")
    assert mail is not None
    assert "Nota vallen" in mail.tekst
    assert "zandhagedis" not in mail.tekst


def test_what_is_not_for_the_receiver_any_more_has_no_text(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = put(session, wereld, of_person(wereld, "bram"))
    antwoord = answer(session, wereld.gebruiker(session, "bram"), vraag, NieuwAntwoord("Wij."))
    assert text_for(session, wereld, "carla", f"vraag:{vraag.id}") is None
    assert text_for(session, wereld, "carla", f"antwoord:{antwoord.id}") is None
    assert text_for(session, wereld, "bram", "vraag:404") is None
    close(session, wereld.gebruiker(session, "anna").lezer, vraag)
    assert text_for(session, wereld, "bram", f"vraag:{vraag.id}") is None, "it is closed: nothing to answer"
    wereld.gebruiker(session, "anna").actief = False
    assert text_for(session, wereld, "anna", f"antwoord:{antwoord.id}") is None


def test_an_answer_comes_whole_to_who_asked(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = put(session, wereld, of_person(wereld, "bram"))
    antwoord = answer(session, wereld.gebruiker(session, "bram"), vraag, NieuwAntwoord("Bel de fysiotherapeut."))
    mail = text_for(session, wereld, "anna", f"antwoord:{antwoord.id}")
    assert mail is not None
    assert mail.onderwerp == f"Antwoord op uw vraag: {TITEL}"
    assert "Bel de fysiotherapeut." in mail.tekst
    reactie = answer(session, wereld.gebruiker(session, "anna"), vraag, NieuwAntwoord("Dank u wel."))
    terug = text_for(session, wereld, "bram", f"antwoord:{reactie.id}")
    assert terug is not None
    assert terug.onderwerp == f"Reactie op de vraag: {TITEL}"


def test_a_long_title_is_cut_off_in_the_subject(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = put(session, wereld, of_person(wereld, "bram", titel="valpreventie " * 15))
    mail = text_for(session, wereld, "bram", f"vraag:{vraag.id}")
    assert mail is not None
    assert len(mail.onderwerp) <= MAX_ONDERWERP + len("Vraag aan u: ")
    assert mail.onderwerp.endswith("…")


def test_a_reminder_holds_the_card_in_short_and_a_link_that_works(
    session: so.Session, wereld: Vraagwereld
) -> None:
    kaart = session.get_one(Kaart, wereld.kaarten["bram"])
    kaart.bevestigd_op = now() - VERS
    kaart.functies = [Functie(naam="Adviseur ouderen")]
    kaart.deskundigheden = [KaartDeskundigheid(vrij="valpreventie thuis")]
    session.flush()
    mail = text_for(session, wereld, "bram", f"kaart:{kaart.id}")
    assert mail is not None
    assert mail.onderwerp == "Klopt uw kenniskaart nog?"
    assert "Functie: Adviseur ouderen" in mail.tekst
    assert "valpreventie thuis" in mail.tekst
    secret = mail.tekst.partition(f"{ADRES}/bevestigen?sleutel=")[2].split()[0]
    assert read_sleutel(session, secret, SleutelSoort.BEVESTIGEN, None, now()).stand is Stand.GELDIG


def test_who_confirmed_meanwhile_is_not_asked(session: so.Session, wereld: Vraagwereld) -> None:
    assert text_for(session, wereld, "bram", f"kaart:{wereld.kaarten['bram']}") is None
    assert text_for(session, wereld, "bram", f"kaart:{wereld.kaarten['anna']}") is None
