"""A card as one reader may see it: nothing that is more closed than his eyes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from kennis.access import Lezer, Rol
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Kaart, Veld
from kenniskaarten.versheid import is_oud
from kenniskaarten.zicht import is_own, level_of_deskundigheid, sees, sees_veld


@dataclass(frozen=True, slots=True)
class Loopbaanregel:
    """A functie or deelname; `bij` is its organisation or subject, `nu` whether it goes on today."""

    naam: str
    rol: str
    bij: str
    periode: str
    nu: bool


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A deskundigheid; `boven` is the wider subject, `deskundigheid_id` None for free words."""

    naam: str
    boven: str
    deskundigheid_id: int | None
    niveau: str
    interesse: str


@dataclass(frozen=True, slots=True)
class Stuk:
    """A document that the person wrote or can be asked about."""

    document_id: int
    titel: str
    rol: str


@dataclass(frozen=True, slots=True)
class Afwezigheid:
    """That somebody is or will be away; the deputy only where the reader may know of him."""

    van: date | None
    tot: date | None
    nu: bool
    vervanger: str = ""
    vervanger_kaart_id: int | None = None


@dataclass(frozen=True, slots=True)
class Weergave:
    """All that a reader sees of a card; what he may not see is empty here."""

    kaart_id: int
    naam: str
    organisatie: str
    is_eigen: bool
    is_oud: bool
    bevestigd_op: date
    is_rechtstreeks: bool  # this reader need not go through the network
    functies: tuple[Loopbaanregel, ...] = ()
    onderwerpen: tuple[Onderwerp, ...] = ()
    deelnames: tuple[Loopbaanregel, ...] = ()
    stukken: tuple[Stuk, ...] = ()
    aanspreekbaar: str = ""
    over: str = ""
    email: str = ""
    telefoon: str = ""
    teams: str = ""
    spreekuur: str = ""
    werkdagen: tuple[str, ...] = ()
    talen: tuple[str, ...] = ()
    afwezigheid: Afwezigheid | None = None
    foto_sha256: str = ""

    @property
    def functie(self) -> str:
        """What the person does now, in one line."""
        return ", ".join(functie.naam for functie in self.functies if functie.nu)

    @property
    def is_bereikbaar(self) -> bool:
        return bool(self.email or self.telefoon or self.teams or self.spreekuur)


def weergave(
    kaart: Kaart,
    lezer: Lezer,
    moment: datetime,
    titels: Mapping[int, str] | None = None,
    vervanger: Kaart | Gebruiker | None = None,
) -> Weergave | None:
    """Return the card as this reader may see it, or None when it does not exist for him.

    `titels` are those of the documents that he may see, `vervanger` is the deputy: his card where he has one.
    """
    if not sees(lezer, kaart, kaart.zichtbaarheid):
        return None
    vandaag, direct = moment.date(), is_direct(lezer, kaart)

    def text(veld: Veld, *, allowed: bool = True) -> str:
        return getattr(kaart, veld.value) if allowed and sees_veld(lezer, kaart, veld) else ""

    return Weergave(
        kaart_id=kaart.id,
        naam=kaart.gebruiker.naam,
        organisatie=kaart.gebruiker.organisatie.naam if kaart.gebruiker.organisatie else "",
        is_eigen=is_own(lezer, kaart),
        is_oud=is_oud(kaart, moment),
        bevestigd_op=kaart.bevestigd_op.date(),
        is_rechtstreeks=direct,
        functies=_functies(kaart, vandaag) if sees_veld(lezer, kaart, Veld.FUNCTIES) else (),
        onderwerpen=_onderwerpen(kaart, lezer),
        deelnames=_deelnames(kaart, vandaag) if sees_veld(lezer, kaart, Veld.DEELNAMES) else (),
        stukken=_stukken(kaart, titels or {}) if sees_veld(lezer, kaart, Veld.DOCUMENTEN) else (),
        aanspreekbaar=text(Veld.AANSPREEKBAAR),
        over=text(Veld.OVER),
        email=text(Veld.EMAIL, allowed=direct),
        telefoon=text(Veld.TELEFOON, allowed=direct),
        teams=text(Veld.TEAMS, allowed=direct),
        spreekuur=text(Veld.SPREEKUUR),
        werkdagen=tuple(kaart.werkdagen) if sees_veld(lezer, kaart, Veld.WERKDAGEN) else (),
        talen=tuple(kaart.talen) if sees_veld(lezer, kaart, Veld.TALEN) else (),
        afwezigheid=_afwezigheid(kaart, lezer, vandaag, vervanger),
        foto_sha256=(kaart.foto_sha256 or "") if sees_veld(lezer, kaart, Veld.FOTO) else "",
    )


