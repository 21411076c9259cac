"""What the styles of an OpenDocument text mean: a heading or bold, by themselves or by what they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from odfdo import Document, Element

from indexer.readers.odt_text import attribute, spans_in

_MAX_ANCESTORS = 12  # styles may be based on each other in a circle
_HEADING = re.compile(r"(?:heading|kop)[_ ]*([1-9])\b", re.IGNORECASE)
_TITLE = re.compile(r"titel|title", re.IGNORECASE)
_BOLD = {"bold", "600", "700", "800", "900"}


class Styles:
    """Answers what a paragraph is; a style made on the fly ('P12') is followed to the one that has a name."""

    def __init__(self, document: Document) -> None:
        parts = (document.content.root, document.styles.root)
        self._styles = {
            attribute(style, "style:name"): style for part in parts for style in part.get_elements("//style:style")
        }

    def heading_level(self, paragraph: Element) -> int:
        """Return 1 to 9 for a heading, 0 for anything else."""
        level = attribute(paragraph, "text:outline-level")
        if paragraph.tag == "text:h":
            return int(level) if level and level.isdecimal() else 1
        names = (attribute(style, "style:name") for style in self._lineage(paragraph))
        return next((found for name in names if (found := _named_level(name or ""))), 0)

    def is_bold(self, paragraph: Element) -> bool:
        """Tell whether all words are bold."""
        by_paragraph = self._bold_by(attribute(paragraph, "text:style-name")) is True
        words = [name for text, name in spans_in(paragraph) if text.strip()]
        return bool(words) and all(self._is_bold_span(name, by_paragraph=by_paragraph) for name in words)

    def _is_bold_span(self, name: str | None, *, by_paragraph: bool) -> bool:
        own = self._bold_by(name)
        return by_paragraph if own is None else own

    def _bold_by(self, name: str | None) -> bool | None:
        for style in self._ancestors(name):
            for properties in style.get_elements("style:text-properties"):
                weight = attribute(properties, "fo:font-weight")
                if weight is not None:
                    return weight in _BOLD
        return None

    def _lineage(self, paragraph: Element) -> Iterator[Element]:
        return self._ancestors(attribute(paragraph, "text:style-name"))

    def _ancestors(self, name: str | None) -> Iterator[Element]:
        for _ in range(_MAX_ANCESTORS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(style, "style:parent-style-name")


def _named_level(name: str) -> int:
    name = name.replace("_20_", " ")
    if heading := _HEADING.match(name):
        return int(heading.group(1))
    return 1 if _TITLE.fullmatch(name) else 0
