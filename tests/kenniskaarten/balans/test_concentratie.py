"""How much hangs on a few, checked by hand, and as laws; and how that is said."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kenniskaarten.balans.concentratie import Concentratie, concentratie
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.regels import Besluit, Norm
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.zinnen import tegen_de_norm, wat_bracht, wat_kreeg, wie_draagt

NORM = Norm(date(2025, 1, 1), Besluit("PHO", date(2024, 12, 5)))
NIETS = Stand(0, 0, 0)


def test_a_year_that_can_be_checked_by_hand() -> None:
    """Of 100 Hilversum brings 41 where 34 would be its part; with Huizen, who brings 20, it carries half."""
    standen = {
        "Gemeente Hilversum": Stand(41, 0, 34),
        "Gemeente Huizen": Stand(20, 0, 26),
        "Gemeente Laren": Stand(20, 0, 20),
        "Gemeente Blaricum": Stand(19, 0, 20),
        "Gemeente Wijdemeren": NIETS,
    }
    found = concentratie(standen)
    assert found == Concentratie("Gemeente Hilversum", 0.41, 0.34, 2, 4)
    assert wie_draagt(Eenheid.UREN, found, NORM) == (
        "Hilversum brengt 41% van alle uren; bij gelijke bijdrage naar inwoners zou dat 34% zijn. "
        "De helft komt van 2 organisaties, van de 4 die iets brachten."
    )


def test_without_a_norm_there_is_nothing_to_hold_it_against() -> None:
    found = concentratie({"Gemeente Laren": Stand(5, 0, 5)})
    assert found
    assert wie_draagt(Eenheid.EURO, found, None) == (
        "Laren brengt 100% van al het geld. Anderen brachten hiervan nog niets."
    )


def test_with_agreed_factors_the_norm_is_not_by_inhabitants_alone() -> None:
    found = concentratie({"A": Stand(3, 0, 2), "B": Stand(1, 0, 2)})
    assert found
    norm = Norm(NORM.van, NORM.besluit, {1: Fraction(1, 2)})
    assert "volgens de afgesproken norm zou dat 50% zijn" in wie_draagt(Eenheid.UREN, found, norm)


def test_where_nobody_brought_anything_there_is_nothing_to_tell() -> None:
    assert concentratie({"Gemeente Laren": NIETS}) is None


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 10**6), min_size=1, max_size=12))
def test_no_fewer_parties_carry_half(gebracht: dict[str, int]) -> None:
    found = concentratie({naam: Stand(amount, 0, 0) for naam, amount in gebracht.items()})
    amounts = sorted(gebracht.values(), reverse=True)
    if found is None:
        assert sum(amounts) == 0
        return
    assert gebracht[found.grootste] == amounts[0]
    assert 2 * sum(amounts[: found.dragers]) >= sum(amounts)
    assert 2 * sum(amounts[: found.dragers - 1]) < sum(amounts)


def test_an_organisatie_reads_what_it_did_and_no_reproach() -> None:
    standen = {Eenheid.UREN: Stand(25_200, 600, 23_400), Eenheid.DOCUMENTEN: Stand(1, 0, 0), Eenheid.EURO: NIETS}
    assert wat_bracht("Gemeente Hilversum", 2025, standen) == "Hilversum bracht in 2025 420 uur en 1 document."
    assert wat_kreeg("Gemeente Hilversum", standen) == "Van anderen kreeg Hilversum 10 uur."
    assert tegen_de_norm(standen[Eenheid.UREN], bezig=False) == "Dat is 30 uur meer dan de norm."
    assert tegen_de_norm(Stand(60, 0, 120), bezig=True) == "Tot de norm is er nu nog 1 uur te gaan."
    assert tegen_de_norm(Stand(60, 0, 120), bezig=False) == "Dat is 1 uur minder dan de norm."
    assert tegen_de_norm(Stand(60, 0, 60), bezig=False) == "Dat is precies de norm."
    assert tegen_de_norm(Stand(60, 0, 0), bezig=False) == ""
    assert wat_bracht("Gemeente Laren", 2025, {Eenheid.UREN: NIETS}).endswith("nog niets geboekt als gebracht.")
