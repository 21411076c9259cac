"""Client dossiers are stopped at the door; the numbers here are computed and belong to nobody."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.clientdata import NAMED_LIMIT, UNNAMED_LIMIT, refuse_client_data
from kennis.errors import ClientDataError
from kennis.persoonsgegevens import is_bsn

TEST_NUMBERS = range(999_900_000, 10**9)  # set apart for tests, so given to nobody


def valid_numbers(count: int) -> list[str]:
    """Return numbers that pass the check."""
    return list(islice((str(number) for number in TEST_NUMBERS if passes(str(number))), count))


def invalid_numbers(count: int) -> list[str]:
    return list(islice((str(number) for number in TEST_NUMBERS if not passes(str(number))), count))


def passes(digits: str) -> bool:
    """Do the 'elfproef' as the law writes it out."""
    a, b, c, d, e, f, g, h, i = map(int, digits)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


def is_refused(text: str) -> bool:
    try:
        refuse_client_data(text)
    except ClientDataError:
        return True
    return False


def rows(numbers: list[str], form: str = "Mevrouw X; {}; Huizen") -> str:
    return "\n".join(form.format(number) for number in numbers)


def test_many_numbers_are_a_dossier() -> None:
    assert is_refused(rows(valid_numbers(UNNAMED_LIMIT)))
    assert not is_refused(rows(valid_numbers(UNNAMED_LIMIT - 1)))


@pytest.mark.parametrize("word", ["BSN", "bsn", "burgerservicenummer", "Burgerservicenummers", "sofinummer"])
def test_where_the_text_speaks_of_bsn_a_few_are_enough(word: str) -> None:
    assert is_refused(f"{word}:\n{rows(valid_numbers(NAMED_LIMIT))}")
    assert not is_refused(f"{word}:\n{rows(valid_numbers(NAMED_LIMIT - 1))}")


def test_one_number_many_times_is_one_number() -> None:
    assert not is_refused("BSN\n" + rows(valid_numbers(1) * 50))


@pytest.mark.parametrize("template", ["{}.{}.{}", "{} {} {}", "{}\u00a0{}\u00a0{}", "{}{}{}"])
def test_numbers_are_recognised_however_they_are_grouped(template: str) -> None:
    grouped = [template.format(digits[:3], digits[3:6], digits[6:]) for digits in valid_numbers(10)]
    assert is_refused("bsn\n" + rows(grouped))


def test_the_grouping_of_the_tax_office_is_recognised() -> None:
    assert is_refused("bsn\n" + rows([f"{n[:4]}.{n[4:6]}.{n[6:]}" for n in valid_numbers(10)]))


@pytest.mark.parametrize(
    "form",
    ["Jansen,{},Huizen", "12,{},45,2024-01-01", '"{}"', "bsn={}", "({})", "nr.{}", "| {} |", "<td>{}</td>", "{}."],
)
def test_numbers_are_recognised_in_lists_of_any_form(form: str) -> None:
    assert is_refused(rows(valid_numbers(10), form))


@pytest.mark.parametrize("form", ["1{}", "{}0", "NL91ABNA0{}", "06-{}", "{}-12", "1.{}", "{}.5", "2024-{}"])
def test_a_part_of_a_longer_number_is_none(form: str) -> None:
    assert not is_refused(rows(valid_numbers(20), form))


def test_a_table_of_figures_is_no_dossier() -> None:
    """One in eleven numbers of nine digits passes the check by chance."""
    numbers = [str(number) for number in TEST_NUMBERS[:300]]
    assert sum(map(is_bsn, numbers)) > UNNAMED_LIMIT
    assert not is_refused("BSN komt in deze tabel niet voor.\n" + rows(numbers))


def test_a_dossier_with_some_other_numbers_is_still_a_dossier() -> None:
    assert is_refused(rows([*valid_numbers(12), *invalid_numbers(8)]))


def test_the_message_names_no_number() -> None:
    numbers = valid_numbers(10)
    with pytest.raises(ClientDataError, match="10 verschillende") as caught:
        refuse_client_data(rows(numbers))
    assert not any(number in str(caught.value) for number in numbers)


@given(st.text())
def test_text_without_numbers_is_let_in(text: str) -> None:
    refuse_client_data("".join(char for char in text if not char.isdigit()))


@given(st.text(alphabet="0123456789 .-,\n²٣", max_size=200))
def test_no_text_gives_another_error(text: str) -> None:
    is_refused(text)
