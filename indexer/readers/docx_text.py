"""The words of a Word paragraph: what a reader of the final version sees, nothing deleted or hidden."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from indexer.readers.text import as_note_mark

_TEXT_BOX = qn("w:txbxContent")
_RUN = qn("w:r")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NOT_READ = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _FALLBACK})
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_OFF = {"0", "false", "off"}


def seen_in(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield all elements that a reader sees, in order; a text box is yielded, not entered."""
    walker = etree.iterwalk(element, events=("start",))
    for _, inner in walker:
        if inner.tag in _NOT_READ or (inner.tag == _RUN and _is_hidden(inner)):
            walker.skip_subtree()
        elif inner.tag == _TEXT_BOX and inner is not element:
            walker.skip_subtree()
            yield inner
        else:
            yield inner


def _is_hidden(run: BaseOxmlElement) -> bool:
    return switch(run.find(qn("w:rPr")), "w:vanish") is True


def switch(properties: BaseOxmlElement | None, name: str) -> bool | None:
    """Return whether a property such as bold is on or off, None when nothing is said about it."""
    found = properties.find(qn(name)) if properties is not None else None
    return None if found is None else found.get(qn("w:val"), "1") not in _OFF


def text_of(paragraph: BaseOxmlElement) -> str:
    """Return the text with its line breaks."""
    text, raised = "", False
    for element in seen_in(paragraph):
        if element.tag == _RUN:
            raised = _is_raised(element)
        text += as_note_mark(_sign(element)) if raised else _sign(element)
    return text


def _is_raised(run: BaseOxmlElement) -> bool:
    place = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return place is not None and place.get(qn("w:val")) == "superscript"


def _sign(element: BaseOxmlElement) -> str:
    if element.tag in {qn("w:t"), _MATHS_TEXT}:
        return (element.text or "").replace("\n", " ")
    return _SIGNS.get(element.tag, "")


def text_boxes_in(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    return [element for element in seen_in(paragraph) if element.tag == _TEXT_BOX]


def notes_in(paragraph: BaseOxmlElement) -> list[tuple[str, str]]:
    """Return for each mark in the text which note it points to: the kind and the id."""
    return [
        (_NOTES[element.tag], element.get(qn("w:id"), ""))
        for element in seen_in(paragraph)
        if element.tag in _NOTES
    ]


def runs_in(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Return the runs that hold words."""
    runs = (element for element in seen_in(paragraph) if element.tag == _RUN)
    return [run for run in runs if text_of(run).strip()]
