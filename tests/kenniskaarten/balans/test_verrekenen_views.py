"""The pages of settling: off until the regisseur switches it on, read by all gemeenten, booked and taken back."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Balansnorm, Boeking, BoekingSoort, Eenheid, Inwoners
from tests.kenniskaarten.balans.test_balans_views import HUIZEN, LAREN, id_of, send, soup, words
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

LIJST, NIEUW = "/halen-en-brengen/verrekenen", "/halen-en-brengen/verrekenen/nieuw"
JAAR = now().year - 1
GETYPT = {
    "eerste_jaar": str(JAAR),
    "laatste_jaar": str(JAAR),
    "tarief": "52,50",
    "orgaan": "Portefeuillehoudersoverleg",
    "besloten_op": now().date().isoformat(),
}


@pytest.fixture
def partijen(wereld: Wereld) -> dict[str, int]:
    """Switch off what the small region has, and let Laren work 15 hours, of which Huizen should have done 10."""
    found = {naam: id_of(wereld, naam) for naam in (HUIZEN, LAREN)}
    with transaction(wereld.installatie.sessions) as session:
        session.execute(sa.delete(Verrekening))
        session.add(Balansnorm(van=date(JAAR, 1, 1), orgaan="PHO", besloten_op=date(JAAR - 1, 12, 1), factoren={}))
        for naam, aantal in ((HUIZEN, 40_000), (LAREN, 20_000)):
            peildatum = date(JAAR, 1, 1)
            session.add(Inwoners(organisatie_id=found[naam], peildatum=peildatum, aantal=aantal, bron="CBS"))
        hoeveelheden = {found[LAREN]: 900, None: -900}
        boek(session, Gebeurtenis(BoekingSoort.INZET, "w", Eenheid.UREN, date(JAAR, 5, 5), hoeveelheden))
    return found


@pytest.fixture
def regisseur(client_of: ClientOf, partijen: dict[str, int]) -> FlaskClient:
    assert partijen
    return client_of(Rol.REGISSEUR)


def switch_on(regisseur: FlaskClient) -> str:
    """Return the address of the period that was switched on."""
    response = send(regisseur, NIEUW, NIEUW, **GETYPT)
    assert response.status_code == 303
    return str(response.location).partition("?")[0]


def press(client: FlaskClient, path: str, button: str, **fields: str) -> str:
    """Fill in the form with this button as the page has it, and return the words of the page that follows."""
    form = next(form for form in soup(client.get(path)).select("main form") if button in form.get_text())
    hidden = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}
    response = client.post(str(form["action"]), data={**hidden, **fields}, follow_redirects=True)
    return words(response)


def test_nothing_about_money_shows_until_it_is_switched_on(
    client_of: ClientOf, partijen: dict[str, int], regisseur: FlaskClient
) -> None:
    pages = ["/halen-en-brengen/regels", f"/halen-en-brengen/{partijen[HUIZEN]}?jaar={JAAR}"]
    for rol in (Rol.AMBTENAAR, Rol.BEHEERDER):
        client = client_of(rol)
        assert [client.get(path).status_code for path in (LIJST, NIEUW)] == [404, 404]
        assert not [path for path in pages if "errekenen" in words(client.get(path))]
    path = switch_on(regisseur)
    assert [client.get(address).status_code for address in (LIJST, path, NIEUW)] == [200, 200, 404]
    assert "Verrekenen" in words(client.get(pages[0]))


def test_a_period_is_switched_on_reckoned_booked_taken_back_and_switched_off(regisseur: FlaskClient) -> None:
    path = switch_on(regisseur)
    page = words(regisseur.get(path))
    assert "samen 15:00 uur" in page
    assert "Gemeente Huizen 40.000 1 0:00 10:00 −10:00" in page
    assert "Gemeente Huizen Gemeente Laren 10:00 € 525,00" in page
    assert "Wat is geboekt" not in page
    page = press(regisseur, path, "Boek deze betalingen")
    assert "De betalingen zijn geboekt." in page
    assert "Er staat niets open." in page
    assert "Gemeente Huizen Gemeente Laren 10:00 € 525,00 Regisseur Jansen" in page
    page = press(regisseur, path, "Draai terug", reden="Het tarief klopt niet")
    assert "(teruggedraaid: Het tarief klopt niet)" in page
    page = press(regisseur, path, "Zet verrekenen uit")
    assert "niet meer verrekend" in page
    assert "Boek deze betalingen" not in page
    assert f"{JAAR} (uitgezet)" in words(regisseur.get(LIJST))


def test_the_page_of_a_gemeente_tells_its_opgebouwd_saldo(
    client_of: ClientOf, regisseur: FlaskClient, partijen: dict[str, int]
) -> None:
    page = f"/halen-en-brengen/{partijen[HUIZEN]}"
    assert "Opgebouwd saldo tot en met vandaag" in words(client_of(Rol.AMBTENAAR).get(page))
    assert "Uren: −10 " in words(client_of(Rol.AMBTENAAR).get(page))
    press(regisseur, switch_on(regisseur), "Boek deze betalingen")
    assert "Opgebouwd saldo" not in words(client_of(Rol.AMBTENAAR).get(page))


def test_a_gemeente_reads_it_and_changes_nothing(
    client_of: ClientOf, regisseur: FlaskClient, wereld: Wereld
) -> None:
    path = switch_on(regisseur)
    press(regisseur, path, "Boek deze betalingen")
    client = client_of(Rol.BEHEERDER)
    page = soup(client.get(path))
    assert "€ 525,00" in words(client.get(path))
    assert "Regisseur Jansen" not in page.select("main")[0].get_text()
    assert page.select("main form, main button") == []
    for what in ("boeken", "terugdraaien", "uitzetten"):
        response = send(client, f"{path}/{what}", f"/halen-en-brengen/{id_of(wereld, HUIZEN)}/uren/{JAAR}-1")
        assert response.status_code == 404


def test_half_of_a_payment_is_not_taken_back(
    client_of: ClientOf, regisseur: FlaskClient, wereld: Wereld, partijen: dict[str, int]
) -> None:
    press(regisseur, switch_on(regisseur), "Boek deze betalingen")
    huizen, client = partijen[HUIZEN], client_of(Rol.BEHEERDER)
    for eenheid in (Eenheid.UREN, Eenheid.EURO):
        posten = client.get(f"/halen-en-brengen/{huizen}/{eenheid}")
        assert f"Verrekening over {JAAR}: Gemeente Huizen betaalt Gemeente Laren" in words(posten)
        assert soup(posten).select("main form") == []
    with wereld.installatie.sessions() as session:
        ids = list(session.scalars(sa.select(Boeking.id).where(Boeking.soort == BoekingSoort.VERREKENING)))
    form = f"/halen-en-brengen/{huizen}/uren/{JAAR}-1"
    answers = {send(client, f"/halen-en-brengen/{huizen}/storno/{name}", form).status_code for name in ids}
    assert (len(ids), answers) == (2, {404})


def test_what_changed_meanwhile_is_looked_at_again(
    regisseur: FlaskClient, wereld: Wereld, partijen: dict[str, int]
) -> None:
    path = switch_on(regisseur)
    hoeveelheden = {partijen[HUIZEN]: 60, None: -60}
    with transaction(wereld.installatie.sessions) as session:
        boek(session, Gebeurtenis(BoekingSoort.INZET, "later", Eenheid.UREN, date(JAAR, 6, 6), hoeveelheden))
    response = send(regisseur, f"{path}/boeken", path, kenmerk=f"{partijen[HUIZEN]}-{partijen[LAREN]}-600")
    assert response.status_code == 400
    assert "intussen veranderd" in words(response)
    assert "Wat is geboekt" not in words(response)
    response = send(regisseur, f"{path}/terugdraaien", path, reden="zomaar")
    assert (response.status_code, "geen betaling" in words(response)) == (400, True)


@pytest.mark.parametrize(
    ("veld", "typed"),
    [
        ("eerste_jaar", "vorig jaar"),
        ("eerste_jaar", "1999"),
        ("laatste_jaar", str(JAAR + 1)),
        ("laatste_jaar", "99999"),
        ("tarief", "5.50"),
        ("tarief", "-55"),
        ("tarief", "NaN"),
        ("tarief", "veel"),
        ("tarief", "52,505"),
        ("tarief", ""),
        ("orgaan", " "),
        ("besloten_op", "gisteren"),
        ("besloten_op", f"{JAAR + 3}-01-01"),
    ],
)
def test_what_cannot_be_agreed_is_refused_with_the_reason(regisseur: FlaskClient, veld: str, typed: str) -> None:
    response = send(regisseur, NIEUW, NIEUW, **{**GETYPT, veld: typed})
    assert response.status_code == 400
    page = soup(response)
    assert [str(field["name"]) for field in page.select("main [aria-invalid]")] == [veld]
    field = page.select_one(f"#{veld}")
    assert field is not None
    assert field["value"] == typed.strip() or not typed.strip() or veld == "orgaan"
    assert "Er wordt niets verrekend" in words(regisseur.get(LIJST))


def test_who_went_on_in_another_is_named(regisseur: FlaskClient, wereld: Wereld, partijen: dict[str, int]) -> None:
    path = switch_on(regisseur)
    assert "opgegaan" not in words(regisseur.get(path))
    with transaction(wereld.installatie.sessions) as session:
        heir = Organisatie(naam="Gemeente Gooi", soort=OrganisatieSoort.GEMEENTE, geldig_van=date(JAAR + 1, 1, 1))
        row = session.get_one(Organisatie, partijen[HUIZEN])
        row.opvolger, row.geldig_tot = heir, date(JAAR + 1, 1, 1)
    page = words(regisseur.get(path))
    assert "Gemeente Huizen: opgegaan in een andere organisatie" in page
    assert "Gemeente Gooi Gemeente Laren 10:00 € 525,00" in page
