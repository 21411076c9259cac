"""What the search promises, a test each, on a real index; the model does not matter here, only the words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.errors import IndexUnavailableError
from kennis.search.engine import Found, SearchEngine
from kennis.search.records import IndexRecord, Zoekvraag
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder

HUIZEN, LAREN = 1, 2
# What the other records are about, so that a usual word is usual and a rare one rare.
FILLING = (
    "De raad besprak de begroting en stelde de jaarrekening vast.",
    "Het afval wordt op dinsdag opgehaald in de hele kern.",
    "De brug over de Vecht gaat in juni dicht voor onderhoud.",
    "Verkeersborden langs de provinciale weg worden vervangen.",
    "In het zwembad zijn de kleedkamers opgeknapt.",
)

Index = Callable[..., SearchEngine]


def record(number: int, tekst: str, **overrides: object) -> IndexRecord:
    values: dict[str, object] = {
        "id": f"passage:{number}",
        "bron": f"versie:{number}",
        "groep": f"document:{number}",
        "soort": "document",
        "titel": "Notitie",
        "tekst": tekst,
        "context": "",
        "zichtbaarheid": Zichtbaarheid.OPENBAAR,
        "organisatie_id": HUIZEN,
        "facetten": {"soort": ("document",)},
        **overrides,
    }
    return IndexRecord(**values)  # type: ignore[arg-type] # values of many types by name


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Give a function that indexes records among others, and opens the search on them."""

    def make(*records: IndexRecord) -> SearchEngine:
        filling = [record(100 + number, tekst) for number, tekst in enumerate(FILLING)]
        with IndexWriter(tmp_path, HashEncoder(4096)) as writer:
            writer.rebuild([*records, *filling])
        return SearchEngine(tmp_path, HashEncoder(4096))

    return make


def ask(engine: SearchEngine, tekst: str, lezer: Lezer = BURGER, **filters: str) -> Found:
    return engine.search(Zoekvraag(tekst, {name: frozenset({value}) for name, value in filters.items()}), lezer)


def first(found: Found) -> str | None:
    return found.hits[0].id if found.hits else None


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        pytest.param("mantelzorger", "Steun voor mantelzorgers in het dorp.", id="meervoud"),
        pytest.param("gemeente", "Zij overlegt met alle gemeenten.", id="ge-blijft-staan"),
        pytest.param("gemeentelijk", "De gemeentelijke organisatie groeit.", id="buiging"),
        pytest.param("clientenraad", "De cliëntenraad vergadert.", id="accenten"),
        pytest.param("WOONVISIE", "De woonvisie geldt vijf jaar.", id="hoofdletters"),
        pytest.param("W&Z", "Het programma W&Z loopt door.", id="wonen-en-zorg-kort"),
        pytest.param("wwz-atlas", "De WWZ-atlas toont kaarten.", id="streepje"),
        pytest.param("wwz atlas", "De WWZ-atlas toont kaarten.", id="streepje-los"),
        pytest.param("woningen", "Bouw van huurwoningen op het terrein.", id="deel-van-samenstelling"),
        pytest.param("huur woningen", "Bouw van huurwoningen op het terrein.", id="delen-los-gevraagd"),
        pytest.param("huurwoningen", "Woningen voor de huur op het terrein.", id="samenstelling-gevraagd"),
        pytest.param("instroom", "Zicht op in-, door- en uitstroom.", id="weggelaten-deel"),
    ],
)
def test_a_word_is_found_in_its_other_forms(index: Index, asked: str, written: str) -> None:
    """Stems, accents, capitals, hyphens and the parts of compounds do not keep an answer hidden."""
    found = ask(index(record(1, written)), asked)
    assert first(found) == "passage:1"


def test_all_parts_of_a_compound_must_be_there(index: Index) -> None:
    """'Keukentafelgesprek' is not found by a text that has a kitchen table but no conversation."""
    engine = index(record(1, "Een keukentafel staat in de hal."), record(2, "Het gesprek aan de keukentafel."))
    hits = [hit.id for hit in ask(engine, "keukentafelgesprek").hits]
    assert hits[0] == "passage:2"


def test_the_exact_word_comes_before_a_word_of_the_same_stem(index: Index) -> None:
    engine = index(
        record(1, "Het besluit noemt woningen in de kern."), record(2, "Het besluit noemt woning in de kern.")
    )
    assert first(ask(engine, "woning")) == "passage:2"


def test_a_quoted_phrase_is_found_only_where_the_words_stand_together(index: Index) -> None:
    """Also with words that say nothing: 'voor de toegang' is something else than 'na de toegang'."""
    engine = index(record(1, "Hulp voor de toegang tot zorg."), record(2, "Hulp na de toegang tot zorg."))
    assert {hit.id for hit in ask(engine, '"voor de toegang"').hits} == {"passage:1"}


