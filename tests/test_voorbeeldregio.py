"""The whole road with the real model: the example region, through the commands, as every kind of reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.cli import main
from kennis.config import load_config, resource_dir
from kennis.db.documenten import Versie
from kennis.installatie import open_installatie
from kennis.search.records import SOORTEN, Zoekvraag
from kennis.zoeken import Zoekdienst, open_zoekdienst
from tools import eval as evaluation

pytestmark = pytest.mark.model

Kennis = Callable[..., Result]
CORPUS = resource_dir("corpus")
QUESTIONS = [
    json.loads(line)["query"] for line in (CORPUS / "vragen.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a data folder with the example region, once for all tests."""
    folder = tmp_path_factory.mktemp("voorbeeldregio")
    result = CliRunner().invoke(main, ["demo", "--zonder-server"], env={"KENNIS_DATA": str(folder)})
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def kennis(data: Path) -> Kennis:
    def run(*arguments: str, exit_code: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments, env={"KENNIS_DATA": str(data)})
        assert result.exit_code == exit_code, result.output
        return result

    return run


@pytest.fixture(scope="module")
def dienst(data: Path) -> Iterator[Zoekdienst]:
    found = open_installatie(load_config({}, data=data))
    yield open_zoekdienst(found.config, found.sessions)
    found.close()


def test_a_burger_finds_mantelzorg_without_knowing_the_word(kennis: Kennis) -> None:
    """The text that answers shares no word with the question, and says 'mantelzorg'."""
    question = "ondersteuning voor familieleden die langdurig voor een naaste zorgen"
    answer = json.loads(kennis("zoek", question, "--json").stdout)
    assert "mantelzorg" in answer["treffers"][0]["passage"].lower()


@pytest.mark.parametrize("expected", evaluation.EVALUATIONS, ids=lambda path: path.stem)
def test_the_scores_are_as_expected(kennis: Kennis, expected: Path) -> None:
    """Of the project's own questions; `make eval` prints them and `--bijwerken` keeps new ones."""
    measured = json.loads(kennis("evalueer", *evaluation.EVALUATIONS[expected], "--json").stdout)
    assert list(evaluation.compare(json.loads(expected.read_text(encoding="utf-8")), measured)) == []


def test_a_second_run_reads_nothing_again(kennis: Kennis) -> None:
    arguments = (str(CORPUS / "documenten"), "--metadata", str(CORPUS / "metadata.csv"), "--json")
    rapport = json.loads(kennis("indexeer", *arguments).stdout)
    assert rapport["ongewijzigd"] == 28
    assert rapport["mislukt"] == []
    assert rapport["seconden_model"] == 0


def test_rows_files_and_index_agree(kennis: Kennis) -> None:
    assert json.loads(kennis("controleer", "--json").stdout) == {"in_orde": True, "verschillen": []}


@pytest.mark.parametrize("rol", list(Rol))
def test_no_question_shows_a_reader_what_he_may_not_see(rol: Rol, data: Path, dienst: Zoekdienst) -> None:
    """All questions of the evaluation, as each role in no organisation: no title of a closed document."""
    lezer = Lezer(rol)
    found = open_installatie(load_config({}, data=data))
    with found.sessions() as session:
        closed = {
            versie.titel
            for versie in session.scalars(sa.select(Versie))
            if versie.zichtbaarheid not in lezer.everywhere
        }
    found.close()
    shown = set()
    for question in QUESTIONS:
        result = dienst.zoek(Zoekvraag(question, aantal=50), lezer)
        shown |= {treffer.titel for groep in result.groepen for treffer in (groep.hoofd, *groep.meer)}
        assert result.totaal == len(result.groepen)
        assert all(sum(counts.values()) >= 1 for counts in result.facetten.values() if counts)
    assert shown
    assert not shown & closed
    assert bool(closed) == (rol is not Rol.REGISSEUR)


def test_facets_count_only_what_the_reader_may_see(dienst: Zoekdienst) -> None:
    """Nobody but a regisseur learns that Hilversum has a memo with zichtbaarheid beheer."""
    question = Zoekvraag("risicoanalyse aanbesteding hulp bij het huishouden")
    assert "memo" in dienst.zoek(question, Lezer(Rol.REGISSEUR)).facetten["documentsoort"]
    assert "memo" not in dienst.zoek(question, Lezer(Rol.AMBTENAAR)).facetten["documentsoort"]


