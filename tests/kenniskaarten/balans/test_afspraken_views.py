"""The pages of the agreements: everybody with an account reads them, the regisseur enters them, nothing half."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.afspraakmodels import Balanswaardering, Sein, SeinSoort
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from tests.web.conftest import ClientOf
from tests.web.wereld import HUIZEN, LAREN, Wereld

REGELS = "/halen-en-brengen/regels"
VANDAAG = now().date()
MORGEN = VANDAAG + timedelta(days=1)
JAAR = VANDAAG.year
BESLUIT = {"orgaan": "Portefeuillehoudersoverleg", "besloten_op": VANDAAG.isoformat(), "van": MORGEN.isoformat()}


@pytest.fixture
def regisseur(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.REGISSEUR)


@pytest.fixture
def ids(wereld: Wereld) -> dict[str, int]:
    with wereld.installatie.sessions() as session:
        rows = [find_organisatie(session, naam) for naam in (HUIZEN, LAREN)]
        return {row.naam: row.id for row in rows if row}


def soup(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(soup(response).get_text(" ").split())


def send(client: FlaskClient, wat: str, **fields: str) -> TestResponse:
    token = soup(client.get(f"{REGELS}/{wat}")).select_one("main input[name=csrf_token]")
    assert token is not None
    return client.post(f"{REGELS}/{wat}", data={"csrf_token": str(token["value"]), **fields})


def fouten(response: TestResponse) -> dict[str, str]:
    """Return what stands beside each field that is wrong."""
    assert response.status_code == 400
    page = soup(response)
    found = {}
    for field in page.select("[aria-invalid=true], fieldset[aria-describedby]"):
        described = str(field["aria-describedby"]).split()[-1]
        text = page.find(id=described)
        assert text is not None
        found[described.removesuffix("-fout")] = text.get_text(" ", strip=True)
    return found


def test_everybody_with_an_account_reads_them_and_only_the_regisseur_enters(client_of: ClientOf) -> None:
    for rol in (Rol.PROFESSIONAL, Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR):
        client, enters = client_of(rol), rol is Rol.REGISSEUR
        page = client.get(REGELS)
        assert page.status_code == 200
        assert "nog geen waarden vastgesteld" in words(page)
        assert bool(soup(page).select(f"main a[href^='{REGELS}/']")) is enters
        for wat in ("norm", "waarden", "drempels", "inwoners"):
            assert client.get(f"{REGELS}/{wat}").status_code == (200 if enters else 404)


def test_a_norm_is_adopted_and_read_with_its_history(
    regisseur: FlaskClient, wereld: Wereld, ids: dict[str, int]
) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for van, factoren in ((date(2024, 1, 1), {}), (date(2025, 1, 1), {str(ids[LAREN]): "1/3"})):
            session.add(Balansnorm(van=van, orgaan="Stuurgroep", besloten_op=van, factoren=factoren))
    form = soup(regisseur.get(f"{REGELS}/norm")).select_one(f"input[name=factor-{ids[LAREN]}]")
    assert form is not None
    assert form["value"] == "1/3", "one begins with the factors of the last norm"
    response = send(regisseur, "norm", **BESLUIT, **{f"factor-{ids[HUIZEN]}": "0,9", f"factor-{ids[LAREN]}": ""})
    assert response.status_code == 303
    page = regisseur.get(response.location or "")
    assert "De norm is vastgelegd." in words(page)
    assert "Straks, vanaf" in words(page)
    assert "Gemeente Huizen: factor 0,9" in words(page)
    history = soup(page).select_one("section[aria-labelledby=norm] details")
    assert history is not None
    assert "Vanaf 1 januari 2024" in history.get_text()
    assert "Vanaf 1 januari 2025" not in history.get_text(), "that one holds today"


def test_values_and_thresholds_are_adopted(regisseur: FlaskClient) -> None:
    waarden = {"waarde-uren": "57,50", "waarde-documenten": "1.250"}
    assert send(regisseur, "waarden", **BESLUIT, **waarden).status_code == 303
    assert send(regisseur, "drempels", **BESLUIT, aandacht="20", overleg="40%").status_code == 303
    page = words(regisseur.get(REGELS))
    assert "Een uur telt voor € 57,50, een document telt voor € 1.250,00. Geld telt voor wat het is." in page
    assert "meer dan 20% onder haar eigen deel" in page
    known = soup(regisseur.get(f"{REGELS}/waarden")).select_one("input[name=waarde-uren]")
    assert known is not None
    assert known["value"] == "57,50"


def test_inhabitants_are_entered_with_their_source(regisseur: FlaskClient, ids: dict[str, int]) -> None:
    fields = {"organisatie_id": str(ids[HUIZEN]), "aantal": "42.150", "peildatum": f"1-1-{JAAR}", "bron": "CBS"}
    assert send(regisseur, "inwoners", **fields).status_code == 303
    assert f"Gemeente Huizen 1 januari {JAAR} 42.150 CBS" in words(regisseur.get(REGELS))
    again = send(regisseur, "inwoners", **fields)
    assert f"Er staat al een aantal vanaf 01-01-{JAAR}" in fouten(again)["peildatum"]


@pytest.mark.parametrize(
    ("wat", "fields", "velden"),
    [
        ("norm", {"besloten_op": "2126-01-01", "van": "2126-01-01"}, {"besloten_op", "van"}),
        ("norm", {"orgaan": "", "van": "gisteren"}, {"orgaan", "van"}),
        ("norm", {"orgaan": " "}, {"orgaan"}),
        ("norm", {"van": f"{JAAR - 1}-12-31"}, {"van"}),
        ("waarden", {"waarde-uren": "-55"}, {"waarde-uren"}),
        ("waarden", {"waarde-uren": "NaN", "waarde-gegevens": "veel"}, {"waarde-uren", "waarde-gegevens"}),
        ("waarden", {"waarde-uren": "57.5"}, {"waarde-uren"}),
        ("waarden", {"waarde-uren": "1e9"}, {"waarde-uren"}),
        ("waarden", {}, {"waarden"}),
        ("drempels", {"aandacht": "50", "overleg": "40"}, {"overleg"}),
        ("drempels", {"aandacht": "-1", "overleg": ""}, {"aandacht", "overleg"}),
        ("inwoners", {}, {"organisatie_id", "aantal", "peildatum", "bron"}),
        ("inwoners", {"organisatie_id": "404", "aantal": "0", "peildatum": f"{JAAR}-01-01"}, None),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_saved(
    regisseur: FlaskClient, wat: str, fields: dict[str, str], velden: set[str] | None
) -> None:
    given = {} if wat == "inwoners" else BESLUIT
    response = send(regisseur, wat, **{**given, **fields})
    assert set(fouten(response)) == (velden or {"organisatie_id", "aantal", "bron"})
    for naam, typed in fields.items():
        field = soup(response).select_one(f"input[name={naam}]")
        assert field is None or field["value"] == typed, "what was typed stays"
    page = words(regisseur.get(REGELS))
    assert page.count("Er zijn nog geen") + page.count("Er is nog geen") == 4


@pytest.mark.parametrize("factor", ["-1", "11", "0.9", "1/0", "veel", "Infinity"])
def test_a_factor_that_makes_no_sense_is_told_beside_its_gemeente(
    regisseur: FlaskClient, ids: dict[str, int], factor: str
) -> None:
    veld = f"factor-{ids[LAREN]}"
    assert set(fouten(send(regisseur, "norm", **BESLUIT, **{veld: factor}))) == {veld}


def test_the_total_in_euro_stands_beside_what_it_is_made_of(
    regisseur: FlaskClient, wereld: Wereld, ids: dict[str, int]
) -> None:
    van = date(JAAR, 1, 1)
    with transaction(wereld.installatie.sessions) as session:
        besluit = {"van": van, "orgaan": "PHO", "besloten_op": van}
        session.add_all([Balansnorm(**besluit, factoren={}), Balanswaardering(**besluit, waarden={"uren": "55"})])
        for partij in ids.values():
            session.add(Inwoners(organisatie_id=partij, peildatum=van, aantal=10_000, bron="voorbeeld"))
        hoeveelheden = {ids[HUIZEN]: 600, None: -600}
        boek(session, Gebeurtenis(BoekingSoort.INZET, "u", Eenheid.UREN, van, hoeveelheden))
    own = words(regisseur.get(f"/halen-en-brengen/{ids[LAREN]}?jaar={JAAR}"))
    assert "Alles samen, in euro" in own
    assert "Saldo −€ 275,00" in own
    assert "Een uur telt voor € 55,00" in own
    region = words(regisseur.get(f"/halen-en-brengen?jaar={JAAR}"))
    assert "Gemeente Huizen € 550,00 € 0,00 € 275,00 +€ 275,00" in region


def test_what_an_organisation_was_told_stands_on_its_page_for_its_own_people(
    client_of: ClientOf, wereld: Wereld, ids: dict[str, int]
) -> None:
    van = date(JAAR, 1, 1)
    with transaction(wereld.installatie.sessions) as session:
        session.add(Balansnorm(van=van, orgaan="PHO", besloten_op=van, factoren={}))
        for partij in ids.values():
            session.add(Inwoners(organisatie_id=partij, peildatum=van, aantal=10_000, bron="voorbeeld"))
            uren = {"organisatie_id": partij, "jaar": JAAR, "eenheid": Eenheid.UREN}
            session.add(Sein(**uren, soort=SeinSoort.AANDACHT))
        hoeveelheden = {ids[LAREN]: 600, None: -600}
        boek(session, Gebeurtenis(BoekingSoort.INZET, "u", Eenheid.UREN, van, hoeveelheden))
    own = words(client_of(Rol.AMBTENAAR).get(f"/halen-en-brengen/{ids[HUIZEN]}?jaar={JAAR}"))
    assert "minder uren gebracht dan het deel van Gemeente Huizen" in own
    other = words(client_of(Rol.REGISSEUR).get(f"/halen-en-brengen/{ids[LAREN]}?jaar={JAAR}"))
    assert "minder uren gebracht" not in other
    with transaction(wereld.installatie.sessions) as session:
        hoeveelheden = {ids[HUIZEN]: 900, None: -900}
        boek(session, Gebeurtenis(BoekingSoort.INZET, "v", Eenheid.UREN, van, hoeveelheden))
    own = words(client_of(Rol.AMBTENAAR).get(f"/halen-en-brengen/{ids[HUIZEN]}?jaar={JAAR}"))
    assert "minder uren gebracht" not in own, "it brought its share by now"