def test_a_word_after_a_minus_is_absent_from_all_results(index: Index) -> None:
    engine = index(record(1, "Subsidie voor sport en jeugd."), record(2, "Subsidie voor sport en ouderen."))
    assert {hit.id for hit in ask(engine, "subsidie sport -ouderen").hits} == {"passage:1"}


def test_a_phrase_after_a_minus_is_absent_as_a_phrase(index: Index) -> None:
    engine = index(record(1, "Hulp na de toegang, en voor allen."), record(2, "Hulp voor de toegang tot zorg."))
    assert {hit.id for hit in ask(engine, 'hulp toegang -"voor de toegang"').hits} == {"passage:1"}


@pytest.mark.parametrize("asked", ["", "   ", '""', "-", "\x00\x07", "?!"])
def test_a_question_without_words_finds_nothing(index: Index, asked: str) -> None:
    found = ask(index(record(1, "Iets over wonen.")), asked)
    assert found.hits == ()
    assert found.totaal == 0


def test_only_stop_words_is_a_question_too(index: Index) -> None:
    assert ask(index(record(1, "Wat is het van de raad?")), "wat is het").hits


def test_a_title_helps_but_the_text_decides(index: Index) -> None:
    engine = index(
        record(1, "De opgave groeit elk jaar.", context="Woonvisie Laren › Opgave"),
        record(2, "In Laren is de woonvisie in maart vastgesteld."),
    )
    assert {hit.id for hit in ask(engine, "woonvisie laren").hits[:2]} == {"passage:1", "passage:2"}


def test_one_of_two_words_is_an_answer_too_after_those_that_hold_both(index: Index) -> None:
    """Who asks for a risk analysis of a tender also wants to see the tender."""
    engine = index(
        record(1, "De risicoanalyse bij de aanbesteding van het vervoer is gereed en vertrouwelijk."),
        record(2, "De leidraad voor de aanbesteding noemt de eisen aan inschrijvers en de planning."),
    )
    assert [hit.id for hit in ask(engine, "risicoanalyse aanbesteding").hits[:2]] == ["passage:1", "passage:2"]


@pytest.mark.parametrize("level", list(Zichtbaarheid))
@pytest.mark.parametrize("rol", list(Rol))
def test_what_a_reader_may_not_see_is_in_no_result_count_or_facet(
    index: Index, level: Zichtbaarheid, rol: Rol
) -> None:
    engine = index(
        record(1, "Geheime zeepkist in de kelder.", zichtbaarheid=level, facetten={"status": ("concept",)})
    )
    lezer = Lezer(rol, HUIZEN if rol is not Rol.BURGER else None)
    found = ask(engine, "zeepkist", lezer)
    sees = level in lezer.everywhere | lezer.at_home
    assert (first(found) == "passage:1") == sees
    assert ("concept" in found.facetten.get("status", {})) == sees
    assert found.totaal == len({hit.groep for hit in found.hits})


def test_a_closed_document_of_another_organisation_stays_closed(index: Index) -> None:
    engine = index(record(1, "Zeepkist in de kelder.", zichtbaarheid=Zichtbaarheid.ORGANISATIE))
    assert first(ask(engine, "zeepkist", Lezer(Rol.AMBTENAAR, HUIZEN))) == "passage:1"
    assert first(ask(engine, "zeepkist", Lezer(Rol.BEHEERDER, LAREN))) != "passage:1"
    assert first(ask(engine, "zeepkist", Lezer(Rol.AMBTENAAR))) != "passage:1"


def test_who_is_excluded_does_not_find_what_his_role_would_show(index: Index) -> None:
    engine = index(record(1, "Zeepkist in de kelder.", uitgesloten=frozenset({f"organisatie:{LAREN}"})))
    assert first(ask(engine, "zeepkist", Lezer(Rol.AMBTENAAR, HUIZEN))) == "passage:1"
    assert first(ask(engine, "zeepkist", Lezer(Rol.REGISSEUR, LAREN))) != "passage:1"


def test_the_current_version_comes_before_the_one_it_replaced(index: Index) -> None:
    """And the older one is marked, for a reader who may see both."""
    tekst = "De eigen bijdrage is negentien euro."
    engine = index(record(1, tekst, groep="document:9", rang=1), record(2, tekst, groep="document:9", rang=0))
    hits = ask(engine, "eigen bijdrage").hits
    assert [(hit.id, hit.vervangen) for hit in hits[:2]] == [("passage:2", False), ("passage:1", True)]


