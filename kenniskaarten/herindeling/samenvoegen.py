"""An organisatie goes on in another one: laid down, done on its day, confirmed or taken back. Never commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out, now, transaction
from kennis.db.organisaties import Gebruiker, Organisatie, find_organisatie
from kennis.db.wachtrij import enqueue
from kennis.errors import HerindelingError
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, is_gestorneerd, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort
from kenniskaarten.herindeling.models import Samenvoeging, Verhuizing
from kenniskaarten.herindeling.plan import Plan, bronnen_of, make_plan, saldo_of
from kenniskaarten.herindeling.regels import check

NAGEKOMEN = ":nagekomen"  # at the end of a bron: what was booked after the day itself was done

log = structlog.get_logger()


def plan(session: so.Session, van: str, naar: str, per: date) -> Plan:
    """Return what would go along; raises HerindelingError as `voeg_samen` does, and changes nothing."""
    one, other = _find(session, van), _find(session, naar)
    check(one, other, per, now().date())
    return make_plan(session, one, other, per)


def voeg_samen(session: so.Session, van: str, naar: str, per: date) -> Samenvoeging:
    """Let an organisatie go on in another one from a day on: at once when that day has come.

    Raises HerindelingError with the reason when it cannot be.
    """
    keep_writers_out(session, Samenvoeging)
    one, other = _find(session, van), _find(session, naar)
    check(one, other, per, now().date())
    row = Samenvoeging(van=one, naar=other, per=per, geldig_tot_was=one.geldig_tot)
    one.opvolger, one.geldig_tot = other, per
    session.add(row)
    session.flush()
    if per <= now().date():
        _move(session, row)
    return row


def verwerk_samenvoegingen(found: Installatie) -> None:
    """Do what was laid down for a day that has come; a chore of the worker."""
    due = sa.select(Samenvoeging).where(
        Samenvoeging.verwerkt_op.is_(None),
        Samenvoeging.teruggedraaid_op.is_(None),
        Samenvoeging.per <= now().date(),
    )
    with found.sessions() as session:
        waiting = [row.id for row in session.scalars(due.order_by(Samenvoeging.per, Samenvoeging.id))]
    for number in waiting:
        with transaction(found.sessions) as session:
            keep_writers_out(session, Samenvoeging)  # another worker may be at it
            row = session.scalar(due.where(Samenvoeging.id == number))
            if row is not None:
                _move(session, row)


def bevestig(session: so.Session, van: str) -> Samenvoeging:
    """Let nobody take a samenvoeging back any more, and hand on what was booked since its day."""
    keep_writers_out(session, Samenvoeging)
    row, today = _open_samenvoeging(session, van), now().date()
    if row.verwerkt_op is None:
        raise HerindelingError(f"Deze samenvoeging gaat in op {row.per:%d-%m-%Y}. Bevestigen kan daarna.")
    _hand_on(session, row, today, today, NAGEKOMEN)
    row.bevestigd_op = now()
    session.flush()
    return row


def draai_terug(session: so.Session, van: str) -> Samenvoeging:
    """Put everything back as it was; raises HerindelingError when that can no longer be."""
    keep_writers_out(session, Samenvoeging)
    row = _open_samenvoeging(session, van)
    if row.verwerkt_op is not None:
        _move_back(session, row)
    row.van.opvolger, row.van.geldig_tot = None, row.geldig_tot_was
    row.teruggedraaid_op = now()
    session.flush()
    return row


def samenvoegingen(session: so.Session) -> list[Samenvoeging]:
    """Return all that were laid down, the newest day first."""
    query = sa.select(Samenvoeging).order_by(Samenvoeging.per.desc(), Samenvoeging.id.desc())
    return list(session.scalars(query))


def _find(session: so.Session, naam: str) -> Organisatie:
    found = find_organisatie(session, naam)
    if found is None:
        raise HerindelingError(f"De organisatie '{naam}' is niet bekend.")
    session.refresh(found)  # somebody else may have joined it a moment ago
    return found


def _open_samenvoeging(session: so.Session, van: str) -> Samenvoeging:
    """Return the samenvoeging of an organisatie that nobody confirmed or took back."""
    organisatie = _find(session, van)
    query = sa.select(Samenvoeging).where(
        Samenvoeging.van_id == organisatie.id, Samenvoeging.teruggedraaid_op.is_(None)
    )
    row = session.scalar(query)
    if row is None:
        raise HerindelingError(f"Voor {organisatie.naam} is geen samenvoeging vastgelegd.")
    session.refresh(row)
    if row.bevestigd_op is not None:
        raise HerindelingError(f"De samenvoeging van {organisatie.naam} is bevestigd en staat vast.")
    return row


def _move(session: so.Session, row: Samenvoeging) -> None:
    mensen = session.scalars(
        sa.select(Gebruiker).where(Gebruiker.organisatie_id == row.van_id).order_by(Gebruiker.id)
    ).all()
    for gebruiker in mensen:
        gebruiker.organisatie = row.naar
        row.verhuizingen.append(Verhuizing(gebruiker_id=gebruiker.id))
    _hand_on(session, row, row.per - timedelta(days=1), row.per)
    row.verwerkt_op = now()
    _index_again(session, row, [gebruiker.id for gebruiker in mensen])
    log.info("organisatie_joined", van=row.van_id, naar=row.naar_id, people=len(mensen))


def _move_back(session: so.Session, row: Samenvoeging) -> None:
    if _went_further(session, row):
        raise HerindelingError(f"{row.naar.naam} ging daarna zelf op in een andere. Draai die eerst terug.")
    came = [verhuizing.gebruiker_id for verhuizing in row.verhuizingen]
    for gebruiker in session.scalars(sa.select(Gebruiker).where(Gebruiker.id.in_(came))):
        if gebruiker.organisatie_id == row.naar_id:  # who went elsewhere since stays there
            gebruiker.organisatie = row.van
    for boeking in session.scalars(_boekingen(row)):
        if not is_gestorneerd(session, boeking):
            storneer(session, boeking, reden=f"De samenvoeging van {row.van.naam} is teruggedraaid")
    _index_again(session, row, came)


def _went_further(session: so.Session, row: Samenvoeging) -> bool:
    later = sa.exists().where(
        Samenvoeging.van_id == row.naar_id,
        Samenvoeging.verwerkt_op.is_not(None),
        Samenvoeging.teruggedraaid_op.is_(None),
    )
    return bool(session.scalar(sa.select(later)))


def _hand_on(session: so.Session, row: Samenvoeging, tot: date, dag: date, einde: str = "") -> None:
    """Book the opgebouwd saldo of `van` over to `naar`; together they have as much as before."""
    for eenheid, saldo in saldo_of(session, row.van, tot).items():
        boek(
            session,
            Gebeurtenis(
                BoekingSoort.HERINDELING,
                f"{_bron(row)}{eenheid.value}{einde}",
                eenheid,
                dag,
                {row.naar_id: saldo, row.van_id: -saldo},
                f"Saldo van {row.van.naam} overgenomen door {row.naar.naam}",
            ),
        )


def _boekingen(row: Samenvoeging) -> sa.Select[Boeking]:
    return sa.select(Boeking).where(
        Boeking.soort == BoekingSoort.HERINDELING, Boeking.bron.startswith(_bron(row), autoescape=True)
    )


def _bron(row: Samenvoeging) -> str:
    return f"samenvoeging:{row.id}:"


def _index_again(session: so.Session, row: Samenvoeging, mensen: Collection[int]) -> None:
    session.flush()
    enqueue(session, bronnen_of(session, row.van, row.per, mensen))
