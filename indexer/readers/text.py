"""Text as people read it: one form of every letter, whole words, and none of the marks that only a page needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_INVISIBLE = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xFFFC)
_CONTROLS = (*range(9), 0xB, *range(0xE, 0x20), 0x7F)
_SYMBOL_FONT = {0xF0B7: "•", 0xF0A7: "•", 0xF076: "•", 0xF0D8: "•", 0xF0FC: "•", 0xF02D: "–"}  # Wingdings
_LETTERS: dict[int, str | None] = {
    **dict.fromkeys((*_INVISIBLE, *_CONTROLS)),
    **dict.fromkeys((0x85, 0x2028, 0x2029), "\n"),
    **_LIGATURES,
    **_SYMBOL_FONT,
}

# Tags that came along as text when a scan or a web page was pasted; '<' in front of a number stays.
_TAG_LEFT_IN_TEXT = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|span|strong|su[bp]|t(?:able|body|d|h|head|r)|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\s?\^\{?([a-z]{1,4})\}?(?![a-z])"
)  # '30^{ste}' and '2 ^e' are how converters write 30ste, 2e
_NOTE_MARK = re.compile(r"(?<=[^\W\d_])(?<![cdk]m)(?<!\bm)(?<!\dm)([.,;:)’”'\"]*)[¹²³⁰⁴-⁹]+")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return the text in NFC, with plain spaces and its line breaks, without invisible signs, tags and marks."""
    text = unicodedata.normalize("NFC", text.translate(_LETTERS))
    if "<" in text:
        text = _TAG_LEFT_IN_TEXT.sub(" ", text)
    text = _NOTE_MARK.sub(r"\1", _RAISED.sub(r"\1", text))
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip()


def as_note_mark(text: str) -> str:
    """Return raised text with raised digits, so that the mark of a note is not read as part of a word."""
    return text.translate(_RAISED_DIGITS)


def one_line(text: str) -> str:
    return " ".join(text.split())


# -- lines ---------------------------------------------------------------------------------------------------

_BROKEN_WORD = re.compile(r"(\w[\w’'/-]*)[-‐\xad]$")
_FIRST_WORD = re.compile(r"[\w’'-]+")
_AFTER_ELLIPSIS = {"en", "of", "als", "tot", "en/of", "c.q", "maar", "noch", "dan", "respectievelijk"}
_CLASHING_VOWELS = {"aa", "ee", "oo", "uu", "ei", "oe", "eu", "ou", "au", "ui"}  # 're-integratie', 'zee-egel'
_PREFIXES_THAT_MELT = ("be", "ge", "co")  # 'be-invloed' was 'beïnvloed' before the line broke


def join_lines(lines: Iterable[str], words: Collection[str] = frozenset()) -> str:
    """Return lines as one; a word broken at a line end is made whole, 'in- en uitstroom' and 'Noord-Holland' stay.

    `words`: lower-case words seen unbroken in the same text; they decide before any rule of thumb does.
    """
    text = ""
    for line in lines:
        text = _join(text, line.strip(), words)
    return text


def _join(text: str, line: str, words: Collection[str]) -> str:
    broken, first = _BROKEN_WORD.search(text), _FIRST_WORD.match(line)
    if not text or not line or not broken or not first:
        return f"{text} {line}".strip()
    if first.group() in _AFTER_ELLIPSIS:
        return f"{text} {line}"
    return text[:-1] + _hyphen(broken.group(1), first.group(), words) + line


def _hyphen(left: str, right: str, words: Collection[str]) -> str:
    """Return what stood between the two parts of a word before the line broke: a hyphen or nothing."""
    if (left + right).lower() in words:
        return ""
    if f"{left}-{right}".lower() in words or not right[0].islower() or _is_abbreviation(left, words):
        return "-"
    clash = (left[-1] + right[0]).lower() in _CLASHING_VOWELS and not left.lower().endswith(_PREFIXES_THAT_MELT)
    return "-" if clash else ""


def _is_abbreviation(left: str, words: Collection[str]) -> bool:
    """Tell whether this is 'AWBZ', '3D' or a short name such as 'Wmo' that the text also uses by itself."""
    last = left.rsplit("-", 1)[-1]
    by_itself = len(last) <= 4 and last[0].isupper() and last.lower() in words
    return not last[1:].islower() or by_itself


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand whole in these lines, in lower case; one broken at the end is left out."""
    found: set[str] = set()
    for text in texts:
        whole = _BROKEN_WORD.sub("", text.rstrip())
        found.update(word.lower() for word in _FIRST_WORD.findall(whole))
    return frozenset(found)


_SHORT_LINE = 60  # characters; text that was wrapped by a machine has longer lines


def split_soft_lines(text: str, words: Collection[str] = frozenset()) -> list[str]:
    """Split at the line breaks that mean something, as in an address or a list, and not inside a sentence."""
    groups: list[list[str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if groups and not _starts_anew(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join_lines(group, words) for group in groups]


def _starts_anew(before: str, line: str) -> bool:
    if is_list_item(line) or before.endswith((".", ":", ";", "!", "?")):
        return True
    return len(before) < _SHORT_LINE and not line[0].islower() and not before.endswith(("-", ","))


# -- marks ---------------------------------------------------------------------------------------------------

BULLETS = "•●○▪■□▫◦‣⁃∙·–—➢➔→✓✔❖♦◆*«"  # OCR takes a bullet for * or «
_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}-]|o(?=\s+[^\W\d_]{{2}}))\s+|[•●▪«](?=\w)|-(?=[^\W\d_])")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-l]|[ivx]{1,4})(?:\.\s+|\)\s*)(?=\S)|\(?[A-Z]\)\s*(?=\S)")


def without_bullet(text: str) -> str:
    """Return the item without its bullet; a number or letter in front is information and stays."""
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text


def is_bulleted(text: str) -> bool:
    return _BULLET.match(text) is not None


def is_list_item(text: str) -> bool:
    return is_bulleted(text) or _ENUMERATOR.match(text) is not None


def ends_sentence(text: str) -> bool:
    return text.rstrip("”’\"')»").endswith((".", "!", "?", ":", ";", "…"))
