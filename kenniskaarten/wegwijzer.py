"""Who knows about a question, a document or a subject: searched, gathered, ordered and put in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.base import now
from kennis.errors import IndexUnavailableError
from kennis.mensen import Persoon
from kennis.search.engine import Found
from kennis.search.filters import Namen
from kennis.search.query import read_query, without
from kennis.search.records import Zoekvraag
from kennis.search.velden import Veld, Veldnaam
from kennis.treffers import DOCUMENT
from kennis.zoeken import Zoekdienst
from kenniskaarten.bewijs import (
    Gevonden,
    about_document,
    about_onderwerp,
    about_vraag,
    belasting,
    load_kaarten,
)
from kenniskaarten.deskundigen import Bewijs, BewijsSoort, Deskundige, rank_deskundigen
from kenniskaarten.kaartbewijs import functie_van
from kenniskaarten.models import Kaart
from kenniskaarten.records import KAART, VRAAG
from kenniskaarten.vraagvorm import subject_of

MAX_PERSONEN = 1_000

_KAARTEN = {"soort": frozenset({KAART})}
_ANDEREN = {"soort": frozenset({VRAAG, DOCUMENT})}


class Wegwijzer:
    """Points to people; safe to share between threads. Nobody is pointed to himself, unless he asks by name."""

    def __init__(self, zoekdienst: Zoekdienst) -> None:
        self._zoekdienst = zoekdienst

    def bij_vraag(
        self,
        session: so.Session,
        vraag: str,
        lezer: Lezer,
        aantal: int = MAX_PERSONEN,
        gevonden: Found | None = None,
    ) -> list[Persoon]:
        """Return who can be asked a question, best first; raises IndexUnavailableError.

        `gevonden` is what a search for the same words found among documents and questions, when it is known.
        """
        subject = subject_of(vraag)
        if read_query(subject).is_empty:
            return []
        kaarten = self._zoekdienst.hits(Zoekvraag(subject, _KAARTEN), lezer)
        velden = [veld for veld in kaarten.namen if veld.naam is Veldnaam.ORGANISATIE]
        if gevonden is None or velden or subject != vraag:
            gevonden = self._zoekdienst.hits(Zoekvraag(without(subject, velden), _ANDEREN), lezer)
        bewijzen = about_vraag(session, lezer, Gevonden(kaarten, gevonden), now().date())
        personen = self._personen(session, lezer, _of_others(bewijzen, lezer), MAX_PERSONEN if velden else aantal)
        return [one for one in personen if _works_at(one, velden, kaarten.namen)][:aantal]

    def bij_document(
        self, session: so.Session, document_id: int, titel: str, lezer: Lezer, aantal: int = MAX_PERSONEN
    ) -> list[Persoon]:
        """Return who knows more about a document: those who wrote it first; without an index only these."""
        involved = _of_others(about_document(session, lezer, document_id), lezer)
        first = self._personen(session, lezer, involved, aantal)
        try:
            wanted = aantal + len(first)  # those who wrote it may be among them
            others = self.bij_vraag(session, titel, lezer, aantal=wanted) if len(first) < aantal else []
        except IndexUnavailableError:
            others = []
        known = {persoon.gebruiker_id for persoon in first}
        return [*first, *(persoon for persoon in others if persoon.gebruiker_id not in known)][:aantal]

    def bij_onderwerp(self, session: so.Session, ids: Collection[int], lezer: Lezer) -> list[Persoon]:
        """Return who knows about entries of the list of subjects."""
        return self._personen(session, lezer, about_onderwerp(session, lezer, ids, now().date()), MAX_PERSONEN)

    @staticmethod
    def _personen(session: so.Session, lezer: Lezer, bewijzen: Sequence[Bewijs], aantal: int) -> list[Persoon]:
        if not bewijzen:
            return []
        moment = now()
        load = belasting(session, {bewijs.wie.gebruiker_id for bewijs in bewijzen}, moment)
        ranked = rank_deskundigen(bewijzen, load, moment.date(), aantal)
        ids = [one.wie.gebruiker_id for one in ranked]
        rows = load_kaarten(session, lezer, Kaart.gebruiker_id.in_(ids), (Kaart.functies,))
        kaarten = {kaart.gebruiker_id: kaart for kaart in rows}
        return [_persoon(one, kaarten[one.wie.gebruiker_id], lezer) for one in ranked]


def _works_at(persoon: Persoon, velden: Sequence[Veld], namen: Namen) -> bool:
    """Tell whether somebody is of an organisation that was asked for, and of none that was refused."""
    wanted = [veld for veld in velden if not veld.niet]
    refused = [veld for veld in velden if veld.niet]
    fits = not wanted or any(persoon.organisatie in namen[veld] for veld in wanted)
    return fits and not any(persoon.organisatie in namen[veld] for veld in refused)


def _of_others(bewijzen: Sequence[Bewijs], lezer: Lezer) -> list[Bewijs]:
    named = BewijsSoort.GENOEMD
    own = lezer.gebruiker_id
    asks_for_himself = any(one.soort is named and one.wie.gebruiker_id == own for one in bewijzen)
    return [one for one in bewijzen if one.wie.gebruiker_id != own or asks_for_himself]


def _persoon(deskundige: Deskundige, kaart: Kaart, lezer: Lezer) -> Persoon:
    organisatie = kaart.gebruiker.organisatie
    return Persoon(
        gebruiker_id=kaart.gebruiker_id,
        kaart_id=kaart.id,
        naam=kaart.gebruiker.naam,
        organisatie=organisatie.naam if organisatie else None,
        functie=functie_van(kaart, lezer, now().date()),
        waarom=tuple(dict.fromkeys(bewijs.omschrijving for bewijs in deskundige.bewijzen)),
        score=deskundige.score,
    )
