"""Settling the hours of some years in money: switching that on, what is to be paid, booking it. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out, now
from kennis.db.organisaties import Organisatie
from kennis.errors import BoekingError, VerrekeningError
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.balans.betalingen import neem_terug, periode, schrijf, staand
from kenniskaarten.balans.boeken import EERSTE_DAG
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import Boeking, Eenheid
from kenniskaarten.balans.regels import Besluit
from kenniskaarten.balans.verrekenen import Betaling, stel_voor

LAAGSTE, HOOGSTE = 1_00, 1_000_00  # cents for an hour
MAX_ORGAAN = 200
MAX_REDEN = 300


@dataclass(frozen=True, slots=True)
class Afspraak:
    """That the hours of whole years, from first to last day, are settled at a rate in cents for an hour."""

    eerste: date
    laatste: date
    tarief: int
    besluit: Besluit


@dataclass(frozen=True, slots=True)
class Openstaand:
    """In minutes: what each party stands at over the period, what it settled of that, and who pays whom the rest.

    Who went on in another organisatie is counted with it.
    """

    saldi: Mapping[int, int]
    verrekend: Mapping[int, int]
    rest: Mapping[int, int]
    betalingen: tuple[Betaling, ...]

    @property
    def kenmerk(self) -> str:
        """What tells these payments from others, so that nobody books what he did not see."""
        return " ".join(f"{betaling.van}-{betaling.aan}-{betaling.bedrag}" for betaling in self.betalingen)


def zet_aan(session: so.Session, afspraak: Afspraak, door_id: int | None) -> Verrekening:
    """Let the hours of a period be settled; raises VerrekeningError for what cannot be agreed."""
    keep_writers_out(session, Verrekening)  # of two who do so at once, the second finds the period taken
    fouten = wrong_with(afspraak, now().date())
    if not fouten and (other := _overlapping(session, afspraak)):
        fouten["laatste_jaar"] = f"Over {periode(other)} wordt al verrekend."
    if fouten:
        raise VerrekeningError(fouten)
    verrekening = Verrekening(
        eerste=afspraak.eerste,
        laatste=afspraak.laatste,
        tarief=afspraak.tarief,
        orgaan=afspraak.besluit.orgaan,
        besloten_op=afspraak.besluit.datum,
        aangezet_door_id=door_id,
    )
    session.add(verrekening)
    session.flush()
    return verrekening


def wrong_with(afspraak: Afspraak, vandaag: date) -> dict[str, str]:
    """Return by field what is wrong with an afspraak by itself."""
    eerste, laatste, besluit = afspraak.eerste, afspraak.laatste, afspraak.besluit
    found = {}
    if eerste < EERSTE_DAG or (eerste.month, eerste.day) != (1, 1):
        found["eerste_jaar"] = f"Kies een jaar vanaf {EERSTE_DAG.year}."
    if laatste < eerste or (laatste.month, laatste.day) != (12, 31):
        found["laatste_jaar"] = "Kies een jaar dat niet vóór het eerste ligt."
    elif laatste >= vandaag:
        found["laatste_jaar"] = "Alleen jaren die voorbij zijn, kunnen worden verrekend."
    if not LAAGSTE <= afspraak.tarief <= HOOGSTE:
        found["tarief"] = "Kies een tarief van 1 tot 1.000 euro per uur. Schrijf bijvoorbeeld 52,50."
    if not 0 < len(besluit.orgaan) <= MAX_ORGAAN:
        found["orgaan"] = "Schrijf wie dit besloot, bijvoorbeeld het Portefeuillehoudersoverleg."
    if not EERSTE_DAG <= besluit.datum <= vandaag:
        found["besloten_op"] = "Kies de dag van het besluit; die kan niet in de toekomst liggen."
    return found


def _overlapping(session: so.Session, afspraak: Afspraak) -> Verrekening | None:
    query = sa.select(Verrekening).where(
        Verrekening.uitgezet_op.is_(None),
        Verrekening.eerste <= afspraak.laatste,
        Verrekening.laatste >= afspraak.eerste,
    )
    return session.scalars(query.order_by(Verrekening.eerste)).first()


def zet_uit(session: so.Session, verrekening: Verrekening) -> None:
    """Let a period not be settled after all; raises BoekingError when payments stand in the book."""
    _hold(session, verrekening)
    if staand(session, verrekening):
        raise BoekingError("Er zijn betalingen geboekt. Draai die eerst terug.")
    verrekening.uitgezet_op = now()


def openstaand(session: so.Session, verrekening: Verrekening, dag: date) -> Openstaand:
    """Return what is still to be paid among those who exist on a day."""
    standen = standen_over(session, verrekening.eerste, verrekening.laatste, [Eenheid.UREN])[Eenheid.UREN]
    heirs = opvolgers(session, dag)
    saldi = _together(heirs, ((partij, stand.saldo) for partij, stand in standen.items()))
    paid = staand(session, verrekening)
    settled = _together(
        heirs,
        [*((row.van, row.bedrag) for row in paid), *((row.aan, -row.bedrag) for row in paid)],
    )
    rest = {partij: saldi[partij] + settled[partij] for partij in {*saldi, *settled}}
    return Openstaand(saldi, settled, rest, tuple(stel_voor(rest)))


def opvolgers(session: so.Session, dag: date) -> dict[int, int]:
    """Return of each organisatie the one that it is on a day: itself, or the one in which it went on."""
    return {row.id: row.voortgezet_op(dag).id for row in session.scalars(sa.select(Organisatie))}


def _together(heirs: Mapping[int, int], amounts: Iterable[tuple[int, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for partij, amount in amounts:
        found[heirs[partij]] += amount
    return found


def boek_betalingen(
    session: so.Session, verrekening: Verrekening, kenmerk: str, dag: date, door_id: int | None
) -> int:
    """Book on a day what is still to be paid, and return how many payments that are; a repeat finds none.

    Raises BoekingError when the payments are no longer those with this `kenmerk`.
    """
    _hold(session, verrekening)
    if verrekening.uitgezet_op:
        raise BoekingError("Deze periode wordt niet meer verrekend.")
    found = openstaand(session, verrekening, dag)
    if found.betalingen and found.kenmerk != kenmerk:
        raise BoekingError("De berekening is intussen veranderd. Kijk haar nog eens na en boek dan.")
    for betaling in found.betalingen:
        schrijf(session, verrekening, betaling, dag, door_id)
    return len(found.betalingen)


def draai_terug(session: so.Session, verrekening: Verrekening, reden: str, dag: date, door_id: int | None) -> int:
    """Take all payments of a period back and return how many; raises BoekingError when that cannot be."""
    reden = reden.strip()[:MAX_REDEN]
    if not reden:
        raise BoekingError("Schrijf waarom u deze betalingen terugdraait.")
    _hold(session, verrekening)
    heirs = opvolgers(session, dag)
    if any(heirs[partij] != partij for row in staand(session, verrekening) for partij in (row.van, row.aan)):
        raise BoekingError(
            "Een gemeente die meedeed, is intussen opgegaan in een andere, met haar saldo. Wat is betaald, blijft "
            "dan staan. Wat nog openstaat, kunt u wel boeken."
        )
    count = neem_terug(session, verrekening, reden, door_id)
    if not count:
        raise BoekingError("Er staat geen betaling die kan worden teruggedraaid.")
    return count


def _hold(session: so.Session, verrekening: Verrekening) -> None:
    """Keep others out of the book, and look again at what they did to this period before."""
    keep_writers_out(session, Boeking)
    session.refresh(verrekening)