def is_direct(lezer: Lezer, kaart: Kaart) -> bool:
    """Tell whether a reader may get an address: a colleague, the regisseur, or all where the person says so."""
    is_near = _is_collega(lezer, kaart.gebruiker) or is_own(lezer, kaart)
    return kaart.rechtstreeks or is_near or lezer.rol is Rol.REGISSEUR


def _functies(kaart: Kaart, vandaag: date) -> tuple[Loopbaanregel, ...]:
    rows = [
        Loopbaanregel(
            functie.naam,
            "",
            functie.organisatie.naam if functie.organisatie else "",
            jaren(functie.van, functie.tot),
            _is_now(functie.tot, vandaag),
        )
        for functie in kaart.functies
    ]
    return tuple(sorted(rows, key=lambda row: not row.nu))


def _deelnames(kaart: Kaart, vandaag: date) -> tuple[Loopbaanregel, ...]:
    rows = [
        Loopbaanregel(
            deelname.naam,
            deelname.rol.value,
            deelname.deskundigheid.naam if deelname.deskundigheid else "",
            jaren(deelname.van, deelname.tot),
            _is_now(deelname.tot, vandaag),
        )
        for deelname in kaart.deelnames
    ]
    return tuple(sorted(rows, key=lambda row: not row.nu))


def _onderwerpen(kaart: Kaart, lezer: Lezer) -> tuple[Onderwerp, ...]:
    return tuple(
        Onderwerp(
            row.naam,
            row.deskundigheid.boven.naam if row.deskundigheid and row.deskundigheid.boven else "",
            row.deskundigheid_id,
            row.niveau.value,
            row.interesse.value,
        )
        for row in kaart.deskundigheden
        if sees(lezer, kaart, level_of_deskundigheid(row))
    )


def _stukken(kaart: Kaart, titels: Mapping[int, str]) -> tuple[Stuk, ...]:
    return tuple(
        Stuk(row.document_id, titels[row.document_id], row.rol.value)
        for row in kaart.betrokkenheden
        if row.document_id in titels
    )


def _afwezigheid(
    kaart: Kaart, lezer: Lezer, vandaag: date, vervanger: Kaart | Gebruiker | None
) -> Afwezigheid | None:
    van, tot = kaart.afwezig_van, kaart.afwezig_tot
    is_over = (van is None and tot is None) or (tot is not None and tot < vandaag)
    if is_over or not sees_veld(lezer, kaart, Veld.AFWEZIG):
        return None
    afwezigheid = Afwezigheid(van, tot, nu=van is None or van <= vandaag)
    if isinstance(vervanger, Kaart) and sees(lezer, vervanger, vervanger.zichtbaarheid):
        return replace(afwezigheid, vervanger=vervanger.gebruiker.naam, vervanger_kaart_id=vervanger.id)
    if isinstance(vervanger, Gebruiker) and _is_collega(lezer, vervanger):
        return replace(afwezigheid, vervanger=vervanger.naam)  # who has no card is known at home only
    return afwezigheid


def _is_collega(lezer: Lezer, gebruiker: Gebruiker) -> bool:
    return gebruiker.organisatie_id in lezer.eigen


def _is_now(tot: date | None, vandaag: date) -> bool:
    return tot is None or tot >= vandaag


def jaren(van: date | None, tot: date | None) -> str:
    """Return a period in years, as one reads it."""
    if van and tot:
        return str(van.year) if van.year == tot.year else f"{van.year} – {tot.year}"
    if van:
        return f"sinds {van.year}"
    return f"tot en met {tot.year}" if tot else ""