def test_an_older_version_is_not_marked_for_who_may_not_see_the_newer(index: Index) -> None:
    """The mark would tell that something exists which does not exist for this reader."""
    tekst = "De eigen bijdrage is negentien euro."
    engine = index(
        record(1, tekst, groep="document:9", rang=1),
        record(2, tekst, groep="document:9", rang=0, zichtbaarheid=Zichtbaarheid.AMBTENAAR),
    )
    hits = ask(engine, "eigen bijdrage").hits
    assert [(hit.id, hit.vervangen) for hit in hits if hit.groep == "document:9"] == [("passage:1", False)]


@pytest.mark.parametrize("status", ["concept", "vervallen"])
def test_a_settled_text_comes_before_one_that_is_not(index: Index, status: str) -> None:
    tekst = "De eigen bijdrage is negentien euro."
    engine = index(
        record(1, tekst, facetten={"status": (status,)}),
        record(2, tekst, facetten={"status": ("vastgesteld",)}),
    )
    assert first(ask(engine, "eigen bijdrage")) == "passage:2"


def test_facets_count_documents_and_narrow_the_results(index: Index) -> None:
    engine = index(
        record(1, "Zeepkist een.", groep="document:1", facetten={"jaar": ("2024",), "thema": ("wonen", "zorg")}),
        record(2, "Zeepkist twee.", groep="document:1", facetten={"jaar": ("2024",), "thema": ("wonen", "zorg")}),
        record(3, "Zeepkist drie.", groep="document:3", facetten={"jaar": ("2025",), "thema": ("zorg",)}),
    )
    found = ask(engine, "zeepkist")
    assert found.totaal == 2
    assert found.facetten["jaar"] == {"2024": 1, "2025": 1}
    assert found.facetten["thema"] == {"zorg": 2, "wonen": 1}
    narrowed = ask(engine, "zeepkist", jaar="2025")
    assert {hit.groep for hit in narrowed.hits} == {"document:3"}
    assert narrowed.facetten["jaar"] == {"2024": 1, "2025": 1}  # one may choose a second year
    assert narrowed.facetten["thema"] == {"zorg": 1}
    assert ask(engine, "zeepkist", jaar="1999").hits == ()
    assert ask(engine, "zeepkist", bestaatniet="x").hits == ()


def test_what_is_chosen_counts_as_it_is_shown(index: Index) -> None:
    """A sharp answer ends the answers sooner, but not for who filters it away."""
    question = "zeepkist race heuvel bocht stuur wiel"
    engine = index(
        record(1, question, facetten={"soort": ("kaart",)}),
        *(
            record(number, f"Een wiel van kar {number}.", facetten={"soort": ("document",)})
            for number in range(2, 9)
        ),
    )
    assert "document" not in ask(engine, question).facetten["soort"]
    found = ask(engine, question, soort="document")
    assert found.totaal == 7
    assert found.facetten["soort"] == {"document": 7, "kaart": 1}


def test_a_question_about_nothing_here_finds_nothing(index: Index) -> None:
    """No word is known and nothing means it: an honest empty answer, not the least bad document."""
    assert ask(index(record(1, "Iets over wonen.")), "xqzwv blorp fnord").hits == ()


def test_what_means_nothing_is_measured_with_questions_that_are_moved_as_far(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the adapter moves less lies nearer to everything; nobody knows more of it for that."""
    monkeypatch.setattr("kennis.search.snapshot.adapt", lambda question, _, missing: question * (1 - missing / 2))
    snapshot = index(record(1, "Een recept voor appeltaart.")).snapshot()
    everything = np.ones(len(snapshot.columns.ids), np.bool_)
    moved, unmoved = snapshot.background(everything, missing=1), snapshot.background(everything, missing=0)
    assert moved > 0
    assert unmoved == pytest.approx(2 * moved, rel=0.02)
    assert snapshot.background(everything, missing=0.5) == pytest.approx((moved + unmoved) / 2)


def test_a_search_sees_what_was_written_after_it_was_opened(index: Index, tmp_path: Path) -> None:
    engine = index(record(1, "Iets over wonen."))
    assert first(ask(engine, "zeepkist")) != "passage:2"
    with IndexWriter(tmp_path, HashEncoder(4096)) as writer:
        writer.replace(["versie:2"], [record(2, "Zeepkist in de kelder.")])
    assert first(ask(engine, "zeepkist")) == "passage:2"
    with IndexWriter(tmp_path, HashEncoder(4096)) as writer:
        writer.replace(["versie:2"], [])
    assert first(ask(engine, "zeepkist")) != "passage:2"


def test_an_index_of_another_model_is_refused_not_mixed(index: Index, tmp_path: Path) -> None:
    index(record(1, "Iets over wonen."))
    with pytest.raises(IndexUnavailableError):
        ask(SearchEngine(tmp_path, HashEncoder(32)), "wonen")


def test_without_an_index_the_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError):
        ask(SearchEngine(tmp_path / "leeg", HashEncoder()), "wonen")
