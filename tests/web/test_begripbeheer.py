"""The pages of the regisseur about terms."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.begrippen.beheer import save
from kennis.begrippen.beschrijving import Beschrijving, beschrijving_of
from kennis.db.base import transaction
from kennis.db.begrippen import Begrip, VariantSoort, find_begrip
from kennis.db.documenten import Passage, Versie
from tests.web.conftest import ClientOf
from tests.web.wereld import WOONVISIE, Wereld

AFKORTING, SYNONIEM, SPELLING = VariantSoort
LIJST = "/beheer/begrippen"
NIEUW = {"term": "zorgzoekkaart", "bron": "Nota kaarten"}


@pytest.fixture
def regisseur(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.REGISSEUR)


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").get_text(" ").split())


def send(client: FlaskClient, path: str, form: str = LIJST + "/nieuw", **fields: str) -> TestResponse:
    token = soup(client, form).select_one("main input[name=csrf_token]")
    assert token is not None
    return client.post(path, data={"csrf_token": str(token["value"]), **fields})


def begrip_of(wereld: Wereld, term: str) -> Begrip | None:
    with wereld.installatie.sessions() as session:
        begrip = find_begrip(session, term)
        if begrip:
            beschrijving_of(begrip)  # loads its forms
        return begrip


def add(wereld: Wereld, beschrijving: Beschrijving) -> int:
    with transaction(wereld.installatie.sessions) as session:
        return save(session, beschrijving).id


def explain(wereld: Wereld, text: str, titel: str = WOONVISIE.titel) -> int:
    """Let a passage of a document explain an abbreviation; give its id."""
    with transaction(wereld.installatie.sessions) as session:
        passage = session.get_one(Passage, wereld.passages[titel])
        passage.tekst = text
        return passage.id


def test_the_regisseur_finds_the_way(regisseur: FlaskClient) -> None:
    assert soup(regisseur, "/").select_one("header a[href='/beheer']") is not None
    links = {str(link["href"]) for link in soup(regisseur, "/beheer").select("main a")}
    assert links >= {LIJST, "/beheer/vondsten", "/beheer/zoekproef"}


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.REGISSEUR])
def test_for_others_there_is_nothing_to_manage(client_of: ClientOf, rol: Rol) -> None:
    client = client_of(rol)
    assert "/beheer" not in client.get("/").get_data(as_text=True)
    for path in ("/beheer", LIJST, f"{LIJST}/1", f"{LIJST}/1/intrekken", "/beheer/vondsten"):
        for response in (client.get(path), client.post(path)):
            sent_away = (response.location or "").startswith("/inloggen")
            assert response.status_code in {404, 405} or (rol is Rol.BURGER and sent_away), path


def test_a_term_is_added_and_used_at_once(regisseur: FlaskClient, client: FlaskClient, wereld: Wereld) -> None:
    fields = {**NIEUW, "afkortingen": "ZZK\r\nZZ-kaart", "synoniemen": "respijtzorg", "dubbelzinnig": "ZZ-kaart"}
    response = send(regisseur, LIJST + "/nieuw", **fields)
    assert response.status_code == 303
    assert "‘zorgzoekkaart’ is toegevoegd" in words(regisseur.get(response.location or ""))
    begrip = begrip_of(wereld, "zorgzoekkaart")
    assert begrip is not None
    assert beschrijving_of(begrip).vormen == {
        AFKORTING: ("ZZ-kaart", "ZZK"),
        SYNONIEM: ("respijtzorg",),
        SPELLING: (),
    }
    assert "Woonvisie Huizen" in client.get("/zoeken?vraag=ZZK").get_data(as_text=True)


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    regisseur: FlaskClient, wereld: Wereld
) -> None:
    response = send(regisseur, LIJST + "/nieuw", term="zorgzoekkaart", afkortingen="ZZK\nde", bron="")
    page = BeautifulSoup(response.data, "lxml")
    assert response.status_code == 400
    assert page.select_one("[role=alert]") is not None
    assert {str(field["id"]) for field in page.select("[aria-invalid=true]")} == {"afkortingen", "bron"}
    bron, afkortingen = page.select_one("#bron"), page.select_one("#afkortingen")
    assert bron is not None
    assert afkortingen is not None
    assert "bron-fout" in str(bron["aria-describedby"])
    fout = page.select_one("#bron-fout")
    assert fout is not None
    assert fout.get_text() == "Vul in waar dit staat of wie dit zegt."
    assert afkortingen.get_text().split() == ["ZZK", "de"]
    assert begrip_of(wereld, "zorgzoekkaart") is None


def test_who_saves_the_same_term_a_moment_later_is_told(
    regisseur: FlaskClient, wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(wereld, Beschrijving("zorgzoekkaart", "Nota"))
    monkeypatch.setattr("kennis.begrippen.beheer.find_begrip", lambda *_: None)  # it was not there when we looked
    response = send(regisseur, LIJST + "/nieuw", **NIEUW)
    assert response.status_code == 409
    assert "‘zorgzoekkaart’ staat al in de lijst." in words(response)


def test_markup_in_a_term_is_only_text(regisseur: FlaskClient) -> None:
    response = send(regisseur, LIJST + "/nieuw", **{**NIEUW, "term": "<b>vet</b>", "bron": "<script>x</script>"})
    page = regisseur.get(response.location or "").get_data(as_text=True)
    assert "&lt;b&gt;vet&lt;/b&gt;" in page
    assert "<script>x" not in regisseur.get("/begrippen?filter=vet").get_data(as_text=True)


@pytest.mark.parametrize("rest", ["\x00", "\udcff", "a" * 20_000])
def test_odd_text_is_taken_or_refused_but_breaks_nothing(regisseur: FlaskClient, rest: str) -> None:
    fields = {"term": "team" + rest, "bron": "b" + rest, "afkortingen": rest, "bron_nieuw": rest}
    encoded = {name: value.encode("utf-8", "surrogatepass").decode("latin-1") for name, value in fields.items()}
    assert send(regisseur, LIJST + "/nieuw", **encoded).status_code in {303, 400}


def test_a_term_is_changed(regisseur: FlaskClient, wereld: Wereld) -> None:
    number = add(wereld, Beschrijving("zorgzoekkaart", "Nota", vormen={AFKORTING: ("ZZK",)}))
    page = soup(regisseur, f"{LIJST}/{number}")
    assert [field.get_text().strip() for field in page.select("#afkortingen")] == ["ZZK"]
    fields = {**NIEUW, "afkortingen": "ZZK", "spellingen": "zorgzoek kaart", "bron_nieuw": "Brief"}
    response = send(regisseur, f"{LIJST}/{number}", **fields)
    assert "‘zorgzoekkaart’ is gewijzigd" in words(regisseur.get(response.location or ""))
    begrip = begrip_of(wereld, "zorgzoekkaart")
    assert begrip is not None
    assert {v.variant: v.bron for v in begrip.varianten} == {"ZZK": "", "zorgzoek kaart": "Brief"}
    assert "zorgzoek kaart: Brief" in words(regisseur.get(f"{LIJST}/{number}"))


def test_a_term_is_retired_and_brought_back(regisseur: FlaskClient, wereld: Wereld) -> None:
    number = add(wereld, Beschrijving("zorgzoekkaart", "Nota"))
    form = f"{LIJST}/{number}"
    response = send(regisseur, f"{form}/intrekken", form)
    assert "is ingetrokken" in words(regisseur.get(response.location or ""))
    assert "zorgzoekkaart" not in words(regisseur.get(f"{LIJST}?filter=kaart"))
    assert "zorgzoekkaart" in words(regisseur.get(f"{LIJST}?ingetrokken=&filter=kaart"))
    assert "ingetrokken. Het zoeken gebruikt het niet" in words(regisseur.get(form))
    send(regisseur, f"{form}/terugbrengen", form)
    assert "zorgzoekkaart" in words(regisseur.get(f"{LIJST}?filter=kaart"))


def test_a_merge_is_shown_before_it_is_done(regisseur: FlaskClient, wereld: Wereld) -> None:
    kaart = add(wereld, Beschrijving("zorgzoekkaart", "Nota", vormen={AFKORTING: ("ZZK",)}))
    add(wereld, Beschrijving("zorgkaart", "Brief", vormen={SYNONIEM: ("kaart van zorg",)}))
    path = f"{LIJST}/{kaart}/samenvoegen"
    preview = words(regisseur.get(path, query_string={"opvolger": "Zorgkaart"}))
    assert "Zo wordt ‘zorgkaart’ Had al kaart van zorg Krijgt erbij zorgzoekkaart, ZZK" in preview
    assert begrip_of(wereld, "zorgzoekkaart").ingetrokken_op is None  # type: ignore[union-attr] # it was just made
    response = send(regisseur, path, f"{LIJST}/{kaart}", opvolger="zorgkaart")
    assert "is samengevoegd" in words(regisseur.get(response.location or ""))
    assert "opgegaan in zorgkaart" in words(regisseur.get(f"{LIJST}?ingetrokken=&filter=zoekkaart"))
    assert "ZZK" in words(regisseur.get("/begrippen?filter=zorgkaart"))
    assert "opgegaan in zorgkaart" in words(regisseur.get(f"{LIJST}/{kaart}"))


@pytest.mark.parametrize(
    ("naam", "reden"), [("bestaat niet", "staat niet in de lijst"), ("zorgzoekkaart", "niet in zichzelf")]
)
def test_a_merge_that_cannot_be_says_why(regisseur: FlaskClient, wereld: Wereld, naam: str, reden: str) -> None:
    kaart = add(wereld, Beschrijving("zorgzoekkaart", "Nota"))
    path = f"{LIJST}/{kaart}/samenvoegen"
    for response in (
        regisseur.get(path, query_string={"opvolger": naam}),
        send(regisseur, path, f"{LIJST}/{kaart}", opvolger=naam),
    ):
        assert response.status_code == 400
        assert reden in words(response)


def test_a_term_that_is_not_there_has_no_pages(regisseur: FlaskClient) -> None:
    assert regisseur.get(f"{LIJST}/999999").status_code == 404
    assert regisseur.get(f"{LIJST}/999999/samenvoegen").status_code == 404
    assert send(regisseur, f"{LIJST}/999999/intrekken").status_code == 404


def test_a_find_is_taken_into_the_list_after_a_look(regisseur: FlaskClient, wereld: Wereld) -> None:
    passage = explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.")
    page = soup(regisseur, "/beheer/vondsten")
    text = " ".join(page.get_text(" ").split())
    assert "ZZK = zorgzoekkaart De zorgzoekkaart (ZZK) wijst de weg." in text
    assert page.select_one(f"a[href='/passage/{passage}']") is not None
    [link] = [str(a["href"]) for a in page.select("main a") if a.get_text().startswith("Neem op")]
    form = soup(regisseur, link)
    filled = {name: form.select_one(f"#{name}") for name in ("term", "afkortingen", "bron")}
    assert filled["term"]["value"] == "zorgzoekkaart"  # type: ignore[index] # else the test fails
    assert filled["afkortingen"].get_text().strip() == "ZZK"  # type: ignore[union-attr] # idem
    assert filled["bron"]["value"] == WOONVISIE.titel  # type: ignore[index] # idem
    assert begrip_of(wereld, "zorgzoekkaart") is None
    send(regisseur, LIJST + "/nieuw", **NIEUW, afkortingen="ZZK")
    assert "Nieuw (0)" in words(regisseur.get("/beheer/vondsten"))
    assert "ZZK = zorgzoekkaart" in words(regisseur.get("/beheer/vondsten?oordeel=bekend"))


def test_a_find_for_a_term_that_is_there_adds_to_it(regisseur: FlaskClient, wereld: Wereld) -> None:
    explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.")
    number = add(wereld, Beschrijving("zorgzoekkaart", "Nota"))
    [link] = [
        str(a["href"])
        for a in soup(regisseur, "/beheer/vondsten").select("main a")
        if "Neem op bij" in a.get_text()
    ]
    assert link.startswith(f"{LIJST}/{number}?")
    form = soup(regisseur, link)
    assert form.select_one("#afkortingen").get_text().strip() == "ZZK"  # type: ignore[union-attr] # else the test fails
    assert form.select_one("#bron_nieuw")["value"] == WOONVISIE.titel  # type: ignore[index] # idem


def test_a_find_that_is_at_odds_with_the_list_is_shown_as_such(regisseur: FlaskClient, wereld: Wereld) -> None:
    explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.")
    add(wereld, Beschrijving("zacht zorgkussen", "Nota", vormen={AFKORTING: ("ZZK",)}))
    assert "anders in de lijst ZZK is daar: zacht zorgkussen" in words(regisseur.get("/beheer/vondsten"))


def test_a_find_is_refused_and_taken_back(regisseur: FlaskClient, wereld: Wereld) -> None:
    explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.")
    keuze = {"afkorting": "ZZK", "voluit": "zorgzoekkaart"}
    assert send(regisseur, "/beheer/vondsten/weigeren", **keuze).location == "/beheer/vondsten"
    assert "ZZK" not in words(regisseur.get("/beheer/vondsten"))
    assert "ZZK = zorgzoekkaart" in words(regisseur.get("/beheer/vondsten?oordeel=geweigerd"))
    send(regisseur, "/beheer/vondsten/terughalen", **keuze)
    assert "ZZK = zorgzoekkaart" in words(regisseur.get("/beheer/vondsten"))


def test_a_find_in_a_closed_document_shows_to_the_regisseur_only(client_of: ClientOf, wereld: Wereld) -> None:
    explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.", "Gesloten wespendief")
    for rol in Rol:
        page = client_of(rol).get("/beheer/vondsten", follow_redirects=True).get_data(as_text=True)
        assert ("zorgzoekkaart" in page) == (rol is Rol.REGISSEUR)
    assert "zorgzoekkaart" not in client_of(Rol.BURGER).get("/begrippen").get_data(as_text=True)


def test_a_find_of_a_document_that_was_withdrawn_is_gone(regisseur: FlaskClient, wereld: Wereld) -> None:
    explain(wereld, "De zorgzoekkaart (ZZK) wijst de weg.")
    with transaction(wereld.installatie.sessions) as session:
        versie = session.get_one(Versie, wereld.versies[WOONVISIE.titel])
        versie.ingetrokken_op = versie.toegevoegd_op
    assert "ZZK" not in words(regisseur.get("/beheer/vondsten"))


def test_a_question_is_tried_with_and_without_the_list(regisseur: FlaskClient, wereld: Wereld) -> None:
    add(
        wereld, Beschrijving("zorg zoekt kracht", "Nota", vormen={AFKORTING: ("ZZK",), SYNONIEM: ("respijtzorg",)})
    )
    page = soup(regisseur, "/beheer/zoekproef?vraag=ZZK")
    text = " ".join(page.get_text(" ").split())
    assert "zzk respijtzorg, zorg zoekt kracht" in text or "zzk zorg zoekt kracht, respijtzorg" in text
    zonder, met = page.select("section")
    assert "Niets gevonden" in zonder.get_text()
    assert "Woonvisie Huizen" in met.get_text()
    assert "alleen met de lijst" in met.get_text()
    assert "De uitkomst verschilt" in text


def test_a_question_that_the_list_says_nothing_of_comes_out_the_same(regisseur: FlaskClient) -> None:
    text = words(regisseur.get("/beheer/zoekproef?vraag=steunpunt"))
    assert "voegt aan deze vraag niets toe" in text
    assert "met en zonder de lijst gelijk" in text


def test_a_trial_tells_what_is_ambiguous(regisseur: FlaskClient) -> None:
    assert "‘ZAT’ is dubbelzinnig" in words(regisseur.get("/beheer/zoekproef?vraag=het+ZAT"))
