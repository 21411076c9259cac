"""Asking and answering: who gets a question, what may be done with it by whom, and what others find of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.db.wachtrij import Wachtrij, waiting_bronnen
from kennis.errors import NotFoundError, VraagError
from kennis.installatie import Installatie
from kenniskaarten.models import Deskundigheid, Kaart
from kenniskaarten.ontvangers import find_gevraagde, find_groepen, find_leden
from kenniskaarten.records import vraag_records
from kenniskaarten.vraagmodels import AntwoordSoort, Bericht, Gericht, Vraag
from kenniskaarten.vraagregels import MAX_PER_DAG, NieuwAntwoord, NieuweVraag
from kenniskaarten.vragen import (
    accept,
    answer,
    ask,
    close,
    decline,
    find_vraag,
    reopen,
    share_antwoord,
    share_vraag,
)
from tests.kenniskaarten.vraagwereld import VANDAAG, WERKGROEP, Vraagwereld, make_vraagwereld
from tests.rijen import new_versie

TITEL = "Wie helpt ons met valpreventie?"


@pytest.fixture
def wereld(installatie: Installatie) -> Vraagwereld:
    return make_vraagwereld(installatie)


@pytest.fixture
def session(wereld: Vraagwereld) -> Iterator[so.Session]:
    with wereld.installatie.sessions() as session:
        yield session


def to_person(wereld: Vraagwereld, naam: str) -> NieuweVraag:
    return NieuweVraag(TITEL, gericht=Gericht.PERSOON, kaart_id=wereld.kaarten[naam])


def asked(
    session: so.Session, wereld: Vraagwereld, nieuw: NieuweVraag | None = None, steller: str = "anna"
) -> Vraag:
    return ask(session, wereld.gebruiker(session, steller), nieuw or to_person(wereld, "bram"))


def receivers(wereld: Vraagwereld, vraag: Vraag) -> dict[str, bool]:
    """Return by name whether somebody got a question for the network."""
    names = {number: naam for naam, number in wereld.mensen.items()}
    return {names[x.gebruiker_id]: x.via_netwerk for x in vraag.ontvangers}


# --- to whom -----------------------------------------------------------------------------------------------------


def test_inside_ones_organisation_a_question_goes_to_that_person_alone(
    session: so.Session, wereld: Vraagwereld
) -> None:
    assert receivers(wereld, asked(session, wereld)) == {"bram": False}


def test_from_outside_the_network_gets_it_too_until_the_person_chooses_otherwise(
    session: so.Session, wereld: Vraagwereld
) -> None:
    assert receivers(wereld, asked(session, wereld, to_person(wereld, "dirk"))) == {"dirk": False, "rik": True}
    assert receivers(wereld, asked(session, wereld, to_person(wereld, "carla"))) == {"carla": False}


def test_who_has_no_organisation_asks_everybody_from_outside(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = asked(session, wereld, to_person(wereld, "bram"), steller="peter")
    assert receivers(wereld, vraag) == {"bram": False, "rik": True}


@pytest.mark.parametrize("naam", ["gerda", "anna"])
def test_nobody_asks_himself_or_who_is_hidden_from_him(
    session: so.Session, wereld: Vraagwereld, naam: str
) -> None:
    with pytest.raises(NotFoundError):
        asked(session, wereld, to_person(wereld, naam))


def test_nobody_asks_who_left_or_has_no_account_any_more(session: so.Session, wereld: Vraagwereld) -> None:
    lezer = wereld.gebruiker(session, "anna").lezer
    wereld.gebruiker(session, "dirk").actief = False
    session.get_one(Kaart, wereld.kaarten["carla"]).vertrokken_op = VANDAAG
    session.flush()
    for naam in ("dirk", "carla"):
        with pytest.raises(NotFoundError):
            find_gevraagde(session, lezer, wereld.kaarten[naam])


def test_a_werkgroep_is_who_is_in_it_now_as_far_as_the_asker_sees(
    session: so.Session, wereld: Vraagwereld
) -> None:
    past = session.get_one(Kaart, wereld.kaarten["carla"]).deelnames[0]
    past.tot = VANDAAG - timedelta(days=1)
    session.flush()
    vraag = asked(session, wereld, NieuweVraag(TITEL, gericht=Gericht.GROEP, groep=WERKGROEP))
    assert receivers(wereld, vraag) == {"bram": False, "dirk": False, "rik": True}
    assert vraag.groep == WERKGROEP


def test_a_werkgroep_of_which_one_may_not_know_is_none(session: so.Session, wereld: Vraagwereld) -> None:
    peter, anna = (wereld.gebruiker(session, naam).lezer for naam in ("peter", "anna"))
    assert find_groepen(session, anna, VANDAAG) == [WERKGROEP]
    assert find_groepen(session, peter, VANDAAG) == []
    assert find_leden(session, peter, WERKGROEP, VANDAAG) == []
    with pytest.raises(VraagError, match="niemand anders"):
        asked(session, wereld, NieuweVraag(TITEL, gericht=Gericht.GROEP, groep=WERKGROEP), steller="peter")


def test_the_network_is_the_regisseur_and_who_knows_the_subject_once_each(
    session: so.Session, wereld: Vraagwereld
) -> None:
    kenners = [wereld.mensen[naam] for naam in ("carla", "anna", "rik", "carla")]
    vraag = ask(session, wereld.gebruiker(session, "anna"), NieuweVraag(TITEL), kenners)
    assert receivers(wereld, vraag) == {"carla": True, "rik": True}


def test_a_network_of_nobody_is_said(session: so.Session, wereld: Vraagwereld) -> None:
    wereld.gebruiker(session, "rik").actief = False
    with pytest.raises(VraagError, match="niemand in het netwerk"):
        asked(session, wereld, NieuweVraag(TITEL))


def test_everybody_who_gets_a_question_is_told_by_mail(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = asked(session, wereld, to_person(wereld, "dirk"))
    told = session.execute(sa.select(Bericht.gebruiker_id, Bericht.over)).all()
    assert {tuple(row) for row in told} == {(wereld.mensen[naam], f"vraag:{vraag.id}") for naam in ("dirk", "rik")}


# --- what a question may be --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nieuw", "veld"),
    [
        (NieuweVraag("Val?"), "titel"),
        (NieuweVraag("v" * 201), "titel"),
        (NieuweVraag(TITEL, tekst="v" * 4_001), "tekst"),
        (NieuweVraag(TITEL, zichtbaarheid=Zichtbaarheid.BEHEER), "zichtbaarheid"),
        (NieuweVraag(TITEL, deskundigheid_id=404), "onderwerp"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_asked(
    session: so.Session, wereld: Vraagwereld, nieuw: NieuweVraag, veld: str
) -> None:
    with pytest.raises(VraagError) as error:
        asked(session, wereld, nieuw)
    assert list(error.value.fouten) == [veld]
    assert session.scalar(sa.select(sa.func.count(Vraag.id))) == 0


def test_a_subject_that_is_only_proposed_is_no_subject_yet(session: so.Session, wereld: Vraagwereld) -> None:
    proposed, settled = Deskundigheid(naam="Vallen"), Deskundigheid(naam="Valpreventie", vastgesteld_op=now())
    session.add_all([proposed, settled])
    session.flush()
    with pytest.raises(VraagError, match="onderwerp"):
        asked(session, wereld, NieuweVraag(TITEL, deskundigheid_id=proposed.id))
    assert asked(session, wereld, NieuweVraag(TITEL, deskundigheid_id=settled.id)).deskundigheid is settled


def test_only_documents_that_the_asker_may_see_are_linked(session: so.Session, wereld: Vraagwereld) -> None:
    seen, hidden = new_versie(), new_versie(zichtbaarheid=Zichtbaarheid.BEHEER)
    session.add_all([seen, hidden])
    session.flush()
    vraag = asked(session, wereld, NieuweVraag(TITEL, document_ids=(seen.document_id, hidden.document_id)))
    assert [x.document_id for x in vraag.documenten] == [seen.document_id]


def test_who_presses_twice_asks_once(session: so.Session, wereld: Vraagwereld) -> None:
    first = asked(session, wereld)
    assert asked(session, wereld) is first
    assert asked(session, wereld, to_person(wereld, "carla")) is not first
    assert asked(session, wereld, steller="peter") is not first


def test_nobody_floods_the_others(session: so.Session, wereld: Vraagwereld) -> None:
    for number in range(MAX_PER_DAG):
        asked(session, wereld, NieuweVraag(f"{TITEL} {number}"))
    with pytest.raises(VraagError, match="morgen"):
        asked(session, wereld)
    assert asked(session, wereld, steller="peter").id


# --- answering ---------------------------------------------------------------------------------------------------


def test_an_answer_is_told_to_who_asked_and_what_he_adds_to_who_answered(
    session: so.Session, wereld: Vraagwereld
) -> None:
    vraag = asked(session, wereld)
    anna, bram = (wereld.gebruiker(session, naam) for naam in ("anna", "bram"))
    for schrijver, waiting in ((anna, bram), (bram, anna), (anna, bram)):
        antwoord = answer(session, schrijver, vraag, NieuwAntwoord("Wij."))
        query = sa.select(Bericht.gebruiker_id).where(Bericht.over == f"antwoord:{antwoord.id}")
        assert list(session.scalars(query)) == [waiting.id]
    assert [x.soort for x in vraag.antwoorden] == [
        AntwoordSoort.REACTIE,
        AntwoordSoort.ANTWOORD,
        AntwoordSoort.REACTIE,
    ]


def test_what_who_asked_adds_is_not_told_to_who_declined(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = asked(session, wereld, to_person(wereld, "dirk"))
    decline(session, wereld.gebruiker(session, "dirk").lezer, vraag)
    antwoord = answer(session, wereld.gebruiker(session, "anna"), vraag, NieuwAntwoord("Het gaat om ouderen."))
    told = session.scalars(sa.select(Bericht.gebruiker_id).where(Bericht.over == f"antwoord:{antwoord.id}"))
    assert list(told) == [wereld.mensen["rik"]]


@pytest.mark.parametrize("tekst", ["", "a" * 4_001])
def test_an_answer_is_a_text_of_some_length(session: so.Session, wereld: Vraagwereld, tekst: str) -> None:
    with pytest.raises(VraagError):
        answer(session, wereld.gebruiker(session, "bram"), asked(session, wereld), NieuwAntwoord(tekst))


def test_a_closed_question_takes_no_answer_until_it_is_open_again(
    session: so.Session, wereld: Vraagwereld
) -> None:
    vraag, bram = asked(session, wereld), wereld.gebruiker(session, "bram")
    anna, rik = (wereld.gebruiker(session, naam).lezer for naam in ("anna", "rik"))
    close(session, anna, vraag)
    with pytest.raises(VraagError, match="gesloten"):
        answer(session, bram, vraag, NieuwAntwoord("Wij."))
    assert vraag.antwoorden == []
    reopen(session, rik, vraag)
    assert answer(session, bram, vraag, NieuwAntwoord("Wij.")).id
    for change in (close, reopen):
        with pytest.raises(NotFoundError):
            change(session, bram.lezer, vraag)


def test_only_who_asked_says_that_an_answer_helped_and_takes_it_back(
    session: so.Session, wereld: Vraagwereld
) -> None:
    anna, bram, rik = (wereld.gebruiker(session, naam) for naam in ("anna", "bram", "rik"))
    vraag = asked(session, wereld)
    antwoord = answer(session, bram, vraag, NieuwAntwoord("Wij."))
    for other in (bram, rik):
        with pytest.raises(NotFoundError):
            accept(session, other.lezer, antwoord)
    accept(session, anna.lezer, antwoord)
    first = antwoord.nuttig_op
    accept(session, anna.lezer, antwoord)
    assert first is not None
    assert antwoord.nuttig_op == first
    accept(session, anna.lezer, antwoord, nuttig=False)
    assert antwoord.nuttig_op is None
    with pytest.raises(NotFoundError):
        accept(session, anna.lezer, answer(session, anna, vraag, NieuwAntwoord("Dank.")))


def test_who_got_a_question_may_leave_it_to_others(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = asked(session, wereld)
    decline(session, wereld.gebruiker(session, "bram").lezer, vraag)
    assert vraag.ontvangers[0].afgezien_op is not None
    with pytest.raises(NotFoundError):
        decline(session, wereld.gebruiker(session, "rik").lezer, vraag)


# --- what others find --------------------------------------------------------------------------------------------


def test_nothing_is_in_the_index_without_consent_of_who_wrote_it(session: so.Session, wereld: Vraagwereld) -> None:
    anna, bram = (wereld.gebruiker(session, naam) for naam in ("anna", "bram"))
    closed = asked(session, wereld)
    assert not answer(session, bram, closed, NieuwAntwoord("Wij.", vindbaar=True)).vindbaar
    assert vraag_records(session, [closed.id]) == []
    nieuw = NieuweVraag(TITEL, zichtbaarheid=Zichtbaarheid.AMBTENAAR)
    vraag = ask(session, anna, nieuw)
    kept = answer(session, bram, vraag, NieuwAntwoord("Liever niet."))
    shared = answer(session, bram, vraag, NieuwAntwoord("Wij.", vindbaar=True))
    assert {record.id for record in vraag_records(session, [vraag.id])} == {
        f"vraag:{vraag.id}",
        f"antwoord:{shared.id}",
    }
    share_antwoord(session, bram.lezer, shared, vindbaar=False)
    with pytest.raises(NotFoundError):
        share_antwoord(session, anna.lezer, kept, vindbaar=True)
    assert {record.id for record in vraag_records(session, [vraag.id])} == {f"vraag:{vraag.id}"}
    share_vraag(session, anna.lezer, vraag, None)
    assert vraag_records(session, [vraag.id]) == []


def test_every_change_is_told_to_the_index(wereld: Vraagwereld) -> None:
    steps: list[Callable[[so.Session, Vraag], object]] = [
        lambda session, vraag: answer(session, wereld.gebruiker(session, "bram"), vraag, NieuwAntwoord("Wij.")),
        lambda session, vraag: accept(session, wereld.gebruiker(session, "anna").lezer, vraag.antwoorden[0]),
        lambda session, vraag: close(session, wereld.gebruiker(session, "anna").lezer, vraag),
        lambda session, vraag: reopen(session, wereld.gebruiker(session, "anna").lezer, vraag),
        lambda session, vraag: decline(session, wereld.gebruiker(session, "bram").lezer, vraag),
        lambda session, vraag: share_vraag(session, wereld.gebruiker(session, "anna").lezer, vraag, None),
    ]
    with wereld.installatie.sessions() as session:
        vraag = asked(session, wereld)
        for step in steps:
            assert waiting_bronnen(session) == {f"vraag:{vraag.id}"}
            session.execute(sa.delete(Wachtrij))
            step(session, vraag)
        assert waiting_bronnen(session) == {f"vraag:{vraag.id}"}


def test_what_others_agreed_to_is_not_made_wider(session: so.Session, wereld: Vraagwereld) -> None:
    anna, bram = (wereld.gebruiker(session, naam) for naam in ("anna", "bram"))
    vraag = ask(session, anna, NieuweVraag(TITEL, zichtbaarheid=Zichtbaarheid.AMBTENAAR))
    share_vraag(session, anna.lezer, vraag, Zichtbaarheid.PROFESSIONAL)
    answer(session, bram, vraag, NieuwAntwoord("Wij.", vindbaar=True))
    with pytest.raises(VraagError, match="beperkter"):
        share_vraag(session, anna.lezer, vraag, Zichtbaarheid.OPENBAAR)
    with pytest.raises(VraagError, match="Kies wie"):
        share_vraag(session, anna.lezer, vraag, Zichtbaarheid.BEHEER)
    share_vraag(session, anna.lezer, vraag, Zichtbaarheid.ORGANISATIE)
    assert vraag.zichtbaarheid is Zichtbaarheid.ORGANISATIE
    with pytest.raises(NotFoundError):
        share_vraag(session, bram.lezer, vraag, None)


def test_for_who_may_not_see_it_a_question_does_not_exist(session: so.Session, wereld: Vraagwereld) -> None:
    vraag = asked(session, wereld)
    assert find_vraag(session, wereld.gebruiker(session, "bram").lezer, vraag.id) is vraag
    with pytest.raises(NotFoundError):
        find_vraag(session, wereld.gebruiker(session, "carla").lezer, vraag.id)
