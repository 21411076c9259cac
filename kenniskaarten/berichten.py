"""The texts of mails, made when they are sent out of what the receiver may read then; each is whole by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.config import Config
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kenniskaarten.bevestigen import find_own
from kenniskaarten.models import Kaart
from kenniskaarten.records import KAART, VRAAG
from kenniskaarten.sleutels import make_sleutel
from kenniskaarten.versheid import is_oud
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort, Bericht, SleutelSoort, Vraag
from kenniskaarten.vraagregels import is_steller
from kenniskaarten.vraagzicht import sees_antwoord, sees_vraag

ANTWOORD = "antwoord"  # what a Bericht calls an answer: 'antwoord:7'
MAX_ONDERWERP = 120  # characters of a title in a subject line


@dataclass(frozen=True, slots=True)
class Tekst:
    """A mail as it is read."""

    onderwerp: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Plaats:
    """What a text is made with: the session, who reads it, and the site that it comes from."""

    session: so.Session
    ontvanger: Gebruiker
    config: Config
    moment: datetime

    @property
    def lezer(self) -> Lezer:
        return self.ontvanger.lezer

    def link(self, path: str) -> str:
        return f"{self.config.adres}{path}"


def compose(session: so.Session, bericht: Bericht, config: Config, moment: datetime) -> Tekst | None:
    """Return the text of a mail, or None when it is not for its receiver (any more)."""
    if not bericht.gebruiker.actief:
        return None
    if not bericht.over:
        return Tekst(bericht.onderwerp, bericht.tekst)
    soort, _, number = bericht.over.partition(":")
    return _TEKSTEN[soort](Plaats(session, bericht.gebruiker, config, moment), int(number))


def _vraag(plaats: Plaats, vraag_id: int) -> Tekst | None:
    vraag = plaats.session.get(Vraag, vraag_id)
    if vraag is None or vraag.gesloten_op is not None or not sees_vraag(plaats.lezer, vraag):
        return None
    return Tekst(
        f"Vraag aan u: {_short(vraag.titel)}",
        _paragraphs(
            f"Beste {plaats.ontvanger.naam},",
            f"{_wie(vraag.steller)} stelt u een vraag op het {plaats.config.site_name}.",
            vraag.titel,
            vraag.tekst if vraag.tekst != vraag.titel else "",
            f"Onderwerp: {vraag.deskundigheid.naam}" if vraag.deskundigheid else "",
            _documenten(plaats, vraag),
            _waarom(plaats.ontvanger, vraag),
            f"Antwoorden, of laten weten dat u liever niet antwoordt:\n{plaats.link(f'/vragen/{vraag.id}')}",
            "Niet antwoorden mag altijd en telt nooit tegen u.",
            _slot(plaats),
        ),
    )


def _antwoord(plaats: Plaats, antwoord_id: int) -> Tekst | None:
    antwoord = plaats.session.get(Antwoord, antwoord_id)
    if antwoord is None or not sees_antwoord(plaats.lezer, antwoord):
        return None
    vraag = antwoord.vraag
    is_own = is_steller(plaats.lezer, vraag)
    woord = "antwoord" if antwoord.soort is AntwoordSoort.ANTWOORD else "reactie"
    waarop = "uw vraag" if is_own else "de vraag"
    hulp = "Hielp dit antwoord u? Laat dat daar ook weten." if is_own and woord == "antwoord" else ""
    return Tekst(
        f"{woord.capitalize()} op {waarop}: {_short(vraag.titel)}",
        _paragraphs(
            f"Beste {plaats.ontvanger.naam},",
            f"{_wie(antwoord.schrijver)} schreef een {woord} op {waarop} ‘{vraag.titel}’.",
            antwoord.tekst,
            f"De vraag met alle antwoorden, en uw reactie:\n{plaats.link(f'/vragen/{vraag.id}')}",
            hulp,
            _slot(plaats),
        ),
    )


def _herinnering(plaats: Plaats, kaart_id: int) -> Tekst | None:
    """Return the question whether a card is right, with a new link; none when it was confirmed since."""
    kaart = find_own(plaats.session, plaats.ontvanger.id)
    if kaart is None or kaart.id != kaart_id or not is_oud(kaart, plaats.moment):
        return None
    secret = make_sleutel(plaats.session, plaats.ontvanger.id, SleutelSoort.BEVESTIGEN, plaats.moment)
    return Tekst(
        "Klopt uw kenniskaart nog?",
        _paragraphs(
            f"Beste {plaats.ontvanger.naam},",
            f"Op uw kenniskaart in het {plaats.config.site_name} staat:",
            _kaart(kaart),
            f"Klopt dit nog? Zeg het met één klik, inloggen is niet nodig:\n"
            f"{plaats.link(f'/bevestigen?sleutel={secret}')}",
            f"Is er iets veranderd? Log dan in en pas uw kaart aan:\n{plaats.link('/mijn-kaart')}",
            "De link werkt 30 dagen en is alleen voor u. Stuur deze mail niet door.",
            _slot(plaats),
        ),
    )


_TEKSTEN: Mapping[str, Callable[[Plaats, int], Tekst | None]] = {
    VRAAG: _vraag,
    ANTWOORD: _antwoord,
    KAART: _herinnering,
}


def _wie(gebruiker: Gebruiker) -> str:
    organisatie = gebruiker.organisatie
    return f"{gebruiker.naam} ({organisatie.naam})" if organisatie else gebruiker.naam


def _waarom(ontvanger: Gebruiker, vraag: Vraag) -> str:
    """Say why somebody gets a question."""
    own = next((x for x in vraag.ontvangers if x.gebruiker_id == ontvanger.id), None)
    if own is None or own.via_netwerk:
        return "U krijgt deze vraag omdat zij via het netwerk is gesteld."
    if vraag.groep:
        return f"U krijgt deze vraag als lid van {vraag.groep}."
    if len(vraag.ontvangers) > 1:
        return "De vraag komt via het netwerk: de regisseur leest mee. Uw adres is aan niemand getoond."
    return "De vraag is alleen aan u gesteld. Uw adres is aan niemand getoond."


def _documenten(plaats: Plaats, vraag: Vraag) -> str:
    """List the documents of a question that the receiver may see."""
    titels = visible_titels(plaats.session, plaats.lezer, [x.document_id for x in vraag.documenten])
    lines = [f"- {titel.titel}\n  {plaats.link(f'/document/{titel.document_id}')}" for titel in titels]
    return "\n".join(["De vraag gaat over:", *lines]) if lines else ""


def _kaart(kaart: Kaart) -> str:
    """Return a card in short, for whose it is."""
    facts: Sequence[tuple[str, str]] = (
        ("Naam", kaart.gebruiker.naam),
        ("Organisatie", kaart.gebruiker.organisatie.naam if kaart.gebruiker.organisatie else ""),
        ("Functie", ", ".join(functie.naam for functie in kaart.functies if functie.tot is None)),
        ("Deskundigheden", ", ".join(deskundigheid.naam for deskundigheid in kaart.deskundigheden)),
        ("Te vragen over", kaart.aanspreekbaar),
        ("Telefoon", kaart.telefoon),
        ("E-mail", kaart.email),
        ("Werkdagen", ", ".join(kaart.werkdagen)),
        ("Projecten en werkgroepen", ", ".join(deelname.naam for deelname in kaart.deelnames)),
    )
    return "\n".join(f"{naam}: {waarde}" for naam, waarde in facts if waarde)


def _slot(plaats: Plaats) -> str:
    return _paragraphs(
        f"Antwoord niet op deze mail: dat komt niet aan bij wie het schreef. Hulp nodig? {plaats.config.contact}",
        f"{plaats.config.site_name}\n{plaats.config.adres}",
    ).rstrip()


def _short(titel: str) -> str:
    return titel if len(titel) <= MAX_ONDERWERP else f"{titel[: MAX_ONDERWERP - 1].rstrip()}…"


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
