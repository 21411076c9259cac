"""What the page with tips for searching explains, with examples that one can try."""

from __future__ import annotations

from collections.abc import Sequence

Voorbeeld = tuple[str, str]  # what one types, and what one finds with it

TIPS: Sequence[tuple[str, str, Sequence[Voorbeeld]]] = (
    (
        "Precies deze woorden",
        "Zet woorden tussen aanhalingstekens als ze precies zo achter elkaar in de tekst moeten staan.",
        (('"hulp bij het huishouden"', "teksten waarin deze vier woorden naast elkaar staan"),),
    ),
    (
        "Zonder een woord",
        "Zet een minteken direct voor een woord dat niet in de tekst mag staan.",
        (
            ("mantelzorg -jeugd", "teksten over mantelzorg waarin het woord jeugd niet voorkomt"),
            ('wonen -"sociale huur"', "teksten over wonen zonder deze twee woorden naast elkaar"),
        ),
    ),
    (
        "Zoeken in een veld",
        "Zet een veld voor een woord, met een dubbele punt. Meer woorden zet u tussen aanhalingstekens.",
        (
            ("titel:woonvisie", "documenten met woonvisie in de titel"),
            ('titel:"wonen en zorg"', "documenten met precies deze woorden in de titel"),
            ("mantelzorg organisatie:huizen", "teksten over mantelzorg van de gemeente Huizen"),
            ("ouderen soort:woonvisie", "teksten over ouderen uit een woonvisie"),
            ("status:vastgesteld thema:wonen", "alles over het thema wonen dat is vastgesteld"),
            ("mantelzorg -soort:verslag", "teksten over mantelzorg die niet uit een verslag komen"),
        ),
    ),
    (
        "Zoeken in een jaar of periode",
        "Het jaar is dat van de datum op het document.",
        (
            ("wonen jaar:2024", "teksten over wonen uit 2024"),
            ("wonen jaar:2008-2012", "teksten over wonen uit 2008 tot en met 2012"),
            ("wonen jaar:2024-", "teksten over wonen vanaf 2024"),
            ("wonen jaar:-2012", "teksten over wonen tot en met 2012"),
        ),
    ),
    (
        "Alleen velden",
        "Typt u geen andere woorden, dan krijgt u alle documenten die passen. Het nieuwste staat bovenaan.",
        (("organisatie:hilversum jaar:2024", "alle documenten van de gemeente Hilversum uit 2024"),),
    ),
)
