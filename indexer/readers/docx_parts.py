"""Finds the parts of a Word package by their relations, since not every program gives them the usual names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

# 'Strict' Word files say the same in other namespaces.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}


class Parts:
    """The parts that hold text or say how it looks; links to anything outside the package are not followed."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        top = dict(self._relations(""))
        main = top.get("officeDocument", "word/document.xml")
        self._names = {**top, **dict(self._relations(main)), "officeDocument": main}

    def root(self, kind: str) -> BaseOxmlElement | None:
        """Return the XML of a part by the kind of its relation, such as 'styles'; None when it is not there."""
        data = self._parts.get(self._names.get(kind, ""))
        if data is None:
            return None
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        return parse_xml(data)

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the kind and the name of each part that this part points to."""
        folder, file = posixpath.split(name)
        data = self._parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in parse_xml(data) if data else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield relation.get("Type", "").rpartition("/")[2], posixpath.normpath(target).lstrip("/")
