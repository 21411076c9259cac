from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.config import MIN_SECRET_LENGTH, load_config, resource_dir
from kennis.db.base import open_engine
from kennis.errors import ConfigError

SECRET = "s" * MIN_SECRET_LENGTH


def test_without_settings_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    config = load_config({}, data=tmp_path)
    assert config.files_dir == tmp_path / "bestanden"
    assert config.index_dir == tmp_path / "index"
    assert config.queue_path == tmp_path / "taken.sqlite3"
    assert open_engine(config.database_url).url.database == str(tmp_path / "kennis.sqlite3")
    assert not config.production


def test_the_data_folder_comes_from_the_environment(tmp_path: Path) -> None:
    assert load_config({"KENNIS_DATA": str(tmp_path / "hier")}).data == tmp_path / "hier"


def test_an_empty_setting_is_a_setting_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["DATA", "DATABASE_URL", "GEHEIM", "MODEL", "NAAM", "CONTACT", "PROXIES", "MAX_MB", "REDIS_URL"]
    assert load_config({f"KENNIS_{name}": "" for name in names}) == load_config({})
    assert load_config({}).data == tmp_path / "data"


@pytest.mark.parametrize("name", ["wat?", "100% regio", "a%20b", "a#b", "a@b:c", "Gooi & Vechtstreek"])
def test_the_name_of_the_data_folder_may_hold_any_sign(tmp_path: Path, name: str) -> None:
    config = load_config({}, data=tmp_path / name)
    assert open_engine(config.database_url).url.database == str(tmp_path / name / "kennis.sqlite3")


def test_each_setting_is_read(tmp_path: Path) -> None:
    environ = {
        "KENNIS_DATABASE_URL": "postgresql://iemand@ergens/kennis",
        "KENNIS_GEHEIM": SECRET,
        "KENNIS_PRODUCTIE": "Ja",
        "KENNIS_MODEL": "BAAI/bge-m3",
        "KENNIS_REDIS_URL": "redis://localhost",
        "KENNIS_NAAM": "Kennisnet Gooi",
        "KENNIS_CONTACT": "info@voorbeeld.nl",
        "KENNIS_PROXIES": "1",
        "KENNIS_MAX_MB": "5",
        "KENNIS_MAX_PAGINAS": "7",
    }
    config = load_config(environ, data=tmp_path)
    assert config.database_url == environ["KENNIS_DATABASE_URL"]
    assert (config.secret_key, config.production, config.model) == (SECRET, True, "BAAI/bge-m3")
    assert (config.redis_url, config.site_name) == ("redis://localhost", "Kennisnet Gooi")
    assert (config.contact, config.trusted_proxies) == ("info@voorbeeld.nl", 1)
    assert (config.limits.file_bytes, config.limits.pages) == (5 * 1024 * 1024, 7)


@pytest.mark.parametrize("name", ["KENNIS_PROXIES", "KENNIS_MAX_MB", "KENNIS_MAX_PAGINAS"])
@pytest.mark.parametrize("value", ["veel", "-1", "1.5", "1e3"])
def test_a_number_that_is_none_is_refused_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"{name}.*{value}"):
        load_config({name: value}, data=tmp_path)


def test_production_asks_for_an_own_secret(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="KENNIS_GEHEIM"):
        load_config({"KENNIS_PRODUCTIE": "1"}, data=tmp_path)
    assert not (tmp_path / "geheim.txt").exists()


def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="te kort"):
        load_config({"KENNIS_GEHEIM": SECRET[1:]}, data=tmp_path)


def test_the_secret_is_made_once_and_is_for_the_owner_only(tmp_path: Path) -> None:
    first = load_config({}, data=tmp_path).secret_key
    assert len(first) >= MIN_SECRET_LENGTH
    assert load_config({}, data=tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "geheim.txt").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "geheim.txt"]


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: load_config({}, data=tmp_path / "nieuw").secret_key, range(16)))
    assert len(secrets) == 1


def test_a_secret_that_was_half_written_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("")
    with pytest.raises(ConfigError, match=r"geheim\.txt"):
        load_config({}, data=tmp_path)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(ConfigError, match="KENNIS_DATA"):
        load_config({}, data=tmp_path / "bestand" / "data")


def test_no_secret_is_shown_when_the_settings_are_logged(tmp_path: Path) -> None:
    environ = {"KENNIS_GEHEIM": SECRET, "KENNIS_DATABASE_URL": "postgresql://u:wachtwoord@h/d"}
    shown = repr(load_config(environ, data=tmp_path))
    assert SECRET not in shown
    assert "wachtwoord" not in shown


@given(st.dictionaries(st.sampled_from(["KENNIS_PROXIES", "KENNIS_MAX_MB", "KENNIS_PRODUCTIE"]), st.text()))
def test_no_value_of_a_setting_gives_another_error(environ: dict[str, str]) -> None:
    try:
        config = load_config({"KENNIS_GEHEIM": SECRET, **environ}, data=Path("/tmp"))  # noqa: S108 (not opened)
    except ConfigError:
        return
    assert config.trusted_proxies >= 0


def test_what_travels_with_the_program_is_found() -> None:
    assert (resource_dir("templates")).is_dir()
