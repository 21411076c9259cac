"""How values look on a page: dates, numbers and sizes the Dutch way, and the addresses of our own files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, current_app, request, url_for

from kennis.config import Config
from kennis.search.dutch import pieces_of
from kennis.search.lexicon import fold
from kennis.waarom import in_zinnen
from kennis.web.leesbaar import without_title
from kennis.web.sessies import ingelogde, is_regisseur

LOCALE = "nl"
FORMAAT_NAMEN: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument",
    "html": "HTML",
    "markdown": "Markdown",
    "tekst": "tekst",
}
_UNITS = ("bytes", "kB", "MB", "GB")
_LONG_WORD = 14  # letters; a shorter one fits in the narrowest column
_SOFT_HYPHEN = "\u00ad"


def setup_weergave(app: Flask, config: Config) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": jinja2.StrictUndefined}
    app.jinja_env.filters.update(
        afbreekbaar=afbreekbaar,
        datum=datum,
        formaat=formaat_naam,
        getal=getal,
        hoofdletter=hoofdletter,
        in_zinnen=in_zinnen,
        omvang=omvang,
        plat=fold,
        veel=meervoud,
        zonder_titel=without_title,
    )
    app.jinja_env.globals.update(
        asset=asset,
        ingelogde=ingelogde,
        is_regisseur=is_regisseur,
        site=config.site_name,
        contact=config.contact,
    )
    app.context_processor(_page_defaults)


def afbreekbaar(tekst: str) -> str:
    """Return a text whose long compounds may be broken between their parts: not every browser knows where."""
    return " ".join(_breakable(word) for word in tekst.split(" "))


def _breakable(word: str) -> str:
    if len(word) < _LONG_WORD or not word.isalpha():
        return word
    begins = [begin for _, begin, _ in pieces_of(word)][1:]
    parts = [word[begin:end] for begin, end in pairwise([0, *begins, len(word)])]
    return _SOFT_HYPHEN.join(parts)


def datum(value: date) -> str:
    """Return a date written out: 3 maart 2025."""
    return format_date(value, "d MMMM y", locale=LOCALE)


def getal(value: float) -> str:
    """Return a number with Dutch separators: 12.345,6."""
    return format_decimal(value, locale=LOCALE)


def omvang(value: int) -> str:
    """Return a number of bytes as one reads it: 1,2 MB."""
    size, unit = float(value), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    pattern = "#,##0.#" if unit > 1 and size < 10 else "#,##0"
    return f"{format_decimal(size, pattern, locale=LOCALE)} {_UNITS[unit]}"


def meervoud(aantal: int, een: str, veel: str) -> str:
    """Return a number with its noun: geen documenten, 1 document, 12 documenten."""
    return f"{getal(aantal) if aantal else 'geen'} {een if aantal == 1 else veel}"


def formaat_naam(formaat: str) -> str:
    return FORMAAT_NAMEN.get(formaat, formaat)


def hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def asset(name: str) -> str:
    """Return the address of a file in `static`, with a mark of its content so that it may be kept for long."""
    return url_for("static", filename=name, v=_fingerprint(Path(current_app.static_folder or "") / name))


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _page_defaults() -> dict[str, Any]:
    """Return what the frame around each page shows: the question, and where to come back after log-in."""
    return {"vraag": "", "pad": request.full_path.rstrip("?")}
