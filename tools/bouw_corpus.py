"""Build the example corpus: corpus/bronteksten/*.md in, corpus/documenten/* and corpus/metadata.csv out.

The same sources give the same bytes. `--controleer` builds nothing: it tells which documents no longer fit
their source, by the fingerprints in corpus/herkomst.csv, so that it also works with other library versions.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from tools.corpusbouw import docx, html, odt, pdf
from tools.corpusbouw.bron import Bron, SourceError, read_bron

CORPUS = Path(__file__).parent.parent / "corpus"
BOUWER = Path(__file__).parent / "corpusbouw"
KOLOMMEN = ("bestand", "titel", "organisatie", "documentsoort", "thema", "status", "datum", "zichtbaarheid")
RENDERERS: dict[str, Callable[[Bron], bytes]] = {
    "pdf": pdf.render,
    "docx": docx.render,
    "odt": odt.render,
    "html": html.render,
}


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Fingerprints of what a document was made from (source and builder) and of the document itself."""

    bestand: str
    gemaakt_van: str
    inhoud: str


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Maakt de voorbeelddocumenten uit de bronteksten.")
    parser.add_argument("--controleer", action="store_true", help="meld wat niet meer bij de bron past")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="map met bronteksten (standaard: corpus)")
    opties = parser.parse_args(arguments)
    try:
        bronnen = read_bronnen(opties.corpus)
        return check(opties.corpus, bronnen) if opties.controleer else build(opties.corpus, bronnen)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1


def read_bronnen(corpus: Path) -> list[Bron]:
    """Return all sources, sorted by the name of the file that each becomes."""
    paths = (corpus / "bronteksten").glob("*.md")
    return sorted((read_bron(path) for path in paths), key=lambda bron: bron.bestand)


def build(corpus: Path, bronnen: list[Bron]) -> int:
    documenten = corpus / "documenten"
    documenten.mkdir(exist_ok=True)
    for bron in bronnen:
        (documenten / bron.bestand).write_bytes(RENDERERS[bron.kenmerken.formaat](bron))
    for path in documenten.iterdir():
        if path.name not in {bron.bestand for bron in bronnen}:
            path.unlink()  # its source has gone, or became another format
    (corpus / "metadata.csv").write_bytes(metadata(bronnen))
    (corpus / "herkomst.csv").write_bytes(_csv(Herkomst.__slots__, map(astuple, origins(corpus, bronnen))))
    print(f"{len(bronnen)} documenten gemaakt in {documenten}")
    return 0


def check(corpus: Path, bronnen: list[Bron]) -> int:
    """Print what does not fit and return 1, or return 0; a file too many or too few does not fit either."""
    if not (corpus / "herkomst.csv").exists():
        raise SourceError("er is nog niets gebouwd: draai deze opdracht eerst zonder --controleer")
    with (corpus / "herkomst.csv").open(encoding="utf-8", newline="") as file:
        vastgelegd = {Herkomst(**rij) for rij in csv.DictReader(file, delimiter=";")}
    fout = {herkomst.bestand for herkomst in vastgelegd ^ set(origins(corpus, bronnen))}
    fout |= {path.name for path in (corpus / "documenten").iterdir()} ^ {bron.bestand for bron in bronnen}
    if (corpus / "metadata.csv").read_bytes() != metadata(bronnen):
        fout.add("metadata.csv")
    for naam in sorted(fout):
        print(f"past niet bij de bron: {naam}")
    return 1 if fout else 0


def metadata(bronnen: list[Bron]) -> bytes:
    """Return metadata.csv, in the form that `kennis indexeer --metadata` reads."""
    rijen = ((bron.bestand, *(getattr(bron.kenmerken, naam) for naam in KOLOMMEN[1:])) for bron in bronnen)
    return _csv(KOLOMMEN, rijen)


def origins(corpus: Path, bronnen: list[Bron]) -> list[Herkomst]:
    """Return the fingerprints as the files are now."""
    bouwer = b"".join(path.read_bytes() for path in sorted(BOUWER.glob("*.py")))
    return [
        Herkomst(
            bron.bestand,
            _fingerprint(bouwer + (corpus / "bronteksten" / f"{bron.slug}.md").read_bytes()),
            _fingerprint_of_file(corpus / "documenten" / bron.bestand),
        )
        for bron in bronnen
    ]


def _fingerprint(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def _fingerprint_of_file(path: Path) -> str:
    return _fingerprint(path.read_bytes()) if path.exists() else ""


def _csv(kolommen: Iterable[str], rijen: Iterable[tuple[str, ...]]) -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(kolommen)
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
