"""The settings of mail: what is read from the environment, and what cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest

from kennis.config import DEFAULT_CONTACT, load_config
from kennis.errors import ConfigError
from kennis.postserver import Postserver, read_postserver

ADRES = {"KENNIS_ADRES": "https://kennis.voorbeeld.nl/"}


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.voorbeeld.nl", Postserver("mail.voorbeeld.nl", 25)),
        ("smtp://mail.voorbeeld.nl:2525/", Postserver("mail.voorbeeld.nl", 2525)),
        ("smtps://mail.voorbeeld.nl", Postserver("mail.voorbeeld.nl", 465, tls=True)),
        ("smtp+starttls://mail.voorbeeld.nl", Postserver("mail.voorbeeld.nl", 587, starttls=True)),
        ("smtp://jan%40x.nl:a%3Ab@mail.nl", Postserver("mail.nl", 587, "jan@x.nl", "a:b", starttls=True)),
        ("smtp://jan:woord@localhost:25", Postserver("localhost", 25, "jan", "woord")),
    ],
)
def test_an_address_says_how_to_reach_the_server(url: str, server: Postserver) -> None:
    assert read_postserver(url) == server


@pytest.mark.parametrize("url", ["", "  "])
def test_without_an_address_there_is_no_server(url: str) -> None:
    assert read_postserver(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "mail.voorbeeld.nl",
        "http://geheim@mail.nl",
        "smtp://",
        "smtp://geheim@x:99999",
        "smtp://[geheim",
        "smtp://x/geheim",
    ],
)
def test_an_address_that_cannot_be_read_is_said_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigError, match="KENNIS_SMTP klopt niet") as error:
        read_postserver(url)
    assert "geheim" not in str(error.value)


def test_the_settings_never_show_a_password(tmp_path: Path) -> None:
    config = load_config({**ADRES, "KENNIS_SMTP": "smtp://jan:zeergeheim@mail.nl"}, data=tmp_path)
    assert config.postserver is not None
    assert config.postserver.password == "zeergeheim"
    assert "zeergeheim" not in repr(config)


def test_mails_come_from_the_contact_unless_told_otherwise(tmp_path: Path) -> None:
    assert load_config({}, data=tmp_path).afzender == DEFAULT_CONTACT
    assert load_config({"KENNIS_CONTACT": "info@x.nl"}, data=tmp_path).afzender == "info@x.nl"
    assert load_config({"KENNIS_AFZENDER": "post@x.nl"}, data=tmp_path).afzender == "post@x.nl"


@pytest.mark.parametrize(
    "afzender", ["Kennisnetwerk <post@x.nl>", "post", "a@b.nl, c@d.nl", "a@b.nl\nBcc: c@d.nl"]
)
def test_mails_come_from_one_address(tmp_path: Path, afzender: str) -> None:
    with pytest.raises(ConfigError, match="KENNIS_AFZENDER"):
        load_config({"KENNIS_AFZENDER": afzender}, data=tmp_path)


def test_mails_need_to_know_where_the_site_is(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Zet ook KENNIS_ADRES"):
        load_config({"KENNIS_SMTP": "smtp://mail.nl"}, data=tmp_path)
    assert (
        load_config({**ADRES, "KENNIS_SMTP": "smtp://mail.nl"}, data=tmp_path).adres == ADRES["KENNIS_ADRES"][:-1]
    )


@pytest.mark.parametrize(
    "adres", ["kennis.voorbeeld.nl", "ftp://kennis.voorbeeld.nl", "https://x.nl/?a=1", "https://"]
)
def test_the_address_of_the_site_is_one_of_the_web(tmp_path: Path, adres: str) -> None:
    with pytest.raises(ConfigError, match="KENNIS_ADRES klopt niet"):
        load_config({"KENNIS_ADRES": adres}, data=tmp_path)
