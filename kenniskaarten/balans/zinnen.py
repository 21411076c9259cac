"""The balance in words, for the pages and the report. Pure.

Who brought less than the norm reads how much is left to do and no reproach; who brought more, that it is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping

from kenniskaarten.balans.concentratie import Concentratie
from kenniskaarten.balans.hoeveelheden import opsomming, procent, roepnaam, voluit
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.regels import Norm
from kenniskaarten.balans.saldo import Stand


def wat_bracht(naam: str, jaar: int, standen: Mapping[Eenheid, Stand]) -> str:
    """Say what an organisatie brought: 'Hilversum bracht in 2025 420 uur en 12 documenten.'."""
    brought = [voluit(stand.gebracht, eenheid) for eenheid, stand in standen.items() if stand.gebracht > 0]
    if not brought:
        return f"Van {roepnaam(naam)} is over {jaar} nog niets geboekt als gebracht."
    return f"{roepnaam(naam)} bracht in {jaar} {opsomming(brought)}."


def wat_kreeg(naam: str, standen: Mapping[Eenheid, Stand]) -> str:
    """Say what an organisatie got from others; nothing when it got nothing."""
    got = [voluit(stand.gekregen, eenheid) for eenheid, stand in standen.items() if stand.gekregen > 0]
    return f"Van anderen kreeg {roepnaam(naam)} {opsomming(got)}." if got else ""


def tegen_de_norm(stand: Stand, *, bezig: bool) -> str:
    """Say how far hours are from the norm; nothing for who has no share. `bezig` while the year is not over."""
    if not stand.norm:
        return ""
    verschil = voluit(abs(stand.saldo), Eenheid.UREN)
    if stand.saldo > 0:
        return f"Dat is {verschil} meer dan de norm."
    if stand.saldo < 0 and bezig:
        return f"Tot de norm is er nu nog {verschil} te gaan."
    if stand.saldo < 0:
        return f"Dat is {verschil} minder dan de norm."
    return "Dat is precies de norm."


def wie_draagt(eenheid: Eenheid, found: Concentratie, norm: Norm | None) -> str:
    """Say who brings most of a unit, against what its share would be by the norm, and how many carry half."""
    share = f"{roepnaam(found.grootste)} brengt {procent(found.deel)} van {_alle(eenheid)}"
    if norm is None or not found.naar_norm:
        return f"{share}. {_helft(found)}"
    maat = "volgens de afgesproken norm" if norm.factoren else "bij gelijke bijdrage naar inwoners"
    return f"{share}; {maat} zou dat {procent(found.naar_norm)} zijn. {_helft(found)}"


def _alle(eenheid: Eenheid) -> str:
    return "al het geld" if eenheid is Eenheid.EURO else f"alle {eenheid}"


def _helft(found: Concentratie) -> str:
    if found.partijen == 1:
        return "Anderen brachten hiervan nog niets."
    who = "één organisatie" if found.dragers == 1 else f"{found.dragers} organisaties"
    return f"De helft komt van {who}, van de {found.partijen} die iets brachten."
