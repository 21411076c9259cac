"""What one card tells of how much its person knows about something, as far as a reader may see it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kennis.access import Lezer
from kenniskaarten import bewijszinnen as zinnen
from kenniskaarten.deskundigen import NIVEAUS, Bewijs, BewijsSoort, Wie
from kenniskaarten.models import DeelnameRol, Interesse, Kaart, KaartDeskundigheid, Veld
from kenniskaarten.records import described
from kenniskaarten.relevantie import LIJKT, RUIS, Meetlat, together
from kenniskaarten.zicht import level_of_deskundigheid, sees, sees_veld

TREKT = frozenset({DeelnameRol.TREKKER, DeelnameRol.REGISSEUR})
LOSSE_TEKST = 0.7  # of an entry of the list: what somebody writes about may be what he does not do
GELIJKENIS = 0.5  # the same, where the card has no word of the question and only resembles it
NAAM = 0.5  # the share of a question that a name says when it is somebody's name that was typed


@dataclass(frozen=True, slots=True)
class OpKaart:
    """What a card says about a subject; `onderwerpen` tells how much each entry of the list on it is about that.

    With `liever_niet` its person does not want to be asked about this any more.
    """

    kaart: Kaart
    bewijzen: tuple[Bewijs, ...]
    onderwerpen: Mapping[int, float]
    liever_niet: bool


def wie_van(kaart: Kaart) -> Wie:
    return Wie(kaart.gebruiker.naam, kaart.gebruiker_id)


def read_kaart(kaart: Kaart, lezer: Lezer, meetlat: Meetlat, nabij: float, dag: date) -> OpKaart:
    """Read a card that this reader may see with a subject; `nabij` is how near its meaning is to it."""
    reading = _Reading(kaart, lezer, meetlat, nabij, dag)
    entries = list(reading.entries())
    said = (*reading.about_entries(entries), *reading.about_deelnames(), *reading.about_texts())
    pieces = [piece for piece in said if piece.sterkte > 0]
    if not pieces and nabij >= LIJKT:
        pieces = [reading.piece(BewijsSoort.ZELF, GELIJKENIS * nabij, zinnen.LIJKT, "lijkt")]
    return OpKaart(
        kaart,
        (*reading.about_name(), *pieces),
        {entry.deskundigheid_id: sure for entry, sure in entries if entry.deskundigheid_id is not None},
        any(entry.interesse is Interesse.LIEVER_NIET for entry, _ in entries),
    )


def functie_van(kaart: Kaart, lezer: Lezer, dag: date) -> str:
    """Return what somebody does now, where the reader may see that; else nothing."""
    if not sees_veld(lezer, kaart, Veld.FUNCTIES):
        return ""
    names = (functie.naam for functie in kaart.functies if functie.tot is None or functie.tot >= dag)
    return next(names, "")


@dataclass(frozen=True, slots=True)
class _Reading:
    kaart: Kaart
    lezer: Lezer
    meetlat: Meetlat
    nabij: float
    dag: date

    def piece(self, soort: BewijsSoort, sterkte: float, zin: str, bron: str, datum: date | None = None) -> Bewijs:
        """Return a piece of evidence that stands on this card; it is as old as the card unless it has a date."""
        day = datum or self.kaart.bevestigd_op.date()
        return Bewijs(wie_van(self.kaart), soort, sterkte, day, zin, bron)

    def sure(self, share: float) -> float:
        """Return how much a part of the card is about it, of which the words say this share; noise is nothing."""
        value = together(share, self.nabij) if share > 0 else 0.0
        return value if value >= RUIS else 0.0

    def about_name(self) -> Iterator[Bewijs]:
        if self.meetlat.share(self.kaart.gebruiker.naam) >= NAAM:
            yield self.piece(BewijsSoort.GENOEMD, 1.0, zinnen.GENOEMD, "naam", self.dag)

    def entries(self) -> Iterator[tuple[KaartDeskundigheid, float]]:
        """Yield the deskundigheden that the reader sees and that are about it."""
        for entry in self.kaart.deskundigheden:
            if sees(self.lezer, self.kaart, level_of_deskundigheid(entry)):
                sure = self.sure(self.meetlat.share(described(entry), entry.deskundigheid_id))
                if sure:
                    yield entry, sure

    def about_entries(self, entries: list[tuple[KaartDeskundigheid, float]]) -> Iterator[Bewijs]:
        for entry, sure in entries:
            if entry.interesse is not Interesse.LIEVER_NIET:
                zin = zinnen.geeft_aan(entry)
                yield self.piece(BewijsSoort.ZELF, sure * NIVEAUS[entry.niveau], zin, f"deskundigheid:{entry.id}")

    def about_deelnames(self) -> Iterator[Bewijs]:
        if not sees_veld(self.lezer, self.kaart, Veld.DEELNAMES):
            return
        for one in self.kaart.deelnames:
            subject = one.deskundigheid.naam if one.deskundigheid else ""
            share = max(self.meetlat.share(one.naam), self.meetlat.share(subject, one.deskundigheid_id))
            soort = BewijsSoort.TREKKER if one.rol in TREKT else BewijsSoort.LID
            zin = zinnen.neemt_deel(one.rol, one.naam, one.tot, self.dag)
            yield self.piece(
                soort, self.sure(share), zin, f"deelname:{one.id}", min(one.tot or self.dag, self.dag)
            )

    def about_texts(self) -> Iterator[Bewijs]:
        """Yield what somebody writes of himself, for what he can be asked first."""
        functie = functie_van(self.kaart, self.lezer, self.dag)
        texts = [
            (Veld.AANSPREEKBAAR, self.kaart.aanspreekbaar, zinnen.schrijft),
            (Veld.FUNCTIES, functie, zinnen.werkt_als),
            (Veld.OVER, self.kaart.over, zinnen.schrijft),
        ]
        for veld, tekst, in_woorden in texts:
            if tekst and sees_veld(self.lezer, self.kaart, veld):
                sure = self.sure(self.meetlat.share(tekst))
                yield self.piece(BewijsSoort.ZELF, LOSSE_TEKST * sure, in_woorden(tekst), f"veld:{veld}")
