"""HTML as a municipal website serves it: the document, and around it what every page of the site has."""

from __future__ import annotations

from html import escape
from string import Template

from tools.corpusbouw.blokken import Alinea, Blok, Kop, Lijst, Runs, Tabel
from tools.corpusbouw.bron import Bron
from tools.corpusbouw.huisstijl import kleur

_PAGINA = Template("""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$titel | $organisatie</title>
<meta name="DCTERMS.title" content="$titel">
<meta name="DCTERMS.creator" content="$organisatie">
<meta name="DCTERMS.type" content="$documentsoort">
<meta name="DCTERMS.issued" content="$datum">
<meta name="DCTERMS.language" content="nl-NL">
<meta name="date" content="$datum">
<style>
body { font-family: "Noto Sans", Arial, sans-serif; line-height: 1.6; margin: 0; color: #222; }
header, footer { background: $kleur; color: #fff; padding: 1rem 2rem; }
header a, footer a { color: #fff; }
nav ul { display: flex; gap: 1.5rem; list-style: none; padding: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem 2rem; }
h1, h2, h3, h4 { color: $kleur; line-height: 1.25; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #bbb; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #eee; }
</style>
</head>
<body>
<a href="#inhoud">Direct naar de inhoud</a>
<header>
<p><a href="/">$organisatie</a></p>
<nav aria-label="Hoofdmenu">
<ul>
<li><a href="/">Home</a></li>
<li><a href="/onderwerpen">Onderwerpen</a></li>
<li><a href="/bestuur">Bestuur en organisatie</a></li>
<li><a href="/afspraak">Afspraak maken</a></li>
<li><a href="/contact">Contact</a></li>
</ul>
</nav>
<form action="/zoeken" role="search">
<label for="zoek">Zoeken op deze website</label> <input id="zoek" name="q" type="search">
<button type="submit">Zoek</button>
</form>
</header>
<nav aria-label="Kruimelpad"><a href="/">Home</a> &gt; <a href="/bestuur">Bestuur en organisatie</a></nav>
<main id="inhoud">
<article>
<h1>$titel</h1>
<p>Gepubliceerd op <time datetime="$datum">$datum_voluit</time></p>
$tekst
</article>
</main>
<footer>
<h2>Snel naar</h2>
<ul>
<li><a href="/nieuws">Nieuws</a></li>
<li><a href="/vacatures">Vacatures</a></li>
<li><a href="/privacy">Privacyverklaring</a></li>
<li><a href="/toegankelijkheid">Toegankelijkheidsverklaring</a></li>
<li><a href="/cookies">Cookies</a></li>
</ul>
<p>Volg ons via de nieuwsbrief. Telefonisch bereikbaar op werkdagen van 8.30 tot 17.00 uur, 035-0000000.</p>
</footer>
</body>
</html>
""")


def render(bron: Bron) -> bytes:
    kenmerken = bron.kenmerken
    velden = {
        naam: escape(getattr(kenmerken, naam))
        for naam in ("titel", "organisatie", "documentsoort", "datum", "datum_voluit")
    }
    tekst = "\n".join(_blok(blok) for blok in bron.blokken)
    return _PAGINA.substitute(velden, kleur=kleur(kenmerken.organisatie), tekst=tekst).encode()


def _blok(blok: Blok) -> str:
    match blok:
        case Kop():
            return f"<h{blok.niveau}>{_inline(blok.runs)}</h{blok.niveau}>"
        case Alinea():
            return f"<p>{_inline(blok.runs)}</p>"
        case Lijst():
            tag = "ol" if blok.genummerd else "ul"
            items = "\n".join(f"<li>{_inline(item)}</li>" for item in blok.items)
            return f"<{tag}>\n{items}\n</{tag}>"
        case Tabel():
            rijen = "\n".join(_rij(rij, "<td>", "</td>") for rij in blok.rijen)
            kop = _rij(blok.kop, '<th scope="col">', "</th>")
            return f"<table>\n<thead>\n{kop}\n</thead>\n<tbody>\n{rijen}\n</tbody>\n</table>"


def _rij(cellen: tuple[Runs, ...], begin: str, eind: str) -> str:
    return "<tr>" + "".join(f"{begin}{_inline(cel)}{eind}" for cel in cellen) + "</tr>"


def _inline(runs: Runs) -> str:
    return "".join(f"<strong>{escape(run.tekst)}</strong>" if run.vet else escape(run.tekst) for run in runs)
