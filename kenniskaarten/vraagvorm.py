"""How one asks for people: 'wie weet iets van valpreventie?' asks about valpreventie. Pure."""

from __future__ import annotations

import re

# What each stands for in the openings below.
_PARTS = {
    "WIE": "(?:wie|iemand|welke (?:collega|collega's|collega’s|mensen))",
    "IEMAND": "(?:iemand|een collega|collega's|collega’s|mensen|een deskundige|een expert)",
    "WAT": "(?:iets|wat|meer|veel|alles)",
    "KENNIS": "(?:ervaring|kennis|verstand|expertise)",
    "MET": "(?:met|van|over|bij|voor|in|aan|op het gebied van|als het gaat om)",
}
_OPENINGS = (
    r"WIE (?:er |hier )?(?:weet|weten) (?:er |hier )?(?:WAT )*(?:van|over|af van)",
    r"WIE (?:heeft|hebben) (?:er |hier )?(?:WAT )?KENNIS MET",
    r"WIE (?:weet|weten)(?= (?:hoe|wat|wanneer|waar|waarom|of|welke) )",
    r"wie (?:kan|kunnen) (?:mij |me |ons )?(?:WAT )*(?:helpen|vertellen|adviseren|bijpraten) MET",
    r"wie (?:gaat|gaan) (?:er )?over",
    r"wie (?:is|zijn) (?:er )?(?:goed|thuis|deskundig|expert) MET",
    r"(?:bij|met) wie (?:kan|moet|mag) (?:ik|men|u|je) (?:terecht|zijn|praten|bellen|overleggen) MET",
    r"wie (?:kan|moet|mag) ik (?:bellen|mailen|vragen|benaderen) MET",
    r"wie (?:houdt|houden) zich bezig met",
    r"wie (?:is|zijn|was|waren) betrokken bij",
    r"wie (?:doet|doen) (?:er )?(?:WAT MET|aan)",
    r"wie (?:werkt|werken) (?:er )?(?:aan|met)",
    (
        r"(?:ik zoek|we zoeken|wij zoeken|gezocht|is er|zijn er|wie kent|kent|ken je|kent u) IEMAND"
        r"(?: (?:die|met))?(?: WAT)?(?: KENNIS)?(?: (?:weet|weten|heeft|hebben))?(?: (?:WAT|KENNIS))?(?: MET)?"
    ),
)


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(rf"\W*{pattern}\s+(?=\w)", re.IGNORECASE)


_COMPILED = tuple(map(_compiled, _OPENINGS))


def subject_of(tekst: str) -> str:
    """Return what a question for people is about; any other question stays as it is."""
    opening = next(filter(None, (pattern.match(tekst) for pattern in _COMPILED)), None)
    return tekst[opening.end() :].strip(" ?!.") if opening else tekst
