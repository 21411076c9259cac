"""Organisaties with their validity and successor, and the gebruikers that belong to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Lezer, Rol
from kennis.db.base import Base, Moment, now, word_column


class OrganisatieSoort(StrEnum):
    GEMEENTE = "gemeente"
    REGIO = "regio"
    EXTERN = "extern"


class Organisatie(Base):
    """A party: a gemeente, the gewest or somebody outside; it ends by `geldig_tot` and lives on in `opvolger`."""

    __tablename__ = "organisaties"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(sa.String(200), unique=True)
    soort: Mapped[OrganisatieSoort] = mapped_column(word_column(OrganisatieSoort))
    cbs_code: Mapped[str | None] = mapped_column(sa.String(10), unique=True)  # GM0402; only for gemeenten
    geldig_van: Mapped[date | None]
    geldig_tot: Mapped[date | None]  # the first day on which it no longer exists
    opvolger_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)

    opvolger: Mapped[Organisatie | None] = so.relationship(
        remote_side="Organisatie.id", back_populates="voorgangers"
    )
    voorgangers: Mapped[list[Organisatie]] = so.relationship(
        back_populates="opvolger", order_by="Organisatie.naam", passive_deletes="all"
    )

    def bestaat_op(self, dag: date) -> bool:
        """Tell whether the organisation exists on this day."""
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )

    def ging_op_in(self, dag: date) -> Organisatie | None:
        """Return in which organisation this one went on, when its day has come."""
        return self.opvolger if self.geldig_tot is not None and self.geldig_tot <= dag else None

    def lijn(self, dag: date) -> Iterator[Organisatie]:
        """Yield this organisation, the one in which it went on by this day, and so on; each once."""
        row: Organisatie | None = self
        seen: list[Organisatie] = []  # no page makes a circle, but a hand in the rows could
        while row is not None and row not in seen:
            seen.append(row)
            yield row
            row = row.ging_op_in(dag)

    def voortgezet_op(self, dag: date) -> Organisatie:
        """Return what this organisation is on a day: itself, or the last in which it went on."""
        *_, last = self.lijn(dag)
        return last

    def voorgangers_op(self, dag: date) -> list[Organisatie]:
        """Return all that went on in this organisation by this day, directly or through another."""
        found, waiting = [self], [self]
        while waiting:
            into = waiting.pop()
            direct = [row for row in into.voorgangers if row.ging_op_in(dag) is into and row not in found]
            found += direct
            waiting += direct
        return found[1:]


class Gebruiker(Base):
    """Somebody with an account; his role and organisation are looked up at every request."""

    __tablename__ = "gebruikers"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)  # always in lower case
    wachtwoord_hash: Mapped[str] = mapped_column(sa.String(200))
    rol: Mapped[Rol] = mapped_column(word_column(Rol))
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    actief: Mapped[bool] = mapped_column(default=True)
    sessie: Mapped[str] = mapped_column(sa.String(64))  # a new value ends all sessions of this person
    laatst_ingelogd_op: Mapped[datetime | None] = mapped_column(Moment)

    organisatie: Mapped[Organisatie | None] = so.relationship(lazy="joined")

    @so.validates("email")
    def _as_it_is_looked_up(self, _name: str, email: str) -> str:
        return email.strip().lower()

    @property
    def lezer(self) -> Lezer:
        """What this person may see, as of now."""
        return lezer_van(self.rol, self.organisatie, self.id)


def lezer_van(rol: Rol, organisatie: Organisatie | None, gebruiker_id: int | None = None) -> Lezer:
    """Return who reads with this role for an organisation and, from their day on, for those that went on in it."""
    if organisatie is None:
        return Lezer(rol, None, gebruiker_id)
    voorgangers = organisatie.voorgangers_op(now().date())
    return Lezer(rol, organisatie.id, gebruiker_id, frozenset(row.id for row in voorgangers))


def namen_van(organisatie: Organisatie | None, dag: date) -> tuple[str, ...]:
    """Return the names that find what is of an organisation: its own first, then those in which it went on."""
    return tuple(row.naam for row in organisatie.lijn(dag)) if organisatie else ()


def name_key(naam: str) -> str:
    """Return the form in which two spellings of one organisation's name are equal."""
    plain = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"\b(de|het|gemeente|gem)\b", " ", plain)
    return " ".join(re.findall(r"[a-z0-9]+", plain)) or naam.strip().casefold()  # ΑΒΓ has no letter of ours


def find_organisatie(session: so.Session, naam: str) -> Organisatie | None:
    """Return the organisation with this name, spelled any way that `name_key` holds equal, or None."""
    wanted = name_key(naam)
    rows = session.scalars(sa.select(Organisatie).order_by(Organisatie.id))
    return next((row for row in rows if name_key(row.naam) == wanted), None)


def regio_naam(session: so.Session, dag: date) -> str | None:
    """Return the name of the regio of this installation on a day, or None when it has none."""
    rows = session.scalars(
        sa.select(Organisatie).where(Organisatie.soort == OrganisatieSoort.REGIO).order_by(Organisatie.id)
    )
    return next((row.naam for row in rows if row.bestaat_op(dag)), None)


def ensure_organisatie(session: so.Session, naam: str) -> tuple[Organisatie, bool]:
    """Return the organisation with this name and whether it is new; an unknown one is an outside organisation."""
    found = find_organisatie(session, naam)
    if found is not None:
        return found, False
    row = Organisatie(naam=naam.strip(), soort=OrganisatieSoort.EXTERN)
    session.add(row)
    session.flush()  # the caller needs the id
    return row, True


def find_gebruiker(session: so.Session, email: str) -> Gebruiker | None:
    return session.scalar(sa.select(Gebruiker).where(Gebruiker.email == email.strip().lower()))
