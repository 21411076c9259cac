"""What is folded under one result, and what resembles a document: for each reader only what he may see."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from kennis.access import Rol, Zichtbaarheid
from kennis.db.documenten import Status, Versie
from kennis.search.schets import sketch
from tests.web.conftest import ClientOf
from tests.web.toevoegen import add_document, stuk, versie_ids
from tests.web.wereld import LAREN, Wereld

BRIEF = "De zwanenbloem bloeit langs de vaart. Iedereen mag komen kijken naar de zwanenbloem in het riet."
SCHETS = sketch(BRIEF)


def articles(client: FlaskClient, query: str) -> list[Tag]:
    return BeautifulSoup(client.get(f"/zoeken?vraag={query}").data, "lxml").select("article")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def title(article: Tag) -> str:
    heading = article.select_one("h2")
    assert heading is not None
    return words(heading)


def address(article: Tag, said: str) -> str:
    return next(str(link["href"]) for link in article.select("a") if said in words(link))


# --- nearly the same text ------------------------------------------------------------------------------------


def test_nearly_the_same_document_is_one_result(client: FlaskClient, wereld: Wereld) -> None:
    add_document(wereld, stuk("Brief zwanenbloem", BRIEF, schets=SCHETS))
    add_document(wereld, stuk("Zwanenbloem elders", f"{BRIEF} Laren.", organisatie=LAREN, schets=SCHETS))
    soup = BeautifulSoup(client.get("/zoeken?vraag=zwanenbloem").data, "lxml")
    heading = soup.select_one("h1")
    assert heading is not None
    assert words(heading).startswith("1 document ")
    (article,) = soup.select("article")
    other = ({"Brief zwanenbloem", "Zwanenbloem elders"} - {title(article)}).pop()
    assert f"Ook als: {other}" in words(article)
    assert BeautifulSoup(client.get(address(article, other)).data, "lxml").h1.get_text() == other  # type: ignore[union-attr]


def test_a_filter_finds_what_was_folded_away(client: FlaskClient, wereld: Wereld) -> None:
    """The number beside the filter is what one gets."""
    add_document(wereld, stuk("Brief zwanenbloem", BRIEF, schets=SCHETS))
    add_document(wereld, stuk("Zwanenbloem elders", BRIEF, organisatie=LAREN, schets=SCHETS))
    text = words(BeautifulSoup(client.get("/zoeken?vraag=zwanenbloem").data, "lxml"))
    assert "Gemeente Huizen 1 resultaat" in text
    assert "Gemeente Laren 1 resultaat" in text
    (article,) = articles(client, "zwanenbloem&organisatie=Gemeente+Laren")
    assert title(article) == "Zwanenbloem elders"
    assert "Ook als" not in words(article)


@pytest.mark.parametrize("closed_first", [True, False])
def test_a_closed_twin_is_not_there(client_of: ClientOf, wereld: Wereld, *, closed_first: bool) -> None:
    """Also when the closed one would come first and the open one be folded under it."""
    closed = stuk(
        "Zwanenbloem geheim zwanenbloem",
        BRIEF,
        schets=SCHETS,
        zichtbaarheid=Zichtbaarheid.BEHEER,
        organisatie=LAREN,
    )
    opened = stuk("Brief", BRIEF, schets=SCHETS)
    for one in (closed, opened) if closed_first else (opened, closed):
        add_document(wereld, one)
    for rol in (Rol.BURGER, Rol.AMBTENAAR, Rol.BEHEERDER):
        page = client_of(rol).get("/zoeken?vraag=zwanenbloem").get_data(as_text=True)
        assert "geheim" not in page
        assert "Ook als" not in page
        assert "Brief" in page
    (article,) = articles(client_of(Rol.REGISSEUR), "zwanenbloem")
    assert "geheim" in words(article)
    assert "Ook als" in words(article)


def test_the_same_text_in_another_file_is_no_older_version(client: FlaskClient, wereld: Wereld) -> None:
    word = stuk("Brief zwanenbloem", BRIEF, formaat="docx", bestandsnaam="brief.docx")
    pdf = stuk("Brief zwanenbloem", f"{BRIEF}", formaat="pdf", bestandsnaam="brief.pdf")
    add_document(wereld, word, pdf)
    (article,) = articles(client, "zwanenbloem")
    assert "Ook als: Brief zwanenbloem (Gemeente Huizen, Word)" in words(article)
    assert "oudere versie" not in words(article)


# --- older versions ------------------------------------------------------------------------------------------


def test_what_only_an_older_version_says_stands_under_the_current_one(client: FlaskClient, wereld: Wereld) -> None:
    old = stuk("Plan 2019", BRIEF, datum=date(2019, 1, 1))
    new = stuk("Plan 2024", "Er is niets meer te zien.", datum=date(2024, 1, 1))
    number = add_document(wereld, old, new)
    oldest, newest = versie_ids(wereld, number)
    (article,) = articles(client, "zwanenbloem")
    assert title(article) == "Plan 2024"
    assert "1 januari 2024" in words(article)
    assert "Staat alleen in de oudere versie van 2019 vervangen" in words(article)
    assert f"versie={newest}" in address(article, "Plan 2024")
    assert "vaart" in words(article)
    assert f"/document/{number}?versie={oldest}" in address(article, "de oudere versie van 2019")
    assert "#passage-" in address(article, "de oudere versie van 2019")


def test_an_older_version_that_says_it_too_is_one_line(client: FlaskClient, wereld: Wereld) -> None:
    old = stuk("Plan 2019", BRIEF, "Over de zwanenbloem.", datum=date(2019, 1, 1))
    new = stuk("Plan 2024", f"Wij schrijven: {BRIEF}", datum=date(2024, 1, 1))
    number = add_document(wereld, old, new)
    oldest, _ = versie_ids(wereld, number)
    (article,) = articles(client, "zwanenbloem")
    assert title(article) == "Plan 2024"
    assert "Staat ook in de oudere versie van 2019 (vervangen)" in words(article)
    assert words(article).count("oudere versie") == 1
    assert f"versie={oldest}" in address(article, "de oudere versie")
    assert "Nog" not in words(article), "its passages are no more passages of this one"


def test_a_closed_newer_version_makes_nothing_old(client_of: ClientOf, wereld: Wereld) -> None:
    add_document(
        wereld,
        stuk("Plan 2019", BRIEF, datum=date(2019, 1, 1)),
        stuk("Plan geheim", "Er is niets.", datum=date(2024, 1, 1), zichtbaarheid=Zichtbaarheid.AMBTENAAR),
    )
    (for_all,) = articles(client_of(Rol.BURGER), "zwanenbloem")
    assert title(for_all) == "Plan 2019"
    assert "vervangen" not in words(for_all)
    assert "geheim" not in words(for_all)
    (for_staff,) = articles(client_of(Rol.AMBTENAAR), "zwanenbloem")
    assert title(for_staff) == "Plan geheim"


def test_what_is_no_longer_valid_and_has_no_successor_stays_and_comes_last(
    client: FlaskClient, wereld: Wereld
) -> None:
    add_document(wereld, stuk("Oude regel", BRIEF, status=Status.VERVALLEN))
    add_document(wereld, stuk("Nieuwe regel", BRIEF))
    found = articles(client, "zwanenbloem")
    assert [title(article) for article in found] == ["Nieuwe regel", "Oude regel"]
    assert "vervallen" in words(found[1])


# --- many passages, and few words ----------------------------------------------------------------------------


def test_of_many_passages_some_are_shown_and_the_rest_is_in_the_document(
    client: FlaskClient, wereld: Wereld
) -> None:
    number = add_document(wereld, stuk("Gids", *(f"De zwanenbloem, plek {place}." for place in range(200))))
    (article,) = articles(client, "zwanenbloem")
    assert "Nog 199 passages" in words(article)
    assert len(article.select(".kennis-fragment")) == 3
    href = address(article, "Alle 200 passages in het document")
    page = BeautifulSoup(client.get(href).data, "lxml")
    assert f"/document/{number}?" in href
    assert page.select_one(f"#{href.rpartition('#')[2]}") is not None
    assert 50 < len(page.select(".kennis-passage")) < 120


@pytest.mark.parametrize("tekst", ["Zwanenbloem", "Soort: zwanenbloem; Aantal: 3", "de zwanenbloem is mooi"])
def test_a_passage_of_a_few_words_is_shown_whole(client: FlaskClient, wereld: Wereld, tekst: str) -> None:
    add_document(wereld, stuk("Lijst", tekst, formaat="pdf"))
    (article,) = articles(client, "zwanenbloem")
    shown = article.select_one(".kennis-fragment")
    assert shown is not None
    assert shown.get_text() == tekst
    assert article.select_one(".kennis-plaats") is None, "there is no page and no heading to tell"
    assert "Nog" not in words(article)


# --- what resembles a document -------------------------------------------------------------------------------


def similar_of(client: FlaskClient, number: int) -> list[str]:
    soup = BeautifulSoup(client.get(f"/document/{number}").data, "lxml")
    return [words(link) for link in soup.select("#meer-zoals-dit a")]


def test_a_document_names_what_resembles_it_and_the_reader_may_see(client_of: ClientOf, wereld: Wereld) -> None:
    number = add_document(wereld, stuk("Vogels en riet", "Riet, vogels en vissen in de vaart en het riet."))
    add_document(
        wereld,
        stuk("Vogels oud", "Riet, vogels en vissen in de vaart.", datum=date(2010, 1, 1)),
        stuk("Vogels nieuw", "Riet, vogels en vissen in de vaart en de plas.", datum=date(2020, 1, 1)),
    )
    add_document(
        wereld, stuk("Vogels geheim", "Riet, vogels en vissen in de vaart.", zichtbaarheid=Zichtbaarheid.AMBTENAAR)
    )
    for_all = similar_of(client_of(Rol.BURGER), number)
    assert "Vogels nieuw" in for_all
    assert not {"Vogels oud", "Vogels en riet", "Vogels geheim"} & set(for_all)
    assert len(for_all) <= 5
    assert "Vogels geheim" in similar_of(client_of(Rol.AMBTENAAR), number)


def test_a_near_duplicate_is_no_more_of_the_same(client: FlaskClient, wereld: Wereld) -> None:
    number = add_document(wereld, stuk("Vogels en riet", "Riet en vogels.", schets=SCHETS))
    add_document(wereld, stuk("Vogels en riet, kopie", "Riet en vogels.", schets=SCHETS))
    assert "Vogels en riet, kopie" not in similar_of(client, number)


def test_what_was_withdrawn_since_resembles_nothing(client: FlaskClient, wereld: Wereld) -> None:
    """The index may be behind; the rows have the last word."""
    number = add_document(wereld, stuk("Vogels en riet", "Riet en vogels."))
    other = add_document(wereld, stuk("Vogels nieuw", "Riet en vogels en vissen."))
    assert "Vogels nieuw" in similar_of(client, number)
    with wereld.installatie.sessions.begin() as session:
        versie = session.get_one(Versie, versie_ids(wereld, other)[0])
        versie.ingetrokken_op = versie.toegevoegd_op
    assert "Vogels nieuw" not in similar_of(client, number)
