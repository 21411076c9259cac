"""When an organisatie can go on in another one, and why not: rules about the two rows, without a database."""

from __future__ import annotations

from datetime import date, timedelta

from kennis.db.organisaties import Organisatie
from kennis.errors import HerindelingError

EERSTE_DAG = date(2000, 1, 1)
JAREN_VOORUIT = 10  # a law that joins gemeenten is made a year or two before


def check(van: Organisatie, naar: Organisatie, per: date, vandaag: date) -> None:
    """Raise HerindelingError with the reason why `van` cannot go on in `naar` from the day `per` on."""
    reason = _about_both(van, naar) or _about_the_day(van, naar, per, vandaag)
    if reason:
        raise HerindelingError(reason)


def _about_both(van: Organisatie, naar: Organisatie) -> str | None:
    if van is naar:
        return f"{van.naam} kan niet opgaan in zichzelf."
    if van.opvolger is not None:
        return f"{van.naam} gaat al op in {van.opvolger.naam}."
    if van in _line(naar):
        return f"{naar.naam} gaat zelf op in {van.naam}. In een kring samenvoegen kan niet."
    return None


def _about_the_day(van: Organisatie, naar: Organisatie, per: date, vandaag: date) -> str | None:
    if not EERSTE_DAG <= per <= date(vandaag.year + JAREN_VOORUIT, 12, 31):
        return f"De datum {per:%d-%m-%Y} kan niet kloppen."
    if not van.bestaat_op(per - timedelta(days=1)):
        return f"{van.naam} bestaat niet op de dag vóór {per:%d-%m-%Y}."
    if not naar.bestaat_op(per):
        return f"{naar.naam} bestaat niet op {per:%d-%m-%Y}."
    late = [row.naam for row in van.voorgangers if row.geldig_tot is not None and row.geldig_tot >= per]
    if late:
        return f"{late[0]} gaat pas op die dag of later op in {van.naam}. Kies een latere dag."
    return None


def _line(naar: Organisatie) -> list[Organisatie]:
    """Return an organisatie and all in which it will go on, whenever that is."""
    found: list[Organisatie] = []
    row: Organisatie | None = naar
    while row is not None and row not in found:
        found.append(row)
        row = row.opvolger
    return found