def test_an_answer_has_the_promised_form(kennis: Kennis) -> None:
    answer = json.loads(kennis("zoek", "respijtzorg", "--als", "ambtenaar", "--top", "3", "--json").stdout)
    assert answer.keys() >= {"vraag", "gecorrigeerd", "totaal", "treffers", "facetten"}
    treffer = answer["treffers"][0]
    promised = {"rang", "soort", "titel", "bestand", "pagina", "kop", "passage", "score", "zichtbaarheid"}
    assert treffer.keys() >= promised
    assert treffer["rang"] == 1
    assert treffer["zichtbaarheid"] in set(Zichtbaarheid)
    assert len(answer["treffers"]) <= 3


def test_people_read_how_their_question_was_read(kennis: Kennis) -> None:
    """And a machine gets one JSON document, whatever there is to remark."""
    question = "wonen organisatie:hilversum jaar:2030-2020 kleur:groen"
    shown = kennis("zoek", question).stdout
    assert "Gezocht naar wonen, kleur en groen, van Gemeente Hilversum, uit 2020 tot en met 2030." in shown
    assert "‘kleur:’ is geen veld" in shown
    assert json.loads(kennis("zoek", question, "--json").stdout)["vraag"] == question
    assert "Gezocht naar" not in kennis("zoek", "wonen in een dorp").stdout


@pytest.mark.parametrize("soort", [soort for soort in SOORTEN if soort != "kaart"])  # that asks for people
def test_the_option_and_the_field_soort_agree(kennis: Kennis, soort: str) -> None:
    option = json.loads(kennis("zoek", "woonvisie", "--soort", soort, "--json").stdout)
    field = json.loads(kennis("zoek", f"woonvisie soort:{soort}", "--json").stdout)
    assert field["treffers"] == option["treffers"]
    assert {treffer["soort"] for treffer in field["treffers"]} <= {soort}
    assert field["treffers"] or soort != "document"


def test_only_fields_list_documents_the_newest_first(kennis: Kennis) -> None:
    answer = json.loads(kennis("zoek", "titel:woonvisie", "--json").stdout)
    assert [treffer["datum"] for treffer in answer["treffers"]] == ["2024-03-14", "2008-06-12"]


def test_a_batch_gives_a_line_for_each_question(kennis: Kennis, tmp_path: Path) -> None:
    """Plain lines and JSON Lines with their own id, mixed."""
    questions = tmp_path / "vragen.txt"
    questions.write_text('respijtzorg\n\n{"id": "q7", "query": "woonvisie"}\n', encoding="utf-8")
    answers: list[dict[str, Any]] = [
        json.loads(line) for line in kennis("zoek", "--vragen", str(questions)).stdout.splitlines()
    ]
    assert [(answer["id"], answer["vraag"]) for answer in answers] == [("1", "respijtzorg"), ("q7", "woonvisie")]


def test_a_wrong_call_ends_with_2_and_says_why(kennis: Kennis, tmp_path: Path) -> None:
    assert "niet bekend" in kennis("zoek", "x", "--organisatie", "Gemeente Nergens", exit_code=2).stderr
    assert "vraag" in kennis("zoek", exit_code=2).stderr
    broken = tmp_path / "vragen.jsonl"
    broken.write_text("{geen json", encoding="utf-8")
    assert "Regel 1" in kennis("evalueer", str(broken), exit_code=2).stderr


def test_a_failing_file_is_a_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Also the metadata of one file may be wrong; exit code 1 says that something failed."""
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "goed.txt").write_text("Een nota over wonen en zorg in de regio.", encoding="utf-8")
    (folder / "leeg.txt").touch()
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 en verder niets")
    (folder / "fout.txt").write_text("Een nota met verkeerde metadata.", encoding="utf-8")
    metadata = tmp_path / "metadata.csv"
    metadata.write_text("bestand;zichtbaarheid\nfout.txt;geheim\n", encoding="utf-8")
    environ = {"KENNIS_DATA": str(tmp_path / "data")}
    arguments = ["indexeer", str(folder), "--metadata", str(metadata), "--json"]
    result = CliRunner().invoke(main, arguments, env=environ)
    rapport = json.loads(result.stdout)
    assert result.exit_code == 1
    assert rapport["nieuw"] == 1
    assert {fout["bestand"] for fout in rapport["mislukt"]} == {"leeg.txt", "kapot.pdf", "fout.txt"}
    assert all(fout["reden"] for fout in rapport["mislukt"])
    controle = CliRunner().invoke(main, ["controleer", "--json"], env=environ)
    assert json.loads(controle.stdout)["in_orde"]
