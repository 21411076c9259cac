"""Reading what somebody typed: words, "exact phrases", -words that must be absent and fields. Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from kennis.search.dutch import Woord, analyse
from kennis.search.velden import (
    Opmerking,
    OpmerkingSoort,
    Veld,
    Veldnaam,
    find_veldnaam,
    is_turned_round,
    read_eis,
)

MAX_CHARACTERS = 500  # what a person types by hand; a pasted page is cut off here
MAX_WORDS = 40  # each further word costs time and no longer changes what is asked

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")  # and halves of characters
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')
_PIECE = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:(?P<naam>[^\W\d_]{2,}):(?!//))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))'
)
_FIELD = re.compile(r"\w+:\S")


@dataclass(frozen=True, slots=True)
class Zin:
    """Words that stand beside each other, as they were typed."""

    tekst: str
    woorden: tuple[Woord, ...]


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question, read: `tekst` is for the model, `woorden` may be found, `zinnen` must, `zonder` must not.

    Of the `velden` with one name one must hold, those of another name as well. `los` is what stands outside
    quotes and fields; `opmerkingen` tell what was not read as it stands.
    """

    tekst: str
    woorden: tuple[Woord, ...] = ()
    zinnen: tuple[Zin, ...] = ()
    zonder: tuple[Zin, ...] = ()
    velden: tuple[Veld, ...] = ()
    los: str = ""
    opmerkingen: tuple[Opmerking, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there are no words to search for; there may be something to filter by."""
        return not self.woorden

    @property
    def is_narrowed(self) -> bool:
        """Tell whether there is something to filter by."""
        return bool(self.velden or self.zonder)


def read_query(text: str) -> Vraag:
    """Read a question; unbalanced quotes and loose signs are taken as if they were not typed."""
    reading = _Reading()
    for piece in _PIECE.finditer(_plain(text)):
        reading.take(piece)
    tekst = " ".join(reading.wanted)
    return Vraag(
        tekst=tekst,
        woorden=_meaningful(analyse(tekst)),
        zinnen=tuple(reading.zinnen),
        zonder=tuple(reading.zonder[:MAX_WORDS]),
        velden=tuple(reading.velden),
        los=" ".join(filter(None, reading.los)),
        opmerkingen=tuple(dict.fromkeys(reading.opmerkingen)),
    )


def without(text: str, velden: Iterable[Veld]) -> str:
    """Return a question without these fields that were read in it."""
    plain = _plain(text)
    for veld in sorted(velden, key=lambda veld: -veld.begin):
        plain = f"{plain[: veld.begin]} {plain[veld.eind :]}"
    return clean_query(plain)


def loosened(text: str, *, quotes: bool = False, minus: bool = False) -> str:
    """Return a question with its phrases as loose words, or without what must be absent; its fields stay."""

    def loosen(piece: re.Match[str]) -> str:
        if find_veldnaam(piece["naam"] or ""):
            return piece.group()
        if piece["minus"]:
            return " " if minus else piece.group()
        return piece.group().replace('"', " ") if quotes else piece.group()

    return clean_query(_PIECE.sub(loosen, _plain(text)))


def loose_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces stand that may be put otherwise: not in quotes, not behind a minus or a field:."""
    plain = text.translate(_QUOTES)
    if plain.count('"') % 2:
        plain = " ".join(plain.rpartition('"')[::2])  # of the same length
    for piece in _PIECE.finditer(plain):
        if piece["word"] and not piece["minus"] and not _FIELD.match(piece.group()):
            yield piece.span("word")


def clean_query(text: str) -> str:
    """Return the text as it is searched and shown: one line, no control characters, not endless."""
    return " ".join(_CONTROL.sub(" ", text[: 4 * MAX_CHARACTERS]).split())[:MAX_CHARACTERS].strip()


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    wanted: list[str] = field(default_factory=list)
    los: list[str] = field(default_factory=list)
    zinnen: list[Zin] = field(default_factory=list)
    zonder: list[Zin] = field(default_factory=list)
    velden: list[Veld] = field(default_factory=list)
    opmerkingen: list[Opmerking] = field(default_factory=list)

    def take(self, piece: re.Match[str]) -> None:
        naam = find_veldnaam(piece["naam"] or "")
        if naam is not None:
            self._take_veld(naam, piece)
            return
        remark = _remark(piece)
        if remark:
            self.opmerkingen.append(remark)
        self._take_words(piece)

    def _take_veld(self, naam: Veldnaam, piece: re.Match[str]) -> None:
        quoted = piece["phrase"] is not None
        waarde = piece["phrase"] if quoted else piece["word"]
        eis = read_eis(naam, waarde, quoted=quoted)
        if isinstance(eis, Opmerking):
            self.opmerkingen.append(eis)
            return
        self.velden.append(Veld(naam, waarde.strip(), eis, bool(piece["minus"]), *piece.span()))
        if naam is Veldnaam.JAAR and is_turned_round(waarde):
            self.opmerkingen.append(Opmerking(OpmerkingSoort.OMGEDRAAID, waarde))

    def _take_words(self, piece: re.Match[str]) -> None:
        """Take a piece that is no field; a name with a colon before it is a word as well."""
        before = f"{piece['naam']}:" if piece["naam"] else ""
        quoted = piece["phrase"] is not None
        words = before + (piece["phrase"] if quoted else piece["word"])
        if piece["minus"]:
            self._take_zin(self.zonder, words)
            return
        self.wanted.append(words)
        self.los.append(before if quoted else words)
        if quoted:
            self._take_zin(self.zinnen, piece["phrase"])

    @staticmethod
    def _take_zin(zinnen: list[Zin], tekst: str) -> None:
        woorden = tuple(analyse(tekst))
        if woorden:
            zinnen.append(Zin(tekst.strip(), woorden))


def _plain(text: str) -> str:
    """Return the text that is read, in which the places of fields are counted."""
    plain = clean_query(text).translate(_QUOTES).replace('"-', '"–')  # no minus, nor one when the quote goes
    return plain if plain.count('"') % 2 == 0 else "".join(chain.from_iterable(plain.rpartition('"')[::2]))


def _remark(piece: re.Match[str]) -> Opmerking | None:
    """Return what there is to say of words that look like a field and are none."""
    if piece["naam"]:
        return Opmerking(OpmerkingSoort.ONBEKEND_VELD, piece["naam"])
    word = piece["word"] or ""
    naam = find_veldnaam(word.removesuffix(":")) if word.endswith(":") else None
    return Opmerking(OpmerkingSoort.LEEG_VELD, naam) if naam else None


def _meaningful(woorden: list[Woord]) -> tuple[Woord, ...]:
    """Drop the words that say nothing, unless the question has no others, and repetitions."""
    chosen = [woord for woord in woorden if not woord.is_stop] or woorden
    return tuple(dict.fromkeys(chosen))[:MAX_WORDS]
