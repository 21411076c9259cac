"""The report in the form that `kennis indexeer --json` promises."""

from __future__ import annotations

from indexer.rapport import Rapport, Uitkomst


def test_an_empty_report_has_every_count() -> None:
    assert Rapport().as_json() == {
        "nieuw": 0,
        "gewijzigd": 0,
        "ongewijzigd": 0,
        "verwijderd": 0,
        "mislukt": [],
        "meldingen": [],
        "passages": 0,
        "seconden": 0.0,
        "seconden_model": 0.0,
    }


def test_what_happened_is_counted_and_told() -> None:
    rapport = Rapport(passages=3, seconden=1.2345)
    rapport.count(Uitkomst.NIEUW)
    rapport.count(Uitkomst.NIEUW)
    rapport.count(Uitkomst.VERWIJDERD)
    rapport.fail("nota.pdf", "bestand is leeg (0 bytes)")
    found = rapport.as_json()
    assert (found["nieuw"], found["verwijderd"], found["passages"], found["seconden"]) == (2, 1, 3, 1.23)
    assert found["mislukt"] == [{"bestand": "nota.pdf", "reden": "bestand is leeg (0 bytes)"}]


def test_reports_do_not_share_what_they_count() -> None:
    Rapport().count(Uitkomst.NIEUW)
    assert Rapport().aantallen[Uitkomst.NIEUW] == 0
