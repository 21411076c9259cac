"""Taking in copies and versions of one text, and who may see them."""

from __future__ import annotations

from kennis.db.organisaties import OrganisatieSoort
from tests.indexer.proefmap import Proefmap, counts, edited, levels, nota

WONEN, ZORG = nota("wonen"), nota("zorg")


def test_the_same_content_twice_is_one_document(each_proefmap: Proefmap) -> None:
    each_proefmap.write("nota.txt", WONEN)
    each_proefmap.write("kopie.txt", WONEN)
    assert counts(each_proefmap.take_in()) == {"nieuw": 1, "ongewijzigd": 1}
    assert len(each_proefmap.versies()) == 1
    assert each_proefmap.places() == ["kopie.txt", "nota.txt"]
    assert len(each_proefmap.kept()) == 1


def test_a_document_stays_until_its_last_copy_is_gone(proefmap: Proefmap) -> None:
    paths = [proefmap.write(name, WONEN) for name in ("nota.txt", "kopie.txt")]
    proefmap.take_in()
    paths[0].unlink()
    proefmap.take_in()
    assert proefmap.versie().ingetrokken_op is None
    paths[1].unlink()
    proefmap.take_in()
    assert proefmap.versie().ingetrokken_op is not None


def test_another_version_of_a_text_belongs_to_the_same_document(each_proefmap: Proefmap) -> None:
    each_proefmap.write("nota.txt", WONEN)
    each_proefmap.write("nota-v2.txt", edited(WONEN))
    each_proefmap.write("zorg.txt", ZORG)
    assert counts(each_proefmap.take_in()) == {"nieuw": 3}
    documents = {versie.bestandsnaam: versie.document_id for versie in each_proefmap.versies()}
    assert documents["nota.txt"] == documents["nota-v2.txt"] != documents["zorg.txt"]


def test_a_text_that_was_rewritten_is_recognised_by_its_title_and_organisation(proefmap: Proefmap) -> None:
    """About a third of the phrases is the same, which is not enough by itself."""
    text = nota("wonen", 500)
    proefmap.write("1.txt", text)
    proefmap.write("2.txt", edited(text, part=0.15))
    proefmap.write("3.txt", edited(f"{nota('jeugd', 100)} {text}", part=0.15))
    proefmap.described(
        "1.txt;Woonvisie (concept 0.3);Huizen;;;;;openbaar",
        "2.txt;Woonvisie, definitief;Huizen;;;;;openbaar",
        "3.txt;Woonvisie;Laren;;;;;openbaar",
    )
    first, second, third = (versie.document_id for versie in proefmap.versies())
    assert first == second != third


def test_the_same_letter_of_two_organisations_is_two_documents(proefmap: Proefmap) -> None:
    """A later version goes to the one of its own organisation, though it resembles both."""
    proefmap.write("huizen.txt", WONEN)
    proefmap.write("laren.txt", edited(WONEN, part=0.01))
    proefmap.described("huizen.txt;Brief;Huizen;;;;;openbaar", "laren.txt;Brief;Laren;;;;;openbaar")
    proefmap.write("laren-2.txt", edited(WONEN, part=0.04))
    proefmap.described(
        "huizen.txt;Brief;Huizen;;;;;openbaar",
        "laren.txt;Brief;Laren;;;;;openbaar",
        "laren-2.txt;Brief;Laren;;;;;openbaar",
    )
    documents = {versie.bestandsnaam: versie.document_id for versie in proefmap.versies()}
    assert documents["huizen.txt"] != documents["laren.txt"] == documents["laren-2.txt"]


# --- who may see it ------------------------------------------------------------------------------------------


def test_an_edit_does_not_open_up_what_was_closed(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;Gemeente Huizen;;;;;beheer")
    proefmap.write("nota.txt", ZORG)
    proefmap.take_in()
    assert levels(proefmap.versies()) == ["beheer", "beheer"]
    assert len({versie.organisatie_id for versie in proefmap.versies()}) == 1


def test_what_the_csv_says_counts_also_when_the_file_did_not_change(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.take_in()
    assert counts(proefmap.described("nota.txt;;;;;;;openbaar")) == {"gewijzigd": 1}
    assert levels(proefmap.versies()) == ["openbaar"]
    assert counts(proefmap.described("nota.txt;;;;;;;openbaar")) == {"ongewijzigd": 1}
    assert counts(proefmap.take_in()) == {"ongewijzigd": 1}
    assert levels(proefmap.versies()) == ["openbaar"]
    assert counts(proefmap.described("nota.txt;;;;;;;beheer")) == {"gewijzigd": 1}
    assert levels(proefmap.versies()) == ["beheer"]
    assert proefmap.read == ["nota.txt"]


def test_what_the_csv_leaves_open_is_what_the_document_says(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", f"Concept. Gemeente Huizen, 12 maart 2024.\n\n{WONEN}")
    proefmap.described("nota.txt;Woonvisie;;visie;wonen;;;openbaar")
    versie = proefmap.versie()
    assert (versie.titel, versie.documentsoort, versie.themas) == ("Woonvisie", "visie", ["wonen"])
    assert versie.status == "concept"
    assert str(versie.datum) == "2024-03-12"


def test_a_version_that_nobody_described_is_as_closed_as_the_most_closed_one(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;;;;;;beheer")
    proefmap.write("kopie.txt", edited(WONEN))
    proefmap.take_in()
    assert levels(proefmap.versies()) == ["beheer", "beheer"]


def test_a_version_that_nobody_described_is_not_as_open_as_the_most_open_one(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;;;;;;openbaar")
    proefmap.write("concept.txt", edited(WONEN))
    proefmap.take_in()
    assert levels(proefmap.versies()) == ["openbaar", "ambtenaar"]


def test_a_copy_of_another_organisation_opens_up_nothing_either(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;Gemeente Huizen;;;;;beheer")
    proefmap.write("kopie.txt", edited(WONEN))
    proefmap.described("nota.txt;;Gemeente Huizen;;;;;beheer", "kopie.txt;;Gemeente Laren;;;;;")
    assert levels(proefmap.versies()) == ["beheer", "beheer"]


def test_the_same_content_at_a_place_that_nobody_described_opens_up_nothing(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;Gemeente Huizen;;;;;organisatie")
    proefmap.write("map/kopie.txt", WONEN)
    proefmap.take_in()
    assert levels(proefmap.versies()) == ["organisatie"]


def test_an_unknown_organisation_becomes_an_outside_one_with_a_notice(each_proefmap: Proefmap) -> None:
    each_proefmap.write("a.txt", WONEN)
    each_proefmap.write("b.txt", ZORG)
    rapport = each_proefmap.described("a.txt;;Stichting Versa;;;;;openbaar", "b.txt;;stichting versa;;;;;openbaar")
    first, second = (versie.organisatie for versie in each_proefmap.versies())
    assert first is not None
    assert second is not None
    assert (first.id, first.soort) == (second.id, OrganisatieSoort.EXTERN)
    assert rapport.meldingen == ["Nieuwe externe organisatie: Stichting Versa."]
    assert rapport.mislukt == []
