"""The start page of the regisseur: what there is to look after."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

blueprint = Blueprint("beheer", __name__)

# What one can do, with the page where one does it.
ONDERDELEN: Sequence[tuple[str, str, str]] = (
    (
        "begripbeheer.lijst",
        "Begrippen",
        "Afkortingen en synoniemen die het zoeken gebruikt: toevoegen, wijzigen, samenvoegen.",
    ),
    (
        "vondsten.lijst",
        "Afkortingen uit teksten",
        "Afkortingen die in documenten worden uitgelegd: neem ze op in de lijst of wijs ze af.",
    ),
    (
        "zoekproef.proef",
        "Zoekproef",
        "Zie wat de begrippenlijst doet met een zoekvraag: met en zonder naast elkaar.",
    ),
    (
        "deskundigheden.lijst",
        "Deskundigheden",
        "De lijst waaruit mensen kiezen voor hun kenniskaart: toevoegen, verplaatsen, samenvoegen.",
    ),
    (
        "organisatie.kaarten",
        "Kaarten per organisatie",
        "Hoe volledig en actueel kenniskaarten zijn, wie is vertrokken, en kaarten als tabel.",
    ),
    (
        "herindelingen.lijst",
        "Herindelingen",
        "Organisaties die opgaan in een andere: wat er meeging, bevestigen of terugdraaien.",
    ),
    ("kennishiaten.hiaten", "Kennishiaten", "Wat mensen zoeken en niet vinden."),
)


@blueprint.get("/beheer")
def start() -> str:
    return render_template("beheer/start.html", onderdelen=ONDERDELEN)
