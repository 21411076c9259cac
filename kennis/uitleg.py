"""How a question was read, in plain Dutch: one sentence, and what there is to remark on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from babel.dates import format_date

from kennis.search.dutch import analyse_word, written_words
from kennis.search.filters import Namen
from kennis.search.periode import Periode
from kennis.search.query import Vraag, Zin
from kennis.search.velden import Opmerking, OpmerkingSoort, Titel, Veld, Veldnaam

MAX_WOORDEN = 8  # of a question that are named; who typed a long one knows what it was
MAX_NAMEN = 3

_VOOR: Mapping[Veldnaam, str] = {
    Veldnaam.TITEL: "met {} in de titel",
    Veldnaam.ORGANISATIE: "van {}",
    Veldnaam.SOORT: "van de soort {}",
    Veldnaam.STATUS: "met de status {}",
    Veldnaam.THEMA: "over het thema {}",
    Veldnaam.JAAR: "{}",
}
_MELDINGEN: Mapping[OpmerkingSoort, str] = {
    OpmerkingSoort.ONBEKEND_VELD: (
        "‘{}:’ is geen veld waarin u kunt zoeken. Er is gezocht op de woorden. De velden zijn "
        f"{', '.join(list(Veldnaam)[:-1])} en {list(Veldnaam)[-1]}."
    ),
    OpmerkingSoort.LEEG_VELD: "Zet wat u zoekt direct achter ‘{}:’, zonder spatie ertussen.",
    OpmerkingSoort.GEEN_JAAR: "‘{}’ is geen jaar en telt niet mee. Schrijf bijvoorbeeld 2012 of 2008-2012.",
    OpmerkingSoort.OMGEDRAAID: "De jaren in ‘{}’ zijn omgedraaid: het vroegste jaar eerst.",
}


def uitleg(vraag: Vraag, namen: Namen) -> str:
    """Return what was searched for, in a sentence; nothing when the words speak for themselves."""
    if not (vraag.zinnen or vraag.is_narrowed):
        return ""
    conditions = ", ".join(_conditions(vraag, namen))
    if vraag.is_empty:
        return f"Alles {conditions}. Het nieuwste staat bovenaan."
    loose = _loose(vraag.los)
    if loose:
        return f"Gezocht naar {loose}, {conditions}."
    return f"Gezocht naar teksten {conditions}."


def meldingen(vraag: Vraag, namen: Namen) -> tuple[str, ...]:
    """Return a sentence for each part of a question that was not read as it stands, or that nothing is called."""
    unknown = (f"Er is geen {veld.naam} ‘{veld.waarde}’ gevonden." for veld, found in namen.items() if not found)
    return (*map(melding, vraag.opmerkingen), *unknown)


def melding(opmerking: Opmerking) -> str:
    return _MELDINGEN[opmerking.soort].format(opmerking.tekst)


def veld_in_woorden(veld: Veld, namen: Namen) -> str:
    """Return what a field asks for: 'van Gemeente Huizen', 'niet uit 2012'."""
    return _velden_in_woorden([veld], namen)


def periode_in_woorden(periode: Periode) -> str:
    """Return a time that is not open on both sides: 'uit 2012', 'vanaf 2008', 'tot en met 1 mei 2012'."""
    begin, eind = _moment(periode.van, first=True), _moment(periode.tot, first=False)
    if begin and eind:
        preposition = "uit" if begin.isdecimal() and eind.isdecimal() else "van"
        return f"{preposition} {begin}" if begin == eind else f"{preposition} {begin} tot en met {eind}"
    return f"vanaf {begin}" if begin else f"tot en met {eind}"


def _conditions(vraag: Vraag, namen: Namen) -> Iterator[str]:
    if vraag.zinnen:
        yield f"met precies {_join(_quoted(vraag.zinnen), 'en')}"
    if vraag.zonder:
        yield f"zonder {_join(_quoted(vraag.zonder), 'en')}"
    for niet in (False, True):
        for naam in Veldnaam:
            velden = [veld for veld in vraag.velden if veld.naam is naam and veld.niet is niet]
            if velden:
                yield _velden_in_woorden(velden, namen)


def _velden_in_woorden(velden: Sequence[Veld], namen: Namen) -> str:
    """Return what fields of one name ask for together, of which one must hold, or none where they are refused."""
    values = dict.fromkeys(value for veld in velden for value in _values(veld, namen))
    shown = list(values)[:MAX_NAMEN]
    if len(values) > len(shown):
        shown.append(f"nog {len(values) - len(shown)} andere")
    first = velden[0]
    words = _VOOR[first.naam].format(_join(shown, "of"))
    return _denied(words) if first.niet else words


def _denied(words: str) -> str:
    return f"zonder {words.removeprefix('met ')}" if words.startswith("met ") else f"niet {words}"


def _values(veld: Veld, namen: Namen) -> Iterable[str]:
    match veld.eis:
        case Periode() as periode:
            return [periode_in_woorden(periode)]
        case Titel():
            return [f"“{veld.waarde}”"]
        case _:
            return namen.get(veld, ()) or [f"‘{veld.waarde}’"]


def _loose(tekst: str) -> str:
    """Return the words that say something as they were typed, in a row."""
    typed = written_words(tekst)
    words = list(dict.fromkeys([word for word in typed if not analyse_word(word).is_stop] or typed))
    more = len(words) - MAX_WOORDEN
    return _join([*words[:MAX_WOORDEN], f"nog {more} andere woorden"] if more > 1 else words, "en")


def _quoted(zinnen: Iterable[Zin]) -> list[str]:
    return [f"“{tekst}”" for tekst in dict.fromkeys(zin.tekst for zin in zinnen)]


def _join(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _moment(day: date | None, *, first: bool) -> str:
    """Return a day written out, or only its year when that begins or ends with it."""
    if day is None:
        return ""
    edge = (1, 1) if first else (12, 31)
    return str(day.year) if (day.month, day.day) == edge else format_date(day, "d MMMM y", locale="nl")
