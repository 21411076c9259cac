from __future__ import annotations

from pathlib import Path

import pytest

from tools.bouw_static import COMPONENTS, FONT, FONT_SUBSETS, FONT_WEIGHTS, THEME, build, read_tokens, theme_css

FACE = """/* noto-sans-{subset}-{weight}-normal */
@font-face {{
  font-weight: {weight};
  src: url(./files/noto-sans-{subset}-{weight}-normal.woff2) format('woff2'), url(./files/x.woff) format('woff');
  unicode-range: U+{subset};
}}
"""


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """Lay out packages as npm does, with little in them."""
    folder = tmp_path / "node_modules"
    for name in COMPONENTS:
        write(folder / "@utrecht" / f"{name}-css/dist/index.min.css", f".utrecht-{name}{{color:var(--{name})}}")
    tokens = "".join(f"  --{name}: var(--kleur); /* noot */\n" for name in COMPONENTS)
    write(
        folder / THEME / "dist/theme.css",
        f".voorbeeld-theme {{\n{tokens}  --kleur: #abc;\n  --ongebruikt: 1;\n}}\n",
    )
    for weight in FONT_WEIGHTS:
        faces = "".join(FACE.format(subset=subset, weight=weight) for subset in ("cyrillic", *FONT_SUBSETS))
        write(folder / FONT / f"{weight}.css", faces)
        for subset in FONT_SUBSETS:
            for form in ("woff", "woff2"):
                write(folder / FONT / "files" / f"noto-sans-{subset}-{weight}-normal.{form}", "letters")
    for package in (THEME, FONT, "@utrecht/component-library-css"):
        write(folder / package / "LICENSE.md", package)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def vendor(modules: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "vendor"
    write(folder / "oud.css", "of an earlier build")
    build(modules, folder)
    return folder


def test_the_build_holds_what_is_served_and_nothing_else(vendor: Path) -> None:
    names = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    stems = [f"noto-sans/noto-sans-{s}-{w}-normal" for s in FONT_SUBSETS for w in FONT_WEIGHTS]
    fonts = {f"{name}.{form}" for name in stems for form in ("woff", "woff2")}
    assert names - fonts == {
        "basis.css",
        "licenties/fontsource-noto-sans.txt",
        "licenties/nl-design-system-unstable-voorbeeld-design-tokens.txt",
        "licenties/utrecht-component-library-css.txt",
    }


def test_the_style_has_the_tokens_that_are_used(vendor: Path) -> None:
    css = (vendor / "basis.css").read_text(encoding="utf-8")
    assert all(f"--{name}: var(--kleur);" in css for name in COMPONENTS)
    assert "--kleur: #abc;" in css
    assert "--ongebruikt" not in css


def test_fonts_are_ours_and_say_which_letters_they_have(vendor: Path) -> None:
    css = (vendor / "basis.css").read_text(encoding="utf-8")
    assert css.count("@font-face") == len(FONT_SUBSETS) * len(FONT_WEIGHTS)
    assert css.count("src: url(noto-sans/noto-sans-") == css.count("@font-face")
    assert "unicode-range: U+latin-ext" in css
    assert "cyrillic" not in css
    assert "http" not in css


def test_a_token_brings_along_what_it_refers_to_however_far() -> None:
    tokens = {"--a": "var(--b)", "--b": "calc(var(--c) * 2)", "--c": "1px", "--d": "var(--a)"}
    css = theme_css(tokens, {"--a", "--elsewhere"})
    assert [name for name in tokens if f"{name}:" in css] == ["--a", "--b", "--c"]


def test_a_theme_is_read_without_its_notes(modules: Path) -> None:
    tokens = read_tokens(modules / THEME / "dist/theme.css")
    assert tokens["--kleur"] == "#abc"
    assert len(tokens) == len(COMPONENTS) + 2
