"""Taking in: what happens to the rows, the kept files and the report for whatever happens to a folder."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from indexer.pipeline import Inname
from indexer.rapport import Rapport
from tests.indexer.proefmap import Proefmap, counts, levels, nota, reasons

WONEN, ZORG = nota("wonen"), nota("zorg")


def replace_unseen(path: Path, text: str) -> None:
    """Replace what is in a file, while its size and time stay what they were."""
    status = path.stat()
    assert len(text.encode()) == status.st_size
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def age(path: Path) -> None:
    """Make a file an hour older, which is a change of its time stamp."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 3_600_000_000_000))


def test_a_new_file_becomes_rows_a_kept_file_and_work_for_the_index(each_proefmap: Proefmap) -> None:
    each_proefmap.write("nota-wonen.txt", WONEN)
    rapport = each_proefmap.take_in()
    versie = each_proefmap.versie()
    assert (counts(rapport), rapport.mislukt, rapport.meldingen) == ({"nieuw": 1}, [], [])
    assert rapport.passages == len(versie.passages) == 1
    assert versie.passages[0].tekst == WONEN
    assert (versie.titel, versie.bestandsnaam, versie.formaat) == ("Nota wonen", "nota-wonen.txt", "tekst")
    assert (versie.omvang, versie.zichtbaarheid.value) == (len(WONEN), "ambtenaar")
    assert versie.sha256 == sha256(WONEN.encode()).hexdigest()
    assert each_proefmap.kept() == {versie.sha256}
    assert each_proefmap.outbox() == {f"versie:{versie.id}"}


def test_files_of_any_format_lie_together(proefmap: Proefmap) -> None:
    proefmap.write("a/wonen.html", f"<html><body><h1>Nota wonen</h1><p>{WONEN}</p></body></html>")
    proefmap.write("b/zorg.md", f"# Nota zorg\n\n{ZORG}\n")
    proefmap.write("jeugd.txt", nota("jeugd"))
    assert counts(proefmap.take_in()) == {"nieuw": 3}
    assert {versie.formaat for versie in proefmap.versies()} == {"html", "markdown", "tekst"}


def test_an_unchanged_file_is_not_opened(each_proefmap: Proefmap) -> None:
    path = each_proefmap.write("nota.txt", WONEN)
    each_proefmap.take_in()
    replace_unseen(path, WONEN.upper())
    rapport = each_proefmap.take_in()
    assert counts(rapport) == {"ongewijzigd": 1}
    assert rapport.passages == 0
    assert each_proefmap.versie().passages[0].tekst == WONEN


def test_a_file_that_only_got_a_new_date_is_not_read_again(proefmap: Proefmap) -> None:
    path = proefmap.write("nota.txt", WONEN)
    proefmap.take_in()
    age(path)
    assert counts(proefmap.take_in()) == {"ongewijzigd": 1}
    assert proefmap.read == ["nota.txt"]
    replace_unseen(path, WONEN.upper())
    assert counts(proefmap.take_in()) == {"ongewijzigd": 1}  # the new date is known now


def test_a_changed_file_is_a_new_version_of_the_same_document(each_proefmap: Proefmap) -> None:
    each_proefmap.write("nota.txt", WONEN)
    each_proefmap.take_in()
    each_proefmap.write("nota.txt", ZORG)
    rapport = each_proefmap.take_in()
    old, new = each_proefmap.versies()
    assert counts(rapport) == {"gewijzigd": 1}
    assert old.document_id == new.document_id
    assert (old.ingetrokken_op is None, new.ingetrokken_op) == (False, None)
    assert each_proefmap.outbox() == {f"versie:{old.id}", f"versie:{new.id}"}
    assert len(each_proefmap.kept()) == 2


def test_a_file_that_is_gone_is_withdrawn_and_kept(each_proefmap: Proefmap) -> None:
    path = each_proefmap.write("nota.txt", WONEN)
    each_proefmap.write("blijft.txt", ZORG)
    each_proefmap.take_in()
    path.unlink()
    assert counts(each_proefmap.take_in()) == {"ongewijzigd": 1, "verwijderd": 1}
    assert each_proefmap.live() == ["blijft.txt"]
    assert len(each_proefmap.kept()) == 2
    assert each_proefmap.places() == ["blijft.txt"]


def test_a_file_that_comes_back_is_there_as_it_was(each_proefmap: Proefmap) -> None:
    path = each_proefmap.write("nota.txt", WONEN)
    each_proefmap.described("nota.txt;Visie;Gemeente Huizen;;;;;organisatie")
    path.unlink()
    each_proefmap.take_in()
    each_proefmap.write("nota.txt", WONEN)
    rapport = each_proefmap.take_in()
    versie = each_proefmap.versie()
    assert counts(rapport) == {"gewijzigd": 1}
    assert (versie.ingetrokken_op, versie.titel, versie.zichtbaarheid.value) == (None, "Visie", "organisatie")
    assert each_proefmap.read == ["nota.txt"]  # what is known need not be read again


