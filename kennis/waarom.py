"""Why a passage was found, in sentences of plain Dutch. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kennis.search.explain import Reden, Soort

ZINNEN: Mapping[Soort, str] = {
    Soort.VERBETERD: "{woorden} is gelezen als ‘{als}’.",
    Soort.LETTERLIJK: "{woorden} {staat} letterlijk in de tekst.",
    Soort.VORM: "{woorden} {staat} er in een andere vorm: ‘{als}’.",
    Soort.SAMENSTELLING: "{woorden} {staat} er als deel van ‘{als}’.",
    Soort.DELEN: "{woorden} {staat} er in delen: {als}.",
    Soort.BEGRIP: "{woorden} {staat} er als ‘{als}’.",
    Soort.SPELLING: "{woorden} {staat} er als ‘{als}’.",
    Soort.KOP: "{woorden} {staat} alleen in de titel of een kop.",
    Soort.ONTBREEKT: "{woorden} {staat} er niet.",
    Soort.BETEKENIS: "De passage lijkt qua betekenis op uw vraag.",
}


def in_zinnen(redenen: Iterable[Reden]) -> list[str]:
    """Return a sentence for each reason."""
    return [_zin(reden) for reden in redenen]


def _zin(reden: Reden) -> str:
    staat = "staat" if len(reden.woorden) == 1 else "staan"
    return ZINNEN[reden.soort].format(woorden=quoted(reden.woorden), staat=staat, als=reden.als)


def quoted(woorden: Sequence[str]) -> str:
    """Return words as one writes them one after another: ‘a’, ‘b’ en ‘c’."""
    *before, last = [f"‘{woord}’" for woord in woorden] or [""]
    return f"{', '.join(before)} en {last}" if before else last
