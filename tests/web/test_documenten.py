from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from kennis.access import Rol
from kennis.db.begrippen import Begrip, BegripVariant, VariantSoort
from kennis.db.bestanden import FileStore
from kennis.db.documenten import Versie
from tests.web.conftest import ClientOf
from tests.web.toevoegen import add_document, stuk
from tests.web.wereld import BRIEF, CONCEPT, NIEUW, OUD, PDF, SCRIPT, VEEL, WOONVISIE, Opzet, Wereld


def soup_of(client: FlaskClient, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.data, "lxml")


def page_of(wereld: Wereld, opzet: Opzet, query: str = "") -> str:
    return f"/document/{wereld.documenten[opzet.titel]}{query}"


def file_of(wereld: Wereld, opzet: Opzet) -> str:
    return f"/bestand/{wereld.versies[opzet.titel]}/{opzet.naam}"


def test_a_document_says_what_it_is(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, WOONVISIE))
    assert [heading.get_text() for heading in soup.select("h1")] == ["Woonvisie Huizen"]
    values = {
        term.get_text(strip=True): " ".join(value.get_text(" ").split())
        for term, value in zip(soup.select("dt"), soup.select("dd"), strict=True)
    }
    assert values == {
        "Organisatie": "Gemeente Huizen",
        "Soort document": "Beleidsnota",
        "Datum": "3 maart 2025",
        "Status": "vastgesteld",
        "Thema": "Wonen, zorg",
        "Te zien voor": "Openbaar, voor iedereen",
        "Bestand": "Open het bestand (PDF, 1 kB, 3 pagina’s)",
    }


def test_a_document_reads_on_from_beginning_to_end(client: FlaskClient, wereld: Wereld) -> None:
    """All passages in order, each heading once and without the title, lines as paragraphs."""
    soup = soup_of(client, page_of(wereld, WOONVISIE))
    text = soup.select_one(".kennis-document__tekst")
    assert text is not None
    headings = [(h.name, h.get_text()) for h in text.find_all(["h2", "h3", "h4"])]
    assert headings == [("h2", "1. Inleiding"), ("h3", "1.1 Aanpak"), ("h2", "2. Geld")]
    assert [len(passage.select("p")) for passage in text.select(".kennis-passage__tekst")] == [2, 1, 1]
    assert "respijtzorg & een <vast> steunpunt" in text.get_text()


def test_the_table_of_contents_leads_to_the_headings(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, WOONVISIE))
    links = soup.select("nav[aria-labelledby=inhoudsopgave] a")
    assert [found.get_text() for found in links] == ["1. Inleiding", "1.1 Aanpak", "2. Geld"]
    for found in links:
        target = soup.select_one(str(found["href"]))
        assert target is not None
        assert target.get_text() == found.get_text()


def test_every_passage_has_an_address_and_its_page(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, WOONVISIE))
    passage = soup.select_one(f"#passage-{wereld.passages[WOONVISIE.titel]}")
    assert passage is not None
    hrefs = [str(found["href"]) for found in passage.select("a")]
    assert hrefs == [f"{file_of(wereld, WOONVISIE)}#page=2", f"#{passage['id']}"]


def test_a_document_without_pages_names_none(client: FlaskClient, wereld: Wereld) -> None:
    assert "pagina" not in soup_of(client, page_of(wereld, BRIEF)).select("main")[0].get_text()


def test_coming_from_a_search_the_words_are_marked(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, WOONVISIE, "?vraag=respijtzorg+%3Cb%3E"))
    assert [mark.get_text() for mark in soup.select("mark")] == ["respijtzorg"]
    back = soup.select_one(".kennis-terug a")
    assert back is not None
    assert str(back["href"]).startswith("/zoeken?vraag=respijtzorg")


def test_coming_from_a_result_the_file_opens_at_its_page(client: FlaskClient, wereld: Wereld) -> None:
    passage = wereld.passages[WOONVISIE.titel]
    soup = soup_of(client, page_of(wereld, WOONVISIE, f"?vraag=respijtzorg&passage={passage}"))
    (found,) = [link for link in soup.select("dd a") if "Open het bestand" in link.get_text()]
    assert found.get_text() == "Open het bestand op pagina 2"
    assert found["href"] == f"{file_of(wereld, WOONVISIE)}#page=2"


@pytest.mark.parametrize("asked", ["0", "abc", "", "-1", "9" * 40])
def test_a_passage_that_is_not_there_changes_nothing(client: FlaskClient, wereld: Wereld, asked: str) -> None:
    """An address that somebody kept leads to the document, also after its text was cut in another way."""
    without = soup_of(client, page_of(wereld, WOONVISIE))
    assert soup_of(client, page_of(wereld, WOONVISIE, f"?passage={asked}")).main == without.main