def test_a_change_that_is_taken_back_brings_the_old_version_back(proefmap: Proefmap) -> None:
    for text in (WONEN, ZORG, WONEN):
        proefmap.write("nota.txt", text)
        proefmap.take_in()
    old, new = proefmap.versies()
    assert (old.ingetrokken_op, new.ingetrokken_op is None) == (None, False)


def test_a_file_that_moves_stays_the_same_document(proefmap: Proefmap) -> None:
    path = proefmap.write("nota.txt", WONEN)
    proefmap.described("nota.txt;;;;;;;beheer")
    path.rename(proefmap.map / "verplaatst.txt")
    proefmap.take_in()
    assert levels(proefmap.versies()) == ["beheer"]
    assert proefmap.versie().ingetrokken_op is None
    assert proefmap.places() == ["verplaatst.txt"]


def test_a_run_over_one_folder_leaves_others_alone(proefmap: Proefmap) -> None:
    """Also one of which the name begins alike, or has a sign that means something to the database."""
    for folder in ("a_b", "axb", "a_b2", "a%b"):
        proefmap.write(f"{folder}/nota.txt", nota(folder))
    proefmap.take_in()
    shutil.rmtree(proefmap.map / "axb")
    shutil.rmtree(proefmap.map / "a_b2")
    (proefmap.map / "a_b" / "nota.txt").unlink()
    assert counts(proefmap.take_in(proefmap.map / "a_b")) == {"verwijderd": 1}
    assert len(proefmap.live()) == 3


def test_a_run_over_one_folder_leaves_its_namesake_in_capitals_alone(proefmap: Proefmap) -> None:
    proefmap.write("map/nota.txt", WONEN)
    proefmap.write("MAP/nota.txt", ZORG)
    proefmap.take_in()
    assert counts(proefmap.take_in(proefmap.map / "map")) == {"ongewijzigd": 1}
    assert len(proefmap.live()) == 2


def test_one_file_can_be_taken_in_by_itself(proefmap: Proefmap) -> None:
    proefmap.write("zorg.txt", ZORG)
    path = proefmap.write("wonen.txt", WONEN)
    assert counts(proefmap.take_in(path)) == {"nieuw": 1}
    assert counts(proefmap.take_in(path)) == {"ongewijzigd": 1}
    assert counts(proefmap.take_in()) == {"nieuw": 1, "ongewijzigd": 1}


def test_a_folder_that_is_not_there_withdraws_nothing(proefmap: Proefmap) -> None:
    """A share that is not connected is no order to forget its documents."""
    proefmap.write("nota.txt", WONEN)
    proefmap.take_in()
    proefmap.map.rename(proefmap.map.parent / "elders")
    rapport = proefmap.take_in()
    assert reasons(rapport) == {"documenten": "bestand kan niet worden geopend (bestaat niet)"}
    assert proefmap.live() == ["nota.txt"]


def test_a_link_in_a_folder_does_not_hide_what_is_gone(proefmap: Proefmap) -> None:
    path = proefmap.write("nota.txt", WONEN)
    (proefmap.map / "link.txt").symlink_to("/etc/hostname")
    proefmap.take_in()
    path.unlink()
    assert counts(proefmap.take_in()) == {"verwijderd": 1}


# --- the run -------------------------------------------------------------------------------------------------


def test_progress_is_told_file_by_file(proefmap: Proefmap) -> None:
    for name in ("a.txt", "b.txt"):
        proefmap.write(name, nota(name))
    told: list[tuple[int, int, str]] = []
    with Inname(proefmap.installatie.config, proefmap.installatie.sessions) as inname:
        inname._sandbox = proefmap.sandbox  # type: ignore[assignment] # the same promise
        inname.take_in([proefmap.map], lambda done, total, name: told.append((done, total, name)))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt")]


def test_several_folders_are_one_report(proefmap: Proefmap) -> None:
    one, other = proefmap.write("een/a.txt", WONEN).parent, proefmap.write("twee/b.txt", ZORG).parent
    rapport = proefmap.take_in(one, other)
    assert counts(rapport) == {"nieuw": 2}
    assert rapport.seconden > 0


def test_two_runs_over_one_folder_at_once_end_as_one(each_proefmap: Proefmap) -> None:
    """The second run does all its work between the looking and the writing of the first one."""
    each_proefmap.write("nota.txt", WONEN)
    rapporten: list[Rapport] = []

    def run_beside(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO documenten") and not rapporten:
            rapporten.append(Rapport())
            rapporten.append(each_proefmap.take_in())

    event.listen(each_proefmap.installatie.engine, "before_cursor_execute", run_beside)
    rapporten.append(each_proefmap.take_in())
    assert [rapport.mislukt for rapport in rapporten] == [[], [], []]
    assert len(each_proefmap.versies()) == 1


def test_a_path_may_be_relative(proefmap: Proefmap, monkeypatch: pytest.MonkeyPatch) -> None:
    proefmap.write("nota.txt", WONEN)
    monkeypatch.chdir(proefmap.map.parent)
    assert counts(proefmap.take_in(Path("documenten"))) == {"nieuw": 1}
    assert counts(proefmap.take_in()) == {"ongewijzigd": 1}
    assert counts(proefmap.take_in(Path("documenten/../documenten"))) == {"ongewijzigd": 1}
