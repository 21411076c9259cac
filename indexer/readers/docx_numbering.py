"""Which lists of a Word file show a bullet or number; some programs use an invisible list to indent text."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_NO_LIST = "0"


class Numbering:
    def __init__(self, root: BaseOxmlElement | None) -> None:
        kinds = root.findall(qn("w:abstractNum")) if root is not None else []
        lists = root.findall(qn("w:num")) if root is not None else []
        by_kind = {kind.get(qn("w:abstractNumId")): _signless_levels(kind) for kind in kinds}
        self._signless = {
            number.get(qn("w:numId")): by_kind.get(_value(number.find(qn("w:abstractNumId"))), frozenset())
            for number in lists
        }

    def shows_sign(self, properties: BaseOxmlElement) -> bool:
        """Tell whether a paragraph with these `w:numPr` has a bullet or number in front."""
        number = _value(properties.find(qn("w:numId"))) or _NO_LIST
        level = _value(properties.find(qn("w:ilvl"))) or "0"
        return number != _NO_LIST and level not in self._signless.get(number, frozenset())


def _signless_levels(kind: BaseOxmlElement) -> frozenset[str]:
    return frozenset(
        level.get(qn("w:ilvl"), "")
        for level in kind.findall(qn("w:lvl"))
        if not (_value(level.find(qn("w:lvlText"))) or "").strip()
    )


def _value(element: BaseOxmlElement | None) -> str | None:
    return element.get(qn("w:val")) if element is not None else None
