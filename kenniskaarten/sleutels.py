"""The links in a mail: a secret for one person, one use and a while, of which only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.vraagmodels import Sleutel, SleutelSoort

SECRET_BYTES = 32
GELDIG = timedelta(days=30)
JUST = timedelta(minutes=10)  # who presses twice is told that it was done


class Stand(Enum):
    """What can be done with a link."""

    GELDIG = auto()
    NET_GEBRUIKT = auto()
    GEBRUIKT = auto()
    VERLOPEN = auto()
    ONBEKEND = auto()
    VAN_ANDER = auto()


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A link that somebody opened: what can be done with it, and the row when there is one."""

    stand: Stand
    sleutel: Sleutel | None = None


def make_sleutel(session: so.Session, gebruiker_id: int, soort: SleutelSoort, moment: datetime) -> str:
    """Return a new secret; older ones of this person are of no use from now on."""
    older = sa.update(Sleutel).where(
        Sleutel.gebruiker_id == gebruiker_id, Sleutel.soort == soort, Sleutel.verloopt_op > moment
    )
    session.execute(older.values(verloopt_op=moment))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = Sleutel(
        hash=_hash(secret), soort=soort, gebruiker_id=gebruiker_id, gemaakt_op=moment, verloopt_op=moment + GELDIG
    )
    session.add(row)
    session.flush()
    return secret


def read_sleutel(
    session: so.Session, secret: str, soort: SleutelSoort, ingelogd_id: int | None, moment: datetime
) -> Gelezen:
    """Tell what can be done with a link by who opens it: whose it is, or somebody who is not logged in."""
    row = session.scalar(sa.select(Sleutel).where(Sleutel.hash == _hash(secret), Sleutel.soort == soort))
    if row is None or not row.gebruiker.actief:
        return Gelezen(Stand.ONBEKEND)
    if ingelogd_id not in {None, row.gebruiker_id}:
        return Gelezen(Stand.VAN_ANDER)
    return Gelezen(stand_of(row, moment), row)


def stand_of(sleutel: Sleutel, moment: datetime) -> Stand:
    """Tell what can be done with a link by whose it is. Pure."""
    if sleutel.gebruikt_op is not None:
        return Stand.NET_GEBRUIKT if moment - sleutel.gebruikt_op < JUST else Stand.GEBRUIKT
    return Stand.GELDIG if moment < sleutel.verloopt_op else Stand.VERLOPEN


def spend(session: so.Session, sleutel: Sleutel, moment: datetime) -> bool:
    """Use a link; tell whether it was this call that did so, and not another at the same time."""
    unused = sa.update(Sleutel).where(
        Sleutel.id == sleutel.id, Sleutel.gebruikt_op.is_(None), Sleutel.verloopt_op > moment
    )
    done = session.execute(unused.values(gebruikt_op=moment).returning(Sleutel.id)).first()
    return done is not None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
