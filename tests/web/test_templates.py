from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from jinja2 import UndefinedError

from kennis.access import Rol, Zichtbaarheid
from kennis.db.documenten import Status
from kennis.web.weergave import FORMAAT_NAMEN
from tests.web.conftest import ClientOf
from tests.web.wereld import WOONVISIE, Wereld
from tools.bouw_static import COMPONENTS

TEMPLATES = sorted((Path(__file__).parent.parent.parent / "templates").rglob("*.html"))
STATIC = Path(__file__).parent.parent.parent / "kennis" / "static"
STYLES = STATIC / "kennis.css"


def names() -> list[str]:
    return [path.name for path in TEMPLATES]


@pytest.mark.parametrize("path", TEMPLATES, ids=names())
def test_every_template_compiles(app: Flask, path: Path, templates: Path) -> None:
    app.jinja_env.get_template(path.relative_to(templates).as_posix())


def test_a_name_that_does_not_exist_is_an_error(app: Flask) -> None:
    """A template with a slip shows nothing otherwise, and nobody notices."""
    with pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ onbekend }}").render()


@pytest.mark.parametrize("path", TEMPLATES, ids=names())
def test_every_component_in_a_template_is_built(path: Path) -> None:
    """A class of a component that tools/bouw_static.py does not take looks like nothing."""
    used = set(re.findall(r"\butrecht-([a-z0-9-]+?)(?=__|--|[\s\"'{])", path.read_text(encoding="utf-8")))
    assert {name for name in used if not name.endswith("-")} <= set(COMPONENTS)


def test_every_component_that_is_built_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert [name for name in COMPONENTS if f"utrecht-{name}" not in text and not name.startswith("heading-")] == []


def test_every_class_of_our_own_has_a_style() -> None:
    styled = set(re.findall(r"\.(kennis-[\w-]+)", STYLES.read_text(encoding="utf-8")))
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    classes = {
        name for value in re.findall(r'class="([^"]+)"', text) for name in re.findall(r"kennis-[\w-]+", value)
    }
    assert {name for name in classes if not name.endswith("-")} - styled == set()


def test_every_class_that_the_script_gives_has_a_style() -> None:
    script = (STATIC / "zoekvak.js").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.(kennis-[\w-]+)", STYLES.read_text(encoding="utf-8")))
    given = set(re.findall(r"\"(kennis-[\w-]+)\"", script))
    assert given >= {"kennis-suggesties", "kennis-suggestie"}
    assert given <= styled


@pytest.mark.parametrize("word", [*Status, *Zichtbaarheid, *Rol])
def test_every_word_of_the_rows_has_words_on_the_page(word: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert f'"{word}"' in text


def test_every_format_has_a_name() -> None:
    assert set(FORMAAT_NAMEN) == {"pdf", "docx", "odt", "html", "markdown", "tekst"}


def test_every_page_has_its_parts(client_of: ClientOf, wereld: Wereld) -> None:
    """One h1, a title, Dutch, a way past the head, a main part, and ids that stand once."""
    client = client_of(Rol.REGISSEUR)
    document = f"/document/{wereld.documenten[WOONVISIE.titel]}?vraag=zorg"
    pages = ["/", "/zoeken?vraag=zorg", "/zoeken?vraag=zorg&thema=zorg", document, "/account", "/over", "/nergens"]
    pages += ["/begrippen", "/begrippen/1", "/beheer", "/beheer/begrippen", "/beheer/begrippen?ingetrokken="]
    pages += [f"/beheer/begrippen/{rest}" for rest in ("nieuw", "1", "1/samenvoegen")]
    pages += ["/beheer/vondsten", "/beheer/zoekproef", "/beheer/zoekproef?vraag=zorg"]
    pages += ["/beheer/kennishiaten", "/zoeken?vraag=%22groene+kabouters%22"]
    pages += ["/vragen", "/vragen/nieuw", "/vragen/1", "/bevestigen"]
    seen = set()
    for path in pages:
        soup = BeautifulSoup(client.get(path).data, "lxml")
        assert soup.html is not None, path
        assert soup.html["lang"] == "nl"
        assert len(soup.select("h1")) == 1, path
        assert len(soup.select("main#inhoud")) == 1
        assert soup.select_one("body > a")["href"] == "#inhoud"  # type: ignore[index] # else the test fails
        ids = [tag["id"] for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids)), path
        assert soup.title is not None
        seen.add(soup.title.get_text())
    assert len(seen) == len(pages) - 1  # a filter does not change the title
