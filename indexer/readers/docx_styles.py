"""What the styles of a Word file mean: a heading, a list, a table of contents, or bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from indexer.readers.docx_numbering import Numbering
from indexer.readers.docx_text import runs_in, switch

_MAX_ANCESTORS = 12  # styles may be based on each other in a circle
_BODY_LEVEL = 9  # an outline level of 9 says: no heading
_HEADING = re.compile(r"(?:heading|kop|header)\s*([1-9])\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:titel|title)(?: document)?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave|table of (?:figures|authorities))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    element: BaseOxmlElement


class Styles:
    """Answers what a paragraph is, from its own properties or else from its style and what that is based on."""

    def __init__(self, root: BaseOxmlElement | None, numbering: Numbering) -> None:
        self._numbering = numbering
        elements = root.findall(qn("w:style")) if root is not None else []
        self._styles = {element.get(qn("w:styleId"), ""): _style(element) for element in elements}

    def heading_level(self, paragraph: BaseOxmlElement) -> int:
        """Return 1 to 9 for a heading, 0 for anything else."""
        own = _outline(paragraph)
        if own is not None:
            return own
        for style in self._lineage(paragraph):
            if named := _named_level(style.name):
                return named
            if (level := _outline(style.element)) is not None:
                return level
        return 0

    def is_contents(self, paragraph: BaseOxmlElement) -> bool:
        return any(_CONTENTS.match(style.name) for style in self._lineage(paragraph))

    def is_list_item(self, paragraph: BaseOxmlElement) -> bool:
        elements = (paragraph, *(style.element for style in self._lineage(paragraph)))
        numbered = (element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for element in elements)
        first = next((properties for properties in numbered if properties is not None), None)
        return first is not None and self._numbering.shows_sign(first)

    def is_bold(self, paragraph: BaseOxmlElement) -> bool:
        """Tell whether all words are bold."""
        runs = runs_in(paragraph)
        by_style = self._bold_by(style for style in self._lineage(paragraph))
        return bool(runs) and all(self._is_bold_run(run, by_style=by_style) for run in runs)

    def _is_bold_run(self, run: BaseOxmlElement, *, by_style: bool) -> bool:
        own = run.find(qn("w:rPr"))
        bold = switch(own, "w:b")
        if bold is not None:
            return bold
        named = own.find(qn("w:rStyle")) if own is not None else None
        return by_style or (named is not None and self._bold_by(self._ancestors(named.get(qn("w:val")))))

    def _bold_by(self, styles: Iterator[_Style]) -> bool:
        bold = (switch(style.element.find(qn("w:rPr")), "w:b") for style in styles)
        return next((value for value in bold if value is not None), False)

    def _lineage(self, paragraph: BaseOxmlElement) -> Iterator[_Style]:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._ancestors(named.get(qn("w:val")) if named is not None else None)

    def _ancestors(self, style_id: str | None) -> Iterator[_Style]:
        for _ in range(_MAX_ANCESTORS):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on


def _style(element: BaseOxmlElement) -> _Style:
    name, parent = element.find(qn("w:name")), element.find(qn("w:basedOn"))
    return _Style(
        name.get(qn("w:val"), "") if name is not None else "",
        parent.get(qn("w:val")) if parent is not None else None,
        element,
    )


def _named_level(name: str) -> int:
    if heading := _HEADING.match(name):
        return int(heading.group(1))
    return 1 if _TITLE.fullmatch(name) else 0


def _outline(element: BaseOxmlElement) -> int | None:
    level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if level is None:
        return None
    number = int(level.get(qn("w:val"), str(_BODY_LEVEL)))
    return number + 1 if number < _BODY_LEVEL else 0
