"""The words of an OpenDocument paragraph: spaces, tabs and line breaks are elements there, notes stand inside."""

from __future__ import annotations

from collections.abc import Iterator

from odfdo import Element

_NOT_READ = frozenset({
    "text:note", "office:annotation", "office:annotation-end", "draw:frame", "draw:custom-shape", "draw:text-box",
    "text:tracked-changes", "svg:title", "svg:desc", "text:ruby-text",
})  # fmt: skip
_SIGNS = {"text:tab": " ", "text:s": " ", "text:line-break": "\n"}


def text_of(element: Element) -> str:
    """Return the text with its line breaks, without what stands in notes and boxes."""
    return _flat(element.text) + "".join(_with_tail(child) for child in element.children)


def _with_tail(child: Element) -> str:
    own = "" if child.tag in _NOT_READ else _SIGNS.get(child.tag) or text_of(child)
    return own + _flat(child.tail)


def _flat(text: str | None) -> str:
    """Return text without line ends: in XML they are only there to make the file readable."""
    return (text or "").replace("\n", " ")


def seen_in(element: Element, tag: str) -> Iterator[Element]:
    """Yield the outermost elements of this kind, in order."""
    for child in element.children:
        if child.tag == tag:
            yield child
        elif child.tag not in {"text:tracked-changes", "office:annotation"}:
            yield from seen_in(child, tag)


def spans_in(element: Element) -> Iterator[tuple[str, str | None]]:
    """Yield the words with the name of the style of the innermost span around them, None outside spans."""
    name = attribute(element, "text:style-name") if element.tag == "text:span" else None
    yield element.text, name
    for child in element.children:
        if child.tag not in _NOT_READ:
            yield from spans_in(child)
        yield child.tail or "", name


def attribute(element: Element, name: str) -> str | None:
    value = element.get_attribute(name)
    return None if value is None else str(value)
