from __future__ import annotations

from importlib.metadata import version

import pytest

from tools.maak_lock import DEVELOPMENT, RUNTIME, closure, lock_files


def test_a_closure_holds_what_is_needed_in_turn() -> None:
    pins = closure(["flask>=3"])
    assert pins["flask"] == version("flask")
    assert {"jinja2", "markupsafe", "werkzeug"} <= pins.keys()
    assert "pytest" not in pins


def test_an_extra_brings_its_own_packages() -> None:
    assert closure(["psycopg[binary]"]).keys() - closure(["psycopg"]).keys() == {"psycopg-binary"}


def test_a_build_for_one_kind_of_machine_is_no_part_of_a_version() -> None:
    assert "+" not in closure(["torch"])["torch"]


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(SystemExit, match="no-such-package"):
        closure(["no-such-package"])


def test_a_package_that_running_needs_is_not_repeated_for_developing() -> None:
    project = {
        "project": {"dependencies": ["click"], "optional-dependencies": {"more": ["jinja2"]}},
        "dependency-groups": {"dev": ["flask"]},
    }
    files = lock_files(project)
    assert [line.split("==")[0] for line in files[RUNTIME].splitlines()[1:]] == ["click", "jinja2", "markupsafe"]
    assert "flask==" in files[DEVELOPMENT]
    assert "click==" not in files[DEVELOPMENT]
