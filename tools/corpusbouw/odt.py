"""ODT as LibreOffice saves it: styles, lists, tables with a repeated head, page fields, properties."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import cast

from odfdo import (
    Document,
    Element,
    Header,
    List,
    Paragraph,
    Span,
    Style,
    StyleMasterPage,
    Table,
    VarPageCount,
    VarPageNumber,
)

from tools.corpusbouw.blokken import Alinea, Blok, Kop, Lijst, Runs, Tabel
from tools.corpusbouw.bron import Bron
from tools.corpusbouw.huisstijl import kleur
from tools.corpusbouw.pakket import fixed_zip


def render(bron: Bron) -> bytes:
    document = Document("text")
    _set_styles(document, kleur(bron.kenmerken.organisatie))
    _set_properties(document, bron)
    _set_header_and_footer(document, bron)
    _write_text(document, bron)
    uit = io.BytesIO()
    document.save(uit)
    return fixed_zip(uit.getvalue(), bron.kenmerken.dag)


def _set_styles(document: Document, accent: str) -> None:
    titel = Style("paragraph", name="Title", parent_style="Heading", area="text", bold=True, color=accent)
    titel.set_properties({"fo:font-size": "22pt"}, area="text")
    tabelkop = Style("paragraph", name="Tabelkop", parent_style="Standard", area="text", bold=True)
    for stijl in (titel, tabelkop, Style("text", name="Vet", bold=True)):
        document.insert_style(stijl)
    cel = Style("table-cell", name="Cel", border="0.5pt solid #bbbbbb", padding="0.1cm")
    document.insert_style(cel, automatic=True)
    document.set_language("nl-NL")


def _set_properties(document: Document, bron: Bron) -> None:
    kenmerken = bron.kenmerken
    moment = datetime.combine(kenmerken.dag, time(12))
    meta = document.meta
    meta.set_title(kenmerken.titel)
    meta.set_subject(kenmerken.documentsoort)
    meta.set_initial_creator(kenmerken.organisatie)
    meta.creator = kenmerken.organisatie
    meta.set_language("nl-NL")
    meta.set_creation_date(moment)
    meta.date = moment


def _set_header_and_footer(document: Document, bron: Bron) -> None:
    pagina = cast("StyleMasterPage", document.get_style("master-page", "Standard"))
    pagina.set_page_header(f"{bron.kenmerken.organisatie} | {bron.kenmerken.titel}")
    voet = Paragraph("Pagina ", style="Footer")
    for deel in (VarPageNumber(), " van ", VarPageCount()):
        voet.append(deel)
    pagina.set_page_footer(voet)


def _write_text(document: Document, bron: Bron) -> None:
    kenmerken = bron.kenmerken
    body = document.body
    body.clear()
    body.append(Header(1, kenmerken.titel, style="Title"))
    regel = f"{kenmerken.organisatie}, {kenmerken.datum_voluit}. Status: {kenmerken.status}."
    body.append(Paragraph(regel, style="Text_20_body"))
    for nummer, blok in enumerate(bron.blokken):
        body.append(_element(blok, nummer))


def _element(blok: Blok, nummer: int) -> Element:
    match blok:
        case Kop():
            return _filled(Header(blok.niveau, style=f"Heading_20_{blok.niveau}"), blok.runs)
        case Alinea():
            return _filled(Paragraph(style="Text_20_body"), blok.runs)
        case Lijst():
            stijl = "Numbering_20_1" if blok.genummerd else "List_20_1"
            return List([_filled(Paragraph(style="List"), item) for item in blok.items], style=stijl)
        case Tabel():
            return _table(blok, f"Tabel{nummer}")


def _table(tabel: Tabel, naam: str) -> Element:
    element = Table(naam)
    kolommen = f'<table:table-column table:number-columns-repeated="{len(tabel.kop)}"/>'
    element.append(Element.from_tag(kolommen))
    koprij = Element.from_tag("table:table-header-rows")
    koprij.append(_row(tabel.kop, "Tabelkop"))
    element.append(koprij)
    for rij in tabel.rijen:
        element.append(_row(rij, "Standard"))
    return element


def _row(cellen: tuple[Runs, ...], stijl: str) -> Element:
    rij = Element.from_tag("table:table-row")
    for runs in cellen:
        cel = Element.from_tag('<table:table-cell table:style-name="Cel" office:value-type="string"/>')
        cel.append(_filled(Paragraph(style=stijl), runs))
        rij.append(cel)
    return rij


def _filled(element: Element, runs: Runs) -> Element:
    for run in runs:
        element.append(Span(run.tekst, style="Vet") if run.vet else run.tekst)
    return element
