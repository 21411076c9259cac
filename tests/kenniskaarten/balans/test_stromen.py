"""From whom and to whom: all that one brought or got is there once, also when many share in a boeking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.base import transaction
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.controle import check_boek
from kenniskaarten.balans.kansen import open_kwartalen, vraagkansen
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.balans.rapport import make_rapport
from kenniskaarten.balans.saldo import Som, sommen
from kenniskaarten.balans.stromen import Stroom, stromen
from kenniskaarten.balans.themas import Themauren, uren_per_thema
from tests.conftest import add_organisaties

HUIZEN, LAREN, WIJDEMEREN = "Gemeente Huizen", "Gemeente Laren", "Gemeente Wijdemeren"
DAG = date(2025, 5, 5)


def book(session: so.Session, bron: str, hoeveelheden: Mapping[int | None, int], **other: BoekingSoort) -> str:
    soort = other.get("soort", BoekingSoort.TAAK)
    return boek(session, Gebeurtenis(soort, bron, Eenheid.UREN, DAG, hoeveelheden)).id


def test_what_went_between_two_parties_is_told_on_both_sides(
    installatie: Installatie, organisaties: dict[str, int]
) -> None:
    huizen, laren, wijdemeren = (organisaties[naam] for naam in (HUIZEN, LAREN, WIJDEMEREN))
    with transaction(installatie.sessions) as session:
        book(session, "een", {huizen: 90, laren: -30, wijdemeren: -60})
        book(session, "terug", {laren: 45, huizen: -45})
        book(session, "netwerk", {huizen: 20, None: -20})
        book(session, "ooit", {huizen: 500, None: -500}, soort=BoekingSoort.TOEZEGGING)
        assert stromen(session, huizen, 2025) == [
            Stroom(LAREN, {Eenheid.UREN: Som(30, 45)}),
            Stroom(WIJDEMEREN, {Eenheid.UREN: Som(60, 0)}),
            Stroom("het netwerk", {Eenheid.UREN: Som(20, 0)}),
        ]
        assert stromen(session, wijdemeren, 2025) == [Stroom(HUIZEN, {Eenheid.UREN: Som(0, 60)})]
        assert stromen(session, huizen, 2024) == []


def test_both_databases_tell_the_same(each_installatie: Installatie) -> None:
    """Also of hours by theme, of what is open, of the report, and that the book adds up."""
    partijen = add_organisaties(each_installatie)
    huizen, laren = partijen[HUIZEN], partijen[LAREN]
    with transaction(each_installatie.sessions) as session:
        book(session, "zorg", {huizen: 90, laren: -30, None: -60})
        event = Gebeurtenis(BoekingSoort.INZET, "fout", Eenheid.UREN, DAG, {huizen: 30, None: -30})
        storneer(session, boek(session, event))
        lezer = Lezer(Rol.BEHEERDER, huizen)
        assert [stroom.sommen[Eenheid.UREN] for stroom in stromen(session, huizen, 2025)] == [Som(30), Som(60)]
        assert uren_per_thema(session, huizen, 2025) == [Themauren("", 0, 90)]
        assert len(open_kwartalen(session, huizen, 2025, date(2026, 1, 1))) == 4
        assert vraagkansen(session, lezer, huizen).aantal == 0
        assert make_rapport(session, 2025, DAG).verloop.jaren == [2025]
        assert check_boek(session) == []


def test_what_was_taken_back_did_not_go_anywhere(installatie: Installatie, organisaties: dict[str, int]) -> None:
    huizen, laren = organisaties[HUIZEN], organisaties[LAREN]
    with transaction(installatie.sessions) as session:
        event = Gebeurtenis(BoekingSoort.TAAK, "fout", Eenheid.UREN, DAG, {huizen: 90, laren: -90})
        storneer(session, boek(session, event))
        assert stromen(session, huizen, 2025) == []


AMOUNTS = st.tuples(*[st.integers(-900, 900)] * 3)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(AMOUNTS, max_size=6))
def test_all_streams_of_a_party_together_are_what_it_brought_and_got(
    installatie: Installatie, organisaties: dict[str, int], rows: list[tuple[int, ...]]
) -> None:
    """To a minute for each party, where several brought to several."""
    partijen = [organisaties[naam] for naam in (HUIZEN, LAREN, WIJDEMEREN)]
    with installatie.sessions() as session:
        for number, amounts in enumerate(rows):
            kept: dict[int | None, int] = {p: n for p, n in zip(partijen, amounts, strict=True) if n}
            if rest := sum(kept.values()):
                kept[None] = -rest
            if kept:
                book(session, str(number), kept)
        totals = sommen(session, Eenheid.UREN, date(2025, 1, 1), date(2025, 12, 31))
        for partij in partijen:
            found = [stroom.sommen[Eenheid.UREN] for stroom in stromen(session, partij, 2025)]
            total = totals.get(partij, Som())
            assert abs(sum(som.gebracht for som in found) - total.gebracht) < len(partijen)
            assert abs(sum(som.gekregen for som in found) - total.gekregen) < len(partijen)
        session.rollback()
