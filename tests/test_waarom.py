from __future__ import annotations

import pytest

from kennis.search.explain import Reden, Soort
from kennis.waarom import ZINNEN, in_zinnen, quoted


@pytest.mark.parametrize(
    ("reden", "zin"),
    [
        (Reden(Soort.LETTERLIJK, ("hulp",)), "‘hulp’ staat letterlijk in de tekst."),
        (Reden(Soort.LETTERLIJK, ("hulp", "zorg")), "‘hulp’ en ‘zorg’ staan letterlijk in de tekst."),
        (Reden(Soort.VORM, ("woning",), "Woningen"), "‘woning’ staat er in een andere vorm: ‘Woningen’."),
        (Reden(Soort.SAMENSTELLING, ("huur",), "huurwoning"), "‘huur’ staat er als deel van ‘huurwoning’."),
        (Reden(Soort.DELEN, ("zorgwoning",), "zorg en woning"), "‘zorgwoning’ staat er in delen: zorg en woning."),
        (
            Reden(Soort.BEGRIP, ("Wmo",), "Wet maatschappelijke ondersteuning"),
            "‘Wmo’ staat er als ‘Wet maatschappelijke ondersteuning’.",
        ),
        (Reden(Soort.SPELLING, ("Wijdemeren",), "Wijdmeren"), "‘Wijdemeren’ staat er als ‘Wijdmeren’."),
        (Reden(Soort.VERBETERD, ("wonign",), "woning"), "‘wonign’ is gelezen als ‘woning’."),
        (Reden(Soort.KOP, ("beleid",)), "‘beleid’ staat alleen in de titel of een kop."),
        (Reden(Soort.ONTBREEKT, ("a", "b", "c")), "‘a’, ‘b’ en ‘c’ staan er niet."),
        (Reden(Soort.BETEKENIS), "De passage lijkt qua betekenis op uw vraag."),
    ],
)
def test_a_reason_is_a_sentence(reden: Reden, zin: str) -> None:
    assert in_zinnen([reden]) == [zin]


def test_every_kind_of_reason_has_a_sentence() -> None:
    assert set(ZINNEN) == set(Soort)


def test_what_somebody_typed_is_taken_as_it_is() -> None:
    assert in_zinnen([Reden(Soort.ONTBREEKT, ("{als}",))]) == ["‘{als}’ staat er niet."]
    assert quoted([]) == ""
