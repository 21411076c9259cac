"""A card as a row of a table, and putting on a card what such a row says. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kennis.access import Lezer
from kennis.begrippen.tabel import tidy
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Deskundigheid, Functie, Kaart, KaartDeskundigheid, Niveau, Veld
from kenniskaarten.tabel import APART, Rij
from kenniskaarten.zicht import level_of_deskundigheid, sees, sees_veld

DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
FIELDS = ("aanspreekbaar", "telefoon", "teams", "spreekuur")  # of a card, that are one text
_JOINED = f" {APART} "

# The columns that tell a part of a card, with the part; of the others the account tells.
VELD_OF: Mapping[str, Veld] = {
    "functie": Veld.FUNCTIES,
    "aanspreekbaar": Veld.AANSPREEKBAAR,
    "telefoon": Veld.TELEFOON,
    "teams": Veld.TEAMS,
    "spreekuur": Veld.SPREEKUUR,
    "werkdagen": Veld.WERKDAGEN,
    "talen": Veld.TALEN,
}


def as_rij(gebruiker: Gebruiker, kaart: Kaart | None, vandaag: date) -> dict[str, str]:
    """Return what a row would say of somebody; all of it, whoever reads."""
    organisatie = gebruiker.organisatie
    rij = {
        "naam": gebruiker.naam,
        "email": gebruiker.email,
        "organisatie": organisatie.naam if organisatie else "",
    }
    if kaart is None:
        return rij
    now_held = [functie.naam for functie in kaart.functies if functie.tot is None or functie.tot >= vandaag]
    return {
        **rij,
        "functie": _JOINED.join(now_held),
        "deskundigheden": _JOINED.join(map(_as_words, kaart.deskundigheden)),
        **{naam: getattr(kaart, naam) for naam in FIELDS},
        "werkdagen": _JOINED.join(kaart.werkdagen),
        "talen": _JOINED.join(kaart.talen),
    }


def seen_rij(lezer: Lezer, kaart: Kaart, vandaag: date) -> dict[str, str]:
    """Return the row of a card with only what this reader sees of it."""
    rij = as_rij(kaart.gebruiker, kaart, vandaag)
    subjects = [row for row in kaart.deskundigheden if sees(lezer, kaart, level_of_deskundigheid(row))]
    hidden = {naam for naam, veld in VELD_OF.items() if not sees_veld(lezer, kaart, veld)}
    return {
        naam: "" if naam in hidden else waarde
        for naam, waarde in {**rij, "deskundigheden": _JOINED.join(map(_as_words, subjects))}.items()
    }


def _as_words(row: KaartDeskundigheid) -> str:
    return f"{row.naam}: {row.niveau.value}"


def split(cell: str) -> list[str]:
    """Return the values in a cell, each once, in their order."""
    return list(dict.fromkeys(part for part in map(tidy, cell.split(APART)) if part))


def read_subjects(cell: str) -> dict[str, str]:
    """Return the subjects of a cell, each with its niveau as it was written, '' where none was."""
    subjects = {}
    for part in split(cell):
        naam, _, niveau = part.rpartition(":")
        known = niveau.strip().lower()
        subjects[tidy(naam) if naam else part] = known if naam else ""
    return subjects


def after(rij: Rij, old: Rij) -> dict[str, str]:
    """Return what the row of somebody would say after this one was taken in; what is empty changes nothing."""
    new = dict(old)
    for naam in ("naam", *FIELDS):
        new[naam] = rij.get(naam) or old.get(naam, "")
    for naam in ("functie", "talen"):
        new[naam] = _JOINED.join(dict.fromkeys((*split(old.get(naam, "")), *split(rij.get(naam, "")))))
    days = rij.get("werkdagen", "").lower()
    new["werkdagen"] = _JOINED.join(sorted(split(days), key=DAGEN.index)) if days else old.get("werkdagen", "")
    subjects = read_subjects(old.get("deskundigheden", ""))
    for naam, niveau in read_subjects(rij.get("deskundigheden", "")).items():
        subjects[naam] = niveau or subjects.get(naam) or Niveau.GEVORDERD.value
    new["deskundigheden"] = _JOINED.join(f"{naam}: {niveau}" for naam, niveau in subjects.items())
    return new


def put(kaart: Kaart, new: Rij, vandaag: date, find: Callable[[str], Deskundigheid | None]) -> None:
    """Let the card and its account say what this row says; `find` looks a subject up in the list."""
    kaart.gebruiker.naam = new["naam"]
    for naam in FIELDS:
        setattr(kaart, naam, new.get(naam, ""))
    kaart.werkdagen, kaart.talen = split(new.get("werkdagen", "")), split(new.get("talen", ""))
    held = {functie.naam for functie in kaart.functies if functie.tot is None or functie.tot >= vandaag}
    for naam in split(new.get("functie", "")):
        if naam not in held:
            kaart.functies.append(Functie(naam=naam, organisatie=kaart.gebruiker.organisatie))
    _put_subjects(kaart.deskundigheden, read_subjects(new.get("deskundigheden", "")), find)


def _put_subjects(
    rows: list[KaartDeskundigheid], subjects: Mapping[str, str], find: Callable[[str], Deskundigheid | None]
) -> None:
    known = by_name(rows)
    for naam, niveau in subjects.items():
        row = known.get(naam)
        if row is None:
            row = KaartDeskundigheid(deskundigheid=find(naam))
            rows.append(row)
        row.niveau = Niveau(niveau)


def by_name(rows: Iterable[KaartDeskundigheid]) -> dict[str, KaartDeskundigheid]:
    return {row.naam: row for row in rows}
