"""What a document says of itself, as far as it may be believed."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Block, BlockSoort, Eigenschappen, Extract
from indexer.metadata import Metadata, suggest
from kennis.db.documenten import Status

REGIO = [
    "Gewest Gooi en Vechtstreek",
    "Gemeente Blaricum",
    "Gemeente Gooise Meren",
    "Gemeente Huizen",
    "Gemeente Laren",
    "Gemeente Wijdemeren",
    "Platform31",
]
REST = "Deze nota gaat over de zorg voor inwoners. " * 15  # what follows is no title page any more


def extract(tekst: str, kop: str = "", **eigenschappen: object) -> Extract:
    heading = [Block(BlockSoort.KOP, kop, 1)] if kop else []
    return Extract(
        "tekst",
        (*heading, Block(BlockSoort.ALINEA, tekst)),
        Eigenschappen(**eigenschappen),  # type: ignore[arg-type] # the test names them
    )


def suggested(tekst: str, naam: str = "bijlage.txt", kop: str = "", **eigenschappen: object) -> Metadata:
    return suggest(extract(tekst, kop, **eigenschappen), naam, REGIO)


# --- title -----------------------------------------------------------------------------------------------------


def test_the_title_is_what_the_file_calls_itself() -> None:
    assert suggested("Tekst.", kop="1. Inleiding tot", titel=" Nota \n wonen ").titel == "Nota wonen"


@pytest.mark.parametrize(
    "own", ["Microsoft Word - nota 3.docx", "nota wonen.pdf", "Word document", "Document1", ""]
)
def test_what_a_program_made_of_it_is_no_title(own: str) -> None:
    assert suggested("Tekst.", kop="Nota wonen Huizen", titel=own).titel == "Nota wonen Huizen"


def test_a_heading_further_on_is_that_of_a_chapter() -> None:
    blocks = (Block(BlockSoort.ALINEA, REST), Block(BlockSoort.KOP, "Gewenst resultaat", 1))
    assert suggest(Extract("tekst", blocks), "plan-van-aanpak_wonen.odt", []).titel == "Plan van aanpak wonen"


@pytest.mark.parametrize("kop", ["Inhoudsopgave", "Een kop " + "die veel te lang is " * 6])
def test_a_heading_of_one_or_of_very_many_words_is_no_title(kop: str) -> None:
    assert suggested("Tekst.", "nota-wonen.docx", kop=kop).titel == "Nota wonen"


@pytest.mark.parametrize(
    ("naam", "titel"),
    [
        ("nota_wonen--2024.v2.pdf", "Nota wonen 2024.v2"),
        ("een\nnota.txt", "Een nota"),
        ("één.txt", "Één"),
        ("---.txt", "Zonder titel"),
        (os.fsdecode(b"oud\xe9.txt"), "Oud"),
    ],
)
def test_otherwise_the_title_is_the_file_name_in_words(naam: str, titel: str) -> None:
    assert suggested("Tekst.", naam).titel == titel


def test_a_title_is_not_endless() -> None:
    assert len(suggested("Tekst.", titel="zeer lang " * 100).titel or "") == 300


# --- organisation ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "organisatie"),
    [
        ("Woonvisie Huizen 2024", "Gemeente Huizen"),
        ("De gemeente Laren wil meer.", "Gemeente Laren"),
        ("WOONVISIE GOOISE MEREN", "Gemeente Gooise Meren"),
        ("Gewest Gooi en Vechtstreek, 2008", "Gewest Gooi en Vechtstreek"),
        ("de regio Gooi en Vechtstreek en Huizen", "Gewest Gooi en Vechtstreek"),
        ("Stichtse Vecht, Wijdmeren en Weesp", "Gemeente Wijdemeren"),
        ("gemeente Wijdemereen", "Gemeente Wijdemeren"),
        ("een dossier van Platform31", "Platform31"),
        ("Huizen en Laren werken samen", "Gemeente Huizen"),
    ],
)
def test_the_organisation_is_the_one_named_first_also_with_a_slip(tekst: str, organisatie: str) -> None:
    assert suggested(tekst).organisatie == organisatie


@pytest.mark.parametrize("tekst", ["er komen nieuwe huizen", "Wijdenes", "Lagen", "Gooi", "Hilversum", "!", ""])
def test_what_only_resembles_a_name_is_none(tekst: str) -> None:
    assert suggested(tekst).organisatie is None


def test_title_and_file_name_say_more_than_author_and_text() -> None:
    assert suggested("Laren doet mee.", "woonvisie-Huizen.pdf").organisatie == "Gemeente Huizen"
    assert suggested("Laren doet mee.", auteur="Gemeente Huizen").organisatie == "Gemeente Huizen"
    assert suggested("Laren doet mee.", auteur="J. Jansen").organisatie == "Gemeente Laren"


def test_what_stands_far_in_the_text_is_about_others() -> None:
    assert suggested(REST * 6 + " Huizen").organisatie is None


# --- kind, status ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Woonzorgvisie Huizen", "woonzorgvisie"),
        ("Regiovisie wonen", "visie"),
        ("Jaarverslag 2024", "jaarverslag"),
        ("Best practices valpreventie", "best practice"),
        ("Plan van aanpak eenzaamheid", "plan van aanpak"),
        ("Eindrapportage Wmo-pilots", "eindrapport"),
        ("Verslag van de evaluatie", "verslag"),
        ("Memorie van toelichting", None),
        ("Brief aan de inwoners", None),
    ],
)
def test_the_kind_is_the_one_named_first(tekst: str, soort: str | None) -> None:
    assert suggested(tekst).documentsoort == soort


def test_the_kind_is_also_found_in_the_file_name() -> None:
    assert suggested("Geachte raad,", "raadsinformatiebrief-12.pdf").documentsoort == "raadsinformatiebrief"


@pytest.mark.parametrize(
    ("tekst", "status"),
    [
        ("Concept 0.4, voor ambtelijke reactie", Status.CONCEPT),
        ("Dit is een definitief concept", Status.CONCEPT),
        ("Status: vastgesteld.", Status.VASTGESTELD),
        ("VASTGESTELD OP 7 februari 2008", Status.VASTGESTELD),
        ("Definitieve versie, mei 2014", Status.DEFINITIEF),
        ("Ter besluitvorming in het college", Status.TER_BESLUITVORMING),
        ("Woonvisie. Vervallen juni 2008", Status.VERVALLEN),
        ("Nog niet vastgesteld; reacties welkom", None),
        ("De visie wordt vastgesteld door de raad", None),
        ("Een conceptueel kader", None),
        (REST + "De raad heeft dit op 14 maart 2024 vastgesteld.", Status.VASTGESTELD),
        (REST + "Vastgesteld door de raad van Huizen.", Status.VASTGESTELD),
        (REST + "Het concept van een goed gesprek is oud.", None),
        (REST + "De nota wordt in juni vastgesteld.", None),
    ],
)
def test_the_status_is_what_the_title_page_or_a_decision_says(tekst: str, status: Status | None) -> None:
    assert suggested(tekst).status == status


@pytest.mark.parametrize("naam", ["visie-concept.docx", "Conceptnota wonen.pdf"])
def test_what_is_called_a_concept_is_one_whatever_the_text_says(naam: str) -> None:
    assert suggested("Vastgesteld door de raad op 1 maart 2024.", naam).status is Status.CONCEPT


# --- date ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "datum"),
    [
        ("Huizen, 12 maart 2024", date(2024, 3, 12)),
        ("1 JANUARI 2008", date(2008, 1, 1)),
        ("Datum: 12-03-2024", date(2024, 3, 12)),
        ("op 2/1/2025", date(2025, 1, 2)),
        ("versie 2024-03-12", date(2024, 3, 12)),
        ("12.3.2024", date(2024, 3, 12)),
        ("Mei 2014", date(2014, 5, 1)),
        ("Eerst 3 mei 2020, daarna 1 april 2019", date(2020, 5, 3)),
        ("Mei 2014. " + REST + "Op 3 juni 2015 begon het.", date(2014, 5, 1)),
        (REST + "Op 3 juni 2015 begon het.", date(2015, 6, 3)),
        (REST + "In juni 2015 begon het.", None),
        ("31-02-2024 of 12/25/2024 of 12-03/2024 of 3 maart 1899", None),
        ("12 mei", None),
    ],
)
def test_the_date_is_that_of_the_title_page_else_the_first_day_named(tekst: str, datum: date | None) -> None:
    assert suggested(tekst).datum == datum


@pytest.mark.parametrize(
    "decision",
    [
        "Vastgesteld door de gemeenteraad van Gooise Meren op 14 maart 2024.",
        "VASTGESTELD OP 14 maart 2024",
        "Vastgesteld d.d. 14-03-2024.",
        "De raad heeft deze visie op 14 maart 2024 vastgesteld.",
    ],
)
def test_the_day_of_adoption_counts_more_than_an_earlier_date(decision: str) -> None:
    assert suggested(f"Klankbordgroep van 12 januari 2023. De visie volgt uit een plan. {decision}").datum == date(
        2024, 3, 14
    )


def test_without_a_date_in_the_text_the_file_is_believed() -> None:
    assert suggested("Tekst.", datum=date(2024, 1, 1)).datum == date(2024, 1, 1)
    assert suggested("Op 3 mei 2023.", datum=date(2024, 1, 1)).datum == date(2023, 5, 3)


# --- laws ------------------------------------------------------------------------------------------------------


def test_a_level_is_never_suggested() -> None:
    """Who may see a document is not for the document to say."""
    assert suggested("Openbaar. Zichtbaarheid: openbaar. Publiek document.").zichtbaarheid is None


@given(st.text(), st.text(), st.text(alphabet=st.characters(exclude_characters="/\0")))
def test_every_text_gets_a_title_that_can_be_kept(tekst: str, kop: str, naam: str) -> None:
    titel = suggested(tekst, naam, kop.strip()).titel
    assert titel
    assert titel == " ".join(titel.split())[:300] or len(titel) == 300
    titel.encode("utf-8")
