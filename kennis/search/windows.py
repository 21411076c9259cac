"""The windows of a text: pieces with a vector of their own, since a subject can drown in a passage. Pure."""

from __future__ import annotations

WORDS = 50  # of a window
STEP = 30  # words between the beginnings of two windows; docs/zoekkwaliteit.md tells what other sizes gave
# Of all that the model reads: the passage with its title and headings, and its windows.
PASSAGES_VERSION = f"1/{WORDS}/{STEP}"


def windows(text: str) -> list[str]:
    """Return the overlapping pieces of a text, of which each word stands in one at least; a short text is one."""
    words = text.split()
    last = max(0, len(words) - WORDS)
    starts = [*range(0, last, STEP), last]
    return [" ".join(words[start : start + WORDS]) for start in starts]
