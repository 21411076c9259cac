"""Takes the words and ruled lines from a page of a PDF, turned so that the text runs from left to right."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no stubs
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

_LINE_END_HYPHENS = {0x2, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line
_BROKEN = "\xad"
_WORD = re.compile(rf"[^\s{_BROKEN}]*(?:[^\s{_BROKEN}]|{_BROKEN})")
_NUMBER_EDGE = re.compile(r"(?<=\d)(?=\D)|(?<=\D)(?=\d)")
_OFF_LINE = 0.5  # points; a number that stands this much higher or lower is a note mark or an index
_FORCE_BOLD = 1 << 18
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_SMALLEST = 0.5  # points
_ASLANT = 0.05  # quarter turns; a watermark runs more aslant than this
_PICTURE_DEPTH = 3  # some scanners wrap the picture
_MAX_PATHS = 1_000  # more of them are a drawing or a map, not a table
_MAX_CORNERS = 400
_SHORTEST_RULE = 8.0  # points


@dataclass(frozen=True, slots=True)
class Word:
    """Part of a line without spaces; `y` is its baseline, in points above the foot of the page."""

    tekst: str
    x0: float
    x1: float
    y: float
    size: float
    vet: bool
    glued: bool  # no space before it
    turn: int = 0  # how many quarters the text was turned


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: horizontal when y0 == y1, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageText:
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    foot: float
    head: float
    picture: float  # the share of the page that pictures cover


def read_page(page: pdfium.PdfPage) -> PageText:
    """Return the words in the order of the file; what runs across the main direction of the page comes last."""
    words = list(_words(page))
    turns = Counter(word.turn for word in words).most_common()
    main = turns[0][0] if turns else 0
    left, bottom, right, top = page.get_bbox()
    ys = (_upright(left, bottom, main)[1], _upright(right, top, main)[1])
    ordered = sorted(words, key=lambda word: word.turn != main)
    picture = _picture_area(page) / max((right - left) * (top - bottom), 1.0)
    return PageText(tuple(ordered), tuple(_rules(page, main)), min(ys), max(ys), picture)


def _picture_area(page: pdfium.PdfPage) -> float:
    area = 0.0
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_PICTURE_DEPTH):
        left, bottom, right, top = picture.get_bounds()
        area += (right - left) * (top - bottom)
    return area


def _upright(x: float, y: float, turn: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


# -- words -----------------------------------------------------------------------------------------------------


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    text = page.get_textpage()
    try:
        glyphs = _Glyphs(text)
        for start, end, glued in glyphs.runs():
            word = glyphs.word(start, end, glued=glued)
            if word:
                yield word
    finally:
        text.close()


@cache
def _sign(code: int) -> str:
    """Return one character for what PDFium gives: a space for what has no letter, a mark for a broken word."""
    if code in _LINE_END_HYPHENS:
        return _BROKEN
    return chr(code) if _is_text(code) else " "


def _is_text(code: int) -> bool:
    is_letter = 0x20 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF  # the gap holds halves of letters
    return is_letter and not chr(code).isspace()


@cache
def _is_bold_name(name: bytes) -> bool:
    return any(bold in name.lower() for bold in _BOLD_NAMES)


class _Glyphs:
    """The glyphs of one page, asked for one by one: PDFium knows where each stands and how it looks."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._raw = text.raw
        codes = (pdfium_c.FPDFText_GetUnicode(self._raw, at) for at in range(text.count_chars()))
        self._signs = "".join(map(_sign, codes))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(256), ctypes.c_int()

    def runs(self) -> Iterator[tuple[int, int, bool]]:
        """Yield where each word starts and ends; a raised or lowered number is a word glued to the one before."""
        for word in _WORD.finditer(self._signs):
            start = word.start()
            for change in _NUMBER_EDGE.finditer(word.group()):
                at = word.start() + change.start()
                if abs(self._origin(at - 1)[1] - self._origin(at)[1]) > _OFF_LINE:
                    yield start, at, start > word.start()
                    start = at
            yield start, word.end(), start > word.start()

    def word(self, start: int, end: int, *, glued: bool) -> Word | None:
        """Return the run with its place and looks, None when it runs aslant or is too small to be seen."""
        pdfium_c.FPDFText_GetMatrix(self._raw, start, self._matrix)
        angle = math.atan2(self._matrix.b, self._matrix.a) / (math.pi / 2)
        if abs(angle - round(angle)) > _ASLANT:
            return None
        turn = round(angle) % 4
        x0, y = _upright(*self._origin(start), turn)
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, end - 1, self._box)
        corners = ((self._box.left, self._box.bottom), (self._box.right, self._box.top))
        x1 = max(_upright(*corner, turn)[0] for corner in corners)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        size = abs(pdfium_c.FPDFText_GetFontSize(self._raw, start)) * scale
        if size < _SMALLEST or not math.isfinite(x0 + x1 + y + size):
            return None
        tekst = self._signs[start:end].replace(_BROKEN, "-")
        return Word(tekst, x0, x1, y, size, self._is_bold(start), glued, turn)

    def _origin(self, at: int) -> tuple[float, float]:
        pdfium_c.FPDFText_GetCharOrigin(self._raw, at, self._x, self._y)
        return self._x.value, self._y.value

    def _is_bold(self, at: int) -> bool:
        pdfium_c.FPDFText_GetFontInfo(self._raw, at, self._name, len(self._name), self._flags)
        return bool(self._flags.value & _FORCE_BOLD) or _is_bold_name(self._name.value)


# -- ruled lines -----------------------------------------------------------------------------------------------


def _rules(page: pdfium.PdfPage, turn: int) -> Iterator[Rule]:
    """Yield the lines along which a table is ruled; edges of filled boxes count as well."""
    paths = list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1))
    if len(paths) > _MAX_PATHS:
        return
    for path in paths:
        points = _points(path)
        for (x0, y0), (x1, y1) in pairwise(points):
            rule = _rule(_upright(x0, y0, turn), _upright(x1, y1, turn))
            if rule:
                yield rule


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Rule | None:
    x0, x1 = sorted((start[0], end[0]))
    y0, y1 = sorted((start[1], end[1]))
    if y1 - y0 < 1 and x1 - x0 >= _SHORTEST_RULE:
        return Rule(x0, y0, x1, y0)
    if x1 - x0 < 1 and y1 - y0 >= _SHORTEST_RULE:
        return Rule(x0, y0, x0, y1)
    return None


def _points(path: pdfium.PdfObject) -> list[tuple[float, float]]:
    """Return the corners of a path; a curve, or more corners than a ruled table has, gives none."""
    count = pdfium_c.FPDFPath_CountSegments(path)
    if count > _MAX_CORNERS:
        return []
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(count):
        pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFPath_GetPathSegment(path, at), x, y)
        points.append(matrix.on_point(x.value, y.value))
    return points