def neighbours(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Return per passage where its links to the passages before and after it lead."""
    return {
        str(passage["id"]): [str(link["href"]) for link in passage.select(".kennis-buren a")]
        for passage in soup.select(".kennis-passage")
    }


def test_one_goes_through_the_passages_with_the_words(client: FlaskClient, wereld: Wereld) -> None:
    """Of the three passages the first and the second speak of the gemeente."""
    soup = soup_of(client, page_of(wereld, WOONVISIE, "?vraag=gemeente"))
    first, second, third = neighbours(soup)
    assert neighbours(soup) == {first: [f"#{second}"], second: [f"#{first}"], third: []}
    assert "Met uw woorden: 2 van 2" in " ".join(soup.select(f"#{second}")[0].get_text().split())
    (all_of_them,) = [link for link in soup.select("header a") if "2 passages" in link.get_text()]
    assert all_of_them["href"] == f"#{first}"


def test_without_a_question_nothing_points_to_its_words(client: FlaskClient, wereld: Wereld) -> None:
    assert soup_of(client, page_of(wereld, WOONVISIE)).select(".kennis-buren") == []
    assert soup_of(client, page_of(wereld, WOONVISIE, "?vraag=fietspad")).select(".kennis-buren") == []


def test_in_a_long_document_the_way_leads_past_the_part_that_is_shown(client: FlaskClient, wereld: Wereld) -> None:
    texts = ["Over de zwanenbloem." if n in {10, 500} else "Over iets anders." for n in range(800)]
    number = add_document(wereld, stuk("Dik rapport", *texts))
    soup = soup_of(client, f"/document/{number}?vraag=zwanenbloem")
    (near,) = [links for links in neighbours(soup).values() if links]
    assert "passage=" in near[0]
    further = soup_of(client, near[0])
    assert further.select(f"#{near[0].rpartition('#')[2]} mark")[0].get_text() == "zwanenbloem"
    assert {link.get_text() for link in further.select(".kennis-document__tekst > p a")} == {
        "Lees wat hiervoor staat",
        "Lees wat hierna staat",
    }
    back = soup_of(client, next(iter(neighbours(further).get(near[0].rpartition("#")[2], []))))
    assert len(back.select("mark")) == 1


def test_without_an_index_one_can_still_read(client: FlaskClient, wereld: Wereld) -> None:
    shutil.rmtree(wereld.installatie.config.index_dir)
    soup = soup_of(client, page_of(wereld, WOONVISIE, "?vraag=mantelzorg"))
    assert [mark.get_text() for mark in soup.select("mark")] == ["mantelzorg"]
    assert soup.select("#meer-zoals-dit") == []


def test_a_short_address_leads_to_the_passage(client: FlaskClient, wereld: Wereld) -> None:
    number = wereld.passages[OUD.titel]
    response = client.get(f"/passage/{number}")
    assert response.status_code == 302
    expected = f"{page_of(wereld, OUD)}?versie={wereld.versies[OUD.titel]}&passage={number}#passage-{number}"
    assert response.location == expected


def test_without_a_choice_the_current_version_opens(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, OUD))
    assert soup.select("h1")[0].get_text() == NIEUW.titel
    assert "Dit is niet de nieuwste versie" not in soup.get_text()


def test_an_older_version_leads_to_the_newest(client: FlaskClient, wereld: Wereld) -> None:
    soup = soup_of(client, page_of(wereld, OUD, f"?versie={wereld.versies[OUD.titel]}"))
    assert soup.select("h1")[0].get_text() == OUD.titel
    alert = soup.select_one(".utrecht-alert a")
    assert alert is not None
    assert f"versie={wereld.versies[NIEUW.titel]}" in str(alert["href"])


def test_of_the_versions_a_reader_sees_those_he_may(client_of: ClientOf, wereld: Wereld) -> None:
    path = page_of(wereld, OUD)
    for_all = soup_of(client_of(Rol.BURGER), path).select_one(".kennis-versies")
    for_staff = soup_of(client_of(Rol.AMBTENAAR), path).select_one(".kennis-versies")
    assert for_all is not None
    assert for_staff is not None
    assert len(for_all.select("li")) == 2
    assert len(for_staff.select("li")) == 3
    assert "concept" not in for_all.get_text()


@pytest.mark.parametrize("asked", ["0", "abc", "", "-1", "٣", "9" * 40])
def test_a_version_that_is_not_there_is_a_404(client: FlaskClient, wereld: Wereld, asked: str) -> None:
    assert client.get(page_of(wereld, OUD, f"?versie={asked}")).status_code == 404


def test_a_version_of_another_document_is_a_404(client: FlaskClient, wereld: Wereld) -> None:
    other = wereld.versies[BRIEF.titel]
    assert client.get(page_of(wereld, OUD, f"?versie={other}")).status_code == 404


def test_a_closed_version_of_an_open_document_is_a_404(client_of: ClientOf, wereld: Wereld) -> None:
    path = page_of(wereld, OUD, f"?versie={wereld.versies[CONCEPT.titel]}")
    assert client_of(Rol.BURGER).get(path).status_code == 404
    assert "Dit is niet de nieuwste versie" in client_of(Rol.AMBTENAAR).get(path).get_data(as_text=True)


def test_a_withdrawn_document_is_gone(client: FlaskClient, wereld: Wereld) -> None:
    with wereld.installatie.sessions.begin() as session:
        versie = session.get_one(Versie, wereld.versies[WOONVISIE.titel])
        versie.ingetrokken_op = versie.toegevoegd_op
    assert client.get(page_of(wereld, WOONVISIE)).status_code == 404
    assert client.get(file_of(wereld, WOONVISIE)).status_code == 404


def test_a_pdf_opens_in_the_browser(client: FlaskClient, wereld: Wereld) -> None:
    response = client.get(file_of(wereld, WOONVISIE))
    assert response.data == PDF
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "inline; filename=woonvisie-huizen.pdf"


def test_a_page_from_elsewhere_is_downloaded_and_can_run_nothing(client: FlaskClient, wereld: Wereld) -> None:
    response = client.get(file_of(wereld, BRIEF))
    assert response.data == SCRIPT
    assert response.headers["Content-Disposition"].startswith("attachment")
    policy = response.headers["Content-Security-Policy"]
    assert policy.endswith("sandbox")
    assert "default-src 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_word_file_is_downloaded_under_its_own_name(client: FlaskClient, wereld: Wereld) -> None:
    response = client.get(file_of(wereld, VEEL[0]))
    assert response.headers["Content-Disposition"] == f"attachment; filename={VEEL[0].naam}"


def test_a_file_that_did_not_change_is_not_sent_again(client: FlaskClient, wereld: Wereld) -> None:
    path = file_of(wereld, WOONVISIE)
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_a_part_of_a_file_can_be_asked_for(client: FlaskClient, wereld: Wereld) -> None:
    """A PDF viewer reads the page it shows, not the whole file."""
    path = file_of(wereld, WOONVISIE)
    part = client.get(path, headers={"Range": "bytes=9-17"})
    assert (part.status_code, part.data) == (206, b"Woonvisie")
    past_the_end = client.get(path, headers={"Range": "bytes=99999-"})
    assert past_the_end.status_code == 416
    assert past_the_end.headers["Content-Range"] == f"bytes */{len(PDF)}"


def test_a_file_answers_to_its_own_name_only(client: FlaskClient, wereld: Wereld) -> None:
    number = wereld.versies[WOONVISIE.titel]
    assert client.get(f"/bestand/{number}/factuur.pdf").status_code == 404
    assert client.get(f"/bestand/{number}/..%2f..%2fgeheim.txt").status_code == 404


def test_a_file_that_is_lost_says_so(app: Flask, client: FlaskClient, wereld: Wereld) -> None:
    store: FileStore = app.extensions["kennis"].bestanden
    with wereld.installatie.sessions() as session:
        sha256 = session.get_one(Versie, wereld.versies[WOONVISIE.titel]).sha256
    assert Path(store.path(sha256)).exists()
    store.remove(sha256)
    response = client.get(file_of(wereld, WOONVISIE))
    assert response.status_code == 404
    assert "Dit bestand is er nu niet" in response.get_data(as_text=True)


def test_the_words_are_marked_as_they_were_meant_and_under_their_other_names(
    client: FlaskClient, wereld: Wereld
) -> None:
    """A typing error finds the document, so it marks it as well; so does an abbreviation of the list of terms."""
    with wereld.installatie.sessions.begin() as session:
        variant = BegripVariant(variant="Wozw", soort=VariantSoort.AFKORTING)
        session.add(Begrip(term="Wet op de zwanenbloem", bron="test", varianten=[variant]))
    number = add_document(wereld, stuk("Regels", "De wet over de zwanenbloem geldt."))
    for vraag, words in (("zwanenbleom", ["zwanenbloem"]), ("Wozw", ["wet", "zwanenbloem"])):
        soup = soup_of(client, f"/document/{number}?vraag={vraag}")
        assert [mark.get_text() for mark in soup.select("mark")] == words
