"""The report of a year as a PDF, the same that its page says."""

from __future__ import annotations

from pathlib import Path

from kenniskaarten.balans.hoeveelheden import hoeveelheid, met_teken
from kenniskaarten.balans.rapport import Eenheidsrapport, Rapport
from kenniskaarten.balans.regels import Norm
from kenniskaarten.pdf import LINE, Document

KOP = ("Organisatie", "Gebracht", "Gehaald", "Norm", "Saldo")


def as_pdf(rapport: Rapport, onder: str, besluit: str, fonts: Path) -> bytes:
    """Return the report; `onder` says when it was made, `besluit` by whom the norm was adopted."""
    kop = f"Halen en brengen in {rapport.jaar}"
    pdf = Document(kop, fonts)
    pdf.heading(kop, 0)
    pdf.paragraph(onder)
    pdf.ln(LINE / 2)
    pdf.paragraph(rapport.samenvatting)
    for found in rapport.eenheden:
        _write_eenheid(pdf, found)
    _write_verloop(pdf, rapport)
    _write_projecten(pdf, rapport)
    _write_norm(pdf, rapport.norm, besluit)
    _write_onbekend(pdf, rapport)
    return bytes(pdf.output())


def _write_eenheid(pdf: Document, found: Eenheidsrapport) -> None:
    pdf.heading(found.eenheid.capitalize())
    pdf.paragraph(found.wie_draagt)
    rows = [
        (
            naam,
            *(hoeveelheid(value, found.eenheid) for value in (stand.gebracht, stand.gekregen, stand.norm)),
            met_teken(stand.saldo, found.eenheid),
        )
        for naam, stand in found.standen.items()
    ]
    pdf.rows(KOP, rows, (40, 15, 15, 15, 15))


def _write_verloop(pdf: Document, rapport: Rapport) -> None:
    """Write what each brought over the years, when there is more than one."""
    jaren = rapport.verloop.jaren
    if len(jaren) < 2:
        return
    for eenheid, partijen in rapport.verloop.standen.items():
        pdf.heading(f"{eenheid.capitalize()} door de jaren")
        rows = [
            (naam, *(hoeveelheid(stand.gebracht, eenheid) for stand in standen))
            for naam, standen in partijen.items()
        ]
        pdf.rows(("Gebracht door", *rapport.jaarkoppen), rows, (40, *(60 // len(jaren) for _ in jaren)))


def _write_projecten(pdf: Document, rapport: Rapport) -> None:
    if rapport.projecten:
        pdf.heading("Projecten")
        rows = [(row.naam, row.status, row.uren) for row in rapport.projecten]
        pdf.rows(("Project", "Status", "Uren begroot"), rows, (50, 20, 30), tekst=2)


def _write_norm(pdf: Document, norm: Norm | None, besluit: str) -> None:
    if norm is not None:
        pdf.heading("De norm")
        pdf.paragraph(
            "De norm is het deel van wat allen samen brachten, naar rato van inwoners maal de afgesproken factor. "
            f"Het saldo is gebracht min norm; alle saldi samen zijn nul. {besluit}"
        )


def _write_onbekend(pdf: Document, rapport: Rapport) -> None:
    if rapport.onbekend:
        pdf.heading("Wat nog niet bekend is")
        for line in rapport.onbekend:
            pdf.paragraph(f"• {line}")
